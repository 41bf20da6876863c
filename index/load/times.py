"""Times as formats write them (mail, wire, epoch) to ISO 8601 with the zone they were written in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

BASIC = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?"
)


def when(value: Any) -> Any:
    """A time as an ISO 8601 text where its format is known, else the value as it came.

    Reads RFC 5322 ("Tue, 05 Mar 2019 10:00:00 +0100"), the basic ISO form of NITF
    ("20190305T100000Z") and seconds or milliseconds since 1970. Whether the result is a day that
    makes sense is for `index.dates` to say.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _epoch(float(value)) or value
    if not isinstance(value, str):
        return value
    text = value.strip()
    if found := BASIC.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        date = f"{year}-{month}-{day}"
        return f"{date}T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else date
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _epoch(float(text)) or text
    if re.match(r"(?:[A-Za-z]{3,9}\.?,?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d", text[:60]):
        try:
            return parsedate_to_datetime(text[:100]).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return text
    return text


def _epoch(value: float) -> str | None:
    seconds = value / 1000 if value >= 1e11 else value
    if not 1e8 <= seconds < 1e10:  # 1973 to 2286: anything smaller is a year or a counter
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat()

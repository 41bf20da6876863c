"""Times as formats write them (mail, wire, epoch) to ISO 8601 with the zone they were written in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from index.dates.calendars import opening_weekday
from index.dates.language import zones

BASIC = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?)?"
)

SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?")
# As C and Java print a time ("Mon Oct 11 14:57:21 CEST 2021"), and as JavaScript does.
PRINTED = re.compile(
    r"[A-Z][a-z]{2} (?P<month>[A-Z][a-z]{2}) +(?P<day>\d{1,2}) (?:(?P<clock>\d\d:\d\d:\d\d) (?:(?P<zone>[A-Z]{1,5}) )?"
    r"(?P<year>\d{4})|(?P<year2>\d{4}) (?P<clock2>\d\d:\d\d:\d\d) GMT(?P<zone2>[+-]\d{4}).*)"
)
# The weekday may be of any language.
MAIL = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?(\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2}(?:\d{2})?\s+\d[\d:]*)\s*"
    r"([A-Za-z]{1,5}|[+-]\d{2}:?\d{2})?"
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
    if found := SLASHED.fullmatch(text):
        year, month, day, clock = found.groups()
        return f"{year}-{month:0>2}-{day:0>2}" + (f"T{clock}" if clock else "")
    if found := PRINTED.fullmatch(text):
        part = found.groupdict(default="")
        clock, zone = part["clock"] or part["clock2"], part["zone"] or part["zone2"]
        day = f"{part['day']} {part['month']} {part['year'] or part['year2']}"
        return _mailed(f"{day} {clock}", zone) or text
    if found := MAIL.match(text[:100]):
        made = _mailed(found[1], found[2] or "")
        weekday = opening_weekday(text)
        # Where that day was no such weekday it stays as written, for `index.dates` to doubt.
        wrong = made and weekday not in (None, datetime.fromisoformat(made).weekday())
        return text if wrong else made or text
    return text


def _mailed(moment: str, zone: str) -> str | None:
    """A time as mail writes it, with its zone where that is known; None where it is no time."""
    east = zones()[0].get(zone.lower())
    if east is not None:
        zone = f"{'-' if east < 0 else '+'}{abs(east) // 60:02}{abs(east) % 60:02}"
    try:
        return parsedate_to_datetime(f"{moment} {zone}".rstrip()).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _epoch(value: float) -> str | None:
    seconds = value / 1000 if value >= 1e11 else value
    if not 1e8 <= seconds < 1e10:  # 1973 to 2286: anything smaller is a year or a counter
        return None
    return datetime.fromtimestamp(seconds, UTC).isoformat()

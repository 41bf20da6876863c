"""Days that a text states.

python-dateutil does the reading; the patterns here decide which words may be read as a full
date at all, because a date is never guessed: day, month and year must all be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateutil import parser

from index.errors import InputError
from index.stamp import Found, Stamp, utc_day

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
FULL_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{MONTH}),?\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))\b",
    re.IGNORECASE,
)
STAMP_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|modified|created|on|at|date|first|gmt|utc|est|edt|cet|bst"
    r"|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|am|pm|by)\b",
    re.IGNORECASE,
)
FIRST_YEAR = 1600


def full_dates(text: str) -> Iterator[tuple[re.Match[str], datetime]]:
    """Each complete and possible date in `text`, as midnight UTC, with where it stands."""
    for found in FULL_DATE.finditer(text):
        parts = found.groupdict()
        year = parts["y1"] or parts["y2"] or parts["y3"]
        month = parts["m1"] or parts["m2"] or parts["m3"]
        day = parts["d1"] or parts["d2"] or parts["d3"]
        if not FIRST_YEAR <= int(year) <= 2999:
            continue
        try:
            number = (
                int(month) if month.isdigit() else parser.parse(f"1 {month.rstrip('.')} 2000").month
            )
            yield found, utc_day(int(year), number, int(day))
        except ValueError:  # 31 February and the like: not a date
            continue


def stated_on_line(line: str) -> datetime | None:
    """The day, if this line does nothing but state one ("Published: 16 October, 2019 14:05").

    Where it states several, the one it calls published, else the first.
    """
    if len(line) > 100:
        return None
    found = list(full_dates(line))
    rest = FULL_DATE.sub(" ", line)
    rest = re.sub(r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?", " ", rest)
    if not found or re.search(r"[^\W_]", STAMP_WORDS.sub(" ", rest)):
        return None
    first = re.search(r"\b(?:published|posted|created)\b", line, re.IGNORECASE)
    after = [at for match, at in found if first and match.start() > first.end()]
    return after[0] if after else found[0][1]


def read_day(value: Any, what: str) -> datetime:
    """A date that a person or a file supplied, in UTC; a bare day is its midnight.

    Accepts date and datetime values, ISO 8601 and dates with the month in letters. Raises
    InputError for anything that is ambiguous, impossible or in the future.
    """
    at: datetime | None = None
    if isinstance(value, datetime):
        at = value
    elif isinstance(value, date):
        at = utc_day(value.year, value.month, value.day)
    elif isinstance(value, str):
        text = value.strip()
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            at = next((day for _, day in full_dates(text)), None)
    if at is None:
        raise InputError(f"{what} {value!r} is not a date; write it as YYYY-MM-DD.")
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    if not FIRST_YEAR <= at.year <= 2999:
        raise InputError(f"{what} {value!r} lies outside the years {FIRST_YEAR} to 2999.")
    return at.astimezone(UTC)


def read_published(value: Any, what: str = "the publication date") -> datetime:
    """As `read_day`, but refuses a day that has not come yet."""
    at = read_day(value, what)
    if at > datetime.now(UTC) + timedelta(days=1):
        raise InputError(f"{what} {value!r} lies in the future; check the year.")
    return at


def read_stamp(value: Any, found: Found, what: str = "the publication date") -> Stamp:
    """A value that states a point in time, with its own zone. Raises as `read_published`."""
    at = read_published(value, what)
    written = value
    if isinstance(value, str):
        try:
            written = datetime.fromisoformat(value.strip())
        except ValueError:
            written = at
    if not isinstance(written, datetime):
        return Stamp(at, found)
    beyond = written.utcoffset() or timedelta(0)
    clock = (written.hour, written.minute, written.second) != (0, 0, 0) or bool(beyond)
    return Stamp(at, found, int(beyond.total_seconds() // 60), clock)

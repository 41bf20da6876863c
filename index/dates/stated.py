"""Days that a text states in full, and days that a person or a file supplies.

A date is never guessed: day, month and year must all be there, and the day must exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from index.dates.calendars import month_names
from index.dates.patterns import month_pattern
from index.errors import InputError
from index.stamp import Found, Stamp, utc_day

FIRST_YEAR, LAST_YEAR = 1600, 2999
LONGEST = 60  # characters that a day and a month before their year may take
# No full date without it, and far faster to look for: a set of characters first, then the class.
YEAR = re.compile(r"[0-9\u0660-\U0010ffff](?<=\d)\d{3}")


@cache
def full_date_pattern() -> re.Pattern[str]:
    """A day, a month in letters of any known language and a year; or a year, a month and a day."""
    month = month_pattern(month_names())
    day, year = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?", r"\d{4}(?!\d)(?!\.\d)"
    joint = r"(?:\s{1,3}(?:of|de|del|the))?"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<d1>{day}){joint}(?:\s{{1,3}}|-|(?<=\.))(?P<m1>{month}),?{joint}(?:\s{{1,3}}|-)(?P<y1>{year})"
        rf"|(?P<m2>{month})\s{{1,3}}(?P<d2>{day})(?:\s?,|\s{{1,3}}(?:of|de|del))?\s{{1,3}}(?P<y2>{year})"
        r"|(?P<y3>\d{4})(?:-(?P<m3>\d{2})-(?P<d3>\d{2})(?![\d-])"
        # The year first, then month and day: so in East Asia, and so in many programs.
        r"|(?P<mark>[/.])(?P<m4>\d{1,2})(?P=mark)(?P<d4>\d{1,2})(?![\d/]|\.\d)"
        r"|\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일]))",
        re.IGNORECASE,
    )


@cache
def _before_date() -> re.Pattern[str]:
    """A character before what may be a full date; to look for that first is much faster."""
    begins = rf"(?i:(?=\d|{month_pattern(month_names())}))"
    return re.compile(rf"[^a-zA-Z0-9_.,-]{begins}(?<=\W)")


def shaped_dates(text: str) -> Iterator[re.Match[str]]:
    """What has the shape of a full date, possible or not."""
    pattern, padded = full_date_pattern(), f" {text}"
    end = looked = 0
    for year in YEAR.finditer(padded):
        for before in _before_date().finditer(
            padded, max(looked, year.start() - LONGEST), year.end()
        ):
            found = pattern.match(text, before.start()) if before.start() >= end else None
            if found:
                end = found.end()
                yield found
        looked = year.start()


def full_dates(text: str) -> Iterator[tuple[re.Match[str], datetime]]:
    """Each complete and possible date in `text`, as midnight UTC, with where it stands."""
    for found in shaped_dates(text):
        parts = found.groupdict()
        year = parts["y1"] or parts["y2"] or parts["y3"]
        month = next(filter(None, (parts[f"m{n}"] for n in range(1, 6))))
        day = re.sub(r"\D", "", next(filter(None, (parts[f"d{n}"] for n in range(1, 6)))))
        if not FIRST_YEAR <= int(year) <= LAST_YEAR:
            continue
        named = int(month) if month.isdigit() else month_names().get(month.lower().rstrip("."), 0)
        try:
            yield found, utc_day(int(year), named, int(day))
        except ValueError:  # 31 February, "ſeptember" and the like: not a date
            continue


def read_day(value: Any, what: str) -> datetime:
    """A date that a person or a file supplied, in UTC; a bare day is its midnight.

    Accepts date and datetime values, ISO 8601, mail and feed dates, and dates with the month in
    letters. Raises InputError for anything that is ambiguous, impossible or outside the years
    1600 to 2999.
    """
    at = _written(value)
    if at is None:
        raise InputError(f"{what} {value!r} is not a date; write it as YYYY-MM-DD.")
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise InputError(f"{what} {value!r} lies outside the years {FIRST_YEAR} to {LAST_YEAR}.")
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
    written = _written(value)
    if written is None:
        return Stamp(at, found)
    beyond = written.utcoffset() or timedelta(0)
    clock = (written.hour, written.minute, written.second) != (0, 0, 0) or bool(beyond)
    zoned = written.tzinfo is not None or not clock
    return Stamp(at, found, int(beyond.total_seconds() // 60), clock, zoned)


def _written(value: Any) -> datetime | None:
    """The value as it was written, in its own zone; naive where it names none."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text) if re.match(r"[A-Za-z]{3},? ?\d", text) else _only(text)
    except ValueError:
        return _only(text)


def _only(text: str) -> datetime | None:
    return next((day for _, day in full_dates(text)), None)

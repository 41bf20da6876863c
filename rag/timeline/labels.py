"""Days as people write them: what an EventTime says, as a label with its precision."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from index.stamp import spoken_day
from rag.timeline.nouns import Precision

YEAR = re.compile(r"\b\d{4}")
WEEK = timedelta(days=7)


def precision(first: date | None, last: date | None, *, open_week: bool = False) -> Precision:
    """How closely two inclusive days pin something down; `open_week`: which of two weekdays."""
    if first is None and last is None:
        return "not known"
    if first is None or last is None:
        return "by" if first is None else "since"
    if first == last:
        return "day"
    if open_week and last - first == WEEK:
        return "either"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return "month"
        if first.month == 1 and last.month == 12:
            return "year" if first.year == last.year else "years"
    return "years" if (last - first).days > 366 else "days"


def label(
    first: date | None, last: date | None, how: Precision, words: str = "", *, about: bool = False
) -> str:
    """'7 to 13 October 2019', 'from 1 December 2019 on', 'since the 1980s', 'about 2015'.

    `words` are the text's own; of an open time they are kept where they name the year, since the
    day that it was reckoned to would say more than they do.
    """
    if how == "not known":
        return "day not known"
    if how == "not before":
        return f"not before {spoken_day(first)}" if first else f"not after {_day(last)}"
    if how in ("since", "by") and YEAR.search(words):
        return " ".join(words.split())
    if how == "since" and first and first.day == 1 and not re.search(r"\d", words):
        return f"from {'about ' if about else ''}{first:%B %Y} on"
    if how == "since":
        return f"from {'about ' if about else ''}{_day(first)} on"
    if how == "by":
        return f"by {'about ' if about else ''}{_day(last)}"
    assert first and last
    if how == "either":
        return f"{_short(first, last)} or {spoken_day(last)}"
    if how == "month":
        said = f"{first:%B %Y}"
    elif how == "year":
        said = str(first.year)
    elif how == "years" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        said = f"{first.year} to {last.year}"
    elif first == last:
        said = spoken_day(first)
    else:
        said = f"{_short(first, last)} to {spoken_day(last)}"
    return f"about {said}" if about else said


def _day(day: date | None) -> str:
    assert day is not None
    return spoken_day(day)


def _short(first: date, last: date) -> str:
    """The first of two days, without what the second says again."""
    if first.year != last.year:
        return spoken_day(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"

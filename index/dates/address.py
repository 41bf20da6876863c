"""The day that an article's address states: /2022/06/12/, /2022/jun/12/, /2022-06-12/."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from index.dates.calendars import month_names
from index.dates.patterns import month_pattern
from index.dates.reckoning import Span, whole_month

YEAR = r"(?P<y>(?:19[6-9]|20\d)\d)"
MONTH_ONLY = re.compile(rf"/{YEAR}/(?P<m>0?[1-9]|1[0-2])(?=/(?!\d{{1,2}}(?:/|$))|$)")


@cache
def _shapes() -> tuple[tuple[float, re.Pattern[str]], ...]:
    """How sure each way to write a day in a path is, and its pattern."""
    month = month_pattern(month_names())
    patterns = (
        # A folder for each of year, month and day is how sites file by day of publication.
        (0.9, rf"/{YEAR}/(?P<m>\d{{1,2}}|{month})/(?P<d>\d{{1,2}})(?=/|$)"),
        (0.85, rf"/{YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?=/|$)"),
        # Among the words of a slug the day may be the event's: "storm-of-2022-06-12".
        (0.75, rf"/{YEAR}_(?P<m>\d\d)_(?P<d>\d\d)(?=/|$)"),
        # With the year last, only a number above 12 tells the day from the month.
        (0.75, rf"/(?P<d>1[3-9]|[23]\d)[-.](?P<m>\d\d)[-.]{YEAR}(?=/|$)"),
        (0.75, rf"/(?P<m>\d\d)[-.](?P<d>1[3-9]|[23]\d)[-.]{YEAR}(?=/|$)"),
        (0.7, rf"/{YEAR}(?P<m>0\d|1[0-2])(?P<d>[0-3]\d)(?=/|$)"),
    )
    return tuple((sure, re.compile(pattern, re.IGNORECASE)) for sure, pattern in patterns)


def day_in_address(url: str) -> tuple[date, float] | None:
    """The day and how sure it is (0 to 1), or None where the path states none or several."""
    path = _path(url)
    for sure, shape in _shapes():
        days = set()
        for found in shape.finditer(path):
            month = found["m"].lower()
            number = int(month) if month.isdigit() else month_names().get(month.rstrip("."), 0)
            try:
                days.add(date(int(found["y"]), number, int(found["d"])))
            except ValueError:  # 2022/13/45 is a number of something else
                continue
        if len(days) == 1:
            return days.pop(), sure
        if days:
            return None
    return None


def month_in_address(url: str) -> Span | None:
    """The month under which the address files it, where it says no day."""
    path = _path(url)
    if day_in_address(url):
        return None
    found = MONTH_ONLY.search(path)
    return whole_month(int(found["y"]), int(found["m"]), "stated") if found else None


def _path(url: str) -> str:
    try:
        return urlsplit(url[:2000]).path
    except ValueError:  # "http://[" and the like
        return ""

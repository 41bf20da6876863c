"""Calendar arithmetic: what a phrase means on a given day, in any language.

Every function takes inclusive days and gives a `Span`, or None where the words mean no day
(31 February, a year before 1500, a day before the year 1).
"""

from __future__ import annotations

import calendar as months_of
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from index.stamp import Certainty

Direction = Literal["past", "future", "open", "none"]
# Month and day of the first and the last day.
SEASONS = {
    "spring": ((3, 1), (6, 20)),
    "summer": ((6, 1), (9, 22)),
    "autumn": ((9, 1), (12, 20)),
    "winter": ((12, 1), (3, 20)),
}
DAYS_IN = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}


@dataclass(frozen=True, slots=True)
class Span:
    """Inclusive days between which something lies; None is open."""

    earliest: date | None
    latest: date | None
    certainty: Certainty = "resolved"

    def about(self) -> Span:
        """The same days, less sure."""
        return replace(self, certainty="approximate")


def one(day: date, certainty: Certainty = "resolved") -> Span:
    """A single day."""
    return Span(day, day, certainty)


def moved(day: date, unit: str, count: int) -> date | None:
    """`day` moved by `count` units; None where the calendar ends."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=DAYS_IN[unit] * count)
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        return day + relativedelta(months=months * count)
    except (OverflowError, ValueError):
        return None


def whole_month(year: int, month: int, certainty: Certainty) -> Span | None:
    """A calendar month."""
    if not 1 <= year <= 9999:
        return None
    return Span(
        date(year, month, 1), date(year, month, months_of.monthrange(year, month)[1]), certainty
    )


def whole_years(first: int, last: int, certainty: Certainty) -> Span:
    """Calendar years, both included; 1 to 9999."""
    return Span(date(first, 1, 1), date(last, 12, 31), certainty)


def part_of(span: Span, part: str) -> Span:
    """A part of a span: "early", "mid" or "late", a season of a year, or "1/4", its first quarter.

    All but the last are approximate, since nobody says where they begin and end.
    """
    if span.earliest is None or span.latest is None or not part:
        return span
    if part in SEASONS:
        return _seasons_of(span.earliest.year, part) if span.earliest.month == 1 else span
    if "/" in part:
        at, of = map(int, part.split("/"))
        return _portion(span.earliest, span.latest, at, of, span.certainty)
    if part not in ("early", "mid", "late"):
        return span
    size = (span.latest - span.earliest).days + 1
    less, more = timedelta(days=size // 3), timedelta(days=-(-size // 3) - 1)
    if part == "early":
        return Span(span.earliest, span.earliest + more, "approximate")
    if part == "mid":
        return Span(span.earliest + less, span.latest - less, "approximate")
    return Span(span.latest - more, span.latest, "approximate")


def _portion(first: date, last: date, at: int, of: int, certainty: Certainty) -> Span:
    """The `at`th of `of` parts; a year is cut between months."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        size = 12 // of
        end = whole_month(last.year, at * size, certainty)
        return Span(
            date(first.year, (at - 1) * size + 1, 1), end.latest if end else last, certainty
        )
    size = (last - first).days + 1
    return Span(
        first + timedelta(days=size * (at - 1) // of),
        first + timedelta(days=size * at // of - 1),
        certainty,
    )


def _season(year: int, name: str) -> Span | None:
    """The season that begins in `year`, in the north, by the month or by the sun."""
    (month, day), (until, until_day) = SEASONS[name]
    ends = year + 1 if until < month else year
    if not (year >= 1 and ends <= 9999):
        return None
    return Span(date(year, month, day), date(ends, until, until_day), "approximate")


def _seasons_of(year: int, name: str) -> Span:
    """The season of a year; "the winter of 2019" is the one that begins or the one that ends."""
    back = _season(year - 1, name) if name == "winter" else None
    here = _season(year, name)
    first = (back or here or whole_years(year, year, "approximate")).earliest
    last = (here or back or whole_years(year, year, "approximate")).latest
    return Span(first, last, "approximate")


def season(anchor: date, name: str, which: int) -> Span | None:
    """ "Last summer" is over, "next summer" has not begun, "this summer" is the nearest."""
    near = [s for y in range(anchor.year - 2, anchor.year + 3) if (s := _season(y, name))]
    days = [(s.earliest, s.latest, s) for s in near if s.earliest and s.latest]
    if which < 0:
        return next((s for _, last, s in reversed(days) if last < anchor), None)
    if which > 0:
        return next((s for first, _, s in days if first > anchor), None)
    away = [(max((first - anchor).days, (anchor - last).days, 0), s) for first, last, s in days]
    return min(away, key=lambda pair: pair[0])[1] if away else None


def weekday(anchor: date, number: int, direction: Direction, which: int | None) -> Span:
    """The weekday a newspaper of `anchor` means.

    A bare one is the nearest before or after, the day itself included. "Last" and "next" leave
    open which week is meant where both readings are in use; then both bound the answer.
    """
    back = anchor - timedelta(days=(anchor.weekday() - number) % 7)
    on = anchor + timedelta(days=(number - anchor.weekday()) % 7)
    monday = anchor - timedelta(days=anchor.weekday())
    if which == -1:
        day = back if back < anchor else anchor - timedelta(days=7)
        return Span(day - timedelta(days=7), day, "approximate") if day >= monday else one(day)
    if which == 1:
        day = on if on > anchor else anchor + timedelta(days=7)
        same_week = day < monday + timedelta(days=7)
        return Span(day, day + timedelta(days=7), "approximate") if same_week else one(day)
    if which == 0 and direction in ("none", "open"):
        return one(monday + timedelta(days=number), "approximate")
    if direction == "future":
        return one(on)
    if direction == "open":
        return Span(back, on, "approximate")
    return one(back) if direction == "past" else one(back, "approximate")


def nearest_year(anchor: date, month: int, day: int | None, direction: Direction) -> int | None:
    """The year in which a month, or a day of it, is meant where none is said; None if none."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    ends = []
    for year in years:
        if not 1 <= year <= 9999:
            continue
        last = months_of.monthrange(year, month)[1]
        if day is None or 1 <= day <= last:
            ends.append((date(year, month, day or 1), date(year, month, day or last)))
    if direction == "future":
        return next((first.year for first, last in ends if last >= anchor), None)
    if direction == "past":
        return next((first.year for first, _ in reversed(ends) if first <= anchor), None)
    # Nothing tells the side: a list of days to come or gone by, so the nearest is meant.
    near = min(ends, key=lambda e: min(abs(e[0] - anchor), abs(e[1] - anchor)), default=None)
    return near[0].year if near else None


def period(
    anchor: date, unit: str, which: int | None, part: str, direction: Direction
) -> Span | None:
    """ "Last week", "this month", "later this year"; `which` is None in "the weekend"."""
    if unit == "weekend":
        return _weekend(anchor, which, direction)
    if unit not in DAYS_IN or unit == "day":
        return None
    which = which or 0
    there = moved(anchor, unit, which)
    whole = _around(there, unit) if there else None
    if whole is None or whole.earliest is None or whole.latest is None:
        return None
    if part == "earlier" and which == 0:
        return Span(whole.earliest, anchor, "resolved")
    if part == "later" and which == 0:
        return Span(anchor, whole.latest, "resolved")
    if part in ("early", "mid", "late") or "/" in part:
        return part_of(whole, part)
    if unit == "week" and anchor.weekday() == 6:
        # On a Sunday the week may be the one that ends or, where weeks begin on Sunday, starts.
        return Span(whole.earliest, whole.latest + timedelta(days=6), "approximate")
    if which == 0 and direction == "past":
        return Span(whole.earliest, anchor, "resolved")
    if which == 0 and direction == "future":
        return Span(anchor, whole.latest, "resolved")
    return whole


def _around(day: date, unit: str) -> Span | None:
    if unit == "week":
        monday = moved(day, "day", -day.weekday())
        sunday = moved(day, "day", 6 - day.weekday())
        return Span(monday, sunday) if monday and sunday else None
    if unit == "month":
        return whole_month(day.year, day.month, "resolved")
    if unit == "quarter":
        first = day.month - (day.month - 1) % 3
        last = months_of.monthrange(day.year, first + 2)[1]
        return Span(date(day.year, first, 1), date(day.year, first + 2, last))
    if unit == "year":
        return whole_years(day.year, day.year, "resolved")
    return whole_years(max(1, day.year - day.year % 10), day.year - day.year % 10 + 9, "resolved")


def _weekend(anchor: date, which: int | None, direction: Direction) -> Span:
    """Saturday and Sunday; the one that is on, or the nearest on the side that is spoken of."""
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    on = anchor.weekday() >= 5
    week = timedelta(days=7)
    if which == -1:
        start = saturday - week if on else saturday
    elif which == 1 or (direction == "future" and not on):
        start = saturday + week
    else:
        start = saturday
    open_week = which in (-1, 1) or direction in ("none", "open")
    return Span(start, start + timedelta(days=1), "approximate" if open_week else "resolved")


def ago(anchor: date, unit: str, count: int, *, counted: bool) -> Span | None:
    """ "Three days ago" is a day; "two years ago" is about then, half a unit either way."""
    if unit == "hour":
        return Span(anchor - timedelta(days=1), anchor, "approximate")
    if unit not in DAYS_IN:
        return None
    day = moved(anchor, unit, -count)
    if day is None:
        return None
    if unit == "day" and counted:
        return one(day)
    return _about(day, unit, count, counted=counted)


def ahead(anchor: date, unit: str, count: int, *, counted: bool) -> Span | None:
    """As `ago`, in the other direction."""
    day = moved(anchor, unit, count) if unit in DAYS_IN else None
    if day is None:
        return None
    return one(day) if unit == "day" and counted else _about(day, unit, count, counted=counted)


def _about(day: date, unit: str, count: int, *, counted: bool) -> Span | None:
    half = DAYS_IN[unit] // 2 if counted else DAYS_IN[unit] * max(1, count // 2)
    first, last = moved(day, "day", -half), moved(day, "day", half)
    return Span(first, last, "approximate") if first and last else None


def stretch(anchor: date, unit: str, count: int | None, side: int, *, counted: bool) -> Span | None:
    """ "The past three weeks" (side -1), "the coming days" (side 1), up to the anchor."""
    if unit not in DAYS_IN or unit == "quarter":
        return None  # "the last quarter" is one of the calendar's or the last 91 days
    far = moved(anchor, unit, side * (count if count is not None else 10))
    if far is None:
        return None
    first, last = (far, anchor) if side < 0 else (anchor, far)
    return Span(first, last, "resolved" if counted else "approximate")

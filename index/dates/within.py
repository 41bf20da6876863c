"""Days counted off inside a month or a year: "the first week of March", "the year to June"."""

from __future__ import annotations

import calendar as months_of
from datetime import date, timedelta

from index.dates import expression as said
from index.dates import reckoning
from index.dates.expression import Phrase
from index.dates.language import Language
from index.dates.reckoning import Direction, Span
from index.stamp import Certainty

SOME = {"day": 7, "week": 3, "month": 3}  # how many are meant at most where nobody counted
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


def of_year(phrase: Phrase, year: int, certainty: Certainty, lang: Language) -> Span | None:
    """The days in that year; None where it has no such day ("the fifth Monday of June")."""
    slots = phrase.slots
    whole = (
        reckoning.whole_month(year, said.month(slots["month"], lang), certainty)
        if "month" in slots
        else reckoning.whole_years(year, year, certainty)
    )
    if whole is None or whole.earliest is None or whole.latest is None:
        return None
    if phrase.rule == "up_to":
        far = (said.count(slots, lang)[0] or 1) * MONTHS_IN[_unit(slots, lang)]
        first = reckoning.moved(whole.earliest, "month", 1 - far)
        return Span(first, whole.latest, certainty) if first else None
    nth = lang.nth[said.words(slots["nth"])]
    if "weekday" in slots:
        return _weekday(whole.earliest, whole.latest, lang.weekdays[slots["weekday"]], nth, whole)
    unit = _unit(slots, lang)
    if unit == "weekend":
        start = _weekday(whole.earliest, whole.latest, 5, nth, whole)
        sunday = start.earliest + timedelta(days=1) if start and start.earliest else None
        return Span(start.earliest, sunday, "approximate") if start else None
    many, counted = said.count(slots, lang)
    return _units(whole, unit, nth, many or SOME[unit], counted=counted)


def relative(phrase: Phrase, anchor: date, looks: Direction, lang: Language) -> Span | None:
    """The days where no year is said: those nearest to `anchor` on the side that is spoken of."""
    if "year" in phrase.slots:
        return None  # "the fifth Monday of June 2022", which there was not
    years = range(max(1, anchor.year - 1), min(9999, anchor.year + 1) + 1)
    near = [s for year in years if (s := of_year(phrase, year, "resolved", lang))]
    days = [(s.earliest, s.latest, s) for s in near if s.earliest and s.latest]
    if looks == "past":
        found = next((s for first, _, s in reversed(days) if first <= anchor), None)
    elif looks == "future":
        found = next((s for _, last, s in days if last >= anchor), None)
    else:
        away = [(min(abs(first - anchor), abs(last - anchor)), s) for first, last, s in days]
        return min(away, key=lambda pair: pair[0])[1].about() if away else None
    return found


def _unit(slots: dict[str, str], lang: Language) -> str:
    return lang.units[said.words(slots["unit"])]


def _weekday(first: date, last: date, number: int, nth: int, whole: Span) -> Span | None:
    """The first, second or last such weekday of a month."""
    if nth > 0:
        day = first + timedelta(days=(number - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = last - timedelta(days=(last.weekday() - number) % 7)
    return Span(day, day, whole.certainty) if first <= day <= last else None


def _units(whole: Span, unit: str, nth: int, many: int, *, counted: bool) -> Span | None:
    """The `nth` stretch of `many` days, weeks or months; the last where `nth` is below 0."""
    first, last = whole.earliest, whole.latest
    assert first and last
    if unit == "month":
        if many > 12 or (nth not in (1, -1)):
            return None
        begin = first.month if nth > 0 else 13 - many
        first = date(first.year, begin, 1)
        end = begin + many - 1
        last = date(first.year, end, months_of.monthrange(first.year, end)[1])
    else:
        size = timedelta(days=reckoning.DAYS_IN[unit] * many)
        begins = first + size * (nth - 1) if nth > 0 else last - size + timedelta(days=1)
        ends = min(last, begins + size - timedelta(days=1))
        if begins > last or begins < first:
            return None
        first, last = begins, ends
    sure = counted and unit != "week"  # nobody says on which day the first week begins
    return Span(first, last, whole.certainty if sure else "approximate")

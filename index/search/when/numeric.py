"""Times that a question writes in figures: "19/12/2018", "2018-05", "2014-2016"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from index.dates.language import Language
from index.dates.phrases import Phrase, with_sense
from index.dates.stated import FIRST_YEAR, LAST_YEAR

NUMERIC = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\w/-])(?!\.\d)")
DASHED = re.compile(r"[-–](\d+)(?![-–]?\w)")  # after a year
SPLIT = re.compile(r"\d[-–]\d")


def with_numeric(text: str, lang: Language | None, found: list[Phrase]) -> list[Phrase]:
    """`found` and the days in figures, where only one order of day and month is possible or in use.

    A year with a dash and figures after it is no year: "2018-05" is a month, "2022-02-30" nothing.
    """
    added = []
    for match in NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        order = lang.numeric_order if lang else ""
        pairs = {"dmy": [(first, second)], "mdy": [(second, first)]}.get(
            order, [(first, second), (second, first)]
        )
        days = {d for pair in pairs if (d := _real(year, pair[1], pair[0]))}
        if len(days) == 1:
            phrase = Phrase(match.start(), match.end(), "date", day=days.pop())
            added.append(with_sense(text, phrase, lang) if lang else phrase)
    if lang:
        found = [whole for phrase in found if (whole := _undashed(text, phrase, lang))]
    if not added:
        return found
    out: list[Phrase] = []
    for phrase in sorted([*added, *found], key=lambda p: (p.start, -p.end)):
        if not out or phrase.start >= out[-1].end:
            out.append(phrase)
    return out


def in_figures(text: str, start: int, end: int) -> bool:
    """Whether what is said there is a year and figures, which may be some other number."""
    return SPLIT.search(text, start, end) is not None


def _undashed(text: str, phrase: Phrase, lang: Language) -> Phrase | None:
    """The phrase with the figures after its year; None where they leave no time."""
    if phrase.rule != "year" or not re.compile(r"[-–]\d").match(text, phrase.end):
        return phrase
    dashed = DASHED.match(text, phrase.end)
    year = phrase.slots.get("year", "")
    if not dashed or not year.isdecimal() or not text.endswith(year, phrase.start, phrase.end):
        return None
    said, number = dashed[1], int(dashed[1][:4])
    if len(said) == 4 and FIRST_YEAR <= int(year) < number <= LAST_YEAR:
        return replace(phrase, end=dashed.end())  # its last year is read where the days are
    if len(said) != 2 or number == (int(year) + 1) % 100:
        return None  # "2011-12" is more often a season
    name = next((word for word, month in lang.months.items() if month == number), None)
    if name is None:
        return None
    slots = {**phrase.slots, "month": name}
    return replace(phrase, end=dashed.end(), rule="month_year", slots=slots)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None

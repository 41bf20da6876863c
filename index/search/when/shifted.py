"""A time told by its distance from another one: "two weeks after the ceasefire of 1 March"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from index.dates import reckoning
from index.dates.language import Language
from index.dates.meaning import in_sense
from index.dates.patterns import one_of
from index.dates.phrases import Phrase, with_sense
from index.dates.reckoning import Span
from index.search.when.words import Words

NEAR = 140  # characters before a time that are looked at
MOST_BETWEEN = 8  # words from "after" to the time, as in "the truce that both signed on"
RULE = "ago"  # days counted from a day, whichever day that is


@dataclass(frozen=True, slots=True)
class Distance:
    """How far, which way, and whether all days on the way are meant ("within two weeks of")."""

    unit: str
    count: int
    back: bool
    counted: bool  # not "a few"
    exact: bool
    way: bool


def shifted(
    text: str, phrase: Phrase, anchor: Span | None, lang: Language, words: Words
) -> tuple[Phrase, Span, Span] | None:
    """The phrase with the words of its distance, its days, and those in the sense of a word before.

    `anchor` are the days of the phrase itself. None where no distance from it is told.
    """
    if anchor is None or anchor.earliest is None or anchor.latest is None:
        return None
    own = _own_start(text, phrase, lang)
    near = max(0, own - NEAR)
    found = _pattern(lang, words).search(text[near:own])
    far = _distance(found, lang, words) if found else None
    days = _moved(anchor, far) if far else None
    if found is None or days is None:
        return None
    told = with_sense(text, Phrase(near + found.start(), phrase.end, RULE), lang)
    return replace(told, possessive=False), days, in_sense(days, told.sense)


def _own_start(text: str, phrase: Phrase, lang: Language) -> int:
    """Where the phrase begins without the word that changes its meaning."""
    if not phrase.sense:
        return phrase.start
    lead = _before(lang).match(text, phrase.start)
    return lead.end() if lead else phrase.start


def _distance(found: re.Match[str], lang: Language, words: Words) -> Distance | None:
    said = " ".join((found["number"] or "").lower().split())
    unit = found["unit"].lower()
    back = " ".join(found["side"].lower().split()) in words.shift["before"]
    if not said:  # "the week after": one of it, and not "the weeks after"
        if unit not in lang.singular:
            return None
        way = lang.units[unit] != "day"
        return Distance(lang.units[unit], 1, back, counted=True, exact=True, way=way)
    count = int(said) if said.isdigit() else {**lang.numbers, **lang.few}[said]
    counted = said not in lang.few
    exact, way = lang.units[unit] == "day", found["stretch"] is not None
    return Distance(lang.units[unit], count, back, counted, exact, way)


def _moved(anchor: Span, far: Distance) -> Span | None:
    """The days at that distance, as sure as `anchor` only where they are counted off exactly.

    Nobody counts "two years after the war" to the day; "two days after" and "the year after" do.
    """
    first, last = anchor.earliest, anchor.latest
    if first is None or last is None or far.unit not in reckoning.DAYS_IN:
        return None
    count = -far.count if far.back else far.count
    begin = reckoning.moved(first, far.unit, count)
    if far.counted and (last - first).days + 3 >= reckoning.DAYS_IN[far.unit]:
        # A unit no longer than the anchor: the month before June is all of May.
        over = reckoning.moved(last, "day", 1)
        over = reckoning.moved(over, far.unit, count) if over else None
        end = reckoning.moved(over, "day", -1) if over else None
        sure = anchor.certainty if far.exact else "approximate"
        return Span(begin, end, sure) if begin and end else None
    if far.way:
        end = reckoning.moved(last, far.unit, count)
        begin, end = (begin, last) if far.back else (first, end)
        return Span(begin, end, "approximate") if begin and end else None
    go = reckoning.ago if far.back else reckoning.ahead
    near = [go(day, far.unit, far.count, counted=far.counted) for day in (first, last)]
    if near[0] is None or near[1] is None:
        return None
    return Span(near[0].earliest, near[1].latest, "approximate")


@cache
def _before(lang: Language) -> re.Pattern[str]:
    return re.compile(rf"{one_of(lang.before)}\s{{1,3}}", re.IGNORECASE)


@cache
def _pattern(lang: Language, words: Words) -> re.Pattern[str]:
    """How far and which way, up to the time it is told from; bounded, as it is searched for."""
    table = words.shift
    number = rf"(?P<number>\d{{1,3}}|{one_of([*lang.numbers, *lang.few])})"
    stretch = rf"(?P<stretch>{one_of(table['stretch'])}\s)"
    side = rf"(?P<side>{one_of([*table['after'], *table['before']])})"
    between = rf"(?:[\w’'-]+\s){{0,{MOST_BETWEEN}}}?{one_of([*lang.in_words, *lang.of_words])}\s"
    return re.compile(
        rf"\b{stretch}?(?:{number}|{one_of(table['whole'])})\s(?P<unit>{one_of(lang.units)})\s{side}\s"
        rf"(?:{between})?(?:{one_of(table['article'])}\s)?$",
        re.IGNORECASE,
    )

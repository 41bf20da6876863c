"""What a phrase means: the days it names, reckoned from the day it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.dates import expression as said
from index.dates import reckoning, within
from index.dates.expression import Phrase
from index.dates.language import Language
from index.dates.reckoning import Direction, Span
from index.dates.tense import Clauses

DAYS_OF_A_YEAR = ("month", "month_day", "day_range", "weekday", "nth", "up_to")
# "Thursday's Child." is a title rather than what Thursday brought.
TITLE = re.compile(r"[’']s?(?:\s[A-Z]\w{1,30}){1,4}(?=[.,;:!?)”\"’']|$)")
TENSED = ("weekday", "month_day", "month", "period", "day_range", "season", "nth", "up_to")


@dataclass(frozen=True, slots=True)
class Ground:
    """What relative words are reckoned from: the first and last day it can have been.

    `firm` says whether that day is stated; what is reckoned from anything else is approximate.
    """

    first: date | None
    last: date | None
    firm: bool

    @property
    def day(self) -> date | None:
        """The one day it is, or None where it is only bounded."""
        return self.first if self.first is not None and self.first == self.last else None


def resolve(
    clauses: Clauses | None, phrase: Phrase, ground: Ground, lang: Language | None
) -> Span | None:
    """The days that `phrase` means; None where it means none or none can be known.

    `clauses` is the sentence it stands in, None where the language is not known.
    """
    if clauses and phrase.said in clauses.tense.waits and clauses.waits(phrase.start):
        phrase = replace(phrase, sense="")  # "was not found until Tuesday"
    if phrase.rule == "date" or lang is None or clauses is None:
        span = reckoning.one(phrase.day, "stated") if phrase.day else None
    else:
        span = absolute(phrase, lang) or _from_ground(clauses, phrase, ground, lang)
    whole = phrase.rule in ("day_range", "month_range") and phrase.sense in (
        "since",
        "from",
        "between",
    )
    span = span.about() if span and phrase.hedged else span
    return in_sense(span, "" if whole else phrase.sense) if span else None


def _from_ground(clauses: Clauses, phrase: Phrase, ground: Ground, lang: Language) -> Span | None:
    looks: Direction = "none"
    if phrase.rule in DAYS_OF_A_YEAR and _of_another_year(clauses.text, phrase, lang):
        return None
    if phrase.rule in TENSED:
        looks = clauses.direction(phrase.start, phrase.end)
        if phrase.sense == "until":
            looks = _until(clauses, phrase, looks)
        elif phrase.said in clauses.tense.backward:
            looks = "past"
        elif looks == "none" and (
            phrase.said in clauses.tense.onward
            or (phrase.said in clauses.tense.opening and clauses.opens(phrase.start))
        ):
            looks = "future"
    if ground.day:
        span = _relative(phrase, ground.day, looks, lang)
        sure = ground.firm and not TITLE.match(clauses.text, phrase.end)
        return span if span is None or sure else span.about()
    # Later days of writing give later days told, so both bounds carry over.
    first = _relative(phrase, ground.first, looks, lang) if ground.first else None
    last = _relative(phrase, ground.last, looks, lang) if ground.last else None
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    return Span(earliest, latest, "approximate") if earliest or latest else None


def _until(clauses: Clauses, phrase: Phrase, looks: Direction) -> Direction:
    """ "Ordered them shut until Sept. 8": the verb is past, the end of it need not be."""
    if looks != "past":
        return "future"
    kept = phrase.said in clauses.tense.deadline and clauses.done_before(phrase.start)
    return "past" if kept or clauses.opens_past(phrase.start) else "open"


def _of_another_year(text: str, phrase: Phrase, lang: Language) -> bool:
    """ "In August that year": of the year that was told before, not of this one."""
    before = lang.back_before.search(text[max(0, phrase.start - 40) : phrase.start])
    return bool(before or lang.back_after.match(text[phrase.end : phrase.end + 40]))


def absolute(phrase: Phrase, lang: Language) -> Span | None:
    """What is said with its year: a month, a year, a decade, some days; None for all else."""
    slots = phrase.slots
    span: Span | None = None
    if phrase.rule == "decade":
        first = int(slots["decade"][:4]) if "decade" in slots else 1900 + int(slots["short_decade"])
        span = reckoning.whole_years(first, first + 9, "stated")
    elif "year" in slots:
        year = int(slots["year"])
        if phrase.rule == "month_year":
            span = reckoning.whole_month(year, said.month(slots["month"], lang), "stated")
        elif phrase.rule == "year":
            span = reckoning.whole_years(year, year, "stated")
        elif phrase.rule == "month_range":
            start = reckoning.whole_month(year, said.month(slots["month"], lang), "stated")
            end = reckoning.whole_month(year, said.month(slots["until_month"], lang), "stated")
            assert start and end and start.earliest and end.latest
            if start.earliest > end.latest:  # "December to February 2019": the year of the end
                start = reckoning.whole_month(year - 1, start.earliest.month, "stated")
                assert start and start.earliest
            span = Span(start.earliest, end.latest, "stated")
        elif phrase.rule == "day_range":
            span = _days(slots, year, lang)
        elif phrase.rule in ("nth", "up_to"):
            span = within.of_year(phrase, year, "stated", lang)
    return reckoning.part_of(span, said.part(phrase, lang)) if span else None


def _relative(phrase: Phrase, anchor: date, looks: Direction, lang: Language) -> Span | None:
    slots = phrase.slots
    which = lang.which.get(said.words(slots.get("which", "")))
    unit = lang.units.get(slots.get("unit", ""), "weekend")
    count, counted = said.count(slots, lang)
    try:
        if phrase.rule == "day":
            return reckoning.one(anchor + timedelta(days=lang.days[said.words(slots["day_word"])]))
        if phrase.rule == "weekday":
            return reckoning.weekday(anchor, lang.weekdays[slots["weekday"]], looks, which)
        if phrase.rule == "period":
            return reckoning.period(anchor, unit, which, said.part(phrase, lang), looks)
        if phrase.rule == "season":
            return reckoning.season(anchor, said.part(phrase, lang), which or 0)
        if phrase.rule == "ago":
            return reckoning.ago(anchor, unit, count or 1, counted=counted)
        if phrase.rule == "ahead":
            return reckoning.ahead(anchor, unit, count or 1, counted=counted)
        if phrase.rule in ("past_span", "future_span"):
            side = -1 if phrase.rule == "past_span" else 1
            return reckoning.stretch(anchor, unit, count, side, counted=counted)
        if phrase.rule in ("month_day", "day_range"):
            return _days_without_year(slots, anchor, looks, lang)
        if phrase.rule in ("nth", "up_to"):
            return within.relative(phrase, anchor, looks, lang)
        if phrase.rule == "of_year":
            return _of_year(slots, anchor, phrase, lang)
        if phrase.rule == "month":
            return _month_alone(phrase, anchor, looks, which, lang)
    except OverflowError:  # the calendar ends at the years 1 and 9999
        return None
    return None


def _days_without_year(
    slots: dict[str, str], anchor: date, looks: Direction, lang: Language
) -> Span | None:
    month, day = said.month(slots["month"], lang), said.day(slots["day"])
    year = reckoning.nearest_year(anchor, month, day, looks)
    if year is None:
        return None
    span = _days(slots, year, lang)
    if span is None or span.earliest is None:
        return None
    if "weekday" in slots and span.earliest.weekday() != lang.weekdays[slots["weekday"]]:
        return None  # "Thursday, March 5" that was no Thursday: another year is meant, or none
    return Span(
        span.earliest, span.latest, "resolved" if looks in ("past", "future") else "approximate"
    )


def _of_year(slots: dict[str, str], anchor: date, phrase: Phrase, lang: Language) -> Span | None:
    """ "5 May last year", "in late June next year"."""
    year = anchor.year + lang.which[said.words(slots["which"])]
    if "day" in slots:
        span = _days(slots, year, lang)
        return span and Span(span.earliest, span.latest)
    whole = reckoning.whole_month(year, said.month(slots["month"], lang), "resolved")
    return reckoning.part_of(whole, said.part(phrase, lang)) if whole else None


def _days(slots: dict[str, str], year: int, lang: Language) -> Span | None:
    month = said.month(slots["month"], lang)
    try:
        first = date(year, month, said.day(slots["day"]))
        last = date(year, month, said.day(slots["until_day"])) if "until_day" in slots else first
    except ValueError:  # 31 February
        return None
    return Span(first, last, "stated") if first <= last else None


def _month_alone(
    phrase: Phrase, anchor: date, looks: Direction, which: int | None, lang: Language
) -> Span | None:
    month = said.month(phrase.slots["month"], lang)
    looks = {-1: "past", 1: "future"}.get(which or 0, looks)  # type: ignore[assignment]
    if phrase.sense == "since" and looks == "open":
        looks = "past"
    year = reckoning.nearest_year(anchor, month, None, looks)
    if which and year == anchor.year and month == anchor.month:
        year += which  # "last June", said in June
    span = reckoning.whole_month(year, month, "resolved") if year else None
    if span is None:
        return None
    span = reckoning.part_of(span, said.part(phrase, lang))
    if span.latest and span.earliest and looks == "past" and span.earliest <= anchor < span.latest:
        span = Span(span.earliest, anchor, span.certainty)
    return span if looks in ("past", "future") and which is None else span.about()


def in_sense(span: Span, sense: str) -> Span:
    """The days that `sense`, the word before an expression, makes of its days."""
    match sense:
        case "since":
            return Span(span.earliest, None, span.certainty)
        case "until":
            return Span(None, span.latest, span.certainty)
        case "before":
            before = span.earliest
            known = before is not None and before > date.min
            return Span(
                None, before - timedelta(days=1) if before and known else None, span.certainty
            )
        case "after":
            return Span(span.earliest, None, "approximate")
        case "about":
            return span.about()
        case _:
            return span

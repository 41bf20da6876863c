"""What a phrase means: the days it names, reckoned from the day it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import reckoning
from index.dates.language import Language
from index.dates.phrases import Phrase
from index.dates.reckoning import Direction, Span
from index.dates.tense import Clauses

DAYS_OF_A_YEAR = ("month", "month_day", "day_range", "weekday")
# "Thursday's Child." is a title rather than what Thursday brought.
TITLE = re.compile(r"[’']s?(?:\s[A-Z]\w{1,30}){1,4}(?=[.,;:!?)”\"’']|$)")
TENSED = ("weekday", "month_day", "month", "period", "day_range", "season")


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
    if phrase.rule == "date" or lang is None or clauses is None:
        span = reckoning.one(phrase.day, "stated") if phrase.day else None
    else:
        span = absolute(phrase, lang) or _from_ground(clauses, phrase, ground, lang)
    whole = phrase.rule in ("day_range", "month_range") and phrase.sense in (
        "since",
        "from",
        "between",
    )
    return in_sense(span, "" if whole else phrase.sense) if span else None


def joined(
    clauses: Clauses, first: Phrase, second: Phrase, start: Span, ground: Ground, lang: Language
) -> Span | None:
    """The span from one phrase to the next, where words such as "to" join them; else None."""
    between = clauses.text[first.end : second.start].strip().lower()
    opened = first.sense in ("since", "from", "between")
    if second.sense == "until" and not between:
        between = "-"  # "from 2015 until 2018": the joining word was read as the second's own
    if second.sense == "until" and between == "-" and not opened and first.rule == "weekday":
        return None
    if between not in lang.range_words or (between in lang.weak_range and first.sense != "between"):
        return None
    if second.possessive:
        return None
    plain = Phrase(second.start, second.end, second.rule, second.slots, second.day)
    begin = start.earliest
    if begin and plain.rule == "weekday" and ground.day:
        number = lang.weekdays[plain.slots["weekday"]]
        end: Span | None = reckoning.weekday(begin, number, "future", None)
    else:
        end = resolve(clauses, plain, ground, lang)
    if end is None or begin is None or end.latest is None or begin > end.latest:
        return None
    sure = start.certainty if start.certainty == end.certainty else "resolved"
    return Span(
        begin,
        end.latest,
        "approximate" if "approximate" in (start.certainty, end.certainty) else sure,
    )


def in_that_week(
    text: str, named: list[Phrase], week: Phrase, ground: Ground, lang: Language
) -> Span | None:
    """ "Tuesday last week", "from Monday to Friday of this week": the weekdays of that week.

    `named` are the weekdays said, one or two; None where `week` is no week or does not belong.
    """
    unit = lang.units.get(week.slots.get("unit", ""))
    between = text[named[-1].end : week.start].strip(" ,").lower()
    if ground.day is None or week.rule != "period" or unit != "week" or week.sense:
        return None
    if between and between not in lang.in_words:
        return None
    which = lang.which.get(_words(week.slots.get("which", "")), 0)
    monday = ground.day + timedelta(days=7 * which - ground.day.weekday())
    days = [monday + timedelta(days=lang.weekdays[p.slots["weekday"]]) for p in named]
    if days[0] > days[-1]:
        return None
    return Span(days[0], days[-1], "resolved" if ground.firm else "approximate")


def _from_ground(clauses: Clauses, phrase: Phrase, ground: Ground, lang: Language) -> Span | None:
    looks: Direction = "none"
    if phrase.rule in DAYS_OF_A_YEAR and _of_another_year(clauses.text, phrase, lang):
        return None
    if phrase.rule in TENSED:
        looks = clauses.direction(phrase.start, phrase.end)
        if phrase.sense == "until" and not (looks == "past" and clauses.opens_past(phrase.start)):
            # "Ordered them shut until Sept. 8": the verb is past, the end of it need not be.
            looks = "open" if looks == "past" else "future"
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
            span = reckoning.whole_month(year, _month(slots["month"], lang), "stated")
        elif phrase.rule == "year":
            span = reckoning.whole_years(year, year, "stated")
        elif phrase.rule == "month_range":
            start = reckoning.whole_month(year, _month(slots["month"], lang), "stated")
            end = reckoning.whole_month(year, _month(slots["until_month"], lang), "stated")
            assert start and end and start.earliest and end.latest
            if start.earliest > end.latest:  # "December to February 2019": the year of the end
                start = reckoning.whole_month(year - 1, start.earliest.month, "stated")
                assert start and start.earliest
            span = Span(start.earliest, end.latest, "stated")
        elif phrase.rule == "day_range":
            span = _days(slots, year, lang)
    return reckoning.part_of(span, _part(phrase, lang)) if span else None


def _relative(phrase: Phrase, anchor: date, looks: Direction, lang: Language) -> Span | None:
    slots = phrase.slots
    which = lang.which.get(_words(slots.get("which", "")))
    unit = lang.units.get(slots.get("unit", ""), "weekend")
    count, counted = _count(slots, lang)
    try:
        if phrase.rule == "day":
            return reckoning.one(anchor + timedelta(days=lang.days[_words(slots["day_word"])]))
        if phrase.rule == "weekday":
            return reckoning.weekday(anchor, lang.weekdays[slots["weekday"]], looks, which)
        if phrase.rule == "period":
            return reckoning.period(anchor, unit, which, _part(phrase, lang), looks)
        if phrase.rule == "season":
            return reckoning.season(anchor, _part(phrase, lang), which or 0)
        if phrase.rule == "ago":
            return reckoning.ago(anchor, unit, count or 1, counted=counted)
        if phrase.rule == "ahead":
            return reckoning.ahead(anchor, unit, count or 1, counted=counted)
        if phrase.rule in ("past_span", "future_span"):
            side = -1 if phrase.rule == "past_span" else 1
            return reckoning.stretch(anchor, unit, count, side, counted=counted)
        if phrase.rule in ("month_day", "day_range"):
            return _days_without_year(slots, anchor, looks, lang)
        if phrase.rule == "month":
            return _month_alone(phrase, anchor, looks, which, lang)
    except OverflowError:  # the calendar ends at the years 1 and 9999
        return None
    return None


def _days_without_year(
    slots: dict[str, str], anchor: date, looks: Direction, lang: Language
) -> Span | None:
    month, day = _month(slots["month"], lang), _day(slots["day"])
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


def _days(slots: dict[str, str], year: int, lang: Language) -> Span | None:
    month = _month(slots["month"], lang)
    try:
        first = date(year, month, _day(slots["day"]))
        last = date(year, month, _day(slots["until_day"])) if "until_day" in slots else first
    except ValueError:  # 31 February
        return None
    return Span(first, last, "stated") if first <= last else None


def _month_alone(
    phrase: Phrase, anchor: date, looks: Direction, which: int | None, lang: Language
) -> Span | None:
    month = _month(phrase.slots["month"], lang)
    looks = {-1: "past", 1: "future"}.get(which or 0, looks)  # type: ignore[assignment]
    if phrase.sense == "since" and looks == "open":
        looks = "past"
    year = reckoning.nearest_year(anchor, month, None, looks)
    span = reckoning.whole_month(year, month, "resolved") if year else None
    if span is None:
        return None
    span = reckoning.part_of(span, _part(phrase, lang))
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


def _part(phrase: Phrase, lang: Language) -> str:
    for slot, table in (
        ("part", lang.parts),
        ("season", lang.seasons),
        ("portion", lang.portions),
    ):
        if slot in phrase.slots:
            return table.get(_words(phrase.slots[slot]), "")
    return ""


def _count(slots: dict[str, str], lang: Language) -> tuple[int | None, bool]:
    """How many, and whether anybody counted. "The past week" is one, "recent weeks" are open."""
    said = _words(slots.get("number", ""))
    if not said:
        single = slots.get("unit", "") in lang.singular
        return (1, True) if single else (None, False)
    if said in lang.few:
        return lang.few[said], False
    return (int(said) if said.isdigit() else lang.numbers[said]), True


def _month(word: str, lang: Language) -> int:
    return lang.months[word.rstrip(".")]


def _day(word: str) -> int:
    return int("".join(c for c in word if c.isdigit()))


def _words(said: str) -> str:
    return " ".join(said.split())

"""Phrases that only together mean a time: "from Monday to Friday", "last week, on Tuesday"."""

from __future__ import annotations

from datetime import timedelta

from index.dates import expression as said
from index.dates import reckoning
from index.dates.expression import Phrase
from index.dates.language import Language
from index.dates.meaning import Ground, resolve
from index.dates.reckoning import Span
from index.dates.tense import Clauses


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
    between = text[named[-1].end : week.start].strip(" ,").lower()
    if between and between not in lang.in_words:
        return None
    return _of_week(week, named, ground, lang)


def _of_week(week: Phrase, named: list[Phrase], ground: Ground, lang: Language) -> Span | None:
    unit = lang.units.get(week.slots.get("unit", ""))
    if ground.day is None or week.rule != "period" or unit != "week" or week.sense:
        return None
    which = lang.which.get(said.words(week.slots.get("which", "")), 0)
    monday = ground.day + timedelta(days=7 * which - ground.day.weekday())
    days = [monday + timedelta(days=lang.weekdays[p.slots["weekday"]]) for p in named]
    if days[0] > days[-1]:
        return None
    return Span(days[0], days[-1], "resolved" if ground.firm else "approximate")


def in_the_week_before(
    text: str, week: Phrase, named: Phrase, ground: Ground, lang: Language
) -> Span | None:
    """ "Last week, on Tuesday": the weekday of the week named before it; else None."""
    between = text[week.end : named.start]
    direct = between.strip() == "" or between.strip(" ,").lower() in lang.on_words
    if named.rule != "weekday" or not direct or "which" in named.slots or named.possessive:
        return None
    if named.sense or week.possessive:
        return None
    return _of_week(week, [named], ground, lang)


def to_the_day(text: str, back: Phrase, day: Phrase, ground: Ground, lang: Language) -> Span | None:
    """ "A week ago today", "two years ago tomorrow": that very day; else None."""
    if back.rule != "ago" or day.rule != "day" or day.sense or text[back.end : day.start].strip():
        return None
    unit = lang.units[said.words(back.slots["unit"])]
    many, counted = said.count(back.slots, lang)
    by = lang.days[said.words(day.slots["day_word"])]
    then = reckoning.moved(ground.day, "day", by) if ground.day and counted and many else None
    then = reckoning.moved(then, unit, -many) if then and many and unit != "hour" else None
    return Span(then, then, "resolved" if ground.firm else "approximate") if then else None

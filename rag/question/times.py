"""Times that lean on an earlier question ("a year later", "in October", "then") made days of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.dates.language import language
from index.dates.patterns import one_of
from index.dates.phrases import Phrase, phrases
from index.dates.reckoning import Span, moved, whole_month, whole_years
from index.search.when import times as when_times
from index.search.when.words import words_of
from index.speakers.tokens import tokens
from index.stamp import spoken_day
from rag.question.clause import clause
from rag.question.statement import statement
from rag.question.verbs import verbs
from rag.question.words import words

ENGLISH = language("en")
assert ENGLISH  # it comes with the package
NUMBERS = ENGLISH.numbers
LATER = re.compile(
    rf"\b(?:(?P<count>{one_of(NUMBERS)}|\d{{1,3}}) "
    r"(?P<unit>day|week|month|quarter|year|decade)s? (?P<side>later|earlier|after|before|afterwards|on|prior)"
    r"|the (?P<which>next|following|previous) (?P<unit2>day|week|month|quarter|year|decade)"
    r"|the (?P<unit3>day|week|month|quarter|year|decade) (?P<side2>before|after|earlier|later))"
    r"(?: (?:that|then|this))?(?![\w-])(?! (?:the|a|an|he|she|they|it|his|her|their)\b)",
    re.IGNORECASE,
)
SAME = re.compile(
    r"\b(?:(?:(?:on|in|during) )?(?:that|the same) (?P<unit>day|week|month|year)|at (?:that|the same|the) time|(?P<by>by|since|until|before|after) (?:then|that)|back then|then)(?![\w-])",
    re.IGNORECASE,
)
COUNTS = re.compile(r"\W*how (?:many|much)\b", re.IGNORECASE)
LEAD = re.compile(r"\b(in|on|at|by|during|since|until|before|after|from)\s+$", re.IGNORECASE)
YEAR = re.compile(r"(?<![\w,.])(?:19|20)\d\d(?![\w,.]\d)(?!\w)")


@dataclass(frozen=True, slots=True)
class Told:
    """The time that a question names: its days, and where it stands with its preposition."""

    start: int
    end: int
    days: Span | None
    lead: str


def told(question: str) -> Told | None:
    """The last time that a question names; None where it names none."""
    lang = language("en")
    found = phrases(question, lang)
    if not found or lang is None:
        return None
    phrase = found[-1]
    known = when_times.times(question, None, lang, words_of(lang))
    days = next(
        (x.days for x in reversed(known) if x.start < phrase.end and phrase.start < x.end), None
    )
    start, lead = phrase.start, ""
    if before := LEAD.search(question[:start][-20:]):
        start, lead = start - len(question[:start][-20:]) + before.start(), before[1].lower()
    elif opened := re.match(
        r"(in|on|at|by|during|since|until|before|after|from)\s",
        question[start : phrase.end],
        re.IGNORECASE,
    ):
        lead = opened[1].lower()
    if days and lead in ("by", "until", "before", "since", "after", "from"):
        # The day that is named, not the open range it bounds.
        bare = question[start : phrase.end].split(None, 1)[-1]
        own = when_times.times(bare, None, lang, words_of(lang))
        days = own[0].days if own else days
    return Told(start, phrase.end, days, lead)


def words_for(days: Span, lead: str = "") -> str | None:
    """ "On 7 February 2020", "in January 2020", "in 2020"; None for any other range."""
    first, last = days.earliest, days.latest
    if first is None or last is None:
        return None
    if first == last:
        return f"{lead or 'on'} {spoken_day(first)}"
    if whole_month(first.year, first.month, "stated") == Span(first, last, "stated"):
        return f"{lead or 'in'} {first:%B %Y}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return f"{lead or 'in'} {first.year}"
        return f"from {first.year} to {last.year}"
    return None


def shifted(question: str, earlier: str) -> str | None:
    """ "A year later" in `question` as days of its own, reckoned from `earlier`; None where it
    has no such words or `earlier` no time."""
    said = LATER.search(question)
    if said is None:
        return None
    anchor = told(earlier)
    if anchor is None:
        c = clause(earlier)
        asked = c.first in ("when", "where", "why", "how", "") and c.negated is None
        event = statement(c) if asked else None
        if event is None:
            return None
        text = f"{_plain(said)} {event}"  # "a year after the ceasefire began"
    else:
        bare = earlier[anchor.start : anchor.end]
        bare = bare.split(None, 1)[-1] if anchor.lead else bare
        text = _moved(said, anchor) or f"{_plain(said)} {bare}"
    return (
        question[: said.start()] + _fitted(text, question[: said.start()]) + question[said.end() :]
    )


def relative(question: str) -> re.Match[str] | None:
    """The words for a time reckoned from another one: "a year later", "the next day"."""
    return LATER.search(question)


def _fitted(text: str, before: str) -> str:
    """Without a second preposition: "by" of "by a year later"."""
    last = LEAD.search(before[-20:])
    return text.split(None, 1)[1] if last and " " in text else text


def _plain(said: re.Match[str]) -> str:
    """ "a year after" for "a year later"; what it is reckoned from follows."""
    unit = said["unit"] or said["unit2"] or said["unit3"]
    side = "before" if _sign(said) < 0 else "after"
    count = said["count"] or "the"
    return f"{count} {unit}{'s' if _number(said) > 1 else ''} {side}"


def _sign(said: re.Match[str]) -> int:
    side = (said["side"] or said["side2"] or said["which"] or "").lower()
    return -1 if side in ("earlier", "before", "previous", "prior") else 1


def _number(said: re.Match[str]) -> int:
    count = (said["count"] or "one").lower()
    return int(count) if count.isdecimal() else NUMBERS.get(count, 1)  # 1: "ſix"


def _moved(said: re.Match[str], anchor: Told) -> str | None:
    days = anchor.days
    if days is None or days.earliest is None or days.latest is None:
        return None
    unit = (said["unit"] or said["unit2"] or said["unit3"]).lower()
    by = _sign(said) * _number(said)
    first = moved(days.earliest, unit, by)
    if first is None:
        return None
    lead = anchor.lead if anchor.lead in ("by", "since", "until", "before", "after") else ""
    size = (days.latest - days.earliest).days + 1
    if size == 1:
        return words_for(Span(first, first), lead)
    if (whole := words_for(days)) and whole.startswith("in "):
        if size > 31 and unit in ("year", "decade"):
            return words_for(whole_years(first.year, first.year, "stated"), lead)
        if size <= 31 and unit in ("month", "quarter", "year", "decade"):
            month = whole_month(first.year, first.month, "stated")
            return words_for(month, lead) if month else None
    return None


def spoken(question: str, earlier: str) -> str:
    """The question with "a year later", "then" and "that year" as the times they mean."""
    if made := shifted(question, earlier):
        return made
    said = next((m for m in SAME.finditer(question) if not _sequence(question, m)), None)
    anchor = told(earlier) if said else None
    if said is None or anchor is None:
        return question
    words = earlier[anchor.start : anchor.end]
    bare = words.split(None, 1)[-1] if anchor.lead else words
    unit, by = said["unit"], said["by"]
    days = anchor.days
    if by:
        text = f"{by.lower()} {bare}"
    elif unit and days and days.earliest and unit.lower() in ("month", "year"):
        whole = (
            whole_years(days.earliest.year, days.earliest.year, "stated")
            if unit.lower() == "year"
            else whole_month(days.earliest.year, days.earliest.month, "stated")
        )
        text = (words_for(whole) if whole else None) or words
    else:
        text = words
    return question[: said.start()] + text + question[said.end() :]


def kept(question: str, earlier: str) -> str:
    """A question about the past with the time in which the earlier one asked for a quantity, where
    it has none of its own: what a firm earned in 2023, and whether it made a profit then."""
    anchor, c = told(earlier), clause(question)
    if anchor is None or told(question) or c.first == "when" or relative(question):
        return question
    past = c.aux is not None and c.t.lower[c.aux] in ("did", "was", "were", "had")
    past = past or (c.verb is not None and verbs().is_past(c.t.lower[c.verb]))
    counts = not words().quantities.isdisjoint(tokens(earlier).lower) or COUNTS.match(earlier)
    if not past or not counts or anchor.lead not in ("in", "for", "during"):
        return question
    return f"{question.rstrip(' ?.!')} {earlier[anchor.start : anchor.end]}?"


def _sequence(question: str, said: re.Match[str]) -> bool:
    """Whether "then" only goes on: "And then who", "what did he do then" is a time."""
    return (
        said[0].lower() == "then" and said.end() < len(question.rstrip(" ?.!")) and said.start() < 5
    )


def fragment(words: str, earlier: str) -> str | None:
    """A time that stands alone ("in October", "2016", "a year later") as it is put into the
    earlier question; None where the words are no time, or more than one."""
    anchor = told(earlier)
    if (said := relative(words)) and _alone(words, said.start(), said.end()):
        return shifted(words, earlier) if anchor else words.strip(" ?.!,")
    lang = language("en")
    found = phrases(words, lang)
    if len(found) != 1 or not _alone(words, found[0].start, found[0].end):
        return None
    phrase = found[0]
    text = words.strip(" ?.!,")
    if (
        LEAD.search(words[: phrase.start]) is None
        and phrase.rule in ("year", "month", "month_year")
        and not phrase.sense
    ):
        text = f"in {text}"
    elif (
        LEAD.search(words[: phrase.start]) is None
        and phrase.rule in ("date", "month_day")
        and not phrase.sense
        and not text.lower().startswith("on ")
    ):
        text = f"on {text}"
    if anchor and anchor.days and phrase.rule in ("month", "month_day", "day_range"):
        text += _year(anchor.days, phrase)
    return (
        text[:1].lower() + text[1:]
        if text.split(" ", 1)[0].lower()
        in ("in", "on", "at", "by", "since", "before", "after", "during")
        else text
    )


def _year(days: Span, phrase: Phrase) -> str:
    """The year of the earlier time, where it lies in one and the new one names none."""
    first: date | None = days.earliest or days.latest
    return f" {first.year}" if first and "year" not in phrase.slots else ""


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but a preposition stands beside a time."""
    rest = (
        re.sub(
            r"\b(?:in|on|at|by|during|since|until|before|after|from|the)\b",
            " ",
            text[:start],
            flags=re.IGNORECASE,
        )
        + text[end:]
    )
    return not re.search(r"\w", rest)


def placed(earlier: str, new: str) -> str:
    """The earlier question at another time."""
    anchor = told(earlier)
    if anchor is None:
        years = YEAR.findall(earlier)
        if len(years) == 1 and (year := re.fullmatch(r"in (\d{4})", new)):
            return YEAR.sub(year[1], earlier)  # "the 2016 election"
        return f"{earlier.rstrip(' ?.!')} {new}?"
    if anchor.lead in ("by", "since", "until") and new.split(" ", 1)[0] in ("in", "on"):
        new = f"{anchor.lead} {new.split(' ', 1)[1]}"
    after = earlier[anchor.end :]
    return earlier[: anchor.start] + new + after

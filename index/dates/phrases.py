"""Finding the words of a text that tell a time, in a language that has a file.

One pass finds the words that can begin one, so the work grows with the length of the text and
no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import lru_cache

from index.dates.expression import Phrase
from index.dates.language import Language
from index.dates.lists import completed
from index.dates.patterns import DIGITS
from index.dates.stated import full_dates
from index.dates.tense import Clauses
from index.dates.traps import is_time

__all__ = ["Phrase", "clauses_of", "phrases", "with_sense"]

WORD = re.compile(r"\w+")
LAST_WORD = re.compile(r".*\b(\w+)\s*$", re.DOTALL)
KEPT = 1000  # characters
POSSESSIVE = re.compile(r"[’']s?\b|[’'](?=\s)")


def phrases(text: str, lang: Language | None) -> list[Phrase]:
    """Time expressions in order, none overlapping another."""
    if lang is None:
        return [Phrase(m.start(), m.end(), "date", day=at.date()) for m, at in full_dates(text)]
    return list(_kept(text, lang)) if len(text) <= KEPT else _phrases(text, lang)


@lru_cache(maxsize=256)  # an article's dated sentences are read for its day, then for events
def _kept(text: str, lang: Language) -> tuple[Phrase, ...]:
    return tuple(_phrases(text, lang))


@lru_cache(maxsize=256)  # for the same reason
def clauses_of(sentence: str, lang: Language) -> Clauses:
    """What the words of a sentence say of time."""
    return Clauses(sentence, lang.tense)


def _phrases(text: str, lang: Language) -> list[Phrase]:
    low = _lower(text)
    spots = {m.start(): m[1] for m in lang.opens.finditer(" " + low)}
    if not spots:
        return []
    dates: dict[int, tuple[int, date]] = {}
    if any(spots.values()):
        dates = {m.start(): (m.end(), at.date()) for m, at in full_dates(text)}
    begins = sorted(dates)
    found: list[Phrase] = []
    at = 0
    for start in sorted({*spots, *begins}) if dates else spots:
        if start < at:
            continue
        if start in dates:
            at, day = dates[start]
            found.append(with_sense(text, Phrase(start, at, "date", day=day), lang))
            continue
        coming = bisect_right(begins, start)
        limit = begins[coming] if coming < len(begins) else len(text)
        if phrase := _at(text, low, start, limit, lang):
            found.append(phrase)
            at = phrase.end
    return completed(text, _weekday_before_date(text, found), lang)


def _lower(text: str) -> str:
    """In lower case, every character where it stood."""
    low = text.lower()
    return (
        low
        if len(low) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )


def _at(text: str, low: str, start: int, limit: int, lang: Language) -> Phrase | None:
    """The longest phrase that begins at `start` and ends before the next full date."""
    best: Phrase | None = None
    word = WORD.match(low, start)
    first = word[0] if word else ""
    for known in lang.starts.get(DIGITS if first[:1].isdigit() else first, ()):
        match = known.pattern.match(low, start)
        if match is None or (match.end() > limit and known.rule != "day_range"):
            continue  # "3 to 9 March 2019" ends in a full date, and is more
        if (best is None or match.end() > best.end) and is_time(text, match, known.rule, lang):
            slots = {k: v for k, v in match.groupdict().items() if v}
            best = Phrase(start, match.end(), known.rule, slots)
    return with_sense(text, best, lang) if best else None


def with_sense(text: str, phrase: Phrase, lang: Language) -> Phrase:
    """Take in the word before that changes the meaning: "since early December"."""
    possessive = POSSESSIVE.match(text, phrase.end, phrase.end + 3) is not None
    lead = text[max(0, phrase.start - 40) : phrase.start]
    last = m[1].lower() if (m := LAST_WORD.match(lead)) else ""
    begin, said = len(lead), ""
    if last in lang.before_ends:
        spots = [m.start() for m in WORD.finditer(lead)]
        for at in range(max(0, len(spots) - lang.longest_before), len(spots)):
            word = " ".join(lead[spots[at] :].lower().split())
            sense = lang.before.get(word, "")
            if not sense or (possessive and sense in ("after", "before", "about")):
                continue
            prior = lead[spots[at - 1] : spots[at]].strip().lower() if at else ""
            if prior in lang.articles:
                continue  # "the following Monday" follows a day told before
            begin, said = spots[at], word
            break
    hedged = False
    about = lang.before.get(said, "about") == "about"
    if about and last in lang.between_ends and (between := lang.between.search(lead)):
        begin, said = between.start(), " ".join(between["before"].lower().split())
        hedged = between["loose"] is not None
    if not said and not possessive:
        return phrase
    return replace(
        phrase,
        start=phrase.start - len(lead) + begin,
        sense=lang.before.get(said, ""),
        possessive=possessive,
        said=said,
        hedged=hedged,
    )


def _weekday_before_date(text: str, found: list[Phrase]) -> list[Phrase]:
    """ "Thursday, March 5, 2020" is one expression, not two."""
    out: list[Phrase] = []
    for phrase in found:
        before = out[-1] if out else None
        if (
            phrase.rule == "date"
            and not phrase.sense
            and before is not None
            and before.rule == "weekday"
            and re.fullmatch(r",?\s?(?:the\s)?", text[before.end : phrase.start])
        ):
            out.pop()
            phrase = Phrase(before.start, phrase.end, "date", day=phrase.day, sense=before.sense)  # noqa: PLW2901
        out.append(phrase)
    return out

"""Finding the words of a text that tell a time, in a language that has a file.

One pass finds the words that can begin one, so the work grows with the length of the text and
no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date

from index.dates.language import DIGITS, Language
from index.dates.language import Phrase as Known
from index.dates.stated import full_dates
from index.dates.traps import is_time

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression as it stands: what it says, not yet what it means.

    `rule` is one of those in the language files, or "date" where `day` is the full date said.
    `sense` is the word before it that changes its meaning ("since", "until"), "" where none.
    """

    start: int
    end: int
    rule: str
    slots: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    sense: str = ""
    possessive: bool = False


def phrases(text: str, lang: Language | None) -> list[Phrase]:
    """Time expressions in order, none overlapping another."""
    if lang is None:
        return [Phrase(m.start(), m.end(), "date", day=at.date()) for m, at in full_dates(text)]
    low = _lower(text)
    words = {m.start(): m[0] for m in lang.opens.finditer(low)}
    dates: dict[int, tuple[int, date]] = {}
    if any(word.isdigit() for word in words.values()):
        dates = {m.start(): (m.end(), at.date()) for m, at in full_dates(text)}
    elif not words:
        return []
    begins = sorted(dates)  # where one begins, a word does
    found: list[Phrase] = []
    at = 0
    for start in sorted({*words, *begins}) if dates else words:
        if start < at:
            continue
        if start in dates:
            at, day = dates[start]
            found.append(_with_sense(text, Phrase(start, at, "date", day=day), lang))
            continue
        word = words[start]
        known = lang.starts[DIGITS if word.isdigit() else word]
        if known.screen.match(low, start) is None:
            continue
        coming = bisect_right(begins, start)
        limit = begins[coming] if coming < len(begins) else len(text)
        if phrase := _at(text, low, start, limit, known.phrases, lang):
            found.append(phrase)
            at = phrase.end
    return _weekday_before_date(text, found)


def _lower(text: str) -> str:
    """In lower case, every character where it stood."""
    low = text.lower()
    return (
        low
        if len(low) == len(text)
        else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    )


def _at(
    text: str, low: str, start: int, limit: int, candidates: tuple[Known, ...], lang: Language
) -> Phrase | None:
    """The longest phrase that begins at `start` and ends before the next full date."""
    best: Phrase | None = None
    for known in candidates:
        match = known.pattern.match(low, start)
        if match is None or match.end() > limit:
            continue
        if (best is None or match.end() > best.end) and is_time(text, match, known.rule, lang):
            slots = {k: v for k, v in match.groupdict().items() if v}
            best = Phrase(start, match.end(), known.rule, slots)
    return _with_sense(text, best, lang) if best else None


def _with_sense(text: str, phrase: Phrase, lang: Language) -> Phrase:
    """Take in the word before that changes the meaning: "since early December"."""
    possessive = bool(re.match(r"[’']s?\b|[’'](?=\s)", text[phrase.end : phrase.end + 3]))
    lead = text[max(0, phrase.start - 40) : phrase.start]
    words = list(WORD.finditer(lead))
    if not words or lead[words[-1].end() :].strip():
        return Phrase(
            phrase.start, phrase.end, phrase.rule, phrase.slots, phrase.day, "", possessive
        )
    for count in range(min(lang.longest_before, len(words)), 0, -1):
        spot = words[-count].start()
        sense = lang.before.get(" ".join(lead[spot:].lower().split()))
        if sense is None or (possessive and sense in ("after", "before", "about")):
            continue
        start = phrase.start - len(lead) + spot
        return Phrase(start, phrase.end, phrase.rule, phrase.slots, phrase.day, sense, possessive)
    return Phrase(phrase.start, phrase.end, phrase.rule, phrase.slots, phrase.day, "", possessive)


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

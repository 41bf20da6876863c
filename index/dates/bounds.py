"""The bounds that an undated article's own text sets on the day it appeared.

A dated photograph cannot be younger than the article that shows it; nor can a day, a month or a
year that a sentence tells as past. A day that it announces as still to come is not older. Only
the article's own voice counts: what is quoted, supposed, planned or made up bounds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from index.dates.events import inside_quotes
from index.dates.language import Language, language
from index.dates.meaning import absolute
from index.dates.phrases import Phrase, clauses_of, phrases
from index.dates.reckoning import nearest_year
from index.dates.stated import YEAR, full_dates
from index.dates.tense import Clauses
from index.dates.traps import ends_well
from index.segments import segments
from index.stamp import Published, spoken_day

NEAR = 6  # words
LONGEST_CAPTION = 400  # characters
POST = re.compile(r"\(@\w{1,30}\)\s{1,3}")  # how a post that is shown names its writer
# After the day: nothing, or who took the picture ("Ada Example/Wire").
CREDIT = re.compile(r"\.?(?:\s\(?[A-Z][^.!?]{2,60}[/)][^.!?]{0,40})?\.?")
SMALL = re.compile(r"(?<!\w)[a-z]{2,}")
NOTHING = "no publication day is stated, and no dated event bounds it"


@dataclass(frozen=True, slots=True)
class Bound:
    """A day and why the article is not older (or not younger) than it."""

    day: date
    why: str
    full: bool = True  # said with day, month and year


@dataclass(slots=True)
class Evidence:
    """All that the text says about when it can have been written."""

    earliest: list[Bound]
    latest: list[Bound]


def bounds(body: str, captions: list[str], code: str | None = None) -> Published:
    """What the text of an undated article says about when it can have appeared.

    Bounds that contradict each other are both dropped, since one of them is wrong.
    """
    return settle(evidence(body, captions, code))


def settle(found: Evidence) -> Published:
    """The tightest bounds, with the reason in words."""
    today = datetime.now(UTC).date()
    early = max((b for b in found.earliest if b.day <= today), key=lambda b: b.day, default=None)
    late = min(found.latest, key=lambda b: b.day, default=None)
    if early and late and early.day > late.day:
        return Published(
            reason=f"no publication day is stated; {early.why}, but {late.why}: neither is trusted"
        )
    if early is None and late is None:
        return Published(reason=NOTHING)
    why = " and ".join(dict.fromkeys(b.why for b in (early, late) if b))
    return Published(
        earliest=early.day if early else None,
        latest=late.day if late else None,
        reason=f"no publication day is stated; {why}",
    )


def evidence(body: str, captions: list[str], code: str | None = None) -> Evidence:
    """Every bound that captions and sentences give, unsorted."""
    found = Evidence([], [])
    for caption in captions:
        for _, at in full_dates(caption):
            day = at.date()
            found.earliest.append(Bound(day, f"a photo caption is dated {spoken_day(day)}"))
    lang = language(code or "en")
    if lang is None:  # without its tenses nothing tells past from future
        return found
    found.earliest += _posts(body)
    dated = [paragraph for paragraph in body.split("\n") if YEAR.search(paragraph)]
    for paragraph in dated:
        if bound := _scene(paragraph, lang):
            found.earliest.append(bound)
    for paragraph in dated:
        for sentence in segments(lang.code, paragraph):
            if YEAR.search(sentence):
                _read(clauses_of(sentence.strip(), lang), lang, found)
    return found


def _posts(body: str) -> Iterator[Bound]:
    for post in POST.finditer(body):
        for match, at in full_dates(body[post.end() : post.end() + 24]):
            if match.start() == 0:
                yield Bound(at.date(), f"it shows a post of {spoken_day(at.date())}")


def _read(clauses: Clauses, lang: Language, found: Evidence) -> None:
    """Add what one sentence proves."""
    own = _own(clauses.text, lang)
    if not own or lang.fiction.search(clauses.text):
        return
    # Only the sentence's first word is folded: "May" elsewhere is a month, "may" looks ahead.
    folded = clauses.text[:1].lower() + clauses.text[1:]
    past, ahead = clauses.looks_back, bool(lang.tense.ahead.search(folded))
    supposed = bool(lang.tense.conditional.search(folded))
    for phrase in own:
        if past and not ahead:
            if bound := _past(clauses, phrase, lang):
                found.earliest.append(bound)
        elif not past and not supposed and (bound := _to_come(clauses, phrase, lang)):
            found.latest.append(bound)


def _own(sentence: str, lang: Language) -> list[Phrase]:
    """The absolute times that the article tells in its own voice."""
    found = [p for p in phrases(sentence, lang) if p.day or "year" in p.slots]
    if not found:
        return []
    quoted = inside_quotes(sentence, found)
    return [p for p, inside in zip(found, quoted, strict=True) if not inside]


def _scene(paragraph: str, lang: Language) -> Bound | None:
    """ "Residents queue for water in Exampleville on 30 August 2022. Ada Example/Wire": a caption.

    It describes in the present what a picture shows and closes with the day, which is over.
    """
    dates = list(full_dates(paragraph)) if len(paragraph) <= LONGEST_CAPTION else []
    if len(dates) != 1:
        return None
    match, at = dates[0]
    before, after = paragraph[: match.start()], paragraph[match.end() :]
    placed = re.search(r"(?:\b[a-z]{2,3}|,|\w)\s$", before[-5:])
    if not (placed and CREDIT.fullmatch(after)) or len(SMALL.findall(paragraph)) < 4:
        return None  # a programme lists its days too: "Spring Concert, 12 March 2022"
    if lang.tense.ahead.search(paragraph[:1].lower() + paragraph[1:]):
        return None
    if lang.fiction.search(paragraph):
        return None
    named = phrases(paragraph, lang)
    if any(p.rule not in ("date", "weekday") for p in named) or any(
        inside_quotes(paragraph, named)
    ):
        return None
    if lang.tense.cues.search(f" {before}"):
        return None
    return Bound(at.date(), f"a photo caption is dated {spoken_day(at.date())}")


def _past(clauses: Clauses, phrase: Phrase, lang: Language) -> Bound | None:
    """A day, month or year that the sentence tells as gone by."""
    text = clauses.text
    if phrase.day and phrase.sense in ("", "since", "between"):
        before = re.findall(r"\w+", text[max(0, phrase.start - 20) : phrase.start].lower())[-1:]
        moved = lang.tense.loosens.intersection(before) - lang.in_words - set(lang.before)
        if clauses.direction(phrase.start, phrase.end) != "past" or (moved and not phrase.sense):
            return None  # "postponed to 30 June 2020"
        found = clauses.last_cue(phrase.start)
        if found and lang.tense.plans.intersection(found[1]):
            return None  # "announced the decision to close on 30 June 2020"
        return Bound(phrase.day, f"it tells of {spoken_day(phrase.day)}")
    if phrase.rule not in ("month_year", "year", "day_range"):
        return None
    # "Budget for 2024" and "the 2024 race" stand beside past verbs too: the verb must be its own.
    if not (_governed(clauses, phrase, lang) or _was_until(clauses, phrase, lang)):
        return None
    whole = Phrase(0, 0, phrase.rule, {k: v for k, v in phrase.slots.items() if k != "part"})
    span = absolute(whole, lang)
    if span is None or span.earliest is None:
        return None
    name = str(span.earliest.year) if phrase.rule == "year" else f"{span.earliest:%B %Y}"
    return Bound(span.earliest, f"it tells of {name} as past", full=False)


def _governed(clauses: Clauses, phrase: Phrase, lang: Language) -> bool:
    """Whether a past verb stands so near that the time is its own ("closed in 2018")."""
    found = clauses.last_cue(phrase.start)
    if phrase.sense not in ("", "since") or found is None or found[0].looks != "past":
        return False
    between = found[1]
    after = clauses.text[phrase.end : phrase.end + 24]
    if phrase.rule == "year" and not ends_well(after, lang):
        return False  # "in 2020 presidential race"
    bare = phrase.rule in ("month_year", "year") and not phrase.sense
    if bare and "part" not in phrase.slots and not lang.in_words.intersection(between[-1:]):
        return False  # "the November 2020 ballot"
    return len(between) <= NEAR and not lang.tense.loosens.intersection(between)


def _was_until(clauses: Clauses, phrase: Phrase, lang: Language) -> bool:
    """ "The group, their ally until 2016, said": what somebody was, beside the name."""
    if phrase.sense != "until" or phrase.rule != "year" or clauses.last_cue(phrase.start):
        return False
    clause = clauses.clause_before(phrase.start)
    words = re.findall(r"[\w'’-]+", clause.lower())
    noun = 1 <= len(words) <= NEAR and not set(words) & (lang.in_words | lang.tense.loosens - {"a"})
    opened = phrase.start - len(clause)
    apposed = clauses.text[max(0, opened - 2) : opened].rstrip()[-1:] == ","
    ended = re.match(r"\s?[,.]", clauses.text[phrase.end : phrase.end + 2])
    return bool(noun and apposed and ended)


def _to_come(clauses: Clauses, phrase: Phrase, lang: Language) -> Bound | None:
    """ "Will meet on 5 March 2020": it was written on that day at the latest."""
    if phrase.day is None or phrase.sense or phrase.possessive:
        return None
    clause = clauses.clause_before(phrase.start)
    announced = list(lang.tense.announces.finditer(clause))
    if not announced or not re.match(r"\s?(?:[.;)]|$)", clauses.text[phrase.end : phrase.end + 2]):
        return None  # "the January 6, 2021, attack" names what it speaks of
    between = re.findall(r"[\w'’]+", clause[announced[-1].end() :].lower())
    loose = lang.tense.loosens.intersection(between[1:]) - {"a", "be"}
    if len(between) > NEAR + 2 or loose:
        return None
    return Bound(phrase.day, f"it announces {spoken_day(phrase.day)} as still to come")


def dateline_bound(month: int, day: int, earliest: date | None) -> date | None:
    """The first such day on or after a bound: a dispatch dated "March 3" is not older."""
    year = nearest_year(earliest, month, day, "future") if earliest else None
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None

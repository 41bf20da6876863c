"""What each time in a question is there for: what happened then, what is bounded, what is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.dates import reckoning
from index.dates.language import Language
from index.dates.phrases import Phrase
from index.dates.reckoning import Direction, Span
from index.dates.traps import ends_well
from index.search.when.words import Words

Role = Literal["happened", "named", "ahead", "present", "since", "until", "as_of", "published"]

NEAR = 100  # characters before an expression that are looked at
DATED = ("date", "month_year", "month_day", "month", "day_range")
RECKONED = ("day", "period", "past_span", "season")  # from the day of asking
LAST_WORD = re.compile(r"([\w’'-]+)\s$")


@dataclass(frozen=True, slots=True)
class Time:
    """Days that the question names in `question[start:end]`, and their role.

    "happened" on them; "named" by them ("the January 2019 attack"), "ahead" of the day of asking,
    in the "present", only "since" or "until" then, known "as_of" them, or "published" on them.
    """

    start: int
    end: int
    days: Span
    role: Role
    rule: str = "date"
    looks: Direction = "none"
    # "By March": what was so by then may be told soon after. "This week's prize" names one.
    graced: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """The day on which something is asked, None where not known, and in which words."""

    today: date | None
    lang: Language
    words: Words


def in_role(text: str, time: Time, phrase: Phrase, plain: Span | None, now: Asking) -> Time:
    """What the time is there for; `plain` are its days without the word before it."""
    first, last = time.days.earliest, time.days.latest
    if now.words.published.search(text[max(0, time.start - NEAR) : time.start]):
        return _with_preposition(text, replace(time, role="published"), now.lang)
    as_of = now.words.as_of.start(text, time.start)
    if as_of is not None and plain and (known := _as_of(plain, phrase, now)):
        guessed = later(plain.earliest, now.today)
        return replace(time, start=as_of, days=known, role="as_of", graced=guessed)
    if later(first or last, now.today):
        return replace(time, role="ahead")
    if up_to := _up_to(text, time, phrase, plain, now):
        return up_to
    if time.looks == "future" and (now.today is None or last is None or last >= now.today):
        return replace(time, role="ahead")
    if plain and now.words.either_side.start(text, time.start) is not None:
        return replace(time, days=plain.about())  # "before or after 3 May": near that day
    if first is None:
        return replace(time, role="until", graced=phrase.sense == "until")
    if last is None:
        return replace(time, role="since")
    if now.words.against.start(text, time.start) is not None:
        # "Compared with May 2018": both are told after it, and nobody asks for it alone.
        return replace(time, days=Span(first, None, time.days.certainty), role="since")
    if time.rule in RECKONED and now.today and first <= now.today <= last:
        return replace(time, role="present", graced=phrase.possessive)
    if phrase.possessive or _names(text, time, phrase, now):
        return replace(time, role="named")
    return _with_preposition(text, time, now.lang)


def _as_of(days: Span, phrase: Phrase, now: Asking) -> Span | None:
    """The days up to those named; without a year, the last ones that were, not those to come."""
    first, last = days.earliest, days.latest
    if later(first, now.today) and phrase.rule in ("month_day", "month"):
        first = reckoning.moved(first, "year", -1) if first else None
        last = reckoning.moved(last, "year", -1) if last else None
    if last is None or later(first, now.today):
        return None
    return Span(None, min(last, now.today) if now.today else last, days.certainty)


def _up_to(text: str, time: Time, phrase: Phrase, plain: Span | None, now: Asking) -> Time | None:
    """ "On or before 3 May", "3 May or earlier": up to that day, and on it."""
    if plain is None or plain.latest is None or later(plain.latest, now.today):
        return None
    days = Span(None, plain.latest, plain.certainty)
    if phrase.sense == "before":
        start = now.words.up_to.start(text, time.start)
        return None if start is None else replace(time, start=start, days=days, role="until")
    after = now.words.or_earlier.match(text, time.end)
    if after is None or phrase.sense:
        return None
    return _with_preposition(
        text, replace(time, end=after.end(), days=days, role="until"), now.lang
    )


def later(day: date | None, today: date | None) -> bool:
    """Whether a day is still to come; no where either is not known."""
    return day is not None and today is not None and day > today


def _names(text: str, time: Time, phrase: Phrase, now: Asking) -> bool:
    """ "The January 2019 attack", "his March speech": a determiner before, a noun after."""
    if phrase.rule not in DATED or phrase.sense or time.end != phrase.end:
        return False
    last = LAST_WORD.search(text[max(0, time.start - NEAR) : time.start])
    word = last[1].lower() if last else ""
    owned = word.endswith(("’s", "'s", "s’", "s'"))
    if not owned and word not in now.words.determiners:
        return False
    after = text[time.end : time.end + NEAR]
    return bool(re.match(r"\s[^\W\d_]", after)) and not ends_well(after, now.lang)


def _with_preposition(text: str, time: Time, lang: Language) -> Time:
    """ "In January 2019" with its "in", so that a person reads it as it was said."""
    last = LAST_WORD.search(text[max(0, time.start - NEAR) : time.start])
    if last is None or last[1].lower() not in lang.in_words:
        return time
    return replace(time, start=time.start - len(last[0]))

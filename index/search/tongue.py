"""Which language a question is asked in, told only where its small words leave no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from index.dates.language import Language, known_languages, language
from index.search.when.words import words_of
from index.stop_words import STOP_WORDS

DEFAULT = "en"
LEAST = 2  # points; what is shorter may be a name ("Que Sera Sera")
SHORTEST = 3  # letters of a time word that tells a language
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Marks:
    """What no English question has: signs, asking words, times and the small words around them."""

    signs: frozenset[str]
    asks: frozenset[str]
    times: frozenset[str]
    little: frozenset[str]


def language_asked(question: str) -> str:
    """The ISO 639-1 code of a question's language; English wherever another one is not sure.

    Short texts mislead a statistical identifier, so words are counted: more of one other
    language's own than of English, with a sign, an asking word or a time word of its among them.
    """
    said = WORD.findall(question)
    # A capital inside a sentence makes a name: "Santo Domingo", "Cinco de Mayo".
    words = [w for n, w in enumerate(said) if n == 0 or w[0].islower()]
    words = [word.lower() for word in words]
    english = sum(word in STOP_WORDS for word in words)
    for code in known_languages():
        marks = _marks(code)
        if marks is None:
            continue
        signs = any(sign in question for sign in marks.signs)
        asks = sum(word in marks.asks for word in words)
        times = sum(word in marks.times for word in words)
        points = sum(word in marks.little for word in words) + signs + 2 * asks + times
        if (signs or asks or times) and points >= LEAST and points > english:
            return code
    return DEFAULT


@cache
def little(code: str) -> frozenset[str]:
    """Words of a language that a question is made of, whatever it is about; none for English."""
    marks = _marks(code)
    return marks.little | marks.asks if marks else frozenset()


@cache
def _marks(code: str) -> Marks | None:
    lang = language(code)
    words = words_of(lang) if lang else None
    if code == DEFAULT or lang is None or words is None:
        return None
    asks = frozenset(words.asks) - STOP_WORDS
    times = _times(lang) - STOP_WORDS - asks - frozenset(words.elsewhere)
    small = lang.function_words | lang.in_words | lang.of_words | set(words.asked)
    return Marks(frozenset(words.signs), asks, times, small - STOP_WORDS - asks - times)


def _times(lang: Language) -> frozenset[str]:
    """Single words for times that English has not: none of its months, none of its units."""
    english = language(DEFAULT)
    assert english is not None

    def said(of: Language) -> frozenset[str]:
        tables = (of.months, of.weekdays, of.units, of.days, of.seasons)
        return frozenset(w for table in tables for w in table if " " not in w)

    return frozenset(w for w in said(lang) if len(w) >= SHORTEST) - said(english)

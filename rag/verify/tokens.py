"""The words of a claim or a quote in order, as the checks compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.words import plain, stems

WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+|[,;:.!?“”\"()–—]")
SHORTENED = (
    (re.compile(r"\bcan[’']t\b|\bcannot\b", re.I), "can not"),
    (re.compile(r"\bwon[’']t\b", re.I), "will not"),
    (re.compile(r"n[’']t\b", re.I), " not"),
    (re.compile(r"(?<=\w)[’']ll\b", re.I), " will"),
)
SHAPES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
ENDS = frozenset(',;:.!?“”"()–—')


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it stands, in lower case, its stem ("" for a stop word), and whether it is written as
    a name."""

    text: str
    low: str
    stem: str
    name: bool


# Verbs and their past forms that share no stem with them.
_PAST = """
begin began begun, break broke broken, bring brought, build built, buy bought, catch caught, choose chose chosen, come came,
deal dealt, draw drew drawn, drive drove driven, fall fell fallen, feed fed, fight fought, find found, flee fled, fly flew flown,
forbid forbade forbidden, freeze froze frozen, give gave given, go went gone, grow grew grown, hold held, hide hid hidden, keep kept,
know knew known, lead led, leave left, lend lent, lose lost, make made, meet met, pay paid, rise rose risen, run ran, sink sank sunk,
seek sought, sell sold, send sent, shake shook shaken, shoot shot, shrink shrank shrunk, sleep slept, speak spoke spoken, spend spent,
stand stood, steal stole stolen, stick stuck, strike struck stricken, swear swore sworn, sweep swept, take took taken, teach taught,
tell told, think thought, throw threw thrown, understand understood, win won, withdraw withdrew withdrawn, write wrote written,
become became, overthrow overthrew overthrown, undertake undertook undertaken, withhold withheld
"""
PAST = {past: verb for verb, *pasts in map(str.split, _PAST.split(",")) for past in pasts}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of one word, a past form as its verb's, "" for a stop word."""
    return next(iter(stems(PAST.get(word, word))), "")


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Every word, punctuation left out."""
    for pattern, spelled in SHORTENED:
        text = pattern.sub(spelled, text)
    text = plain(text)
    out: list[Token] = []
    opening = True
    for match in WORD.finditer(text):
        word = match[0]
        if word in ENDS:
            opening = opening or word in ".!?"
            continue
        name = word[0].isupper() and (not opening or not stem(word.lower()))
        low = word.lower()
        kept = stem(word) if word in ("US", "IS") else stem(low)
        out.append(Token(word, low, kept, name and bool(kept)))
        opening = False
    return tuple(out)


def content(text: str) -> list[Token]:
    """The words that say something, stop words left out."""
    return [t for t in tokens(text) if t.stem]


def printed(text: str) -> str:
    """As it stands in print, but for white space and the shape of quotation marks."""
    return " ".join(text.translate(SHAPES).split())

"""The full-text expression for a question: its names, numbers and words, in all their spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.search import numerals, spellings
from index.search.tongue import little
from index.stop_words import STOP_WORDS

LONGEST = 2000  # characters of a question; what lies behind is not searched for
# Each phrase is a look-up: these bound what a text of all the LONGEST characters may cost.
MOST_GROUPS = 64
MOST_PHRASES = 256
# More that a question is made of, not what it is about: searched for only if there is nothing else.
FILLERS = frozenset(
    "am not no nor being having doing told according article articles happen happens happened"
    " happening don isn aren wasn weren didn doesn hasn haven hadn won wouldn couldn shouldn".split()
)
MONTHS_AND_NAMES = frozenset({"may", "will"})  # stop words that a capital makes names
# In nearly every passage: to look for them tells nothing and costs time.
UNRANKED = frozenset({("is",), ("it",)})

# The index breaks words at vowel signs and points of other scripts: the phrase keeps them together.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u109f\u1780-\u17d3])"
TOKEN = re.compile(
    r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_])"  # U.S.
    r"|\d{4}-\d{1,2}-\d{1,2}(?![\w-])"
    r"|\d+(?:[.,/]\d+)+[^\W\d_]*"
    rf"|{_LETTER}+(?:['’ʼ\-‐‑]{_LETTER}+)*"
)
ENDING = re.compile(r"['’ʼ](?:s|re|ve|ll|d|m)$", re.IGNORECASE)
NEGATED = re.compile(r"n['’ʼ]t$", re.IGNORECASE)
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")  # Thai, Lao, kana, Han
LITTLE = frozenset({"of", "for", "and", "the", "on", "in", "to"})  # inside a name of several words


@dataclass(frozen=True, slots=True)
class Terms:
    """What to look for.

    `groups` holds one tuple for each thing the question asks about: its spellings, first as the
    question has it. `expression` is an FTS5 MATCH string that finds a passage with any spelling of
    any of them, or any word of one; "" if the question has nothing to look for.
    """

    groups: tuple[tuple[str, ...], ...]
    expression: str


@dataclass(frozen=True, slots=True)
class _Thing:
    """Words of the question that stand together for one thing, and how else it is written."""

    written: str
    others: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # of several, those that are searched for alone too
    made: bool = False  # initials that the question does not have: nothing that it asks about


def terms(question: str, *, variants: bool = True, language: str = "en") -> Terms:
    """The terms of any text at all; without `variants` only as written. Never raises.

    `language` (ISO 639-1) is the question's own: its small words are not searched for.
    """
    # Vowel signs and points on their own are no word.
    tokens = [t for t in TOKEN.findall(_clean(question)) if _parts(ENDING.sub("", t))]
    things = list(_things(tokens, variants, little(language)))
    if not things and tokens:  # "To be or not to be": all of its words
        whole = " ".join(tokens)  # also in their order
        things = [_Thing(whole, (whole,), tuple(tokens))]
    phrases: dict[str, None] = {}
    for thing in things[:MOST_GROUPS]:
        same = thing.others if _covered(thing) else (thing.written, *thing.others)
        for spelling in (*thing.words, *_shortest(same)):
            if len(phrases) < MOST_PHRASES:
                phrases.setdefault(_quoted(spelling))
    return Terms(_groups([t for t in things if not t.made] or things), " OR ".join(phrases))


def _groups(things: list[_Thing]) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[str, ...]] = []
    known: set[str] = set()
    for thing in things[:MOST_GROUPS]:
        if thing.written.lower() not in known:  # in any spelling: one thing is one group
            groups.append(tuple(_distinct((thing.written, *thing.others))))
            known.update(spelling.lower() for spelling in groups[-1])
    return tuple(groups)


def _clean(question: str) -> str:
    """In composed letters, without what SQLite cannot take: controls and halves of characters."""
    text = unicodedata.normalize("NFC", question[:LONGEST])
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)


def _things(tokens: list[str], variants: bool, small: frozenset[str]) -> Iterator[_Thing]:
    """From left to right: days, numbers, known names, then words; nothing is read twice."""
    bare = [ENDING.sub("", token) for token in tokens]
    lower = [word.lower() for word in bare]
    cased = len(tokens) <= 3 or any(c.islower() for token in tokens for c in token)
    if variants:
        yield from _initialisms(bare)
    at = 0
    while at < len(tokens):
        found = numerals.day_at(lower, at) or numerals.number_at(lower, at)
        found = found or spellings.name_at(bare, at, cased, STOP_WORDS)
        taken, others = found or (1, ())
        words: tuple[str, ...] = ()
        if taken > 1:
            words = tuple(w for w in bare[at : at + taken] if w.lower() not in STOP_WORDS | FILLERS)
        elif (
            not found and lower[at] not in small and _kept(tokens[at], lower[at], at > 0 and cased)
        ):
            found = 1, ()
            words = _halves(bare[at])
            others = (*numerals.ordinal(lower[at]), *spellings.of_word(bare[at]))
            if bare[at][0].isupper() or not cased:
                others += numerals.month(lower[at])
        if found:
            yield _Thing(" ".join(bare[at : at + taken]), others if variants else (), words)
        at += taken


def _halves(word: str) -> tuple[str, ...]:
    """The words that a hyphen joins, to be found on their own; () if one of them is none."""
    parts = [p for p in spellings.HYPHEN.split(word) if p.lower() not in STOP_WORDS]
    words = len(parts) > 1 and all(len(p) > 2 and p.isalpha() for p in parts)
    return tuple(parts) if words else ()


def _covered(thing: _Thing) -> bool:
    """Whether its words find it without the phrase, which is rare and would outweigh them all.

    A number says little without its neighbours: a day stays a phrase.
    """
    return bool(thing.words) and not any(c.isdigit() for c in thing.written)


def _kept(token: str, lower: str, capital_counts: bool) -> bool:
    """Whether a single word is looked for: no stop word, or one that a capital makes a name."""
    if NEGATED.search(token):
        return False
    if lower in MONTHS_AND_NAMES and capital_counts and token[0].isupper():
        return True
    return lower not in STOP_WORDS and lower not in FILLERS


def _initialisms(words: list[str]) -> Iterator[_Thing]:
    """The initials of three and more capitalised words that follow on each other.

    Initials with a vowel are left to the list: in the index, where case is lost, "GAS" is gas.
    """
    run: list[str] = []
    for word in [*words, ""]:
        if word[:1].isupper() and word.lower() not in STOP_WORDS and word[1:].islower():
            run.append(word)
            continue
        if word in LITTLE and run:
            continue
        initials = "".join(w[0] for w in run)
        if 3 <= len(run) <= 6 and not re.search("[AEIOUY]", initials):
            yield _Thing(initials, (" ".join(run),), made=True)
        run = []


def _distinct(items: Iterable[str]) -> Iterator[str]:
    """Each once, whatever its case; the first stays."""
    seen: set[str] = set()
    for item in items:
        if item.lower() not in seen:
            seen.add(item.lower())
            yield item


def _shortest(same: Iterable[str]) -> list[str]:
    """Without those that hold another one: "al-Assad" is found by "Assad" and would count twice."""
    by_parts = {parts: spelling for spelling in same if (parts := _parts(spelling))}
    return [
        spelling
        for parts, spelling in by_parts.items()
        if parts not in UNRANKED
        and not any(
            parts[i:j] in by_parts
            for i in range(min(len(parts), spellings.MOST_WORDS))
            for j in range(i + 1, min(len(parts), i + spellings.MOST_WORDS) + 1)
            if j - i < len(parts) and parts[i:j] not in UNRANKED
        )
    ]


def _parts(spelling: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", spelling.lower()))


def _quoted(spelling: str) -> str:
    # A writing without spaces is one word of the index up to the next mark: look for its beginning.
    return f'"{spelling.lower()}"' + (" *" if UNSPACED.search(spelling) else "")

"""The names that sentences give for what a question asks, where only one can be right."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.asking import CALENDAR
from index.words import names, stems
from rag.disagree.said import Said, apart_in_time, span_of
from rag.disagree.vocabulary import WORD
from rag.disagree.wanted import STATES, Wanted

NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:(?:of|de|von|van|al|bin|the)\s+)?[A-Z][\w’'.-]*)*")
# Between a name and the word that says what it did: "Ana Belmonte of Lorne won".
BEFORE, AFTER = 28, 40  # characters
BY = re.compile(r"^[^.;]*?\b(?:by|is|was|to|went to|in|at|:)\s*(?:the\s+)?$", re.I)
LEAST = 0.6  # share of what the question says that must be near


@dataclass(frozen=True)
class GivenName:
    """The name that a sentence gives as the answer, as printed, and its stems."""

    said: Said
    text: str
    stems: frozenset[str]


def given_name(said: Said, asked: Wanted) -> GivenName | None:
    """What is marked as the answer, if it is a name new to the question that does what is asked."""
    if not asked.single or not said.highlight:
        return None
    start, end = said.highlight
    capital = NAME.search(said.text, start, end)
    if not capital:
        return None
    found = frozenset(names(f"x {capital[0]}")) - set(stems(asked.question)) - CALENDAR
    plain = asked.words - asked.names
    near = sum(bool({w} & said.near or asked.like({w}) & said.near) for w in asked.words)
    if not found or not plain or near < LEAST * len(asked.words):
        return None
    verbs = asked.predicate & asked.like(set(plain))
    for word in WORD.finditer(said.text):
        if not set(stems(word[0])) & verbs:
            continue
        between = said.text[capital.end() : word.start()]
        if (
            capital.end() <= word.start()
            and len(between) <= BEFORE
            and not re.search(r"[,;:.]", between)
        ):
            return GivenName(said, capital[0], found)
        between = said.text[word.end() : capital.start()]
        if word.end() <= capital.start() and len(between) <= AFTER and BY.match(between):
            return GivenName(said, capital[0], found)
    return None


def names_differ(one: GivenName, other: GivenName) -> bool:
    """Whether neither sentence has the other's name at all."""
    return not (one.stems & other.said.near or other.stems & one.said.near)


def one_occasion(one: Said, other: Said) -> bool:
    """Whether no time that one tells of rules out all that the other does."""
    return (
        not one.events
        or not other.events
        or any(not apart_in_time(span_of(a), span_of(b)) for a in one.events for b in other.events)
    )


def changes(asked: Wanted) -> bool:
    """Whether the answer is one that holds for a while: who leads, who controls."""
    return bool(STATES.search(asked.question))

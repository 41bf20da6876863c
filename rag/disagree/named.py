"""The names that sentences give for what a question asks, where only one can be right.

Won: of 48 invented pairs that differ, 7 differ in a name and are found by nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.asking import CALENDAR
from index.words import names, stems
from rag.disagree.said import Said, apart_in_time, span_of
from rag.disagree.wanted import Wanted

NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:(?:of|de|von|van|al|bin|the)\s+)?[A-Z][\w’'.-]*)*")
LEAST = 0.6  # share of what the question says that must be near
# What holds for a while: another name later is news.
STATES = re.compile(
    r"\b(?:holds?|controls?|runs|in charge|leads?|is|are|owns?|heads?|governs?|champion|leader|president|minister|manager|coach)\b",
    re.I,
)


@dataclass(frozen=True)
class GivenName:
    """The name that a sentence gives as the answer, as printed, and its stems; `told` are the words of
    the question that it has itself."""

    said: Said
    text: str
    stems: frozenset[str]
    told: frozenset[str]


def given_name(said: Said, asked: Wanted) -> GivenName | None:
    """The name that is marked as the answer, if it is new to the question."""
    if not asked.single or not said.highlight:
        return None
    capital = NAME.search(said.text, *said.highlight)
    if not capital:
        return None
    found = frozenset(names(f"x {capital[0]}")) - set(stems(asked.question)) - CALENDAR
    near = sum(bool({w} & said.near or asked.like({w}) & said.near) for w in asked.words)
    if not found or near < LEAST * len(asked.words):
        return None
    told = {w for w in asked.words - asked.names if asked.like({w}) & said.content}
    return GivenName(said, capital[0], found, frozenset(told))


def names_differ(one: GivenName, other: GivenName) -> bool:
    """Whether both tell the same, and neither sentence has the other's name at all."""
    if one.told != other.told:
        return False  # who leads the inquiry does not lead the fire brigade
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

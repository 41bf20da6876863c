"""The days that sentences give for what a question asks, and whether two of them can both be so.

Won: of 48 invented pairs that differ, 7 differ in a day and are found by nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rag.disagree.said import Said
from rag.disagree.scope import DOUBTFUL, places_in
from rag.disagree.vocabulary import roots, vocabulary
from rag.disagree.wanted import Wanted

# What happens once: two days for it differ, however far apart. Other things happen again.
ONCE = re.compile(
    r"\b(?:releas\w+|found(?:ed)?|born|birth|die[ds]?|death|sign\w*|launch\w*|open(?:s|ed|ing)?|premier\w+|debut\w*|assassinat\w+|acquir\w+"
    r"|elect\w+|establish\w*|publish\w*|creat\w+|marr\w+|wedding|wed|resign\w*|appoint\w+|inaugurat\w+|invent\w+|end(?:s|ed)?|start(?:s|ed)?|beg[ai]n"
    r"|abolish\w*|ratif\w+|declar\w+|complet\w+|buil[dt]\w*|come out|came out|air(?:s|ed)?|take place|took place|held|kick\w* off|expires?)\b",
    re.I,
)
ORDER = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|next|previous|latest|another|again|also)\b", re.I
)
# But "not before Monday" gives the first day that it can be.
DENIED = re.compile(r"(?:\b(?:not|never|no)\b|n[’']t\b)(?![^.;]*\b(?:before|until)\s*$)", re.I)
MOST = 30  # days of a sentence that are looked at
AGAIN = 3  # days: of what happens again, two days closer than this are of one occasion
WIDEST = 370  # days: a span that is wider says no day


@dataclass(frozen=True)
class GivenDay:
    """The days that a sentence gives, [first, last] inclusive, and the words that say so."""

    text: str
    first: date
    last: date
    places: frozenset[str]
    order: frozenset[str]
    doubtful: bool


def given_days(said: Said, asked: Wanted) -> list[GivenDay]:
    """The days that are marked as the answer."""
    told = {root for m in ONCE.finditer(asked.question) for root in roots(m[0])}
    verbs = {form for stem in vocabulary().with_like(told) for form in (stem, *roots(stem))}
    out = []
    for event in said.events[:MOST]:
        first, last = event.earliest, event.latest
        if first is None or last is None or event.certainty == "approximate":
            continue
        if (last - first).days > WIDEST or not said.marks(event.start, event.end):
            continue
        opened, closed = said.clause(event.start, event.end)
        clause = said.text[opened:closed]
        if DENIED.search(said.text[opened : event.start]):
            continue  # "did not open on Monday"
        if verbs and not verbs & set(roots(said.text)):
            continue  # "was ratified on" is no day of signing
        out.append(
            GivenDay(
                said.text[event.start : event.end], first, last, places_in(clause) - asked.names,
                frozenset(w.lower() for w in ORDER.findall(clause)), bool(DOUBTFUL.search(clause)),
            )
        )  # fmt: skip
    return out


def comparable_days(one: GivenDay, other: GivenDay, asked: Wanted) -> bool:
    """Whether both are of one occasion."""
    if one.order != other.order:
        return False
    if one.places and other.places and not one.places & other.places:
        return False
    between = max((other.first - one.last).days, (one.first - other.last).days)
    return between <= AGAIN or once(asked)


def once(asked: Wanted) -> bool:
    """Whether what is asked about happens but once."""
    return bool(ONCE.search(asked.question))


def days_differ(one: GivenDay, other: GivenDay) -> bool:
    """Whether no day is in both."""
    return one.last < other.first or other.last < one.first

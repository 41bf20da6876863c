"""The days that sentences give for what a question asks, and whether two of them can both be so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from index.words import stems
from rag.disagree.said import Said
from rag.disagree.scope import DOUBTFUL, places_in
from rag.disagree.statements import NEGATES
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
# Words that say when or how often, not what.
ORDINARY = frozenset(
    stems("first last next new again still weekday weekend today now start end take place actually")
)
MOST = 30  # days of a sentence that are looked at
AGAIN = 3  # days: of what happens again, two days closer than this are of one occasion
WIDEST = 370  # days: a span that is wider says no day


@dataclass(frozen=True)
class GivenDay:
    """The days that a sentence gives, [first, last] inclusive, and the words that say so."""

    said: Said
    text: str
    start: int
    end: int
    first: date
    last: date
    places: frozenset[str]
    order: frozenset[str]
    doubtful: bool
    marked: bool


def given_days(said: Said, asked: Wanted) -> list[GivenDay]:
    """The days told in the clause that says what is asked, or marked as the answer."""
    out = []
    for event in said.events[:MOST]:
        first, last = event.earliest, event.latest
        if first is None or last is None or event.certainty == "approximate":
            continue
        if (last - first).days > WIDEST:
            continue
        opened, closed = said.clause(event.start, event.end)
        clause = said.text[opened:closed]
        if NEGATES.search(said.text, opened, event.start):
            continue  # "did not open on Monday"
        marked = said.marks(event.start, event.end)
        # What a month or year in the question names is when it asks of, not what it asks for.
        if said.text[event.start : event.end].lower() in asked.question.lower() and not marked:
            continue
        if not set(roots(said.text if marked else clause)) & _told_of(asked):
            continue
        if not _on_it(said, asked):
            continue
        if event.certainty == "resolved" and any(
            e.certainty == "stated" and opened <= e.start < closed for e in said.events
        ):
            continue  # "on November 21 of 1998": the day that is given in full counts
        out.append(
            GivenDay(
                said,
                said.text[event.start : event.end],
                event.start,
                event.end,
                first,
                last,
                places_in(clause) - asked.names,
                frozenset(w.lower() for w in ORDER.findall(clause)),
                bool(DOUBTFUL.search(clause)),
                marked,
            )
        )
    # What the evidence marks is the answer; without a verb that says what happened, only that.
    if any(day.marked for day in out) or not once(asked):
        return [day for day in out if day.marked]
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


def _on_it(said: Said, asked: Wanted) -> bool:
    """Whether a sentence is on what is asked about, and not on another thing that has such a day.

    It or its title must have a noun of the question: "debut" is like "open", but no library has
    one. Where the question names somebody, the very verb does as well.
    """
    verbs = {root for m in ONCE.finditer(asked.question) for root in roots(m[0])}
    plain = {root for stem in asked.words for root in roots(stem)} - asked.names - ORDINARY
    nouns = plain - vocabulary().with_like(verbs) - verbs
    held = set(roots(f"{said.title} {said.text}"))
    if not nouns:
        return True
    return bool(nouns & held) or bool(asked.names and verbs & set(roots(said.text)))


def _told_of(asked: Wanted) -> set[str]:
    """The stems that say what happened, with their like: the verb alone, where it is known."""
    verbs = {s for m in ONCE.finditer(asked.question) for s in stems(m[0])}
    told = vocabulary().with_like(verbs) if verbs else set(asked.predicate)
    return told | {root for stem in told for root in roots(stem)}

"""The figures of a sentence for what a question counts, and whether two of them can both be so.

That a sentence answers is the judge's word, and so is which of its figures does. What is left is
arithmetic: units, rounding and bounds, and of what, where and when it is told.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from index import asking
from index.figures import Figure, figures, spans
from index.words import stems
from rag.disagree.counted import MOST, counted, counts
from rag.disagree.said import Said
from rag.disagree.scope import Scope, one_scope, scope_of
from rag.disagree.units import fits, one_unit, printed, unit_of
from rag.disagree.vocabulary import forms
from rag.disagree.wanted import Wanted
from rag.reading import Evidence

# "Three of the", "another 12", "rose by 300", "not 12", "4 a.m.": these give no total, or deny it.
PART = re.compile(
    r"\s*(?:(?:(?:[\w-]+\s+)?of|in)\s+(?:the|those|these|them|whom|its|their|every|all|\d)\b|(?:more|others?)\b|st\b|nd\b|rd\b|th\b|[ap]\.?m\b|o['’]clock\b)"
)
NO_TOTAL = re.compile(
    r"\b(?:another|further|additional|extra|by|up|down|from|than|not|number|no\.|page)\s*$", re.I
)
# Of what is to come, "another three weeks" and "ten more days" are all there is.
MORE = re.compile(r"^\s*(?:more|further|additional|extra)\b", re.I)
MORE_BEFORE = re.compile(r"\b(?:another|(?:an? )?(?:further|additional|extra))\s*$", re.I)
# These say nothing of what is told, where the question has another word for it.
LIGHT = frozenset(
    stems(
        "make made have had get got take took give gave see saw new old first last main year day"
        " out still now yet up off down away back over again currently already"
    )
)
FARTHEST = 20  # times: figures farther apart than that are of different things


@dataclass(frozen=True)
class Given:
    """A figure that a sentence gives: `unit` is what it is counted in, `figure` in whole units."""

    said: Said
    figure: Figure
    unit: str
    scope: Scope

    @property
    def text(self) -> str:
        """With the unit, as printed."""
        return printed(self.said.text, self.figure)


def given(said: Said, asked: Wanted, *, marked: bool = True) -> list[Given]:
    """The figures that can be what is asked for, of clauses that tell it in words of the question.

    Of a sentence with a marked answer only those in it, unless `marked` is off. Without the words
    of the question 4 of 30 cases of `dateline eval` without a conflict show one.
    """
    out: list[Given] = []
    verbs = asked.predicate - asked.like(set(asked.noun))
    telling = (verbs - LIGHT) or verbs or asked.like(set(asked.noun))
    lasting = spans(said.text) if asked.unit == "day" else []
    for figure in [*figures(said.text)[:MOST], *lasting]:
        before = said.text[max(0, figure.start - 60) : figure.start]
        unit, size = unit_of(figure, before)
        if not fits(unit, asked, figure) or _partial(figure, before, asked):
            continue
        noun = counted(figure)
        opened, closed = said.clause(figure.start, figure.end)
        clause = forms(said.text[opened:closed])
        if noun and not counts(noun, asked, clause):
            continue
        alone = not noun and said.marks(figure.start, figure.end) and _alone(said, asked, verbs)
        # "3,000 refugees" is told of refugees whatever the verb, enough to be shown as an answer.
        very = not marked and bool(asked.noun & set(stems(noun or "")))
        if not (clause & telling or alone or very):
            continue
        if marked and said.highlight and not said.marks(figure.start, figure.end):
            continue
        if not unit and asked.unit in ("age", "money"):
            unit = asked.unit
        scope = scope_of(said, figure, unit, (opened, closed), asked)
        out.append(Given(said, _scaled(figure, size), unit, scope))
    return out


def _alone(said: Said, asked: Wanted, verbs: Set[str]) -> bool:
    """Whether a bare figure that is marked can answer by what its article is about: "it counted eight".

    Without it 2 of the 9 cases of `dateline eval` that are shown are not.
    """
    if not said.near & (asked.predicate - LIGHT | asked.names):
        return False
    others = [word for f in figures(said.text)[:MOST] if (word := counted(f))]
    if not all(counts(word, asked, frozenset()) for word in others):
        return False  # "hired 90 nurses, and found 52"
    return not (asked.noun and verbs) or bool(forms(said.title) & verbs)


def tells(evidence: Evidence, asked: Wanted) -> bool:
    """Whether a figure in it can be what is asked for, or it says until when something lasts."""
    if asked.unit == "day" and asking.UNTIL.search(evidence.text):
        return True
    return bool(given(Said.of(evidence), asked, marked=False))


def comparable(one: Given, other: Given, asked: Wanted) -> bool:
    """Whether both are counted alike, of one thing, in the same place and time."""
    small, large = sorted((abs(one.figure.value), abs(other.figure.value)))
    return (
        one_unit(one.unit, other.unit)
        and large <= FARTHEST * max(small, 1.0)
        and one_scope(one.scope, other.scope, (one.said, other.said), asked)
    )


def apart(one: Given, other: Given) -> bool:
    """Whether they cannot both be so."""
    return not one.figure.agrees(other.figure)


def _partial(figure: Figure, before: str, asked: Wanted) -> bool:
    """Whether it is a part of a total, or what a total grew by."""
    follows = figure.follows
    if asked.remaining:
        before, follows = MORE_BEFORE.sub("", before), MORE.sub("", follows)
    return bool(PART.match(follows) or NO_TOTAL.search(before))


def _scaled(figure: Figure, size: float) -> Figure:
    """In whole units of which one is `size`: days, metres, kilograms."""
    if size == 1.0:
        return figure
    return replace(
        figure, value=figure.value * size, low=figure.low * size, high=figure.high * size,
        step=figure.step * size,
    )  # fmt: skip

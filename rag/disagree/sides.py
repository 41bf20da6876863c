"""Sides: what differs among the sentences shown, and the evidence that is needed to show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from index.figures import figures
from index.words import stems
from rag.answer import Citation, Disagreement
from rag.disagree.days import comparable_days, days_differ, given_days, once
from rag.disagree.figured import apart, comparable, given
from rag.disagree.named import changes, given_name, names_differ, one_occasion
from rag.disagree.said import Said, days_apart, one_body
from rag.disagree.scope import one_scope
from rag.disagree.statements import PERIOD, contradicts, denies
from rag.disagree.subject import on_subject as told_of
from rag.disagree.twins import Slot, slots
from rag.disagree.units import amount
from rag.disagree.wanted import Wanted, wanted
from rag.reading import Evidence

VOICE = 0.015  # probability from which a sentence is a voice on the same matter
CONTRADICT = 0.5  # probability from which two statements cannot both be so
MOST_SIDES = 2  # sentences that are brought in beyond what a reader showed
COUNTS_ON = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb\w*|revis\w+|updat\w+|raised|now|so far|latest|supersed\w+|no longer|jump\w*|grown|grew|gr[eo]w\w*|mounts?|new (?:figure|count|toll)"
    r"|postpon\w+|delay\w*|reschedul\w+|moved|brought forward|pushed back|put (?:off|back)|correct\w+)\b",
    re.I,
)
WHY = re.compile(r"\b(?:why|how)\b", re.I)
GROWS = re.compile(
    r"\b(?:kill\w*|d(?:ie[ds]?|ead|eaths?)|toll|displac\w+|fled|cases?|infect\w+|injur\w+|wound\w+|missing|arrest\w+|detain\w+|evacuat\w+|homeless|victims?)\b",
    re.I,
)
SOON = 14  # days between reports that can be of one occasion
MANY_WORDS = 10  # that nobody writes alike of two things
LONG = 30  # days after which a count of what goes on is taken for a new one


@dataclass(frozen=True)
class Split:
    """Two sentences that differ: the words of either, what in, and whether one updates the other."""

    one: Said
    other: Said
    words: tuple[str, str]
    kind: Literal["figure", "day", "name", "statement"]
    update: bool
    twin: bool = False

    @property
    def sides(self) -> tuple[tuple[str, int], tuple[str, int]]:
        return (self.words[0], self.one.marker), (self.words[1], self.other.marker)


def splits(one: Said, other: Said, asked: Wanted) -> Iterator[Split]:
    """Every way in which the two differ on what is asked; usually none or one."""
    if one.place == other.place:
        yield from _inside(one, asked)
        return
    if twin := _twin(one, other, asked):
        yield twin
        return
    answer = min(one.probability, other.probability) >= VOICE
    if answer and told_of(one, asked) and told_of(other, asked):
        yield from {"figure": _figures, "day": _days, "name": _names, "state": _nothing}[
            asked.want
        ](one, other, asked)
    stated = asked.want in ("state", "name") and not WHY.search(asked.question)
    if stated and contradicts(one, other, asked) >= CONTRADICT:
        later = (days_apart(one, other) or 0) > PERIOD
        update = later and not denies(one) and not denies(other)
        yield Split(one, other, (one.text, other.text), "statement", update)


def _figures(one: Said, other: Said, asked: Wanted) -> Iterator[Split]:
    for a, b in product(given(one, asked), given(other, asked)):
        if apart(a, b) and comparable(a, b, asked):
            update = _updates(one, other, asked, (a.figure.value, b.figure.value))
            yield Split(one, other, (a.text, b.text), "figure", update)


def _days(one: Said, other: Said, asked: Wanted) -> Iterator[Split]:
    for a, b in product(given_days(one, asked), given_days(other, asked)):
        if days_differ(a, b) and comparable_days(a, b, asked):
            moved = a.doubtful != b.doubtful or bool(COUNTS_ON.search(_newer(one, other)))
            yield Split(one, other, (a.text, b.text), "day", moved and bool(days_apart(one, other)))


def _names(one: Said, other: Said, asked: Wanted) -> Iterator[Split]:
    a, b = given_name(one, asked), given_name(other, asked)
    if a and b and names_differ(a, b) and one_occasion(one, other):
        update = changes(asked) and (days_apart(one, other) or 0) > PERIOD
        yield Split(one, other, (a.text, b.text), "name", update)


def _nothing(one: Said, other: Said, asked: Wanted) -> Iterator[Split]:
    yield from ()


def _twin(one: Said, other: Said, asked: Wanted) -> Split | None:
    """The difference of two that say the rest in the same words: it must be what is asked for."""
    found, same = slots(one, other)
    # Twins that differ in the place or the year as well are of two places or years.
    if len({s.kind for s in found}) != 1:
        return None
    slot, kind = found[0], found[0].kind
    if not _asked_for(kind, slot.one, one, asked) or not _asked_for(kind, slot.other, other, asked):
        return None
    if kind == "name" and not asked.single and same < MANY_WORDS:
        return None  # "X met her", "Y met her": both can be so
    if kind == "figure" and not _one_quantity(one, other, slot, asked):
        return None  # "the capital has 700 cases" is said in the words of "Castara has 2,300 cases"
    if kind == "day" and not once(asked) and (days_apart(one, other) or 0) > SOON:
        return None
    words = one.text[slice(*slot.one)], other.text[slice(*slot.other)]
    update = kind != "day" and _updates(one, other, asked, (_value(words[0]), _value(words[1])))
    return Split(one, other, words, kind, update, True)


def _one_quantity(one: Said, other: Said, slot: Slot, asked: Wanted) -> bool:
    """Whether nothing in their clauses says that the figures of twins are of two things."""
    found = [
        next((g for g in given(said, asked) if g.figure.start < at[1] and at[0] < g.figure.end), None)
        for said, at in ((one, slot.one), (other, slot.other))
    ]  # fmt: skip
    a, b = found
    return a is None or b is None or one_scope(a.scope, b.scope, (one, other), asked)


def _value(words: str) -> float:
    """The first figure in a few words, 0 where there is none."""
    return next((f.value for f in figures(words)), 0.0)


def _inside(said: Said, asked: Wanted) -> Iterator[Split]:
    """Two voices in one sentence that give two figures."""
    if asked.want != "figure" or said.voices < 2 or not told_of(said, asked):
        return
    for a, b in combinations(given(said, asked, marked=False), 2):
        if apart(a, b) and comparable(a, b, asked):
            yield Split(said, said, (a.text, b.text), "figure", False)


def _asked_for(kind: str, span: tuple[int, int], said: Said, asked: Wanted) -> bool:
    """Whether what stands in a slot is what the question asks for."""
    if kind == asked.want:
        return True
    if said.highlight:
        return said.marks(*span)
    return asked.want == "state"


def on_subject(question: str, quote: str, title: str | None) -> bool:
    """Whether everybody and every place that the question names is named with the quote."""
    return wanted(question).names <= set(stems(f"{title or ''} {quote}"))


def _newer(one: Said, other: Said) -> str:
    return max((one, other), key=lambda s: str(s.day or "")).text


def _updates(one: Said, other: Said, asked: Wanted, values: tuple[float, float] = (0, 0)) -> bool:
    """Whether the later of the two is the same thing counted again, and no other count of it."""
    between = days_apart(one, other)
    if not between:
        return False
    old, new = sorted((0, 1), key=lambda n: str((one, other)[n].day))
    said_so = bool(COUNTS_ON.search((one, other)[new].text))
    runs = bool(GROWS.search(asked.question)) or not once(asked)
    if one_body(one, other) and (runs or said_so):
        return True  # what happened but once is not counted again, unless they say so
    if GROWS.search(asked.question) and values[new] > values[old]:
        return True  # a toll grows, whoever counts
    if between >= LONG:
        return runs
    return said_so and not (one.speaker and other.speaker)


def disagreements(
    question: str, citations: Sequence[Citation], evidence: Sequence[Evidence] = ()
) -> tuple[Disagreement, ...]:
    """What differs among the quotes of an answer: each side as printed, with its marker.

    Figures, days and names first, then statements; conflicts before updates, which are oldest
    first. Empty where all of them can be so. `evidence` tells which of them answer; one that is
    not in it is taken to.
    """
    asked = wanted(question)
    said = [Said.of(c, evidence) for c in citations]
    pairs = [*combinations(said, 2), *((s, s) for s in said)]
    found = [s for a, b in pairs for s in splits(a, b, asked)]
    # Two bodies that differ on one day do so on another day too: that is no count going on.
    apart_already = {side for s in found if not s.update for side in s.sides}
    found = [
        s for s in found
        if not s.update or one_body(s.one, s.other) or not apart_already & set(s.sides)
    ]  # fmt: skip
    out = []
    for told in (False, True):
        for update in (False, True):
            chosen = [s for s in found if (s.kind == "statement") == told and s.update == update]
            if sides := _sides(chosen, update):
                out.append(Disagreement(asked.about, sides, update, _shown_as(chosen[0])))
    return tuple(out)


def _shown_as(split: Split) -> Literal["figures", "statements"]:
    return "figures" if split.kind in ("figure", "day") else "statements"


def _sides(found: Sequence[Split], update: bool) -> tuple[tuple[str, int], ...]:
    """Each side once, in the order of its citations; by day where they are updates."""
    sides: dict[tuple[str, int], Said] = {}
    for split in found:
        for words, said in zip(split.words, (split.one, split.other), strict=True):
            sides.setdefault((words, said.marker), said)
    told: dict[object, tuple[str, int]] = {}
    ordered = sorted(sides, key=lambda side: side[1])
    if update:
        ordered.sort(key=lambda side: str(sides[side].day or ""))
    figured = any(split.kind == "figure" for split in found)
    for side in ordered:
        told.setdefault(amount(side[0]) if figured else side[0].lower(), side)
    return tuple(told.values()) if len(told) > 1 else ()


def other_sides(
    question: str, shown: Sequence[Citation | Evidence], evidence: Sequence[Evidence]
) -> list[Evidence]:
    """Evidence that says otherwise than what is shown, best first: it must be shown as well.

    At most two, each with something of its own to say. `shown` are the sentences that a reader
    chose, whether checked already or not; `evidence` may hold them too.
    """
    asked = wanted(question)
    sides = [Said.of(item, evidence) for item in shown]
    here = {s.place for s in sides}
    out: list[Evidence] = []
    told: set[str] = set()
    for item in evidence:
        said = Said.of(item)
        if said.place in here:
            continue
        found = [split for s in sides for split in splits(s, said, asked)]
        answers = said.probability >= VOICE
        words = {split.words[1].lower() for split in found if answers or split.twin}
        if words - told:
            told |= words
            out.append(item)
            if len(out) == MOST_SIDES:
                break
    return out

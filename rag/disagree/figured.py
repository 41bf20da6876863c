"""The figures of a sentence for what a question counts, and whether two of them can both be so."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace

from index import asking
from index.figures import Figure, figures, spans
from index.words import stems
from rag.disagree.about import COST
from rag.disagree.asserted import PRONOUN, aged, one_person
from rag.disagree.counted import MOST, counted, counts, elsewise, grouped
from rag.disagree.roles import LIGHT, done_otherwise
from rag.disagree.said import Said
from rag.disagree.scope import Scope, one_scope, scope_of
from rag.disagree.units import fits, one_unit, printed, unit_of
from rag.disagree.vocabulary import forms
from rag.disagree.wanted import Wanted
from rag.reading import Evidence

PART = re.compile(
    r"\s*(?:(?:(?:[\w-]+\s+)?of|in)\s+(?:the|those|these|them|whom|its|their|every|all|\d)\b|(?:more|others?)\b|st\b|nd\b|rd\b|th\b)"
)
# "Another 12", "rose by 300", "not 12": these give no total, or deny that it is one.
NO_TOTAL = re.compile(
    r"(?:\b(?:another|further|additional|extra|(?:r[io]se|risen|grew|grown|up|fell|down|increased?|dropped|cut|climbed|jumped|raised|lowered) by|not|by a margin of|number|no\.|page|aged?|up|down)\s*)$",
    re.I,
)
# Of what is to come, "another three weeks" and "ten more days" are all there is.
MORE = re.compile(r"^\s*(?:more|further|additional|extra)\b", re.I)
MORE_BEFORE = re.compile(r"\b(?:another|(?:an? )?(?:further|additional|extra))\s*$", re.I)
COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|against|up from|down from|from|than|instead of|supersedes? the|replac\w+ the|earlier|previous(?:ly)?|old|record of)\s+(?:[\w’'-]+\s+){0,2}$",
    re.I,
)
# "Replaces every earlier one, including the four deaths": a figure that is no longer given.
REPLACED = re.compile(
    r"\b(?:replac(?:es|ed|ing)|supersed\w+|correct(?:s|ed|ing)|earlier (?:count|figure|toll|one)|previous(?:ly)?|initially)\b[^.;]{0,80}$"
)
# "96,000 people over 70": how old they are, not how many.
OF_AGE = re.compile(
    r"\b(?:people|children|men|women|those|anyone|everyone|[a-z]+[^\Ws]s)\s+(?:aged|older than|younger than|over|under|above|below)\s+[\w-]+$"
)
OLDEST = 130
# "Tilda Marr, 41, a passenger": how old she is.
AGE_BEFORE, AGE_AFTER = re.compile(r"[A-Z][\w’'-]+,\s*$"), re.compile(r"\s*[,.)]")
# "The cost was put at ...", "It will be ...": of what, another sentence says.
PRICED = re.compile(
    r"^\W*(?:it|they|that|this)\b|\b(?:the|its|their|a|an?|total|overall|final|estimated)\s+(?:[\w-]+\s+)?"
    r"(?:costs?|price|bill|fee|budget|sum|total)\b",
    re.I,
)
PRICE = frozenset(
    stems(
        "cost costs price paid pay spend spent worth charge bill fee budget sum total money amount put estimated estimate much will new old final whole"
    )
)
CLOCK = re.compile(r"\s*(?:[ap]\.?m\b|o['’]clock\b)", re.I)
HOURS = 24
# "The toll stood at four" gives no hour.
STANDS = re.compile(
    r"\b(?:st(?:an|oo)ds?|put|puts|tolls?|numbers?|total|estimated?|counts?|figures?|rate|remain\w*|unchanged|capped|set)\b",
    re.I,
)
# "It has 41 million so far": what somebody owns, not how many were hurt or displaced.
OWNED = re.compile(r"\b(?:has|have|had)\s+(?:only\s+|just\s+|now\s+|about\s+)?$", re.I)
# These say nothing of what is told, where the question has another word for it.
PARTICLES = frozenset(stems("out still now yet up off down away back over again currently already"))
NEXT = 4  # characters between a sentence and the next
FARTHEST = 50  # times: figures farther apart than that are of different things


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


def given(said: Said, asked: Wanted) -> list[Given]:
    """The figures for what is asked, those whose own clause says so or that answer by themselves."""
    out: list[Given] = []
    if not _of_the_thing(said, asked):
        return out
    lasting = spans(said.text) if asked.unit == "day" else []
    for figure in [*figures(said.text)[:MOST], *lasting]:
        before = said.text[max(0, figure.start - 60) : figure.start]
        if _partial(said, figure, before, asked):
            continue
        unit, size = unit_of(figure, before)
        if not unit and figure.value < OLDEST and asked.unit != "age" and _is_age(before, figure):
            continue
        if not fits(unit, asked, figure):
            continue
        opened, closed = said.clause(figure.start, figure.end)
        clause = said.text[opened:closed]
        noun = counted(figure)
        if not unit and not noun and _is_none(figure, said.text[opened : figure.start]):
            continue
        if COMPARED.search(before) and not _own_time(said.text[figure.end : closed], asked):
            continue
        words = forms(clause)
        # Where the question says nothing of what is counted but its name, that is enough.
        verbs = asked.predicate - asked.like(set(asked.noun)) - LIGHT
        verbs = (verbs - PARTICLES) or verbs  # "out of their homes" is told by "homes"
        told = bool(words & (asked.core or verbs or asked.like(set(asked.noun))))
        # "Hosts 9,000 refugees" says how many live there.
        told = told or (asked.there and bool(set(stems(noun or "")) & _such(asked)))
        if noun and not counts(noun, asked, words):
            continue
        marked = not noun and said.marks(figure.start, figure.end)
        owned = bool(verbs) and OWNED.search(before)
        if not told and (owned or not (marked and _answers_alone(said, asked, verbs))):
            continue
        if done_otherwise(said.text, (opened, closed), figure, asked):
            continue
        if not unit and asked.unit in ("age", "money"):
            unit = asked.unit
        scope = scope_of(said, figure, unit, (opened, closed), asked)
        out.append(Given(said, _scaled(figure, size), unit, scope))
    return out


def _partial(said: Said, figure: Figure, before: str, asked: Wanted) -> bool:
    """Whether it is a part of a total, or told as one that holds no longer."""
    follows = figure.follows
    if asked.remaining:
        before, follows = MORE_BEFORE.sub("", before), MORE.sub("", follows)
    part = PART.match(follows) or NO_TOTAL.search(before)
    return bool(part or REPLACED.search(said.text, 0, figure.start))


def _answers_alone(said: Said, asked: Wanted, verbs: Set[str]) -> bool:
    """Whether a bare figure that is marked can answer, though its clause has none of `verbs`."""
    if not said.near & (asked.predicate - LIGHT | asked.names) or elsewise(said, asked):
        return False  # the article is about nothing that is asked, or something else is counted
    # "It counted eight": of the dead or of the missing? The title may say.
    return not (asked.noun and verbs) or bool(forms(said.title) & verbs)


def _is_age(before: str, figure: Figure) -> bool:
    """Whether a bare figure says how old somebody is, or are those it counts."""
    aside = AGE_BEFORE.search(before) and AGE_AFTER.match(figure.follows)
    return bool(aside or OF_AGE.search(before + figure.text))


def _of_the_thing(said: Said, asked: Wanted) -> bool:
    """Whether a sentence can give the price of what is asked about: "milk costs 2 crowns" gives none
    of bread."""
    if not COST.search(asked.question):
        return True
    things = asked.words - asked.names - PRICE
    if not things or things & set(said.content):
        return True
    return bool(things & said.near and PRICED.search(said.text))


def _such(asked: Wanted) -> Set[str]:
    """Stems of what the question counts, and of others of that kind."""
    return asked.noun | grouped(asked.noun)


def tells(evidence: Evidence, asked: Wanted) -> bool:
    """Whether a figure in it is said, by its own clause, to count what is asked for; or until when it
    lasts."""
    if asked.unit == "day" and asking.UNTIL.search(evidence.text):
        return True
    return bool(given(Said.of(replace(evidence, highlight=None)), asked))


def comparable(one: Given, other: Given, asked: Wanted) -> bool:
    """Whether both are of the same kind of thing, in the same place and time."""
    small, large = sorted((abs(one.figure.value), abs(other.figure.value)))
    ratio = large / small if small else float("inf") if large > FARTHEST else 1.0
    if "age" in (one.unit, other.unit, asked.unit) and not _of_one_person(one, other, asked):
        return False
    return (
        one_unit(one.unit, other.unit)
        and ratio <= FARTHEST
        and one_scope(one.scope, other.scope, (one.said, other.said), asked)
    )


def _of_one_person(one: Given, other: Given, asked: Wanted) -> bool:
    """Whether two ages are of somebody of one name, or of one whom the question describes."""
    mine, theirs = aged(one.said.text, one.figure), aged(other.said.text, other.figure)
    if mine and theirs:
        return one_person(mine, theirs)
    if named := mine or theirs:
        nameless = other.said if mine else one.said
        if PRONOUN.match(nameless.text) and named & set(stems(nameless.title)):
            return True  # "She is 47", in an article on her
        first, second = sorted((one.said, other.said), key=lambda s: s.place)
        after = second.place[1] - first.place[1] - len(first.text)
        if PRONOUN.match(second.text) and second is nameless:
            return first.place[0] == second.place[0] and 0 <= after <= NEXT
    described = asked.words - asked.names - asked.like(set(stems("old age")))
    return bool(described) and all(described & s.content for s in (one.said, other.said))


def apart(one: Given, other: Given) -> bool:
    """Whether they cannot both be so."""
    return not one.figure.agrees(other.figure)


def _own_time(after: str, asked: Wanted) -> bool:
    """Whether the words after a figure name the very time that is asked about."""
    figures_asked = set(re.findall(r"\b(?:Q[1-4]|(?:19|20)\d\d)\b", asked.question))
    return bool(figures_asked) and figures_asked <= set(re.findall(r"\w+", after))


def _is_none(figure: Figure, before: str) -> bool:
    """Whether a bare figure is no count: the hour of a clock, or "the two" for those named."""
    if re.search(r"\bthe\s+$", before, re.I) or CLOCK.match(figure.follows):
        return True
    at = figure.value <= HOURS and re.search(r"\bat\s+$", before, re.I)
    return bool(at and not STANDS.search(before))


def _scaled(figure: Figure, size: float) -> Figure:
    """In whole units of which one is `size`: days, metres, kilograms."""
    if size == 1.0:
        return figure
    return replace(
        figure, value=figure.value * size, low=figure.low * size, high=figure.high * size,
        step=figure.step * size,
    )  # fmt: skip

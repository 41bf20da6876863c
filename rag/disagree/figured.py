"""The figures of a sentence for what a question counts, and whether two of them can both be so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from index.figures import Figure, figures
from index.words import names, stems
from rag.disagree.asked import Wanted
from rag.disagree.said import SPOKEN, Said
from rag.disagree.vocabulary import roots, vocabulary
from rag.reading import Evidence

# A word after a figure -> what it measures and how much one of it is.
MEASURES = {
    "minute": ("day", 1 / 1440), "hour": ("day", 1 / 24), "day": ("day", 1.0), "night": ("day", 1.0),
    "week": ("day", 7.0), "month": ("day", 30.4), "year": ("day", 365.2), "time": ("times", 1.0),
    "metre": ("m", 1.0), "meter": ("m", 1.0), "km": ("m", 1000.0), "kilometre": ("m", 1000.0),
    "kilometer": ("m", 1000.0), "mile": ("m", 1609.0), "feet": ("m", 0.3048), "foot": ("m", 0.3048),
    "centimetre": ("m", 0.01), "centimeter": ("m", 0.01), "cm": ("m", 0.01),
    "millimetre": ("m", 0.001), "millimeter": ("m", 0.001), "mm": ("m", 0.001),
    "tonne": ("kg", 1000.0), "ton": ("kg", 1000.0), "kg": ("kg", 1.0), "kilogram": ("kg", 1.0),
    "euro": ("€", 1.0), "dollar": ("$", 1.0), "pound": ("£", 1.0), "crown": ("crown", 1.0),
    "rouble": ("₽", 1.0), "ruble": ("₽", 1.0), "lira": ("₺", 1.0), "yen": ("¥", 1.0),
    "yuan": ("yuan", 1.0), "rupee": ("₹", 1.0), "franc": ("franc", 1.0), "krona": ("krona", 1.0),
    "degree": ("degree", 1.0),
}  # fmt: skip
MONEY = frozenset({"€", "$", "£", "crown", "₽", "₺", "¥", "yuan", "₹", "franc", "krona"})
CURRENCY = re.compile(r"[$€£¥₹₽₺]")
MEASURE = re.compile(
    r"[\s-]*(?:(?:US|Canadian|Australian|square|Swedish|Czech|Turkish)\s+)?([A-Za-z]+?)s?\b"
)
AGE = re.compile(r"[\s-]*years?[\s-]old\b", re.I)
RATE = re.compile(
    r"[^,;.]{0,30}?\b(?:an?|per|each|every)\s+(day|week|month|year|hour|night|person|head|family|tonne|barrel)\b",
    re.I,
)
PART = re.compile(
    r"\s*(?:(?:[\w-]+\s+)?(?:of|in)\s+(?:the|those|these|them|whom|its|their|every|all|\d)\b|(?:more|others?)\b|st\b|nd\b|rd\b|th\b)"
)
# "Another 12", "rose by 300", "not 12": these give no total, or deny that it is one.
NO_TOTAL = re.compile(
    r"(?:\b(?:another|further|additional|extra|(?:r[io]se|risen|grew|grown|up|fell|down|increased?|dropped|cut|climbed|jumped|raised|lowered) by|not|by a margin of|number|no\.|page|aged?|up|down)\s*)$",
    re.I,
)
COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|versus|vs\.?|against|up from|down from|from|than|instead of|supersedes? the|replac\w+ the|earlier|previous(?:ly)?|old|record of)\s+(?:[\w’'-]+\s+){0,2}$",
    re.I,
)
DOUBTFUL = re.compile(
    r"\b(?:could|would|might|(?-i:may)|if|expect\w*|forecast\w*|predict\w*|fear\w*|risk\w*|plan\w*|aim\w*|target\w*|goal|hopes?|capacity|room for|built for|threaten\w*|appeal\w*|will|due to|set to|wants?|wanted|hop(?:es?|ed)|seeks?|pledg\w+|promis\w+|intend\w*|propos\w+|demand\w*|needs?|should|must|limit|quota|ought)\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|from|around|outside|across|over|to)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:[\s-]+(?:[A-Z][\w’'-]+))*)"
)
MOST = 30  # figures of a sentence that are looked at
TERM = re.compile(
    r"\b(?:(?:last|this|next|previous|first|second|third|fourth)\s+(?:season|quarter|half|term|round|session|leg))\b",
    re.I,
)
PLURAL = re.compile(
    r"\s+(?:(?!(?:of|in|at|on|to|from|by|for|with|and|or|so|were|was|are|is|had|have|has|who|that|after|as|per)\b)[\w’'-]+\s+){0,2}?(people|children|men|women|police|personnel|(?!(?:was|is|has|as|this|its|his|us|across|less|days|always)\b)[\w’'-]*[^\Ws]s)\b"
)
PEOPLE = re.compile(r"(?:[^t]ers|tt?ers|ors|ists|ants|ees|ians|men|folk)$")
# "Replaces every earlier one, including the four deaths": a figure that is no longer given.
REPLACED = re.compile(
    r"\b(?:replac(?:es|ed|ing)|supersed\w+|correct(?:s|ed|ing)|earlier (?:count|figure|toll|one)|previous(?:ly)?|initially)\b[^.;]{0,80}$"
)
FARTHEST = 50  # times: figures farther apart than that are of different things
CLOSE = 10  # times: the same where one of them is of a place that the other does not name
LONG_AGO = 60  # days between an event and a report of another day that names none
A_WHILE = 31  # days: a total over more than that is none of a single day


@dataclass(frozen=True)
class Given:
    """A figure that a sentence gives: `unit` is what it is counted in, `figure` in whole units.

    `groups` are the kinds of people or things that it counts, `places` where, `when` the days
    (None: open, or not said), `rate` per what, `asked_places` whether the question names one of them, `doubtful` whether it is not told as so, `term` the season or quarter.
    """

    said: Said
    figure: Figure
    unit: str
    groups: frozenset[int]
    places: frozenset[str]
    asked_places: bool
    when: tuple[date | None, date | None] | None
    rate: str
    doubtful: bool
    term: frozenset[str]

    @property
    def text(self) -> str:
        """With the unit, as printed."""
        end = self.figure.end
        m = MEASURE.match(self.said.text, end)
        if m and {m[1].lower(), m[0].strip(" -").lower()} & set(MEASURES):
            end = m.end()
        return self.said.text[self.figure.start : end]


def given(said: Said, asked: Wanted) -> list[Given]:
    """The figures for what is asked, those whose own clause says so or that answer by themselves."""
    out: list[Given] = []
    for figure in figures(said.text)[:MOST]:
        if PART.match(figure.follows):
            continue
        before = said.text[max(0, figure.start - 60) : figure.start]
        if NO_TOTAL.search(before) or REPLACED.search(said.text, 0, figure.start):
            continue
        unit, size = _unit(figure, before)
        if not _fits(unit, asked, figure):
            continue
        opened, closed = said.clause(figure.start, figure.end)
        clause = said.text[opened:closed]
        if COMPARED.search(before) and not _own_time(said.text[figure.end : closed], asked):
            continue
        words = {*stems(clause), *roots(clause)}
        # Where the question says nothing of what is counted but its name, that is enough.
        verbs = asked.predicate - asked.like(set(asked.noun))
        told = bool(words & (asked.core or verbs or asked.like(set(asked.noun))))
        counted = _counted(figure)
        if counted and not _counts(counted, asked):
            continue
        if not told and (counted or not _answers(said, figure) or _elsewise(said, asked)):
            continue
        if not unit and asked.unit in ("age", "money"):
            unit = asked.unit
        out.append(_scoped(said, figure, unit, size, opened, closed, asked))
    return out


def tells(evidence: Evidence, asked: Wanted) -> bool:
    """Whether a figure in it is said, by its own clause, to count what is asked for."""
    return bool(given(Said.of(replace(evidence, highlight=None)), asked))


def comparable(one: Given, other: Given, asked: Wanted) -> bool:
    """Whether both are of the same kind of thing, in the same place and time."""
    if not _one_unit(one.unit, other.unit) or one.rate != other.rate or one.groups != other.groups:
        return False
    if one.doubtful != other.doubtful or (one.term and other.term and one.term != other.term):
        return False
    small, large = sorted((abs(one.figure.value), abs(other.figure.value)))
    ratio = large / small if small else float("inf") if large > FARTHEST else 1.0
    places = [p - asked.names for p in (one.places, other.places)]
    # A place that the other's article is about too is no other place.
    places = [p - o.said.near for p, o in zip(places, (other, one), strict=True)]
    if all(places) or ratio > FARTHEST or (any(places) and ratio > CLOSE):
        return False
    for here, elsewhere in ((one, places[1]), (other, places[0])):
        # One clause is of the place that is asked about, the other of another.
        if elsewhere and here.asked_places:
            return False
    return _one_time(one, other)


def _one_unit(one: str, other: str) -> bool:
    """Whether both are counted alike; money of which the currency is not said may be."""
    return one == other or {one, other} - MONEY == {"money"}


def apart(one: Given, other: Given) -> bool:
    """Whether they cannot both be so."""
    return not one.figure.agrees(other.figure)


def _unit(figure: Figure, before: str) -> tuple[str, float]:
    """What it is counted in, and how much of the whole unit one is."""
    if figure.percent:
        return "%", 1.0
    if found := CURRENCY.search(figure.text):
        return found[0], 1.0
    if AGE.match(figure.follows) or re.search(r"\baged?\s+$", before):
        return "age", 1.0
    found = MEASURE.match(figure.follows)
    if found:
        for word in (found[1].lower(), found[0].strip(" -").lower()):
            if word in MEASURES:
                return MEASURES[word]
    return "", 1.0


def _fits(unit: str, asked: Wanted, figure: Figure) -> bool:
    """Whether a figure of this unit can be what is asked for."""
    if asked.unit is None:
        return True
    if asked.unit == "money":
        return unit in MONEY or (not unit and figure.value >= 10_000)
    if asked.unit == "age":
        return unit in ("age", "") and figure.value < 130
    if asked.unit == "":
        return not unit or bool(asked.noun & set(stems(figure.follows.split(",")[0][:20])))
    return unit == asked.unit


def _counted(figure: Figure) -> str | None:
    """The word in the plural that follows a figure, as what it counts; None where none does."""
    found = PLURAL.match(figure.follows)
    return found[1] if found else None


def _counts(word: str, asked: Wanted) -> bool:
    """Whether a figure for this can be one for what the question counts."""
    if asked.unit != "" or word[0].isupper():
        return True
    allowed = asked.noun | asked.predicate | vocabulary().anybody
    if set(stems(word)) & (allowed | _grouped(asked.noun)) or not asked.noun:
        return True
    return bool(asked.noun & vocabulary().anybody and PEOPLE.search(word))


def _grouped(noun: frozenset[str]) -> set[str]:
    """Every word for the kind of people or things asked about."""
    return {stem for row in vocabulary().groups if row & noun for stem in row}


def _elsewise(said: Said, asked: Wanted) -> bool:
    """Whether the sentence counts something else: "hired 90 nurses, and found 52"."""
    words = [w for f in figures(said.text)[:MOST] if (w := _counted(f))]
    return any(not _counts(word, asked) for word in words)


def places_in(clause: str) -> frozenset[str]:
    """Stems of the places named in a clause, but for where somebody spoke.

    "Syria's north-west" is a part of Syria that may be the place asked about: no other place.
    """
    found = [
        m
        for m in PLACE.finditer(clause)
        if not SPOKEN.search(clause, max(0, m.start() - 90), m.start())
        and not m[1].endswith(("'s", "’s"))
    ]
    return frozenset(s for m in found for s in names(f"x {m[1]}"))


def _answers(said: Said, figure: Figure) -> bool:
    """Whether the figure is what the evidence marks as the answer."""
    span = said.highlight
    return bool(span and span[0] < figure.end and figure.start < span[1])


def _own_time(after: str, asked: Wanted) -> bool:
    """Whether the words after a figure name the very time that is asked about."""
    figures_asked = set(re.findall(r"\b(?:Q[1-4]|(?:19|20)\d\d)\b", asked.question))
    return bool(figures_asked) and figures_asked <= set(re.findall(r"\w+", after))


def _scoped(
    said: Said, figure: Figure, unit: str, size: float, opened: int, closed: int, asked: Wanted
) -> Given:
    clause = said.text[opened:closed]
    noun = re.split(
        r"\b(?:of|in|at|who|that|were|was|are|is|had|have|has|for|from)\b|[,;.]", figure.follows
    )[0]
    counted = vocabulary().group(set(stems(" ".join(noun.split()[:3]))))
    counted -= vocabulary().group(set(asked.noun))
    if size != 1.0:
        figure = replace(
            figure, value=figure.value * size, low=figure.low * size, high=figure.high * size,
            step=figure.step * size,
        )  # fmt: skip
    rate = RATE.match(figure.follows)
    in_clause = [e for e in said.events if opened <= e.start < closed]
    when = in_clause or list(said.events)
    # "Tonight 586,000 since 1 December": the span that is counted, not the hour of counting.
    when.sort(key=lambda event: not (event.earliest and event.latest is None))
    places = places_in(clause)
    return Given(
        said, figure, unit, counted, places, bool(places & asked.names),
        (when[0].earliest, when[0].latest) if when else None,
        rate[1].lower() if rate else "", bool(DOUBTFUL.search(clause)),
        frozenset(m.lower() for m in TERM.findall(clause)),
    )  # fmt: skip


def _one_time(one: Given, other: Given) -> bool:
    """Whether the days that the figures are told of can be the same."""
    if one.when and other.when:
        (a, b), (c, d) = one.when, other.when
        if (b and c and b < c) or (d and a and d < a):
            return False
        # A day of it is none of a total since December, and two totals begin together.
        if (b is None) != (d is None) and a and c:
            since, first, last = (a, c, d) if b is None else (c, a, b)
            return not (
                first and last and (last - first).days <= 7 and (first - since).days > A_WHILE
            )
        return not (b is None and d is None and a and c and abs((a - c).days) > A_WHILE)
    told, untold = (one, other) if one.when else (other, one)
    if told.when and told.when[1] and untold.said.published.day:
        return (untold.said.published.day - told.when[1]).days <= LONG_AGO
    return True

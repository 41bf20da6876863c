"""Of which days, which places and at what rate a clause gives its figure, and whether as so.

Won, of 170 invented pairs that can both be so, by leaving each out: what narrows 17, the verb 13,
what is only planned 10, times 7, places 8, rates 6. Kinds of people, seasons, "the year before" and
"so far" won 2 or 3 each, on the pairs that they were made on, and are gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.figures import Figure
from index.words import names
from rag.disagree.counted import narrowed
from rag.disagree.doing import Doing, doing
from rag.disagree.said import SPOKEN, Said, Span, apart_in_time, span_of
from rag.disagree.wanted import Wanted

RATE = re.compile(
    r"[^,;.]{0,30}?\b(?:an?|per|each|every)\s+(day|week|month|year|hour|night|person|head|family|tonne|barrel)\b",
    re.I,
)
OFTEN = re.compile(r"\b(dai|week|month|night|hour|annual|year)ly\b", re.I)
ON_AVERAGE = re.compile(
    r"\b(?:each|every|an average|an ordinary|a typical|a normal)\s+(day|week|month|year|hour|night)\b",
    re.I,
)
# What is feared, planned or wanted, and what there is room for, is not told as so.
DOUBTFUL = re.compile(
    r"\b(?:could|would|might|(?-i:may)|if|expect\w*|forecast\w*|predict\w*|fear\w*|risk\w*|plan\w*|aim\w*|target\w*|goal|hopes?|capacity|room for|built for|threaten\w*|appeal\w*|will|due to|set to|wants?|wanted|hop(?:es?|ed)|seeks?|pledg\w+|promis\w+|intend\w*|propos\w+|demand\w*|needs?|should|must|limit|quota|ought"
    r"|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|licen[cs]\w+|authori[sz]\w+|accommodat\w+|space for|requir(?:es?|ed|ing)|request\w*|seats?|scheduled|(?:designed|meant|intended|supposed|made|equipped) (?:for|to)"
    r"|ask(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,4}?for|can (?:hold|take|seat|carry|house|store|produce|sleep|fit|handle|treat|feed))\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|from|around|outside|across|over|to)\s+(?:the\s+)?(?:(?:[a-z-]+\s+)?(?:town|city|village|suburb|district|province|region|county|state|port|camp|island|area)\s+of\s+)?((?:[A-Z][\w’'-]+)(?:[\s-]+(?:[A-Z][\w’'-]+))*)"
)
# "In Merrow, in the south, the storm killed nine": where all of the sentence is told of.
FRONTED = re.compile(r"(?:In|At|Near|Across|Outside|Around)\s[^,;.]{2,60},")
LONG_AGO = 60  # days between an event and a report of another day that names none
A_WHILE = 31  # days: a total over more than that is none of a single day
MONTH = 27  # days, from its first to its last: at least that


@dataclass(frozen=True)
class Scope:
    """What a clause says its figure is of.

    `places` are where, `narrow` the stems that leave only some of those asked about, `when` the days
    (None: open, or not said), `rate` per what, `doubtful` whether it is not told as so, `doing`
    whether its verb is that of the question.
    """

    places: frozenset[str]
    narrow: frozenset[str]
    when: Span | None
    rate: str
    doubtful: bool
    doing: Doing


def scope_of(
    said: Said, figure: Figure, unit: str, clause: tuple[int, int], asked: Wanted
) -> Scope:
    """Read from the clause [start, end) that the figure stands in."""
    opened, closed = clause
    text = said.text[opened:closed]
    when = [e for e in said.events if opened <= e.start < closed] or list(said.events)
    # "Tonight 586,000 since 1 December": the span that is counted, not the hour of counting.
    when.sort(key=lambda event: not (event.earliest and event.latest is None))
    fronted = FRONTED.match(said.text)
    return Scope(
        places_in(text) | (places_in(fronted[0]) if fronted else frozenset()),
        narrowed(said, figure, unit, clause, asked),
        span_of(when[0]) if when else None,
        _rate(figure, text),
        bool(DOUBTFUL.search(text)),
        doing(text, asked.question),
    )


def _rate(figure: Figure, clause: str) -> str:
    """Per what the figure is: "day", "person"; "" where it is a whole."""
    if found := RATE.match(figure.follows) or ON_AVERAGE.search(clause):
        return found[1].lower()
    often = OFTEN.search(clause)
    return often[1].lower().replace("dai", "day").replace("annual", "year") if often else ""


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


def one_scope(one: Scope, other: Scope, sides: tuple[Said, Said], asked: Wanted) -> bool:
    """Whether both figures are of the same kind of thing, in the same place and time."""
    if one.rate != other.rate or {one.doing, other.doing} == {"asked", "other"}:
        return False
    # Asked what they want, or how long it will last, "wants" and "was asking for" are told alike.
    alike = (
        one.doing == other.doing == "asked" and DOUBTFUL.search(asked.question) and not asked.ahead
    )
    if one.doubtful != other.doubtful and not (alike or asked.remaining):
        return False
    # What the other's article is about too sets nothing apart.
    against = (sides[1].near, sides[0].near)
    if any(s.narrow - near for s, near in zip((one, other), against, strict=True)):
        return False
    if any(s.places - asked.names - near for s, near in zip((one, other), against, strict=True)):
        return False
    return _one_time(one, other, sides)


def _one_time(one: Scope, other: Scope, sides: tuple[Said, Said]) -> bool:
    """Whether the days that the figures are told of can be the same."""
    if one.when and other.when:
        (a, b), (c, d) = one.when, other.when
        if apart_in_time(one.when, other.when) or _of_a_part(one, other):
            return False
        # A day of it is none of a total since December, and two totals begin together.
        if (b is None) != (d is None) and a and c:
            since, begun, ended = (a, c, d) if b is None else (c, a, b)
            return not (
                begun and ended and (ended - begun).days <= 7 and (begun - since).days > A_WHILE
            )
        return not (b is None and d is None and a and c and abs((a - c).days) > A_WHILE)
    told, untold = (one, sides[1]) if one.when else (other, sides[0])
    last, told_on = told.when and told.when[1], untold.published.day
    return not (last and told_on) or (told_on - last).days <= LONG_AGO


def _length(scope: Scope) -> int:
    """Days from the first to the last that it is told of, 0 where either is open."""
    first, last = scope.when or (None, None)
    return (last - first).days if first and last else 0


def _of_a_part(one: Scope, other: Scope) -> bool:
    """Whether one is told of a day or month of the year or month that the other is told of."""
    short, long = sorted((_length(one), _length(other)))
    closed = all(s.when and all(s.when) for s in (one, other))
    return closed and long >= MONTH and long > 3 * short + 3

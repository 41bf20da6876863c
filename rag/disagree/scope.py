"""Of which days, which places and at what rate a clause gives its figure, and whether as so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.figures import Figure
from index.words import names, stems
from rag.disagree.counted import narrowed
from rag.disagree.roles import Doing, doing
from rag.disagree.said import SPOKEN, Said, Span, apart_in_time, span_of
from rag.disagree.vocabulary import vocabulary
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
DOUBTFUL = re.compile(
    r"\b(?:could|would|might|(?-i:may)|if|expect\w*|forecast\w*|predict\w*|fear\w*|risk\w*|plan\w*|aim\w*|target\w*|goal|hopes?|capacity|room for|built for|threaten\w*|appeal\w*|will|due to|set to|wants?|wanted|hop(?:es?|ed)|seeks?|pledg\w+|promis\w+|intend\w*|propos\w+|demand\w*|needs?|should|must|limit|quota|ought)\b",
    re.I,
)
# What there is room or leave for is no more told as so than what is planned.
AIMED = re.compile(
    r"\b(?:allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|licen[cs]\w+|authori[sz]\w+|accommodat\w+|(?:designed|meant|intended|made|equipped) for|space for"
    r"|set out to|means? to|ask(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,4}?for|requir(?:es?|ed|ing)|request\w*|can (?:hold|take|seat|carry|house|store|produce|sleep|fit|handle|treat|feed)|(?:meant|intended|supposed|designed) to|eventually|scheduled|(?:is|are|was|were) to|that seats?|which seats?|seats\s+(?:up to|about|some|around|\d))\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|from|around|outside|across|over|to)\s+(?:the\s+)?(?:(?:[a-z-]+\s+)?(?:town|city|village|suburb|district|province|region|county|state|port|camp|island|area)\s+of\s+)?((?:[A-Z][\w’'-]+)(?:[\s-]+(?:[A-Z][\w’'-]+))*)"
)
TERM = re.compile(
    r"\b(?:(?:last|this|next|previous|first|second|third|fourth)\s+(?:season|quarter|half|term|round|session|leg))\b",
    re.I,
)
# "In Merrow, in the south, the storm killed nine": where all of the sentence is told of.
FRONTED = re.compile(r"(?:In|At|Near|Across|Outside|Around)\s[^,;.]{2,60},")
# "The year before": of another time than what is told without one.
EARLIER = re.compile(
    r"\b(?:(?:the )?(?:year|month|week|season|day) (?:before|earlier)|(?:a|one) (?:year|month|week) (?:before|earlier)|previous (?:year|month|week|season)|used to|formerly"
    r"|before the (?:war|siege|crisis|pandemic|fighting|conflict|invasion|revolution|coup|storm|floods?|quake|earthquake|fire|crash|attack))\b|^(?:Before|Until|Prior to)\b",
    re.I,
)
# Of a few days, whichever: "over the long weekend".
BRIEF = re.compile(
    r"\b(?:weekend|overnight|(?:one|a single|that) (?:day|night|morning|evening))\b", re.I
)
# "Has recorded", "so far": all until now, and not what a day or a month of it brought.
UNTIL_NOW = re.compile(
    r"\b(?:has|have)\s+(?!an?\b|the\b|no\b|about\b|some\b|more\b|over\b|nearly\b|around\b|almost\b|close\b|at\b|only\b|just\b|up\b)[a-z]"
    r"|\bso far\b|\b(?:in|a) total\b|\bin all\b|\baltogether\b|\bto date\b|\bsince\b",
    re.I,
)
LONG_AGO = 60  # days between an event and a report of another day that names none
A_WHILE = 31  # days: a total over more than that is none of a single day
MONTH = 27  # days, from its first to its last: at least that
SHORT = 35  # days: what is told of no more than that is a part of what was until now


@dataclass(frozen=True)
class Scope:
    """What a clause says its figure is of.

    `groups` are the kinds of people or things that it counts, `places` where, `narrow` the stems that
    leave only some of those asked about, `when` the days (None: open, or not said), `term` the
    season or quarter, `earlier` whether words set it back, `until_now` whether it is a total so
    far, `brief` whether it is of a day or two that it does not date, `rate` per what, `doubtful`
    whether it is not told as so, `doing` whether its verb is that of the question.
    """

    groups: frozenset[int]
    places: frozenset[str]
    narrow: frozenset[str]
    when: Span | None
    term: frozenset[str]
    earlier: bool
    until_now: bool
    brief: bool
    rate: str
    doubtful: bool
    doing: Doing


def scope_of(
    said: Said, figure: Figure, unit: str, clause: tuple[int, int], asked: Wanted
) -> Scope:
    """Read from the clause [start, end) that the figure stands in."""
    opened, closed = clause
    text = said.text[opened:closed]
    noun = re.split(
        r"\b(?:of|in|at|who|that|were|was|are|is|had|have|has|for|from)\b|[,;.]", figure.follows
    )[0]
    groups = vocabulary().group(set(stems(" ".join(noun.split()[:3]))))
    in_clause = [e for e in said.events if opened <= e.start < closed]
    when = in_clause or list(said.events)
    # "Tonight 586,000 since 1 December": the span that is counted, not the hour of counting.
    when.sort(key=lambda event: not (event.earliest and event.latest is None))
    fronted = FRONTED.match(said.text)
    places = places_in(text) | (places_in(fronted[0]) if fronted else frozenset())
    return Scope(
        groups - vocabulary().group(set(asked.noun)), places,
        narrowed(said, figure, unit, clause, asked),
        span_of(when[0]) if when else None,
        _terms(text) - _terms(asked.question), bool(EARLIER.search(text)),
        bool(UNTIL_NOW.search(text)), bool(BRIEF.search(text)), _rate(figure, text),
        _aims(text), doing(text, asked),
    )  # fmt: skip


def _aims(text: str) -> bool:
    """Whether it tells of what is wanted, planned or possible."""
    return bool(DOUBTFUL.search(text) or AIMED.search(text))


def _terms(text: str) -> frozenset[str]:
    """The seasons and quarters named, but for the present one, which is meant where none is."""
    return frozenset(m.lower() for m in TERM.findall(text) if not m.lower().startswith("this"))


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
    if (one.rate, one.groups, one.earlier) != (other.rate, other.groups, other.earlier):
        return False
    # Asked what they want, "wants" and "was asking for" are told alike.
    alike = one.doing == other.doing == "asked" and _aims(asked.question) and not asked.ahead
    alike = alike or asked.remaining
    if one.doubtful != other.doubtful and not alike:
        return False
    if {one.doing, other.doing} == {"asked", "other"} or one.term != other.term:
        return False
    # What the other's article is about too sets nothing apart.
    against = (sides[1].near, sides[0].near)
    if any(s.narrow - near for s, near in zip((one, other), against, strict=True)):
        return False
    places = [s.places - asked.names - near for s, near in zip((one, other), against, strict=True)]
    if any(places):
        return False
    return _one_time(one, other, sides)


# "Seven were killed when the bridge fell": all of one occasion, and no day's part of a count.
OCCASION = re.compile(r"\bwhen (?:the|an?|its|their)\b", re.I)


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
    if any(
        s.brief and (o.until_now or _length(o) > SHORT) for s, o in ((one, other), (other, one))
    ):
        return False
    turned = not one.when
    told, untold = (other, one) if turned else (one, other)
    last, told_on = told.when and told.when[1], sides[not turned].published.day
    if last and told_on:
        first = told.when and told.when[0]
        whole = OCCASION.search(sides[turned].text)
        part = untold.until_now and not told.until_now and not whole
        if part and first and (last - first).days <= SHORT:
            return False
        return (told_on - last).days <= LONG_AGO
    return True


def _length(scope: Scope) -> int:
    """Days from the first to the last that it is told of, 0 where either is open."""
    first, last = scope.when or (None, None)
    return (last - first).days if first and last else 0


def _of_a_part(one: Scope, other: Scope) -> bool:
    """Whether one is told of a day or month of the year or month that the other is told of."""
    short, long = sorted((_length(one), _length(other)))
    closed = all(s.when and all(s.when) for s in (one, other))
    return closed and long >= MONTH and long > 3 * short + 3

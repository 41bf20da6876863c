"""Tellings to happenings: what several articles tell of one day with the same content is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from index.archive import Archive
from index.asking import CALENDAR
from index.figures import Figure, figures
from index.same import words
from index.words import stems
from rag.timeline.gather import Telling
from rag.timeline.nouns import UNDATED
from rag.timeline.subject import Subject

ALIKE = 0.5  # share of the shorter telling's words that the other must hold
AS_A_WHOLE = 0.25  # and share of the words of both
SHARED = 3  # and at least so many words
LONG = 10  # days: more than that is no one day that two tellings can share
CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")
# Stems of what a toll counts, under whichever word.
PEOPLE = frozenset(
    "peopl person civilian resid man men woman women child children dead death bodi victim soldier troop"
    " personnel villag famili worker passeng inhabit live fatal casualti militant fighter polic".split()
)
OF_DAY = {
    "day": 1.0,
    "days": 0.8,
    "either": 0.5,
    "month": 0.5,
    "by": 0.5,
    "not before": 0.3,
    "year": 0.2,
}
AGAIN = 0.6  # what each further event of one day counts less


@dataclass(slots=True)
class Happening:
    """One event: its tellings, oldest publication first, and other outlets that print the same."""

    tellings: list[Telling]
    carriers: dict[int, list[Telling]] = field(default_factory=dict)  # by place in `tellings`

    @property
    def best(self) -> Telling:
        """The telling that dates it: past before planned, the closest day, the first told."""
        return min(
            self.tellings,
            key=lambda t: (t.moment.planned is not None, -OF_DAY.get(t.moment.precision, 0.0)),
        )

    def score(self) -> float:
        """How telling it is, about 0 to 6; higher is better, comparable within one timeline."""
        return max(_score(t) for t in self.tellings) + min(2.0, 0.8 * (len(self.tellings) - 1))


def happenings(found: Sequence[Telling], subject: Subject, archive: Archive) -> list[Happening]:
    """Every event once, in the order of days; copies of one wire speak with one voice."""
    heard = sorted(found, key=_oldest)
    made: list[Happening] = []
    by_words: dict[tuple[str, str, int], tuple[Happening, int]] = {}
    content: dict[int, frozenset[str]] = {}
    stories: dict[str, str] = {}
    near: dict[date | None, list[Happening]] = {}
    for telling in heard:
        story = _story(telling, archive, stories)
        key = (story, words(telling.quote), telling.moment.start - telling.start)
        if key in by_words:
            happening, at = by_words[key]
            if happening.tellings[at].article.id != telling.article.id:
                happening.carriers.setdefault(at, []).append(telling)
            continue
        own = frozenset(stems(telling.quote)) - subject.stems - CALENDAR
        content[id(telling)] = own - frozenset(stems(telling.speaker or ""))
        days = _days(telling)
        same = next(
            (h for day in days for h in near.get(day, ()) if _one(h, telling, content, subject)),
            None,
        )
        if same is None:
            same = Happening([])
            made.append(same)
            for day in days:
                near.setdefault(day, []).append(same)
        same.tellings.append(telling)
        by_words[key] = (same, len(same.tellings) - 1)
    return sorted(made, key=order)


def _oldest(telling: Telling) -> tuple[object, ...]:
    at = telling.article.published.first_day or date.max
    return (at, str(telling.article.published.at), telling.article.id, telling.place)


def _story(telling: Telling, archive: Archive, known: dict[str, str]) -> str:
    """The article that counts as the source of its story, itself where nothing copies it."""
    identity = telling.article.id
    if identity not in known:
        copies = archive.copies(identity)
        known[identity] = copies[0].article_id if copies else identity
    return known[identity]


def _days(telling: Telling) -> list[date | None]:
    """The days under which others with the same content are looked for."""
    moment = telling.moment
    if moment.precision in UNDATED or moment.first is None or moment.last is None:
        return [moment.last]
    size = (moment.last - moment.first).days + 1
    if size > LONG:
        return [moment.first]
    return [date.fromordinal(moment.first.toordinal() + n) for n in range(size)]


def _one(
    happening: Happening, telling: Telling, content: dict[int, frozenset[str]], subject: Subject
) -> bool:
    """Whether a telling of another article is of the same event: alike, or at odds over a figure."""
    if any(t.article.id == telling.article.id for t in happening.tellings):
        return False
    first = happening.tellings[0]
    if {first.moment.precision, telling.moment.precision} & {"year", "years", "since", *UNDATED}:
        here = (first.moment.first, first.moment.last, first.moment.precision)
        if here != (telling.moment.first, telling.moment.last, telling.moment.precision):
            return False
    own = content[id(telling)]
    for other in happening.tellings:
        held = content[id(other)]
        shared = len(own & held)
        if shared < SHARED:
            continue
        if shared >= ALIKE * min(len(own), len(held)) and shared >= AS_A_WHOLE * len(own | held):
            return True
        if differing((other, telling), subject):
            return True
    return False


def order(happening: Happening) -> tuple[object, ...]:
    """Where it stands in the timeline; what has a lower bound alone stands last."""
    told = happening.best
    moment = told.moment
    unknown = moment.precision in UNDATED
    if unknown:
        return (1, _oldest(told), date.min)
    at = moment.last if moment.first is None or _put_off(told) else moment.first
    assert at is not None
    wide = (moment.last - moment.first).days if moment.first and moment.last else LONG
    return (0, (at, -wide, moment.statement), _oldest(told))


def _put_off(telling: Telling) -> bool:
    return telling.moment.precision == "either" and telling.moment.planned is not None


def differing(told: Sequence[Telling], subject: Subject) -> list[tuple[Telling, str]]:
    """The figure that each of two tellings gives for one thing, where both cannot be so; else []."""
    counted = [(t, _counts(t.quote, subject)) for t in told]
    for at, (one, here) in enumerate(counted):
        for other, there in counted[at + 1 :]:
            for mine in here:
                rivals = [c.figure for c in there if mine.same_thing(c)]
                if rivals and not any(mine.figure.agrees(g) for g in rivals):
                    return [(one, mine.figure.text), (other, rivals[0].text)]
    return []


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure, the noun it counts and the words of its clause, as stems."""

    figure: Figure
    noun: str
    clause: frozenset[str]

    def same_thing(self, other: _Count) -> bool:
        people = self.noun in PEOPLE and other.noun in PEOPLE
        shared = len(self.clause & other.clause)
        alike = (people or self.noun == other.noun) and self.figure.percent == other.figure.percent
        return alike and bool(self.noun) and shared >= (SHARED if people else 2)


@lru_cache(maxsize=4096)  # a telling is held against every other of its day
def _counts(quote: str, subject: Subject) -> tuple[_Count, ...]:
    made = []
    for figure in figures(quote):
        before = [m.end() for m in CLAUSE.finditer(quote, 0, figure.start)]
        after = CLAUSE.search(quote, figure.end)
        clause = quote[before[-1] if before else 0 : after.start() if after else len(quote)]
        said = frozenset(s for s in stems(clause) if not s[:1].isdigit())
        said -= subject.stems | CALENDAR | frozenset(stems(figure.text))
        noun = next(iter(stems(figure.follows)), "")
        made.append(_Count(figure, noun, said))
    return tuple(made)


def telling_ones(made: Sequence[Happening], limit: int) -> list[Happening]:
    """The most telling `limit` of them, in their order; one busy day does not crowd out the rest."""
    if len(made) <= limit:
        return list(made)
    ranked = sorted(range(len(made)), key=lambda n: -made[n].score())
    taken: dict[object, int] = {}
    worth: dict[int, float] = {}
    for n in ranked:
        moment = made[n].best.moment
        day = (moment.first, moment.last)
        worth[n] = made[n].score() - AGAIN * taken.get(day, 0)
        taken[day] = taken.get(day, 0) + 1
    kept = sorted(sorted(worth, key=lambda n: -worth[n])[:limit])
    return [made[n] for n in kept]


def _score(telling: Telling) -> float:
    moment = telling.moment
    score = 1.5 * telling.named + 0.5 * telling.titled + OF_DAY.get(moment.precision, 0.0)
    score += 1.0 if telling.lead else 0.5 / (1 + telling.place)
    score -= 0.4 * moment.statement + 0.4 * (telling.sentence.voice == "direct")
    score += 0.3 * bool(figures(telling.quote))
    return score

"""How likely each day that a page offers is the one it appeared on, by weights learned on real pages.

Every day is a candidate, and "none of them" is one too. What speaks for a day adds up, and the sums
become shares of one. The weights lie in scales.toml, SCALES.md says how they were learned.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import exp, log
from pathlib import Path

from index.stamp import Stamp

# Whatever comes from the same place comes from the same system, and counts once.
PLACES = ("json-ld", "meta", "line", "url", "text")
SHOWN = ("line", "url", "dateline", "text")  # what readers see, in the writer's own zone
OWN = (*PLACES, "near", "far", "night", "changed")
ASKED = (*OWN, "answer", "marked", "stated", "alone")
NONE = "none"  # that the page states no day of its own, or another than those found
APART = timedelta(days=2)  # a day filed, a day published and a zone may differ by this much
HEARD = 0.75  # a weaker statement contradicts nothing
NIGHT, LATE = 5, 22  # hours UTC before and from which most readers have another day than UTC
MOST = 0.99  # no statement is taken for surer


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search of the whole page gave: the library's `answer`, whether mark-up gave it, and
    each day that a short text of the page states, with that text."""

    answer: date | None = None
    marked: bool = False
    said: tuple[tuple[date, str], ...] = ()

    @property
    def day(self) -> date | None:
        """The answer, where a short text states it, or mark-up does and no text names another; what
        is left is taken from prose."""
        return self.answer if self.text or (self.marked and not self.said) else None

    @property
    def text(self) -> str | None:
        """The text that states the answer, None where none does."""
        return next((text for day, text in self.said if day == self.answer), None)


def features(
    offered: Sequence[Stamp], updated: Stamp | None, searched: Searched | None
) -> dict[date, dict[str, float]]:
    """What speaks for and against each day: log odds for each place, 1 or 0 for all else."""
    days = dict.fromkeys(s.day for s in offered)
    if searched and searched.day:
        days[searched.day] = None
    return {day: _features(day, offered, updated, searched) for day in days}


def _features(
    day: date, offered: Sequence[Stamp], updated: Stamp | None, searched: Searched | None
) -> dict[str, float]:
    out: dict[str, float] = {}
    mine = [s for s in offered if s.day == day]
    for stamp in mine:
        how = stamp.found.how if stamp.found.how in PLACES else "text"
        sure = min(stamp.found.confidence, MOST)
        out[how] = max(out.get(how, -9.0), log(sure / (1 - sure)))
    away = [abs(s.day - day) for s in offered if s.day != day and s.found.confidence >= HEARD]
    out["near"] = float(any(a <= APART for a in away))
    out["far"] = float(any(a > APART for a in away))
    out["night"] = float(bool(mine) and between_days(mine))
    out["changed"] = float(updated is not None and not timedelta(0) <= updated.day - day <= APART)
    if searched:
        said = {d for d, _ in searched.said}
        out["answer"] = float(searched.day == day)
        out["marked"] = float(searched.day == day and searched.marked)
        out["stated"] = float(day in said)
        out["alone"] = float(said == {day})
    return out


def between_days(mine: Sequence[Stamp]) -> bool:
    """Whether the surest is a time in UTC near midnight, and nothing shows which day readers had."""
    best = max(mine, key=lambda s: s.found.confidence)
    near = best.at.hour < NIGHT or best.at.hour >= LATE
    shown = any(s.found.how in SHOWN for s in mine)
    return best.clock and best.zoned and best.offset == 0 and near and not shown


def shares(
    found: Mapping[date, Mapping[str, float]], weights: Mapping[str, float]
) -> dict[date, float]:
    """The likelihood of each day, 0 to 1; what they lack of one is that of none of them."""
    sums = {
        day: sum(weights[name] * value for name, value in row.items()) for day, row in found.items()
    }
    top = max([weights[NONE], *sums.values()])
    total = exp(weights[NONE] - top) + sum(exp(s - top) for s in sums.values())
    return {day: exp(s - top) / total for day, s in sums.items()}


@cache
def learned() -> dict[str, dict[str, float]]:
    """The weights: "own" where only the page's own statements are known, "asked" after a search."""
    return tomllib.loads(Path(__file__).with_name("scales.toml").read_text(encoding="utf-8"))

"""Whether the words around a time look back or ahead.

"Will visit on Thursday" is the next Thursday, "said on Monday" the last Monday, and both can
stand in one sentence: the clause around the expression decides, its nearest words first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from index.dates.language import Tense
from index.dates.reckoning import Direction

REACH = 240  # characters either side; bounds the work on a sentence that never ends
NEAR_START = 8  # characters: a quotation mark, a dash
BOUNDARY = re.compile(r"[,;:()“”\"—–]|\s-\s|\.\s")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a tense. `weak` ones count only where no other is near."""

    start: int
    end: int
    looks: Direction
    weak: bool


@dataclass(frozen=True)
class Clauses:
    """A sentence and what its words say of time, worked out once and asked often."""

    text: str
    tense: Tense

    @cached_property
    def cues(self) -> list[Cue]:
        """Every word that tells a tense, in order."""
        found = []
        for match in self.tense.cues.finditer(" " + self.text):
            kind = match.lastgroup or ""
            start, end = match.start(kind) - 1, match.end() - 1
            # "Will be held": the participle is no past.
            before = self.text[max(0, start - 16) : start]
            if kind.endswith("past") and self.tense.undoes.search(before):
                continue
            found.append(Cue(start, end, _looks(kind), kind.startswith("weak")))
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [cue.start for cue in self.cues]

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return [m.span() for m in BOUNDARY.finditer(self.text)]

    @cached_property
    def _bound_starts(self) -> list[int]:
        return [start for start, _ in self._bounds]

    def direction(self, start: int, end: int) -> Direction:
        """Where the clause around `text[start:end]` looks; "none" where nothing tells."""
        far, near = max(0, start - REACH), min(len(self.text), end + REACH)
        left = self._left_bound(start)
        opened = far if left is None else max(far, left)
        if found := _strongest(self._between(opened, start)[::-1]):
            return found
        right = bisect_left(self._bound_starts, end)
        closed = self._bounds[right] if right < len(self._bounds) else (near, near)
        inside = self._between(end, min(near, closed[0]))
        if inside and inside[0].start <= end + 1:
            return inside[0].looks  # "the house this week passed": the next word decides
        if found := _strongest(inside):
            return found
        # "On Thursday, the court will rule": what follows an opening, before looking back.
        opening = left is None or not self.text[left:start].strip().count(" ")
        if opening and (found := _strongest(self._between(closed[1], near))):
            return found
        return _strongest(self._between(far, start)[::-1]) or "none"

    def clause_before(self, start: int) -> str:
        """The words of the clause before an expression, at most REACH characters."""
        left = self._left_bound(start)
        return self.text[max(0, start - REACH, left or 0) : start]

    def last_cue(self, start: int) -> tuple[Cue, list[str]] | None:
        """The last word of tense in the clause before an expression, and the words between."""
        opened = start - len(self.clause_before(start))
        cues = self._between(opened, start)
        if not cues:
            return None
        return cues[-1], re.findall(r"[\w'’]+", self.text[cues[-1].end : start].lower())

    def said_before(self, start: int) -> bool:
        """Whether the clause before it ends in a verb of saying ("he told reporters")."""
        words = re.findall(r"\w+", self.clause_before(start))[-5:]
        return any(word.lower() in self.tense.speech for word in words)

    def opens_past(self, start: int) -> bool:
        """Whether an expression opens its sentence and what follows is told as past alone."""
        if start > NEAR_START or re.search(r"\w", self.text[:start]):
            return False
        after = [cue for cue in self._between(start, start + REACH) if not cue.weak]
        return all(cue.looks == "past" for cue in after)

    @property
    def looks_back(self) -> bool:
        """Whether anything in it is told as past."""
        return any(cue.looks == "past" for cue in self.cues)

    def _left_bound(self, start: int) -> int | None:
        """Where the clause that holds `start` begins; None where no mark opens it."""
        at = bisect_left(self._bound_starts, start)
        return self._bounds[at - 1][1] if at else None

    def _between(self, start: int, end: int) -> list[Cue]:
        return self.cues[bisect_left(self._starts, start) : bisect_right(self._starts, end - 1)]


def _strongest(cues: list[Cue]) -> Direction | None:
    """The nearest strong cue, else the nearest weak one; `cues` has the nearest first."""
    chosen = next((c for c in cues if not c.weak), None) or next(iter(cues), None)
    return chosen.looks if chosen else None


def _looks(kind: str) -> Direction:
    if kind == "open":
        return "open"
    return "future" if kind.endswith("future") else "past"

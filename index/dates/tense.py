"""Whether the words around a time look back or ahead.

"Will visit on Thursday" is the next Thursday, "said on Monday" the last Monday, and both can
stand in one sentence: the clause around the expression decides, its nearest words first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from index.dates.cues import Tense
from index.dates.reckoning import Direction

REACH = 240  # characters either side; bounds the work on a sentence that never ends
OWNED = re.compile(r"[’']s?\b")
WAITS = 100  # characters
NEAR = 50  # characters
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
        last_past = -1
        for match in self.tense.cues.finditer(" " + self.text):
            kind = match.lastgroup or ""
            start, end = match.start(kind) - 1, match.end() - 1
            # "Will be held": the participle is no past.
            before = self.text[max(0, start - 16) : start]
            if kind.endswith("past") and self.tense.undoes.search(before):
                continue
            if kind == "present" and self.tense.helps.search(before):
                continue  # "did not reopen"
            if match[kind] in self.tense.causes and last_past >= (self._left_bound(start) or 0):
                continue  # "was shut due to snow"
            looks = _looks(kind)
            last_past = start if looks == "past" else last_past
            found.append(Cue(start, end, looks, kind.startswith("weak")))
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
        near_start = self.text[max(0, start - NEAR) : start]
        if self.tense.stands.search(near_start) and not OWNED.match(self.text, end):
            return "future"  # "the deadline is Monday", but not "who is on Monday's list"
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
        if found := _strongest(self._between(far, start)[::-1]):
            return found
        return "future" if self.tense.is_to_be.match(self.text, end) else "none"

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

    def opens(self, start: int) -> bool:
        """Whether an expression opens its sentence."""
        return start <= NEAR_START and not re.search(r"\w", self.text[:start])

    def opens_past(self, start: int) -> bool:
        """Whether an expression opens its clause and what follows is told as past alone."""
        if self.opens(start):
            after = [cue for cue in self._between(start, start + REACH) if not cue.weak]
            return all(cue.looks == "past" for cue in after)
        left = self._left_bound(start)
        if left is None or len(self.text[left:start].split()) > 1:
            return False  # "They waited, and by Tuesday it had come"
        right = bisect_left(self._bound_starts, start)
        ends = self._bound_starts[right] if right < len(self._bound_starts) else start + REACH
        inside = [cue for cue in self._between(start, min(ends, start + REACH)) if not cue.weak]
        return bool(inside) and all(cue.looks == "past" for cue in inside)

    def done_before(self, start: int) -> bool:
        """Whether the clause before a deadline tells it as kept: "had fallen by Tuesday"."""
        words = re.findall(r"[\w'’]+", self.clause_before(start).lower())
        done = [at for at, word in enumerate(words) if word in self.tense.done]
        if not done or self.tense.terms.intersection(words):
            return False
        return not self.tense.plans.intersection(words[done[-1] :])

    def waits(self, start: int) -> bool:
        """Whether the clause before is negated: "was not found until Tuesday"."""
        found = self.tense.negated.search(self.clause_before(start)[-WAITS:])
        return found is not None and not self.tense.turns.intersection(
            found["rest"].lower().split()
        )

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
    return "future" if kind.endswith("future") or kind == "present" else "past"

"""The noun phrase that ends where a verb begins, read from right to left."""

from __future__ import annotations

from index.speakers.naming import Naming
from index.speakers.shape import Phrase


class Subjects(Naming):
    """Reads to the left within one run of words."""

    def subject(self, start: int, end: int) -> Phrase | None:
        """The noun phrase that ends at token `end`, looked for back to token `start`."""
        if end < start:
            return None
        if self.pronoun(end):
            return Phrase(end, end + 1, self._link(start, end))
        first = end + 1
        while first > start and not self._bounds(start, first - 1):
            first -= 1
            if self._begins(start, first):
                break
        if (whose := self._relative_before(start, first, end)) is not None:
            return self.subject(start, whose - 1)
        first = self._without_lead(first, end)
        last = self._without_tail(first, end + 1)
        for begin in (first, self._name_at_end(first, last)):
            if self.speaker(begin, last) or self.likely(begin, last):
                return Phrase(begin, last, self._link(start, begin))
        return None

    def _bounds(self, start: int, i: int) -> bool:
        """Whether a token cannot be part of the phrase."""
        low, w = self.t.lower[i], self.w
        if low in w.subordinators or low in w.relatives or low in w.breaks or self.pronoun(i):
            return True
        if low in w.coordinators:
            return not self.lists(start, i)
        if self.timed(i) or self.verb(i):
            return True
        if low not in w.adverbs or low in w.determiners or self.noun(i) or self.name(i):
            return False
        return not (i > start and self.t.lower[i - 1] in w.determiners)  # "a first estimate"

    def _begins(self, start: int, i: int) -> bool:
        """Whether a token opens the phrase: a determiner that nothing before it governs."""
        low, w = self.t.lower[i], self.w
        if low not in w.determiners or low in w.numerals:
            return False
        if i == start:
            return True
        before = self.t.lower[i - 1]
        return not (before in w.prepositions or before in w.coordinators or before in w.determiners)

    def _relative_before(self, start: int, first: int, end: int) -> int | None:
        """The "that" whose clause the phrase ends: "The council that governs the town said"."""
        w = self.w
        if first > start and self.t.lower[first - 1] in w.relatives and self._opens(first - 1):
            return first - 1
        if not start < first <= end or self.t.lower[first] not in w.determiners:
            return None
        for k in range(first - 1, start, -1):
            if self.t.lower[k] in w.relatives and self._opens(k):
                return k
            if self.t.lower[k] in w.subordinators or self.t.lower[k] in w.coordinators:
                return None
        return None

    def _opens(self, i: int) -> bool:
        """Whether "that" or "who" opens a clause that belongs to the noun before it."""
        if i == 0 or i + 1 >= len(self.t) or not self.t.lower[i - 1].isalpha():
            return False
        subject = self.low(i + 1) in self.w.determiners or self.pronoun(i + 1) or self.name(i + 1)
        return not subject

    def _link(self, start: int, first: int) -> str:
        low = self.t.lower[first - 1] if first > start else ""
        return low if low in self.w.subordinators or low in self.w.coordinators else ""

    def _without_lead(self, first: int, end: int) -> int:
        """Skips what opens a sentence before its subject: "In Kentucky officials", "but Ito"."""
        t, w = self.t, self.w
        while first < end and t.lower[first] in w.leads and t.lower[first] not in w.prepositions:
            first += 1
        if first >= end or t.lower[first] not in w.prepositions:
            return first
        for k in range(first + 1, end + 1):
            if t.lower[k] in w.determiners and t.lower[k - 1] not in w.prepositions:
                return k
        tail = end
        while tail > first and t.words[tail][0].islower() and t.lower[tail] not in w.prepositions:
            tail -= 1
        return tail + 1 if tail < end else first

    def _without_tail(self, first: int, last: int) -> int:
        """Cuts where or in what it was said: "Ito in a televised address"."""
        t, w = self.t, self.w
        if t.lower[last - 1] not in w.occasions:
            return last
        for k in range(first + 1, last):
            if t.lower[k] in w.prepositions and t.lower[k] not in w.within_name:
                return k
        return last

    def _name_at_end(self, first: int, last: int) -> int:
        """Where the name at the end of a phrase begins: "a legal process Psaki"."""
        k = last
        while k > first and self.name(k - 1):
            k -= 1
        return k

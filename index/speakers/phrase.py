"""The subject of a verb of saying, whatever stands between the two."""

from __future__ import annotations

from index.speakers.following import Following
from index.speakers.opening import Openings
from index.speakers.shape import FAR, HARD, REACH, Phrase
from index.speakers.subject import Subjects
from index.speakers.tokens import MASK

GAPS = {")": "(", "—": "—", "–": "–", "-": "-", "--": "--"}


class Reader(Openings, Following, Subjects):
    """Reads the noun phrases of one sentence."""

    def before(self, verb: int) -> Phrase | None:
        """The subject that a verb follows, or None if it has none that can speak."""
        t, w = self.t, self.w
        j = self._past_helpers(verb)
        if j is None:
            return None
        word, low = t.words[j], t.lower[j]
        if word in GAPS:
            return self._past_gap(j)
        if word == ",":
            return self._past_aside(j)
        if low in w.coordinators:  # "dismissed it and said"
            found = self.opening(self._clause_start(j))
            return found if found and found.last <= j else None
        if low in w.relatives:  # "Ito, who said"
            end = j - 2 if self.word(j - 1) == "," and j else j - 1
            found = self.subject(self.run(end), end) if end >= 0 else None
            return Phrase(found.first, found.last, relative=True) if found else None
        if word in HARD:
            return None
        start = self.run(j)
        return self._unclosed(start, j) or self.subject(start, j)

    def _past_helpers(self, verb: int) -> int | None:
        """The last token before a verb and its adverbs, times and auxiliaries; None where the
        verb is negated, only possible, or passive: nothing was said, or to the subject."""
        w = self.w
        j = verb - 1
        while j >= 0:
            low = self.t.lower[j]
            if low in w.negations or low.endswith(w.negated):
                return None
            if low in w.modals and not self.name(j):
                return None
            if low in w.be:
                if not self.t.lower[verb].endswith(w.ongoing):
                    return None
            elif not self.skipped(j) and not (
                (low in w.prepositions or low in w.determiners)
                and j + 1 < verb
                and self.timed(j + 1)  # "on Monday"
            ):
                return j
            j -= 1
        return None

    def _past_gap(self, j: int) -> Phrase | None:
        """The subject of "Jin — whose real name is Kim — wrote", "Ana Ito (R) said"."""
        t = self.t
        k = j - 1
        while k > max(0, j - REACH) and t.words[k] != GAPS[t.words[j]]:
            k -= 1
        if k <= 0 or t.words[k] != GAPS[t.words[j]]:
            return None
        found = self.subject(self.run(k - 1), k - 1)
        return self.with_name(found, k + 1, j) if found else None

    def _unclosed(self, start: int, end: int) -> Phrase | None:
        """ "Ana Ito, mayor of Sable said", its second comma forgotten, and "Sable, Inc. said"."""
        t, w = self.t, self.w
        if start < 2 or t.words[start - 1] != ",":
            return None
        first = self.run(start - 2)
        described = t.words[start][0].islower() and any(
            self.noun(k) for k in range(start, min(end, start + 2))
        )
        if first >= start - 1 or (self.word(first - 1) == "," and first and not described):
            return None
        if end == start and t.lower[start] in w.suffixes:
            return self.subject(first, start - 2) and Phrase(first, end + 1)
        name = range(first, start - 1)
        if not 2 <= len(name) <= 8 or t.lower[first] in w.within_name:
            return None
        pure = all(
            self.name(k) or t.lower[k] in w.within_name or t.lower[k] in w.determiners for k in name
        )
        if pure and any(self.noun(k) for k in range(start, end + 1)):
            return Phrase(first, start - 1)
        return None

    def _clause_start(self, j: int) -> int:
        """The first token of the main clause that token `j` stands in."""
        low = max(0, j - FAR)
        while j > low and self.t.words[j - 1] not in (MASK, ";", ":"):
            j -= 1
        return j

    def _past_aside(self, comma: int) -> Phrase | None:
        """The subject of "Ito, who was in Sable, said": what is set off is stepped over."""
        runs = self._runs(comma)
        if len(runs) > 1 and self.adverbial(runs[0][0]):
            runs = runs[1:]
        if len(runs) < 2:  # nothing is set off: the words that are said, or a stray comma
            first, end = runs[0]
            return (
                self.subject(first, end - 1)
                if MASK in self.t.words[comma + 2 : comma + 4]
                else None
            )
        for number, (first, end) in enumerate(runs[:-1]):
            if first >= end or self.adverbial(first):
                continue
            if any(self.finite(k) for k in range(first, end)):
                continue
            found = self.subject(first, end - 1)
            if found and (found.first == first or self._joins(found.first - 1)):
                return self.with_name(found, *runs[number + 1])
        return None

    def _runs(self, comma: int) -> list[tuple[int, int]]:
        """What stands between commas, from the head of the clause to `comma`, in order."""
        ends = [comma]
        j, low = comma, max(0, comma - REACH)
        while j > low and self.t.words[j - 1] not in HARD:
            j -= 1
            if self.t.words[j] == ",":
                ends.append(j)
        starts = [*(e + 1 for e in ends[1:]), j]
        return list(zip(starts, ends, strict=True))[::-1]

    def _joins(self, i: int) -> bool:
        """Whether a word before the subject ties its clause to another."""
        low, w = self.t.lower[i], self.w
        return low in w.leads or low in w.subordinators or low in w.time

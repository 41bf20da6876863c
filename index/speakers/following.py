"""The noun phrase that names a speaker after a verb or after "according to"."""

from __future__ import annotations

from index.speakers.naming import Naming
from index.speakers.shape import HARD, REACH, Phrase


class Following(Naming):
    """Reads to the right."""

    def after(self, first: int, *, told: bool, anything: bool = False) -> Phrase | None:
        """The noun phrase that starts at token `first`: 'said Peskov', 'according to the UN'.

        With `told`, None where the words go on as a clause would: "said Turkey wants"; with
        `anything`, also what is no speaker.
        """
        last, stop = first, min(len(self.t), first + REACH)
        while last < stop and not self._ends(first, last):
            if last > first and told and (self.finite(last) or self.pronoun(last)):
                return None
            if last > first and told and self._carried(last):
                break
            if last > first and not told and self._verb_of_its_own(last):
                break
            last += 1
        while last > first and self.t.lower[last - 1] in self.w.small:
            last -= 1
        if self.speaker(first, last) or (told and self.likely(first, last)):
            return self.with_following_name(Phrase(first, last))
        return Phrase(first, last) if anything and last > first else None

    def _ends(self, first: int, i: int) -> bool:
        """Whether the phrase is over before token `i`."""
        word, low, w = self.t.words[i], self.t.lower[i], self.w
        if word in HARD or word in (",", "'"):
            return True
        if self.timed(i):
            return not (i > first and self.made_by(i - 1))
        if low in w.subordinators or low in w.relatives:
            return True
        if low in w.left_over:
            return i > first  # "a banner held by a man"
        if low in w.coordinators:
            return not self.lists(first, i)
        if low in w.adverbs and low not in w.determiners:
            return i > first
        if low in w.prepositions and low not in w.within_name:
            maker = i - 1
            while maker > first and self.timed(maker):
                maker -= 1
            return not self.made_by(maker) and not self._placed(first, i)
        return False

    def _carried(self, i: int) -> bool:
        """Whether "by" tells who held what speaks: "a banner carried by", no text "issued by"."""
        past = self.t.lower[i].endswith(self.w.past) and self.t.words[i][0].islower()
        return past and self.made_by(i) and self.t.lower[i - 1] not in self.w.documents

    def _placed(self, first: int, i: int) -> bool:
        """Whether a place belongs to the phrase: "doctors in Sable"."""
        if self.t.lower[i] not in self.w.inside or i == first or i + 1 >= len(self.t):
            return False
        return self.noun(i - 1) and self.name(i + 1)

    def _verb_of_its_own(self, i: int) -> bool:
        if self.finite(i):
            return True
        past = self.t.lower[i].endswith(self.w.past) and self.t.words[i][0].islower()
        return past and self.noun(i - 1) and not self.made_by(i)

"""The subject that a sentence opens with."""

from __future__ import annotations

from index.speakers.naming import LONGEST, Naming
from index.speakers.shape import DASHES, HARD, Phrase
from index.speakers.tokens import MASK, TERM, Tokens
from index.speakers.words import Lexicon

DATELINE = 14  # tokens within which "GENEVA (Wire) -" must end


class Openings(Naming):
    """Reads from the head of a clause."""

    def __init__(self, sentence: Tokens, words: Lexicon) -> None:
        super().__init__(sentence, words)
        self._opened: dict[int, Phrase | None] = {}

    def opening(self, start: int = 0) -> Phrase | None:
        """The subject that a clause opens with, its leading adverbials passed over."""
        if start not in self._opened:
            self._opened[start] = self._read(start)
        return self._opened[start]

    def _read(self, start: int) -> Phrase | None:
        i: int | None = self._past_dateline(start)
        for _ in range(3):
            i = self._past_adverbial(i) if i is not None else None
        if i is None or i >= len(self.t):
            return None
        if self.pronoun(i):
            return Phrase(i, i + 1)
        found = self.head(i)
        return self.with_following_name(found) if found else None

    def _past_dateline(self, start: int) -> int:
        words = self.t.words
        if start == 0 and words[:1] == ["("] and ")" in words[:DATELINE]:
            return words.index(")") + 1
        if ":" in words[start + 1 : start + 4] and MASK not in words[start : start + 6]:
            return words.index(":", start) + 1  # "Sable: The port will open"
        for k in range(start, min(len(words) - 1, start + DATELINE)):
            if words[k] in DASHES and words[start].isupper():
                return k + 1
        return start

    def _past_adverbial(self, i: int) -> int | None:
        """The next token that may begin the subject; None where there is none to be told."""
        t, w = self.t, self.w
        while i < len(t) and not t.words[i][0].isalnum() and t.words[i] != TERM:
            i += 1
        if i >= len(t):
            return None
        low = t.lower[i]
        if low in w.coordinators or (low in w.adverbs and low not in w.determiners):
            return i + 1
        if not self.adverbial(i):
            return i
        comma = self.run_end(i)
        if self.word(comma) == ",":
            return comma + 1
        return None if low in w.prepositions or low in w.subordinators else i + 1

    def head(self, first: int) -> Phrase | None:
        """The noun phrase that starts at a token, as far as it can be told from its verb."""
        last, seen = first, False  # seen: a name or a noun that can stand alone
        stop = min(len(self.t), first + LONGEST + 1)
        while last < stop:
            if self.name(last) or (self.noun(last) and self.t.words[last][0].isalpha()):
                if seen and self._its_verb(last):
                    break
                seen = True
            elif not self._goes_on(first, last, seen):
                break
            last += 1
        while last > first and (
            self.t.lower[last - 1] in self.w.within_name
            or self.t.lower[last - 1] in self.w.determiners
        ):
            last -= 1
        return Phrase(first, last) if self.speaker(first, last) else None

    def _its_verb(self, i: int) -> bool:
        """Whether a form that may be a noun is the verb: not "the Neeson post was"."""
        if self.name(i) or self.t.lower[i] not in self.w.verbs:
            return False
        after = i + 1
        return after >= len(self.t) or not (
            self.finite(after) or self.t.lower[after] in self.w.verbs
        )

    def _goes_on(self, first: int, i: int, seen: bool) -> bool:
        """Whether a token that is neither name nor noun still belongs to the phrase."""
        t, w = self.t, self.w
        low = t.lower[i]
        determined = t.lower[first] in w.determiners
        if i == first:
            return determined
        if t.words[i] in HARD or not t.words[i][0].isalpha() or self.finite(i):
            return False
        if low in w.determiners:
            return t.lower[i - 1] in w.within_name
        if seen and i + 1 < len(t) and low in w.coordinators:
            return self.name(i + 1) and not self.finite(i + 1)
        if seen and i + 1 < len(t) and low in w.within_name:
            return self.name(i + 1) or t.lower[i + 1] in w.determiners
        if seen or not determined or low in w.verbs:
            return False
        return not (low in w.prepositions or low in w.adverbs or low in w.subordinators)

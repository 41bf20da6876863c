"""Where the verb of a question stands, and with it the end of its subject."""

from __future__ import annotations

from index.speakers.tokens import Tokens
from rag.question.verbs import verbs
from rag.question.words import words

Span = tuple[int, int]  # token numbers, the second exclusive
OWNERS = frozenset("his her its their my our your".split())


def end_of(t: Tokens) -> int:
    """The token behind the last word: where the closing marks begin."""
    end = len(t)
    while end and not t.words[end - 1][0].isalnum():
        end -= 1
    return end


class Predicate:
    """Reads the tokens of one question."""

    def __init__(self, t: Tokens) -> None:
        self.t = t
        self.low = t.lower
        self.end = end_of(t)

    def _finite(self, k: int) -> bool:
        """Whether a token can be a verb in the past or the third person."""
        low, v = self.low[k], verbs()
        if self.t.words[k][0].isupper():
            return False
        if v.is_past(low):
            return True
        return low in v.thirds or (k > 0 and low in v.only)

    def _skip_adverbs(self, k: int) -> int:
        while k < self.end and (self._adverb(k) or self.low[k] == "not"):
            k += 1
        return k

    def _adverb(self, k: int) -> bool:
        low = self.low[k]
        return low in words().adverbs or (
            low.endswith("ly") and len(low) > 4 and self.t.words[k][0].islower()
        )

    def _predicate(self, k: int) -> bool:
        v = verbs()
        return v.is_participle(self.low[k]) or self.low[k] in v.ongoing

    def _verb(self, start: int, aux: int) -> Span | None:
        """(end of the subject, verb) for a subject that begins at `start`."""
        w = words()
        if start >= self.end:
            return None
        alone = w.pronouns | w.first_person | w.indefinite | {"there"}
        if self.low[start] in alone - OWNERS:
            k = self._skip_adverbs(start + 1)
            return (start + 1, k) if k < self.end else None
        kind = self.low[aux]
        if kind in w.be:
            return self._of_be(start)
        if kind in w.have:
            return self._of_have(start)
        return self._of_do(start)

    def _inside(self, k: int, start: int) -> bool:
        """Whether a token stands where only a noun or what describes one can."""
        w = words()
        before = self.low[k - 1]
        if k <= start or before in w.determiners or before in w.prepositions | w.possessives:
            return True
        return before in w.conjunctions or before.endswith(("'s", "s'")) or before == ","

    def _of_do(self, start: int) -> Span | None:
        w, v = words(), verbs()
        sure: list[int] = []
        maybe: list[int] = []
        for k in range(start + 1, self.end):
            low = self.low[k]
            if low in w.clauses or low in (",", "to"):
                if sure or maybe:
                    break
                continue
            if self.t.words[k][0].isupper() or self._inside(k, start):
                continue
            if self.low[k - 1] in w.modals | w.do and self.t.words[k - 1][0].islower():
                continue
            if low in v.only or low in ("be", "have", "do"):
                sure.append(k)
                break
            if low in v.both:
                maybe.append(k)
        if sure and not (
            maybe and self._complement(maybe[0]) and self.t.words[maybe[0] + 1][0].isupper()
        ):
            return sure[0], sure[0]
        fitting = [k for k in maybe if self._complement(k)]
        if fitting:
            return fitting[0], fitting[0]
        if maybe and len(maybe) == 1:
            return maybe[0], maybe[0]
        if maybe:
            return None
        return self._unknown(start)

    def _complement(self, k: int) -> bool:
        """Whether what follows can follow a verb, and hardly a noun."""
        w = words()
        if k + 1 >= self.end:
            return True
        after, word = self.low[k + 1], self.t.words[k + 1]
        return (
            word[0].isupper() or after in w.determiners | w.prepositions | w.pronouns | w.clauses
            or after in w.numerals | w.indefinite | w.adverbs | w.conjunctions
            or not after[0].isalpha() or after.endswith("ly")
        )  # fmt: skip

    def _unknown(self, start: int) -> Span | None:
        """A verb that is in no list: what follows a name, or the last word of all."""
        k = start
        while k < self.end and (
            self.t.words[k][0].isupper() or self.low[k] in ("of", "and", "the", "al")
        ):
            k += 1
        named = k > start and self.t.words[k - 1][0].isupper()
        k = self._skip_adverbs(k)
        if named and k < self.end and self._plain(k):
            return k, k
        if self.low[start] in ("the", "a", "an"):
            for k in range(start + 2, self.end - 1):
                after, word = self.low[k + 1], self.t.words[k + 1]
                takes = word[0].isupper() or after in words().determiners | words().possessives
                if takes and self._plain(k) and not self._inside(k, start):
                    return k, k
        last = self.end - 1
        alone = last - start >= 2 and self.low[start] in ("the", "a", "an")
        if alone and self._plain(last) and not self._inside(last, start):
            return last, last
        return None

    def _plain(self, k: int) -> bool:
        w, low = words(), self.low[k]
        return (
            low.isalpha()
            and low not in w.prepositions | w.determiners | w.conjunctions
            and not self.t.words[k][0].isupper()
        )

    def _of_have(self, start: int) -> Span | None:
        for k in range(start + 1, self.end):
            if self._inside(k, start) or self.t.words[k][0].isupper():
                continue
            if verbs().is_participle(self.low[k]) or self.low[k] == "been":
                return k, k
        return None

    def _of_be(self, start: int) -> Span | None:
        w, v = words(), verbs()
        named = self.t.words[start][0].isupper()
        for k in range(start + 1, self.end):
            low = self.low[k]
            if self.t.words[k][0].isupper():
                continue
            if (
                low in w.determiners
                and named
                and k > start
                and self.low[k - 1] not in w.prepositions
            ):
                return k, k  # "Why is Ito the mayor"
            if self._inside(k, start):
                continue
            if v.is_participle(low) or low in v.ongoing:
                return k, k
            if low in w.adjectives or low.endswith(w.adjective_endings):
                return k, k
        if named:
            k = start
            while k < self.end and self.t.words[k][0].isupper():
                k += 1
            k = self._skip_adverbs(k)
            if k < self.end and self.low[k] not in ("of", "and", ",", "or", "for"):
                return k, k
        # "Why is the captain in prison": nothing else is said of the captain.
        places = words().located | {"on", "under"}
        placed = (k for k in range(start + 2, self.end) if self.low[k] in places)
        first = next(placed, None)
        return (first, first) if first and self.low[start] in ("the", "a", "an") else None

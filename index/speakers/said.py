"""Whether a verb that may report speech does so here."""

from __future__ import annotations

from index.speakers.phrase import Reader
from index.speakers.shape import FAR, HARD, Phrase
from index.speakers.tokens import MASK, TERM

AHEAD = 14  # tokens after a verb in which what is said must begin
FRAME = 9  # tokens after a verb in which the words of its frame must stand


class Reports(Reader):
    """Looks at what stands around a verb."""

    def beside_quote(self, i: int) -> bool:
        """Whether a quotation that says something stands with the verb."""
        words = self.t.words
        if not self.t.quoted:
            return False
        for steps, ends in (
            (range(i + 1, min(len(words), i + AHEAD)), (";",)),
            (range(i - 1, max(-1, i - AHEAD), -1), (";", ".")),
        ):
            for k in steps:
                if words[k] == MASK:
                    return True
                if words[k] in ends:
                    break
        return False

    def clause(self, i: int) -> bool:
        """Whether a clause follows the verb as what is said, thought or found."""
        t, w = self.t, self.w
        if self.low(i + 1) in w.infinitive and t.lower[i] not in w.say:
            return False  # "agreed to buy"
        for k in range(i + 1, min(len(t), i + AHEAD)):
            word, low = t.words[k], t.lower[k]
            if low in w.complements or word in (":", MASK):
                return True
            if (
                (low in w.he or low in w.they)
                and self.low(k + 1)
                and self.low(k + 1) not in w.prepositions
            ):
                return True
            if k == i + 1:
                continue
            if word in (";", ",", ".") or low in w.relatives:
                return False
            if (low in w.auxiliaries or low in w.be) and self.finite(k):
                return True
        return False

    def nothing(self, i: int) -> bool:
        """Whether nothing is said: "he said nothing", but not "he said nothing was wrong"."""
        t, w = self.t, self.w
        if self.low(i) not in w.nothing_first and self.low(i + 1) not in w.nothing_first:
            return False
        for first in (i, i + 1):  # "told them nothing"
            for phrase in w.nothing:
                k = first + len(phrase)
                if tuple(t.lower[first:k]) != phrase:
                    continue
                end, low = self.word(k), self.low(k)
                if end in HARD or end in ("", ","):
                    return MASK not in (end, self.word(k + 1))
                if low in w.adverbs or low in w.subordinators or self.timed(k):
                    return not self.finite(k + 1)
                inside = range(k + 1, self.run_end(k))
                return low in w.prepositions and not any(self.finite(n) for n in inside)
        return False

    def framed(self, i: int) -> bool:
        """Whether the words follow that make this verb a report of speech: "put the toll at"."""
        frame = self.w.frames.get(self.t.lower[i])
        if frame is None or "*" in frame:
            return frame is not None
        for k in range(i + 1, min(len(self.t), i + FRAME)):
            low = self.t.lower[k]
            if low in (";", ",", "."):
                return False
            if (
                low in frame
                or ("#" in frame and low[0].isdigit())
                or ('"' in frame and low == TERM)
            ):
                return k > i + 1 or low not in self.w.reduced  # "a man accused of": no subject
        return False

    def is_noun(self, i: int) -> bool:
        """Whether a form that is a noun more often is one here: "the report said"."""
        t, w = self.t, self.w
        if t.lower[i] not in w.nounlike:
            return False
        if self.low(i - 1) in w.determiners and i:
            return True
        after = self.low(i + 1)
        if (
            after in w.complements
            or after in w.determiners
            or after in (MASK, ":")
            or after[:1].isdigit()
        ):
            return False
        if after and (self.pronoun(i + 1) or self.name(i + 1)):
            return False
        if MASK in t.words[max(0, i - 8) : i]:
            return False  # '"...," the statement read.'
        return not self._third_person(i) and not self.framed(i)

    def _third_person(self, i: int) -> bool:
        """Whether a form stands right behind the one who does it: "he notes", "Ito claims"."""
        if i == 0:
            return False
        if self.pronoun(i - 1):
            return True
        low = self.t.lower[i]
        if low not in self.w.say or not low.endswith(self.w.third) or i < 2 or not self.name(i - 1):
            return False
        if self.low(i + 1).isalpha():
            return True
        start = self.run(i - 1)  # "..., the Sable Times reports."
        return start > 0 and self.t.words[start - 1] == ","

    def can_tell(self, i: int, found: Phrase) -> bool:
        """Whether a subject can do what this verb says of it."""
        t, w = self.t, self.w
        inside = range(found.first, found.last)
        if t.lower[i] in w.evidence and not any(self.noun(k) for k in inside):
            named = self.name(found.last - 1) and found.last > 1
            if not named and not self.pronoun(found.first):
                return False  # "prices show"
        if t.lower[i] not in w.nounlike:
            return True
        if len(inside) == 1:
            return t.words[found.first][0].isupper() or self.pronoun(found.first)
        # "social media posts": a subject has a name or a determiner in it
        return any(t.lower[k] in w.determiners or (k > 0 and self.name(k)) for k in inside)

    def participial(self, i: int) -> bool:
        """Whether a past form hangs on its noun: "a plan announced in May, ...", "reported were"."""
        t, w = self.t, self.w
        if not t.lower[i].endswith(w.past):
            return False
        k = i + 1
        while k < len(t) and (
            t.lower[k] in w.adverbs
            or self.timed(k)
            or (t.lower[k] in w.prepositions and k + 1 < len(t) and self.timed(k + 1))
        ):
            k += 1
        return self.low(k) in w.be or (k > i + 1 and self.word(k) == ",")

    def contact(self, first: int) -> bool:
        """Whether the subject hangs on a noun: "the 586,000 it announced"."""
        t, w = self.t, self.w
        if first == 0 or not (t.words[first - 1][0].isalnum() or t.words[first - 1] == TERM):
            return False
        low = t.lower[first - 1]
        if low in w.leads or low in w.subordinators or low in w.verbs or self.timed(first - 1):
            return False
        k, stop = first, max(0, first - FAR)
        while k > stop and t.words[k - 1] not in (",", MASK, ";", ":"):
            k -= 1
        return not (t.lower[k] in w.opens_sentence or self.timed(k))

    def apposed(self, first: int) -> bool:
        """Whether a phrase only explains what stands before: ", a type of group often called"."""
        t, w = self.t, self.w
        if first == 0 or t.words[first - 1] != "," or t.lower[first] not in w.indefinite:
            return False
        start = max(0, first - FAR)
        while start < first and t.lower[start] in w.coordinators:
            start += 1
        return not (self.adverbial(start) or t.lower[start] in w.subordinators)

    def tail(self, found: Phrase, verb: int) -> bool:
        """Whether what is said stands before: ', Ito said on Monday'."""
        t, w = self.t, self.w
        first = found.first
        if first == 0 or t.words[first - 1] not in (",", MASK, "—", "–", "--"):
            return False
        if t.words[first - 1] == MASK:
            return True
        k = verb + 1
        while k < len(t) and (t.lower[k] in w.adverbs or self.timed(k) or t.lower[k][0].isdigit()):
            k += 1
        if self.word(k) in ("", ".", ",", ";", "?", "!", "—", "–", ")"):
            return len(t) > 8 or any(self.finite(j) or t.lower[j] in w.verbs for j in range(first))
        return t.lower[k] in w.prepositions and not self.clause(verb)

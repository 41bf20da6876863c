"""Whether words can name somebody who speaks."""

from __future__ import annotations

from index.speakers.shape import Phrase, Shape
from index.speakers.tokens import MASK, TERM

LONGEST = 14  # words of a speaker's name with its title
APPOSED = 8  # tokens of a name set beside another


class Naming(Shape):
    """Judges runs of tokens."""

    def speaker(self, first: int, last: int) -> bool:
        """Whether tokens can name a speaker, whatever the verb."""
        if last - first == 1 and self.pronoun(first):
            return True
        if not 0 < last - first <= LONGEST or not self._well_formed(first, last):
            return False
        if any(self.noun(k) for k in range(first, last)):
            return True
        named = [k for k in range(first, last) if self.name(k) and self.t.words[k] != TERM]
        if named == [0] and last > 1 and self.t.words[1] != TERM:
            return False  # "Falling prices": the capital is the sentence's
        return bool(named) and self._titled(first, last)

    def _well_formed(self, first: int, last: int) -> bool:
        """Whether the first and last word, and all between, can be a name's."""
        t, w = self.t, self.w
        if t.words[first] in w.not_speakers or (first == 0 and t.lower[0] in w.not_speakers):
            return False
        if t.lower[first] in w.prepositions or t.lower[last - 1] in w.first_person:
            return False
        if t.words[first][0].isdigit() and not self.noun(last - 1):
            return False
        end = t.lower[last - 1]
        if end in w.small or end in w.not_heads or end.endswith(w.possessive):
            return False
        if t.words[last - 1] in w.not_speakers:
            return False
        return not any(t.words[k] in "%$€£" or self.pronoun(k) for k in range(first, last))

    def likely(self, first: int, last: int) -> bool:
        """Whether "the ..." is a speaker because of its verb: "the 57-year-old said"."""
        t, w = self.t, self.w
        if not self.sure or not 1 < last - first <= 6:
            return False
        # '"...," said coauthor Ana Ito': nothing else can stand there
        quoted = first > 0 and MASK in t.words[max(0, first - 2) : first] and self.name(last - 1)
        if not quoted and t.lower[first] not in w.determiners:
            return False
        if t.words[last - 1] in w.not_speakers or t.lower[last - 1] in w.not_heads:
            return False
        if t.lower[last - 1] in w.prepositions or t.lower[last - 1] in w.determiners:
            return False
        return all(
            t.words[k][0].isalnum() and not self.finite(k) and not self.pronoun(k)
            for k in range(first + 1, last)
        )

    def _titled(self, first: int, last: int) -> bool:
        """Whether the words before a name can be its title: not "process Psaki"."""
        t, w = self.t, self.w
        if t.lower[first] in w.determiners or not self.name(last - 1):
            return True
        inside = range(first, last)
        plain = [k for k in inside if not self.name(k) and t.lower[k] not in w.within_name]
        if self.sure and len(plain) < 3 and (first == 0 or t.words[first - 1] == ","):
            return all(t.words[k].isalpha() and not self.finite(k) for k in plain)
        if not plain:
            return True
        title = any(self.noun(k) and t.lower[k] not in w.documents for k in plain)
        return title and len(plain) <= 4 and all(t.words[k][0].isalpha() for k in plain)

    def with_name(self, found: Phrase, first: int, last: int) -> Phrase:
        """The phrase with the name beside it: "Norland's envoy, Alexander Lavin, said"."""
        t, w = self.t, self.w
        last -= t.words[last - 1] == ","
        if not 1 <= last - first <= 5:
            return found
        if not all(self.name(k) or t.lower[k] in w.within_name for k in range(first, last)):
            return found
        head = found.first + 1
        while head < found.last and t.lower[head] not in w.prepositions:
            head += 1
        if self.noun(head - 1) and not self.name(head - 1):
            return Phrase(found.first, found.last, found.link, (first, last))
        return found

    def with_following_name(self, found: Phrase) -> Phrase:
        """The same where the name follows a comma: "said the envoy, Alexander Lavin"."""
        if self.word(found.last) != ",":
            return found
        return self.with_name(found, found.last + 1, self.run_end(found.last + 1, APPOSED))

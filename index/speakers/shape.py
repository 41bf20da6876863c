"""What a token of a sentence can be: part of a name, a time, a noun that speaks, a verb."""

from __future__ import annotations

from dataclasses import dataclass

from index.speakers.tokens import MASK, TERM, Tokens
from index.speakers.words import Lexicon

FAR = 150  # tokens that a clause may reach back
REACH = 60  # tokens looked at on either side: sentences are shorter, lists without end are not
HARD = frozenset(["(", ")", "[", "]", "…", "--", "—", "–", "-", ".", "?", "!", "►", "•", "*", ";", ":", MASK])  # fmt: skip
DASHES = ("-", "–", "—", "--")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first` up to and without `last`; `name` is another name set beside it, or None.

    `link` is the word that ties its clause to what stands before ("after", "while"), "" if none;
    `relative` is True for "Ito, who said".
    """

    first: int
    last: int
    link: str = ""
    name: tuple[int, int] | None = None
    relative: bool = False


class Shape:
    """The tokens of one sentence, and what their forms tell."""

    def __init__(self, sentence: Tokens, words: Lexicon) -> None:
        self.t = sentence
        self.w = words
        self.sure = False  # whether the verb in hand is one that only speakers have

    def low(self, i: int) -> str:
        """A token in lower case, "" past either end."""
        return self.t.lower[i] if 0 <= i < len(self.t.lower) else ""

    def word(self, i: int) -> str:
        """A token as written, "" past either end."""
        return self.t.words[i] if 0 <= i < len(self.t.words) else ""

    def name(self, i: int) -> bool:
        """Whether a token is written as a name is."""
        word = self.t.words[i]
        if word == TERM:
            return True
        if self.t.lower[i] in self.w.never_names and not (len(word) > 3 and word.isupper()):
            return False
        capital = word[0].isupper() or ("-" in word and any(c.isupper() for c in word))
        return capital and not self.timed(i)

    def timed(self, i: int) -> bool:
        """Whether a token is a time word, and no name: "USA TODAY", "Theresa May"."""
        low, word = self.t.lower[i], self.t.words[i]
        if low not in self.w.time or (word.isupper() and len(word) > 3):
            return False
        after = self.word(i + 1)
        if low == self.w.late and after[:1].isupper():
            return self.low(i + 1) in self.w.time  # "the late Ana Ito"
        if word[0].isupper() and self.low(i - 1) in self.w.determiners:
            return not after[:1].islower()  # "a Monday update"
        return not (low in self.w.month_names and word[0].isupper() and i and self.name(i - 1))

    def noun(self, i: int) -> bool:
        """Whether a token says what a speaker is: a role, a body, a document, a kind of people."""
        low = self.t.lower[i].lower()
        for ending in self.w.possessive:
            low = low.removesuffix(ending)
        return low in self.w.nouns or (len(low) > 5 and low.endswith(self.w.endings))

    def pronoun(self, i: int) -> bool:
        """Whether a token is one that may stand for a speaker."""
        return self.t.lower[i] in self.w.pronouns

    def finite(self, i: int) -> bool:
        """Whether a token is a verb that has a subject of its own, as far as its form tells."""
        low, w = self.t.lower[i], self.w
        if self.t.words[i][0].isupper():
            return False
        if low in w.auxiliaries or low in w.be or low.endswith(w.negated):
            return True
        after = self.low(i + 1)
        if not low.endswith(w.past) or not after:
            return False
        if after in w.determiners or self.pronoun(i + 1):
            return True  # "attacked the town", but not "accused of", "released Monday"
        return i > 0 and self.name(i - 1) and (self.name(i + 1) or after[0].isdigit())

    def skipped(self, i: int) -> bool:
        """Whether a token may stand between a subject and its verb."""
        low, w = self.t.lower[i], self.w
        if low in w.adverbs or low.isdigit() or self.timed(i):
            return True
        if low in w.auxiliaries:
            return not self.name(i)
        return low.endswith(w.adverbial) and self.t.words[i][0].islower() and not self.noun(i)

    def nominal(self, i: int) -> bool:
        """Whether a form that may be a verb is a noun here: "the Pew report", "US claims"."""
        w = self.w
        if i == 0:
            return False
        before = self.t.lower[i - 1]
        if self.t.words[i][0].isupper() or before in w.determiners or before in w.prepositions:
            return True
        if self.t.lower[i] not in w.nounlike and self.t.lower[i] not in w.documents:
            return False
        return self.low(i + 1) not in w.complements and self.low(i + 1) not in w.determiners

    def verb(self, i: int) -> bool:
        """Whether a token is a verb: finite, or a reporting form that is no noun here."""
        return self.finite(i) or (self.t.lower[i] in self.w.verbs and not self.nominal(i))

    def made_by(self, i: int) -> bool:
        """Whether "by" follows what somebody made: "a statement released by", "research by"."""
        made = self.low(i).endswith(self.w.past) or self.low(i) in self.w.documents
        by = i + 1
        while by < len(self.t) and self.timed(by):  # "figures released on Monday by"
            by += 1
        return made and self.low(by) in self.w.by

    def lists(self, start: int, i: int) -> bool:
        """Whether the "and" at `i` joins two names rather than two clauses."""
        if i <= start or not (self.name(i - 1) or self.noun(i - 1)):
            return False
        return not any(self.verb(k) for k in range(start, i))

    def adverbial(self, i: int) -> bool:
        """Whether a token opens words that tell when, where or how: "On Monday", "Speaking"."""
        low, w = self.t.lower[i], self.w
        if low in w.opens_sentence or low in w.time or low in w.prepositions:
            return True
        return low.endswith(w.ongoing) or self._time_before_comma(i)

    def _time_before_comma(self, i: int) -> bool:
        """Whether a time is told up to the comma: "A couple of weeks ago, Ito"."""
        words = self.t.words
        if "," not in words[i : i + 7]:
            return False
        last = words.index(",", i, i + 7) - 1
        return last >= i and self.timed(last) and words[last][0].islower()

    def run(self, j: int) -> int:
        """The first token of the run without punctuation that ends at `j`."""
        low = max(0, j - REACH)
        while j > low and self.t.words[j - 1] not in HARD and self.t.words[j - 1] != ",":
            j -= 1
        return j

    def run_end(self, i: int, far: int = REACH) -> int:
        """The token behind the run without punctuation that starts at `i`."""
        end = min(len(self.t), i + far)
        while i < end and self.t.words[i] not in HARD and self.t.words[i] != ",":
            i += 1
        return i

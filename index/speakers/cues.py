"""The words in a sentence that say who speaks: 'Ito said', '"..." said Ito', "according to Ito"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.speakers.said import AHEAD, Reports
from index.speakers.shape import DASHES, Phrase
from index.speakers.tokens import MASK, Tokens
from index.speakers.words import Lexicon

Place = Literal[
    "head",  # "Ito said that ...": the clause it opens is what is said
    "tail",  # "..., Ito said": what stands before is what is said
    "mere",  # "after Ito said ...": told in passing
    "according",
    "joined",  # ", saying ...": the subject is the sentence's
    "relative",  # "Ito, who said ..."
]
MOST = 3  # speakers of one sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """`at` is the token of the verb; `name` the speaker as the sentence words it; `mind` is whether
    the verb tells what is thought and not what is said."""

    at: int
    name: str
    place: Place
    phrase: Phrase
    mind: bool = False


def cues(sentence: Tokens, words: Lexicon) -> list[Cue]:
    """Every one in the sentence, in order."""
    return list(_Finder(sentence, words).find())


def chosen(found: list[Cue], sentence: Tokens, words: Lexicon) -> list[Cue]:
    """Those that answer for the sentence: the outermost, and others only beside it.

    'A warned B, C said' is C's; 'A said B, but C denied it' is A's and C's.
    """
    if tails := [c for c in found if c.place == "tail"]:
        last = tails[-1].at
        beside = [
            c for c in tails[-MOST:-1] if sentence.quoted and MASK in sentence.words[c.at : last]
        ]
        return [*beside, tails[-1]]
    heads = [c for c in found if c.place == "head"]
    sources = [c for c in found if c.place == "according"]
    if heads and not (sources and heads[0].mind and not sentence.quoted):
        rest = [
            c
            for c in heads[1:MOST]
            if c.phrase.link in words.apart or ";" in sentence.words[heads[0].at : c.phrase.first]
        ]
        return [heads[0], *rest]
    for place in ("according", "joined", "relative"):
        if among := [c for c in found if c.place == place]:
            return among[:1]
    return []


class _Finder(Reports):
    def find(self) -> Iterator[Cue]:
        if cue := self._unknown_verb():
            yield cue
        telling = self.w.triggers if self.t.quoted else self.w.alone
        for i, low in enumerate(self.t.lower):
            if low not in telling:
                continue
            for kind, look in (
                (self.w.verbs, self._verb),
                (self.w.participle, self._participle),
                (self.w.according_first, self._according),
            ):
                if low in kind and (cue := look(i)):
                    yield cue

    def _cue(self, at: int, phrase: Phrase | None, place: Place) -> Cue | None:
        if phrase is None:
            return None
        name = self.t.slice(phrase.first, phrase.last)
        if phrase.name:
            name += ", " + self.t.slice(*phrase.name)
        return Cue(at, name, place, phrase, self.t.lower[at] in self.w.mind)

    def _unknown_verb(self) -> Cue | None:
        """'"Go!" he bellowed': whatever the verb, nobody else can have said it."""
        t, w = self.t, self.w
        if len(t) < 4 or t.words[0] != MASK or not self.pronoun(1) or not t.words[2].isalpha():
            return None
        known = t.lower[2] in w.verbs or t.lower[2] in w.be or self.skipped(2)
        return None if known else self._cue(2, Phrase(1, 2), "tail")

    # A verb with a subject of its own

    def _verb(self, i: int) -> Cue | None:
        t, w = self.t, self.w
        low = t.lower[i]
        if not self._reporting(i):
            return None
        self.sure = low in w.say
        beside = self.beside_quote(i)
        says = low in w.say or beside or (low in w.clause and self.clause(i)) or self.framed(i)
        behind = self.word(i - 1) if i else ""
        self.sure = self.sure or behind == MASK
        may_invert = low in w.inverted and (i == 0 or behind in (MASK, ",", *DASHES))
        if i == 0 and t.words[0][0].isupper() and low not in w.say:
            may_invert = False  # "Read More: ..."
        if may_invert and (found := self._inverted(i)):
            return self._cue(i, found, "tail")
        found = self.before(i)
        if found is None or not self.can_tell(i, found):
            return None
        if low in w.mind and t.lower[found.first] in w.it:
            return None  # "it feels"
        tail = self.tail(found, i)
        if not says and not (tail and low in w.clause):
            return None
        if found.relative:
            return self._cue(i, found, "relative") if beside else None
        if tail:
            return self._cue(i, found, "tail")
        if not beside and self.participial(i):
            return None
        mere = found.link in w.mere or found.link in w.relatives - w.complements
        mere = mere or self.contact(found.first) or (low not in w.say and self.apposed(found.first))
        return self._cue(i, found, "mere" if mere else "head")

    def _reporting(self, i: int) -> bool:
        """Whether a form can be a verb in the active here, and in no idiom."""
        t, w = self.t, self.w
        if t.words[i][0].isupper() and i and t.words[i - 1] != MASK:
            return False
        if t.lower[i] in w.say and self.nothing(i + 1):
            return False
        passive = self.low(i + 1) in w.by and self.low(i + 2) not in w.means
        if passive or (i and t.lower[i - 1] in w.infinitive) or self.is_noun(i):
            return False
        idiom = w.idioms.get(t.lower[i])
        return idiom is None or idiom.isdisjoint(t.lower[i + 1 : i + 5])

    def _inverted(self, i: int) -> Phrase | None:
        """'"...," said Ito': nothing else between the quotation or comma and the verb."""
        found = self.after(i + 1, told=True) if i + 1 < len(self.t) else None
        if found is None or i == 0 or self.t.words[i - 1] == MASK:
            return found
        end = found.name[1] if found.name else found.last
        over = self.word(end) in ("", ",", ".", ";") or self.low(end) in self.w.relatives
        if over and self.name(found.first) and self.name(found.last - 1):
            return found
        return None if self.before(i) else found  # "Ito, the mayor, said officials ..."

    # Without a subject of its own

    def _participle(self, i: int) -> Cue | None:
        t, w = self.t, self.w
        if i == 0:
            return None
        behind = t.lower[i - 1]
        quoted, link, saying = w.quoted_as
        if t.lower[i] in saying and behind == link:
            return self._quoted_as(i, quoted)
        if behind in w.be:  # "is saying"
            return (
                self._cue(i, self.before(i), "head")
                if self.clause(i) or self.beside_quote(i)
                else None
            )
        whose = self.before(i) if behind in w.documents else None
        inside = range(whose.first, whose.last) if whose else range(0)
        if len(inside) > 2 and any(self.name(k) for k in inside):
            return self._cue(i, whose, "joined")  # "a Czech blogger's tweet saying"
        if not self._hangs_on_sentence(i):
            return None
        found = self.opening()
        return self._cue(i, found if found and found.last <= i else None, "joined")

    def _hangs_on_sentence(self, i: int) -> bool:
        """Whether a participle tells what the sentence's subject says: "he left, saying ..."."""
        t, w = self.t, self.w
        behind, beside = t.lower[i - 1], self.beside_quote(i)
        if t.lower[i] not in w.speaking and not beside and not self.clause(i):
            return False  # "adding 70 names to the list"
        if any(
            t.lower[k] in w.beside and t.words[k - 1] == "," for k in range(max(1, i - AHEAD), i)
        ):
            return False  # ", with Ito, the spokesman, saying"
        if behind in w.by:
            return beside  # "responded by saying"
        return behind == "," or behind in w.occasions or behind in w.coordinators

    def _quoted_as(self, i: int, quoted: frozenset[str]) -> Cue | None:
        """ "Ito was quoted by Wire as saying", "Wire quoted Ito as saying"."""
        t = self.t
        for k in range(i - 2, max(0, i - AHEAD), -1):
            if t.lower[k] in quoted:
                whose = Phrase(k + 1, i - 1) if self.speaker(k + 1, i - 1) else None
                if t.lower[k - 1] in self.w.be:
                    whose = self.before(k - 1)
                return self._cue(
                    i, whose, "tail" if MASK in t.words[max(0, k - AHEAD) : k] else "head"
                )
        return None

    def _according(self, i: int) -> Cue | None:
        t, w = self.t, self.w
        for phrase in w.according:
            first = i + len(phrase)
            if tuple(t.lower[i:first]) == phrase and first < len(t):
                return self._cue(i, self._source(first), "according")
        return None

    def _source(self, first: int) -> Phrase | None:
        """Who or what stands behind "according to"; a mere count is nobody."""
        t, w = self.t, self.w
        found = self.after(first, told=False, anything=True)
        if found is None:
            return None
        inside = range(found.first, found.last)
        if any(self.name(k) or t.lower[k] in w.roles or t.lower[k] in w.bodies for k in inside):
            return found if self.speaker(found.first, found.last) else None
        if w.not_alone.isdisjoint(t.lower[found.first : found.last]):
            return found if self.speaker(found.first, found.last) else None
        if self.low(found.last) in w.relatives and found.last + 1 < len(t):
            return self.after(found.last + 1, told=False)  # "a count that the commission keeps"
        return None

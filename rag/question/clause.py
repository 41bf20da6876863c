"""A question taken apart: what it asks with, its auxiliary, its subject, its verb and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.speakers.tokens import Tokens, tokens
from rag.question.predicate import Predicate, Span
from rag.question.verbs import verbs
from rag.question.words import words

Form = Literal["polar", "subject", "inverted", "copular", "none"]
LONGEST_OPENER = 9  # tokens of "how many of the striking dock workers"
ENDS = frozenset("?!.;")


@dataclass(frozen=True, slots=True)
class Clause:
    """`polar`: "Did Ito leave"; `subject`: "Who left"; `inverted`: "Whom did Ito meet";
    `copular`: "Who is the mayor", whose subject follows the verb; `none`: not taken apart.

    `verb` is the token that says what happens, None where the form of "be" does.
    """

    t: Tokens
    form: Form
    opener: Span = (0, 0)
    aux: int | None = None
    subject: Span = (0, 0)
    verb: int | None = None
    rest: Span = (0, 0)
    negated: int | None = None

    @property
    def first(self) -> str:
        """The asking word in lower case, "" for a yes/no question."""
        at = next((k for k in range(*self.opener) if self.t.lower[k] in words().wh), None)
        return self.t.lower[at] if at is not None else ""

    @property
    def asks(self) -> str:
        """What it asks with, as written."""
        return self.t.slice(*self.opener)

    def text(self, span: Span) -> str:
        return self.t.slice(*span)


@lru_cache(maxsize=64)
def clause(question: str) -> Clause:
    """The parts of the question; `none` for what is no plain English question."""
    return _Reader(tokens(question)).read()


class _Reader(Predicate):
    def read(self) -> Clause:
        w = words()
        start = self._start()
        if start >= self.end:
            return Clause(self.t, "none")
        if self.low[start] in w.auxiliaries:
            return self._inverted((start, start), start)
        wh = start + (self.low[start] in w.prepositions)
        if self.low[start] == "since" and wh == start:
            wh += 1
        if wh >= self.end or self.low[wh] not in w.wh:
            return Clause(self.t, "none")
        stop = self._opener_end(wh)
        if stop >= self.end:
            return Clause(self.t, "none", (start, stop))
        aux = self._skip_adverbs(stop)
        if aux < self.end and self.low[aux] in w.auxiliaries:
            return self._with_aux((start, stop), aux)
        # Whatever word follows "who" is its verb.
        plain = self.low[stop - 1] == "who" and aux < self.end and self._plain(aux)
        if aux < self.end and (plain or self._finite(aux)):
            return Clause(self.t, "subject", (start, stop), None, (start, stop), aux, (aux + 1, self.end))  # fmt: skip
        return Clause(self.t, "none", (start, stop))

    def _start(self) -> int:
        """Past "And", and past words set before the question: "In January 2019, who"."""
        w = words()
        at = 0
        while at < self.end and (self.low[at] in w.openers or not self.low[at][0].isalnum()):
            at += 1
        if at < self.end and self.low[at] in w.prepositions:
            near = range(at, min(self.end - 1, at + 14))
            comma = next((k for k in near if self.low[k] == ","), None)
            if comma and self.low[comma + 1] in w.wh | w.auxiliaries:
                return comma + 1
        return at

    def _opener_end(self, wh: int) -> int:
        w, first = words(), self.low[wh]
        stop = wh + 1
        if first in ("who", "whom", "when", "where", "why"):
            return stop + (stop < self.end and self.low[stop] == "else")
        if first == "how":
            if stop < self.end and self.low[stop] in w.degrees:
                stop += 1
                if self.low[stop - 1] not in ("many", "much"):
                    return stop
            else:
                return stop
        most = min(self.end, wh + LONGEST_OPENER)
        begin = stop
        while stop < most and self.low[stop] not in w.auxiliaries:
            if self.low[stop] in w.pronouns or self.low[stop] in w.wh:
                break
            inside = stop > begin and self.low[stop - 1] in w.prepositions | w.determiners
            if self._finite(stop) and not inside and (stop > begin or first == "what"):
                break
            if first == "how" and self._finite(stop) and verbs().is_past(self.low[stop]):
                break
            stop += 1
        return stop

    def _with_aux(self, opener: Span, aux: int) -> Clause:
        w, v, low = words(), verbs(), self.low
        after = self._skip_adverbs(aux + 1)
        if low[aux] in w.do or after >= self.end:
            return self._inverted(opener, aux)
        word = low[after]
        named = self.t.words[after][0].isupper()
        of_be = low[aux] in w.be and (v.is_participle(word) or word in v.ongoing)
        of_have = low[aux] in w.have and (v.is_participle(word) or word == "been")
        of_modal = low[aux] in w.modals and (word in v.only or word in ("be", "have"))
        first = low[opener[1] - 1]
        can_be = (
            first not in ("when", "where", "why", "how") and low[opener[0]] not in w.prepositions
        )
        if low[aux] in w.have and word == "to" and can_be:
            return Clause(self.t, "subject", opener, aux, opener, aux + 1, (aux + 2, self.end))
        if can_be and not named and (of_be or of_have or of_modal):
            while of_have and word == "been" and after + 1 < self.end:
                after, word = after + 1, low[after + 1]
            if word == "be" and after + 1 < self.end:
                after += 1
            return Clause(self.t, "subject", opener, aux, opener, after, (after + 1, self.end))
        if can_be and low[aux] in w.be:
            made = self._inverted(opener, aux)
            if made.form == "inverted" and made.verb is not None and made.rest[0] - made.verb == 1:
                return made
            if low[after] in w.prepositions:
                return Clause(self.t, "subject", opener, aux, opener, None, (after, self.end))
            return Clause(
                self.t, "copular", opener, aux, (aux + 1, self.end), None, (self.end, self.end)
            )
        return self._inverted(opener, aux)

    def _inverted(self, opener: Span, aux: int) -> Clause:
        """Auxiliary, subject, verb: the subject ends where the verb begins."""
        form: Form = "inverted" if opener[1] > opener[0] else "polar"
        start = aux + 1
        negated = aux if self.low[aux].endswith("n't") or self.low[aux] == "cannot" else None
        if start < self.end and self.low[start] == "not":
            negated, start = start, start + 1
        found = self._verb(start, aux)
        if found is None:
            return Clause(
                self.t, form, opener, aux, (start, start), None, (start, self.end), negated
            )
        stop, verb = found
        if stop > start and self.low[stop - 1] == "not":
            negated, stop = stop - 1, stop - 1
        w = words()
        while stop > start + 1 and (self._adverb(stop - 1) or self.low[stop - 1] == "not"):
            if self.low[stop - 1] == "not":
                negated = stop - 1
            stop -= 1
        rest = (
            (verb + 1, self.end)
            if self.low[aux] not in w.be or self._predicate(verb)
            else (verb, self.end)
        )
        head = verb if rest[0] == verb + 1 else None
        return Clause(self.t, form, opener, aux, (start, stop), head, rest, negated)

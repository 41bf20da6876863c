"""Whether a claim keeps to its quote's own words, so that it takes no reading to bear it out.

What another word, order or ending means has to be read, and the embedded judge reads too badly to be
trusted with it (`rag/judge/CARD.md`). So without a model that judges, a claim in other words is shown
as its quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from index.segments import segments
from rag.verify.ground import Ground
from rag.verify.tokens import Token, stem, tokens

RUN = 3  # words that stand side by side in the quote too
LIGHT = frozenset("a an the that".split())
SAYS = frozenset("said says say told tells tell".split())
# What turns a sentence's meaning without being part of what it tells: denied, possible, meant or
# alleged, under a condition, of all or some, the first, no longer. None of it may be left out.
OPERATORS = frozenset(
    "not no never none neither nor nobody nothing nowhere without unable if unless whether provided"
    " may might could can would will shall should must possibly perhaps potentially maybe probably likely"
    " unlikely apparently allegedly reportedly supposedly all every each always everyone everybody everything"
    " entire whole entirely completely totally fully only sole solely alone exclusively most majority mostly"
    " some many few several first largest biggest highest lowest worst best"
    " deadliest greatest smallest oldest youngest longest strongest richest poorest fastest heaviest record latest"
    " unprecedented former ex acting fake false potential possible provisional temporary deputy vice partial partially".split()
)
OPERATOR_STEMS = frozenset(
    stem(word)
    for word in "planned intends expected due set poised going scheduled threatened hopes wanted aims sought vowed"
    " pledged promised proposes considering offered tries attempted preparing urged demanded mulling weighing ordered"
    " asked calling ready agreed willing alleged accused suspected suspicion believed thought rumoured seems"
    " appears feared risks denied refused rejected failed dismissed declined prevented stopped".split()
)


def problem(claim: str, ground: Ground) -> str | None:
    """What of the claim does not stand so in one sentence of the quotes, or None."""
    said = [_Told(text, ground) for text in _sentences(ground.quotes)]
    for text in _sentences(claim):
        own = _Told(text, ground)
        held = [one for one in said if own.stands_in(one)]
        if not held:
            return "the claim is not in its quote's own words"
        dropped = min((one.operators - own.operators for one in held), key=len)
        if dropped:
            return f"only the quote says {min(dropped)!r}"
    return None


class _Told:
    """A sentence as its words in order, without articles and without who says it."""

    def __init__(self, text: str, ground: Ground) -> None:
        found = tokens(text)
        spoken = _attribution([t.low for t in found], ground.speaker or "")
        self.words = [
            t.low for at, t in enumerate(found) if at not in spoken and t.low not in LIGHT
        ]
        self.operators = Counter(said for t in found if (said := _operator(t)))

    def stands_in(self, other: _Told) -> bool:
        """Whether all its words are the other's, in the same order and in runs of RUN."""
        rest = iter(other.words)
        if not self.words or not all(word in rest for word in self.words):
            return False
        size = min(RUN, len(other.words))
        runs = {tuple(other.words[at : at + size]) for at in range(len(other.words))}
        held = {
            at + step
            for at in range(len(self.words) - size + 1)
            if tuple(self.words[at : at + size]) in runs
            for step in range(size)
        }
        return len(held) == len(self.words)


def _attribution(words: Sequence[str], speaker: str) -> set[int]:
    """Where the words stand that only tell that the speaker says it: "X said", "according to X"."""
    named = {t.low for t in tokens(speaker)}

    def run(at: int, step: int) -> set[int]:
        found: set[int] = set()
        while 0 <= at < len(words) and (words[at] in named or words[at] in LIGHT):
            found.add(at)
            at += step
        return found if any(words[i] in named for i in found) else set()

    out: set[int] = set()
    for at, word in enumerate(words):
        if word in SAYS:
            out |= {at} | (run(at - 1, -1) or run(at + 1, 1))
        elif word == "according" and words[at + 1 : at + 2] == ["to"]:
            out |= {at, at + 1} | run(at + 2, 1)
    return out


def _operator(token: Token) -> str:
    if token.low in OPERATORS and not (token.low == "may" and token.name):
        return token.low
    return token.stem if token.stem in OPERATOR_STEMS else ""


def _sentences(text: str) -> Iterator[str]:
    return (piece for found in segments("en", text) if (piece := found.strip()))

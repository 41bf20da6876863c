"""Whether a claim keeps to its quote's own words, so that it takes no reading to bear it out.

What a word in another's place means takes reading, and the embedded judge reads too badly to be
trusted with it (`rag/judge/CARD.md`). Without a model that judges, a claim in other words is shown
as its quote; with these checks 5 to 6 % of claims that are wrong in one thing stand as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from index.segments import segments
from index.speakers.words import lexicon
from index.words import stems
from rag.verify.ground import Ground
from rag.verify.tokens import Token, stem, tokens

RUN = 3  # content words that stand side by side in the quote too
OWN = 1  # content words of its own that a claim may have, neither a name nor a figure
# What turns a sentence's meaning without being part of what it tells: denied, possible, meant or
# alleged, under a condition, of all or some, the first, no longer. A claim has those of its sentence
# and no others.
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
        nearest = min(said, key=lambda one: len(own.beside(one)), default=None)
        beside = own.beside(nearest) if nearest else own.words
        if nearest is None or len(beside) > OWN or any(_names(token) for token in beside):
            return "the claim is not in its quote's own words"
        if added := own.operators - nearest.operators:
            return f"only the claim says {min(added)!r}"
        if dropped := nearest.operators - own.operators:
            return f"only the quote says {min(dropped)!r}"
    return None


class _Told:
    """A sentence as its content words in order, without those that only tell who says it."""

    def __init__(self, text: str, ground: Ground) -> None:
        speaking = {*_reporting(), *stems(ground.speaker or "")}
        found = tokens(text)
        self.words = [t for t in found if t.stem and t.stem not in speaking]
        self.operators = Counter(said for t in found if (said := _operator(t)))

    def beside(self, other: _Told) -> list[Token]:
        """Its words that are in no run of RUN words, or of all it has, that the other has as well."""
        mine, theirs = [t.stem for t in self.words], [t.stem for t in other.words]
        size = min(RUN, len(theirs))
        runs = {tuple(theirs[at : at + size]) for at in range(len(theirs))}
        held = {
            at + step
            for at in range(len(mine) - size + 1)
            if tuple(mine[at : at + size]) in runs
            for step in range(size)
        }
        return [word for at, word in enumerate(self.words) if at not in held]


def _names(token: Token) -> bool:
    """Whether it is a name or a figure, in whose place no other may stand."""
    return token.text[0].isupper() or token.text[0].isdigit()


def _operator(token: Token) -> str:
    if token.low in OPERATORS and not (token.low == "may" and token.name):
        return token.low
    return token.stem if token.stem in OPERATOR_STEMS else ""


def _sentences(text: str) -> Iterator[str]:
    return (piece for found in segments("en", text) if (piece := found.strip()))


@cache
def _reporting() -> frozenset[str]:
    """Stems of the verbs that only tell that something was said; to deny is something else."""
    words = lexicon("en")
    assert words is not None
    return frozenset(stems(f"according {' '.join(words.say)}")) - frozenset(
        stems(" ".join(words.denies))
    )

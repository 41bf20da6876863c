"""How far a claim reaches: quantity words, superlatives, causes, and words the quotes do not have."""

from __future__ import annotations

import numpy as np

from index.static import vectors
from rag.verify.ground import Ground
from rag.verify.tokens import Token, content, fold, stem, tokens

LEAST_SHARE = 0.6  # of a claim's content words that must stand in its quotes or around them
ALIKE = 0.55  # cosine of static vectors at which two words count as one said otherwise
WHOLE = frozenset(
    "all every each always everyone everybody everything entire whole entirely completely totally fully never".split()
)
ONLY = frozenset("only sole solely alone exclusively".split())
MOST = frozenset("most majority mostly".split())
SUPERLATIVE = frozenset(
    "first largest biggest highest lowest worst best deadliest greatest smallest oldest youngest longest strongest richest poorest"
    " fastest heaviest record unprecedented historic unique deepest bloodiest biggest latest".split()
)
CAUSAL = (
    " because ", " due to ", " as a result ", " owing to ", " thanks to ", " caused ", " causes ", " causing ", " led to ", " leads to ",
    " prompted ", " prompting ", " resulted in ", " in response to ", " in retaliation ", " triggered ", " triggering ", " therefore ",
    " so that ", " in revenge ", " after which ", " forced ", " forcing ", " consequently ", " blamed ", " blames ", " attributed ", " sparked ",
)  # fmt: skip
# The plainest words for a cause, and what else may stand for them: of words like "as", "for" and
# "in", some quote has one almost always, whatever it tells.
BECAUSE = frozenset((" because ", " due to ", " as a result ", " owing to "))
LOOSE = (" after ", " following ", " amid ", " since ")


def problem(claim: str, ground: Ground) -> str | None:
    """What the claim says beyond its quotes, or None."""
    mine, theirs = tokens(claim), tokens(ground.quotes)
    return (
        _quantity(mine, theirs)
        or _superlative(mine, ground)
        or _cause(claim, ground)
        or _words(claim, ground)
    )


def _quantity(mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> str | None:
    here, there = {t.low for t in mine}, {t.low for t in theirs}
    for words, fits in ((WHOLE, WHOLE), (ONLY, ONLY | {"just", "one"}), (MOST, MOST)):
        for word in sorted(here & words):
            if word in MOST and not _of_many(mine, word):
                continue
            if not there & fits:
                return f"the quote does not say {word!r}"
    return None


def _of_many(found: tuple[Token, ...], word: str) -> bool:
    """Whether "most" counts ("most troops") and does not compare ("the most important")."""
    at = next(i for i, t in enumerate(found) if t.low == word)
    return not (at and found[at - 1].low in ("the", "at", "s"))


def _superlative(mine: tuple[Token, ...], ground: Ground) -> str | None:
    held = {t.low for t in tokens(f"{ground.quotes} {ground.around}")}
    stems = {t.stem for t in tokens(ground.quotes)}
    for token in mine:
        told = token.low in held or token.stem in stems
        if token.low in SUPERLATIVE and not told and not token.name:
            return f"the quote does not say {token.low!r}"
    return None


def _cause(claim: str, ground: Ground) -> str | None:
    said, held = fold(claim), fold(ground.quotes)
    for word in CAUSAL:
        if word in said and word not in held:
            fitting = (*CAUSAL, " over ", *(LOOSE if word in BECAUSE else ()))
            if not any(other in held for other in fitting):
                return f"the quote does not say{word}".rstrip()
    return None


def _words(claim: str, ground: Ground) -> str | None:
    share = covered(claim, f"{ground.quotes} {ground.speaker or ''} {ground.around}")
    return "the claim says more than its quote" if share < LEAST_SHARE else None


def told(word: str, text: str) -> bool:
    """Whether the text has the word, or another for the same thing."""
    there = content(text)
    if not there or stem(word.lower()) in {t.stem for t in there}:
        return bool(there)
    made = vectors([word.lower(), *(t.low for t in there)])
    return bool((made[1:] @ made[0]).max() >= ALIKE)


def covered(claim: str, held: str) -> float:
    """The share of the claim's content words that `held` has, or has in other words, 0 to 1."""
    wanted = list({t.stem: t for t in content(claim)}.values())
    there = {t.stem: t for t in content(held)}
    if not wanted:
        return 1.0
    missing = [t for t in wanted if t.stem not in there]
    if not missing or not there:
        return 1.0 - len(missing) / len(wanted)
    if len(missing) > len(wanted) * 0.8:
        return 1.0 - len(missing) / len(wanted)
    made = vectors([t.low for t in missing] + [t.low for t in there.values()])
    best = (made[: len(missing)] @ made[len(missing) :].T).max(axis=1)
    alike = float(np.clip(best[best >= ALIKE], 0, 1).sum())
    return 1.0 - (len(missing) - alike) / len(wanted)

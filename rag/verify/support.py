"""Whether a claim stands on its quotes: the rules first, then the embedded checker."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Article, Sentence
from rag import checker
from rag.verify import rules
from rag.verify.citing import around
from rag.verify.ground import Ground
from rag.verify.parts import parts
from rag.verify.speaker import joined

LEAST_SUPPORT = 0.5  # of the checker's probability: even odds


def ground_of(
    spans: Sequence[tuple[Article, int, int, Sequence[Sentence]]],
) -> Ground:
    """What a claim that quotes these spans (article, start, end, sentences) may say."""
    heads = " ".join(around(a) for a, _, _, _ in spans)
    return Ground(
        " ".join(a.text[start:end] for a, start, end, _ in spans),
        joined(one_voice(sentences) for _, _, _, sentences in spans),
        heads,
        tuple(parts(spans, heads)),
        tuple(e for _, _, _, sentences in spans for s in sentences for e in s.events),
        spans[0][0].published,
    )


def unsupported(claim: str, ground: Ground) -> str | None:
    """Why the claim does not stand on its quotes, or None."""
    if why := rules.problem(claim, ground):
        return why
    (probability,) = checker.support([(claim, evidence_of(ground))])
    return f"support is only {probability:.2f}" if probability < LEAST_SUPPORT else None


def evidence_of(ground: Ground) -> str:
    """What the checker reads: the quotes, with who speaks in them in front."""
    return f"{ground.speaker} said: {ground.quotes}" if ground.speaker else ground.quotes


def one_voice(sentences: Sequence[Sentence]) -> str | None:
    """Who says all of them, None where several do or nobody is known."""
    voices = {s.speaker for s in sentences}
    return voices.pop() if len(voices) == 1 else None

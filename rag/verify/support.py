"""What a claim rests on: the quotes, with who says them, and their articles' heads."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Article, Sentence
from rag.verify.citing import around
from rag.verify.ground import Ground
from rag.verify.parts import parts
from rag.verify.speaker import joined


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


def one_voice(sentences: Sequence[Sentence]) -> str | None:
    """Who says all of them, None where several do or nobody is known."""
    voices = {s.speaker for s in sentences}
    return voices.pop() if len(voices) == 1 else None

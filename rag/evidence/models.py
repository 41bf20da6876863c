"""The models over the candidates: few are compared, fewer judged, as each step costs more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.embed import unit_vectors
from index.embed.minilm import MiniLMEmbedding
from index.static import vectors
from index.words import stems
from rag.cross_encoder import context_of, judge
from rag.disagree.said import PRONOUN
from rag.evidence.asked import Asked
from rag.evidence.candidates import Candidate

COMPARED = 56  # sentences that the contextual embedding reads
JUDGED = 28  # sentences that the cross-encoder reads: its time is most of an answer's


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate as the models read it.

    `judged` is the cross-encoder's log-odds that it answers, `span` where in its text the answer
    would stand, `cosine` (-1 to 1) how near the question is by the contextual embedding; `held`
    are the stems of its text.
    """

    candidate: Candidate
    held: frozenset[str]
    cosine: float
    judged: float
    span: tuple[int, int]


def read(asked: Asked, found: Sequence[Candidate]) -> list[Read]:
    """The JUDGED most promising, most promising first. [] for none."""
    if not found:
        return []
    held = [frozenset(stems(c.text)) for c in found]
    # A short sentence may say little of the question's words itself: the one before it counts.
    shares = [
        (asked.share(words) + asked.share(words | set(stems(c.previous)))) / 2
        for words, c in zip(held, found, strict=True)
    ]
    made = vectors([asked.question, *(c.text for c in found)])
    quick = made[1:] @ made[0] + np.array(shares)
    near = [int(row) for row in np.argsort(-quick, kind="stable")[:COMPARED]]
    # By the contextual model, whatever the archive's own embedding: there are few of them.
    made = unit_vectors(
        MiniLMEmbedding(), [asked.question, *(_compared(asked, found[i]) for i in near)]
    )
    cosine = dict(zip(near, (float(v) for v in made[1:] @ made[0]), strict=True))
    chosen = sorted(near, key=lambda i: -(cosine[i] + shares[i]))[:JUDGED]
    pairs = [
        (found[i].text, context_of(found[i].hit.article.title or "", found[i].previous))
        for i in chosen
    ]
    return [
        Read(found[i], held[i], cosine[i], verdict.logit, verdict.span)
        for i, verdict in zip(chosen, judge(asked.question, pairs), strict=True)
    ]


def _compared(asked: Asked, candidate: Candidate) -> str:
    """The sentence, behind the title that names whom it calls "it" or "she", if that is asked of."""
    title = candidate.hit.article.title or ""
    named = PRONOUN.match(candidate.text) and set(asked.names) & set(stems(title))
    return f"{title}. {candidate.text}" if named else candidate.text

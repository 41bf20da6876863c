"""Which sentences are worth judging: signals that cost next to nothing, for every candidate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.static import vectors
from index.words import stems
from rag.evidence.asked import Asked
from rag.evidence.candidates import Candidate

SIGNALS = (
    "alike",  # cosine of question and sentence by the static embedding, -1 to 1
    "alike_near",  # the same with the sentence before it, and the question before too
    "covered",  # share of the question's words in the sentence, rare ones counting more, 0 to 1
    "covered_near",  # the same with the sentence before it
    "covered_head",  # the same with the title too, and the words of the question before
    "rank",  # of the passage in the search, 0 (first) to 1
    "long",  # logarithm of its length in hundreds of characters
)


@dataclass(frozen=True, slots=True)
class Near:
    """A candidate with the stems of its text and its SIGNALS."""

    candidate: Candidate
    held: frozenset[str]
    signals: tuple[float, ...]


def nearest(
    asked: Asked, found: Sequence[Candidate], passages: int, weights: NDArray[np.float64], most: int
) -> list[Near]:
    """The `most` most promising candidates, most promising first. [] for none."""
    if not found:
        return []
    texts = [c.text for c in found]
    around = [f"{c.previous} {c.text}" for c in found]
    made = vectors([asked.question, asked.whole, *texts, *around])
    alike, near = made[2 : 2 + len(found)] @ made[0], made[2 + len(found) :] @ made[1]
    rows = [_near(asked, c, float(alike[i]), float(near[i]), passages) for i, c in enumerate(found)]
    scores = np.array([row.signals for row in rows]) @ weights
    return [rows[i] for i in np.argsort(-scores, kind="stable")[:most]]


def _near(asked: Asked, c: Candidate, alike: float, near: float, passages: int) -> Near:
    held = frozenset(stems(c.text))
    around = held | set(stems(c.previous))
    shares = (
        asked.share(held),
        asked.share(around),
        asked.share(around | set(stems(c.hit.article.title or "")), whole=True),
    )
    return Near(c, held, (alike, near, *shares, c.rank / passages, math.log1p(len(c.text) / 100)))

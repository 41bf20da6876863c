"""MiniLM alone, over our passages and their vectors, compared exactly."""

from __future__ import annotations

from datetime import date

import numpy as np

from evals.retrieval.score import Shown
from evals.retrieval.store import Kept, published_until
from index.embed import resolve


class Dense:
    """Every vector compared with the question's."""

    def __init__(self, kept: Kept, day_filter: bool) -> None:
        self._pieces = kept.pieces()
        self._matrix = kept.vectors()
        self._day_filter = day_filter
        self._embedding = resolve("minilm")

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]:
        vector = np.asarray(self._embedding.get_query_embedding(question), dtype=np.float32)
        scores = self._matrix @ vector
        allowed = published_until(self._pieces, day) if self._day_filter else None
        if allowed is not None:
            scores = np.where(allowed, scores, -np.inf)
        found = [self._pieces[r] for r in np.argsort(-scores)[:limit] if np.isfinite(scores[r])]
        return [Shown(p.text, p.day, p.source) for p in found]

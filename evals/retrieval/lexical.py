"""BM25 alone, by bm25s, over our passages."""

from __future__ import annotations

from datetime import date

import bm25s
import Stemmer

from evals.retrieval.score import Shown
from evals.retrieval.store import Kept, published_until


class Lexical:
    """bm25s as its README shows it: English stop words and stemmer; title and passage indexed."""

    def __init__(self, kept: Kept, day_filter: bool) -> None:
        self._pieces = kept.pieces()
        self._day_filter = day_filter
        self._stemmer = Stemmer.Stemmer("english")
        self._index = bm25s.BM25()
        self._index.index(
            self._tokens([f"{p.title}\n{p.text}" for p in self._pieces]), show_progress=False
        )

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]:
        allowed = published_until(self._pieces, day) if self._day_filter else None
        rows, scores = self._index.retrieve(
            self._tokens([question]), k=min(limit, len(self._pieces)), show_progress=False,
            weight_mask=allowed,
        )  # fmt: skip
        found = [self._pieces[r] for r, s in zip(rows[0], scores[0], strict=True) if s > 0]
        return [Shown(p.text, p.day, p.source) for p in found]

    def _tokens(self, texts: list[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)

"""Vectors of the sentences of articles, made when they are asked for and kept for a while."""

from __future__ import annotations

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

from index.catalog import Catalog
from index.embed import unit_vectors
from index.errors import InputError

REMEMBERED = 500  # articles whose sentence vectors are kept in memory


class SentenceVectors:
    """By article id; all of one embedding."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._by: BaseEmbedding | None = None
        self._kept: dict[str, NDArray[np.float32]] = {}

    def of(self, article_id: str, embedding: BaseEmbedding) -> NDArray[np.float32]:
        """Unit vectors (sentences, dims), in order. Raises InputError if there is no article."""
        if self._by is not embedding:  # the archive was reindexed
            self._by, self._kept = embedding, {}
        kept = self._kept
        if article_id in kept:
            return kept[article_id]
        article = self._catalog.article(article_id)
        if article is None:
            raise InputError(f"no article called {article_id!r}; see the ids with: dateline list")
        texts = [article.text[s.start : s.end] for s in self._catalog.sentences(article_id)]
        if len(kept) >= REMEMBERED:
            kept.pop(next(iter(kept)), None)
        kept[article_id] = made = unit_vectors(embedding, texts)
        return made

"""Hybrid search: dense and lexical candidates, fused by the sum of their z-scores."""

from __future__ import annotations

import re

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

from index.article import Hit
from index.catalog import Catalog
from index.filters import Filters
from index.vectors import VectorIndex
from index.voices import OneVoice

CANDIDATES = 50  # from each side
LONGEST_QUERY = 2000  # characters; what lies behind is not searched for
STOP_WORDS = frozenset(
    "a about all an and any are as at be been by can could did do does for from had has have he her"
    " him his how i if in into is it its many may me much my of on or our say says said she should so"
    " some tell than that the their them then there these they this to us was we were what when where"
    " which who whom whose why will with would you your".split()
)


def search(
    question: str,
    catalog: Catalog,
    index: VectorIndex,
    embedding: BaseEmbedding,
    filters: Filters,
    limit: int,
) -> list[Hit]:
    """The `limit` best passages that `filters` let through, best first. [] if there are none."""
    question = question[:LONGEST_QUERY]
    vector = np.asarray(embedding.get_query_embedding(question), dtype=np.float32)
    vector /= np.linalg.norm(vector) or 1.0
    words = match_expression(question)
    lexical = catalog.lexical(words, CANDIDATES, filters) if words else {}
    ids = list(dict.fromkeys([*index.nearest(vector, CANDIDATES, filters), *lexical]))
    found = catalog.passages(ids)
    ids = [i for i in ids if i in found]
    if not ids:
        return []
    if words:
        lexical = catalog.lexical(words, len(ids), filters, among=ids)
    dense = np.array([float(found[i][1] @ vector) for i in ids])
    sparse = np.array([lexical.get(i, 0.0) for i in ids])
    score = _standard(dense) + _standard(sparse)
    voices = OneVoice(catalog, [found[i][0].article_id for i in ids], filters)
    hits: list[Hit] = []
    for row in np.argsort(-score, kind="stable"):
        passage = found[ids[row]][0]
        article = catalog.article(passage.article_id)
        # None: dropped by another process since the index answered.
        if article is not None and voices.adds(article, passage):
            figures = float(score[row]), float(dense[row]), float(sparse[row])
            hits.append(
                Hit(
                    passage,
                    article,
                    *figures,
                    voices.source(article.id),
                    voices.carriers(article.id),
                )
            )
        if len(hits) == limit:
            break
    return hits


def match_expression(question: str) -> str:
    """An FTS5 expression: any content word or figure of the question, each quoted."""
    tokens = re.findall(r"\d[\d.,]*\d|\w+", question.lower())
    useful = [t for t in dict.fromkeys(tokens) if t not in STOP_WORDS and any(map(str.isalnum, t))]
    return " OR ".join(f'"{token}"' for token in useful[:64])


def _standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)

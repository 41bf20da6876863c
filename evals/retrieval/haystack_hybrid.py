"""Haystack's hybrid retrieval as its tutorial builds it, over our passages and MiniLM's vectors.

BM25 and embedding retrievers over its in-memory store, joined by reciprocal rank fusion.
"""

from __future__ import annotations

import os
from datetime import date

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # before it is imported: it would call home

from haystack import Document, Pipeline, component
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore

from evals.retrieval.score import Shown
from evals.retrieval.store import Kept
from index import embed


@component
class Embedder:
    """A question to its vector."""

    def __init__(self) -> None:
        self._embedding = embed.resolve("minilm")
        component.set_output_types(self, embedding=list[float])

    def run(self, text: str) -> dict[str, list[float]]:
        return {"embedding": self._embedding.get_query_embedding(text)}


class Hybrid:
    """One pipeline; the day filter is a filter of the store, as its users would write it."""

    def __init__(self, kept: Kept, limit: int, day_filter: bool) -> None:
        self._pieces = kept.pieces()
        self._day_filter = day_filter
        store = InMemoryDocumentStore()
        store.write_documents(
            [
                Document(
                    id=str(row),
                    content=f"{p.title}\n{p.text}",
                    embedding=vector.tolist(),
                    meta={"row": row, "day": p.day.toordinal() if p.day else 0},
                )
                for row, (p, vector) in enumerate(zip(self._pieces, kept.vectors(), strict=True))
            ]
        )
        self._pipeline = Pipeline()
        self._pipeline.add_component("embedder", Embedder())
        self._pipeline.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=limit))
        self._pipeline.add_component("lexical", InMemoryBM25Retriever(store, top_k=limit))
        joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=limit)
        self._pipeline.add_component("joiner", joiner)
        self._pipeline.connect("embedder.embedding", "dense.query_embedding")
        self._pipeline.connect("lexical", "joiner")
        self._pipeline.connect("dense", "joiner")

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]:
        filters = None
        if self._day_filter and day:
            filters = {"field": "meta.day", "operator": "<=", "value": day.toordinal()}
        made = self._pipeline.run(
            {
                "embedder": {"text": question},
                "lexical": {"query": question, "filters": filters},
                "dense": {"filters": filters},
            }
        )
        rows = [document.meta["row"] for document in made["joiner"]["documents"][:limit]]
        return [Shown(p.text, p.day, p.source) for p in (self._pieces[row] for row in rows)]

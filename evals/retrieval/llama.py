"""LlamaIndex as its quickstart shows it, and its fusion of BM25 and vectors, over raw articles.

Everything is left at its default but what must be given: the embedding model (MiniLM), how many
passages to bring, and that no language model writes further queries. Its splitter makes chunks of
1,024 tokens, of which MiniLM reads the first 256. Title, outlet and day are metadata, which
LlamaIndex puts before the text of each chunk for embedding and for BM25.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import llama_index.core
from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from llama_index.core.schema import MetadataMode, NodeWithScore, QueryBundle
from llama_index.retrievers.bm25 import BM25Retriever

from evals.retrieval.data import Place
from evals.retrieval.remembered import Remembered
from evals.retrieval.score import Shown
from index import embed

DEEPER = 10  # with the day filter: how many times as many are looked at


class Quickstart:
    """`VectorStoreIndex.from_documents(documents)`, in memory."""

    def __init__(self, place: Place, work: Path, limit: int, day_filter: bool) -> None:
        _own_language_data(work)
        self.embedding = Remembered(embed.resolve("minilm"), work)
        documents = [
            Document(
                text=d.text,
                doc_id=d.source,
                metadata={
                    name: value
                    for name, value in (
                        ("title", d.title), ("outlet", d.outlet), ("published", d.published)
                    )
                    if value
                },
            )
            for d in place.documents()
        ]  # fmt: skip
        self.index = VectorStoreIndex.from_documents(documents, embed_model=self.embedding)
        self.depth = limit * DEEPER if day_filter else limit
        self.leg = Leg(self.index.as_retriever(similarity_top_k=self.depth), limit, day_filter)
        self._retriever: BaseRetriever = self.leg

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]:
        self.leg.day = day
        return [_shown(node) for node in self._retriever.retrieve(question)[:limit]]


class Fusion(Quickstart):
    """`QueryFusionRetriever` over the quickstart's retriever and `BM25Retriever`."""

    def __init__(self, place: Place, work: Path, limit: int, day_filter: bool, mode: str) -> None:
        super().__init__(place, work, limit, day_filter)
        lexical = BM25Retriever.from_defaults(index=self.index, similarity_top_k=self.depth)
        self._lexical = Leg(lexical, limit, day_filter)
        self._retriever = QueryFusionRetriever(
            [self.leg, self._lexical],
            llm=MockLLM(),  # never called: one query is the question itself
            mode=FUSION_MODES(mode),
            similarity_top_k=limit,
            num_queries=1,
            use_async=False,
        )

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]:
        self._lexical.day = day
        return super().find(question, day, limit)


class Leg(BaseRetriever):
    """A retriever as it is, or without what was published after `day`."""

    def __init__(self, inner: BaseRetriever, limit: int, day_filter: bool) -> None:
        super().__init__()
        self._inner = inner
        self._limit = limit
        self._day_filter = day_filter
        self.day: date | None = None

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        nodes = self._inner.retrieve(query_bundle)
        if self._day_filter and self.day:
            until = self.day.isoformat()
            nodes = [n for n in nodes if n.metadata.get("published", "") <= until]
        return nodes[: self._limit]


def _shown(node: NodeWithScore) -> Shown:
    day = node.metadata.get("published")
    return Shown(
        node.node.get_content(MetadataMode.NONE),
        date.fromisoformat(day) if day else None,
        node.node.ref_doc_id or "",
    )


def _own_language_data(work: Path) -> None:
    """The sentence splitter's data, which LlamaIndex ships, as files that nltk agrees to open.

    nltk refuses files with several links, which is what uv installs; nothing is downloaded.
    """
    copy = work / "nltk"
    if not copy.exists():
        shipped = Path(llama_index.core.__file__).parent / "_static" / "nltk_cache"
        fresh = work / "nltk.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(shipped, fresh)
        fresh.rename(copy)
    os.environ["NLTK_DATA"] = str(copy)

"""The archive as a LlamaIndex retriever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from index.filters import Filters

if TYPE_CHECKING:
    from index.hit import Hit

    Search = Callable[[str, Filters | None, int], list[Hit]]

FOR_MODELS = ("title", "outlet", "authors", "date")  # the rest is for programs


class ArchiveRetriever(BaseRetriever):
    """Passages of an archive as nodes; the archive must stay open for as long as it is used.

    A node's `id_` is the passage's, its text the exact words `article.text[start:end]`, its score
    that of `Hit.score`. Metadata that is not known is left out. `date` says the publication day
    for people and models, and is there for undated articles too; `published` is ISO 8601.
    """

    def __init__(self, search: Search, limit: int = 10, filters: Filters | None = None) -> None:
        super().__init__()
        self._search = search
        self._limit = limit
        self._filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._search(query_bundle.query_str, self._filters, self._limit)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(hit: Hit) -> TextNode:
    metadata = _metadata(hit)
    hidden = [name for name in metadata if name not in FOR_MODELS]
    return TextNode(
        id_=hit.passage.id,
        text=hit.text,
        start_char_idx=hit.passage.start,
        end_char_idx=hit.passage.end,
        metadata=metadata,
        excluded_llm_metadata_keys=hidden,
        excluded_embed_metadata_keys=hidden,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=hit.article.id)},
    )


def _metadata(hit: Hit) -> dict[str, Any]:
    """Plain values only: stores and tracers take no others."""
    article, published = hit.article, hit.article.published
    known = {
        "title": article.title,
        "outlet": article.outlet,
        "authors": ", ".join(article.authors) or None,
        "date": published.label(),
        "article_id": article.id,
        "published": published.at.isoformat() if published.at else None,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "url": article.url,
        "language": article.language,
        "section": article.section,
        "agencies": ", ".join(article.agencies) or None,
        "source": hit.source,
    }
    return {name: value for name, value in known.items() if value is not None}

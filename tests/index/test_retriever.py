"""The archive as a LlamaIndex retriever: the nodes of a search, inside a query engine too."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from llama_index.core.llms.mock import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode, NodeWithScore

from index.archive import Archive
from index.errors import InputError
from index.filters import Filters

QUESTION = "Who holds Manbij?"
PLAIN = (str, int, float)


def test_nodes_are_the_hits_of_a_search(samples: Archive) -> None:
    nodes = samples.as_retriever(limit=5).retrieve(QUESTION)
    hits = samples.search(QUESTION, limit=5)
    assert [(n.id_, n.text, n.score) for n in nodes] == [
        (h.passage.id, h.text, h.score) for h in hits
    ]
    for node in nodes:
        held = samples.article(node.metadata["article_id"])
        assert held.text[node.metadata["start"] : node.metadata["end"]] == node.text
        assert node.node.ref_doc_id == held.id
        assert node.metadata["outlet"] == held.outlet
        assert node.metadata["date"] == held.published.label()
        at = held.published.at
        assert node.metadata.get("published") == (at.isoformat() if at else None)
        assert all(isinstance(value, PLAIN) for value in node.metadata.values())


def test_a_model_sees_title_outlet_and_date(samples: Archive) -> None:
    for node in samples.as_retriever(limit=20).retrieve("What was said?"):
        shown = node.node.get_content(metadata_mode=MetadataMode.LLM)
        article = samples.article(node.metadata["article_id"])
        for words in (article.title, article.outlet, article.published.label()):
            assert not words or words in shown
        assert article.id not in shown


def test_filters_hold(samples: Archive) -> None:
    dated = [a for i, _ in samples.articles() if (a := samples.article(i)).published.day]
    first = min(dated, key=lambda article: article.published.day or date.max)
    assert first.outlet
    filters = Filters(as_of=first.published.day, outlets=(first.outlet.upper(),))
    nodes = samples.as_retriever(50, filters).retrieve(first.label)
    assert {n.metadata["article_id"] for n in nodes} == {first.id}
    with pytest.raises(InputError, match="The Onion"):
        samples.as_retriever(filters=Filters(outlets=("The Onion",))).retrieve(QUESTION)


async def _both(samples: Archive) -> tuple[list[NodeWithScore], str]:
    retriever = samples.as_retriever(limit=3)
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM())
    return await retriever.aretrieve(QUESTION), str(await engine.aquery(QUESTION))


def test_it_drives_a_llamaindex_query_engine(samples: Archive) -> None:
    engine = RetrieverQueryEngine.from_args(samples.as_retriever(limit=3), llm=MockLLM())
    response = engine.query(QUESTION)
    hits = samples.search(QUESTION, limit=3)
    assert [node.id_ for node in response.source_nodes] == [hit.passage.id for hit in hits]
    prompt = str(response)  # this model says what it was asked
    for hit in hits:
        assert hit.text in prompt
        assert hit.article.title is None or hit.article.title in prompt
        assert hit.article.published.label() in prompt
    nodes, said = asyncio.run(_both(samples))
    assert [node.id_ for node in nodes] == [hit.passage.id for hit in hits]
    assert said == prompt

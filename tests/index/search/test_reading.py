"""Passages as the second stage reads them, and how many it remembers."""

from __future__ import annotations

import numpy as np
import pytest

from index.archive import Archive
from index.article import Article, Passage
from index.search import reading
from index.search.reading import Reader
from index.static import vectors
from index.words import stems

Pairs = list[tuple[Passage, Article]]


@pytest.fixture(scope="module")
def pairs(store: Archive) -> Pairs:
    """Every passage of the archive that a search brings, with its article."""
    hits = store.search("the mayor, the ferry and the canal", limit=200)
    return [(hit.passage, hit.article) for hit in hits]


def test_sentences_of_a_passage_are_spans_stems_and_unit_vectors(
    store: Archive, pairs: Pairs
) -> None:
    for (passage, article), read in zip(pairs, Reader(store._catalog).read(pairs), strict=True):
        assert read.title == frozenset(stems(article.title or ""))
        assert read.spans and len(read.spans) == len(read.held) == len(read.vectors)
        for (start, end), held in zip(read.spans, read.held, strict=True):
            assert passage.start <= start < end <= passage.end
            assert held == frozenset(stems(article.text[start:end]))
        texts = [article.text[start:end] for start, end in read.spans]
        assert read.vectors == pytest.approx(vectors(texts), abs=1e-5)
        lengths = np.linalg.norm(read.vectors, axis=1)
        assert all(length == pytest.approx(1, abs=1e-4) or length == 0 for length in lengths)


def test_what_is_read_are_the_sentences_that_may_be_quoted(store: Archive, pairs: Pairs) -> None:
    reads = Reader(store._catalog).read(pairs)
    for article_id in {passage.article_id for passage, _ in pairs}:
        whole = {(s.start, s.end) for s in store.sentences(article_id)}
        held = [s for (p, _), read in zip(pairs, reads, strict=True) if p.article_id == article_id for s in read.spans]  # fmt: skip
        assert set(held) <= whole


def test_what_was_read_is_remembered_and_no_more_than_so_much(
    store: Archive, pairs: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "REMEMBERED", 4)
    reader = Reader(store._catalog)
    first = reader.read(pairs[:3])
    assert all(a is b for a, b in zip(first, reader.read(pairs[:3]), strict=True))
    assert len(reader.read(pairs)) == len(pairs)
    assert len(reader._kept) == 4
    again = reader.read(pairs[:3])
    assert not any(a is b for a, b in zip(first, again, strict=True))
    for a, b in zip(first, again, strict=True):
        assert (a.spans, a.held, a.title) == (b.spans, b.held, b.title)


def test_nothing_to_read(store: Archive) -> None:
    assert Reader(store._catalog).read([]) == []


def test_the_same_passage_twice_is_read_once(store: Archive, pairs: Pairs) -> None:
    one, two = Reader(store._catalog).read([pairs[0], pairs[0]])
    assert one is two

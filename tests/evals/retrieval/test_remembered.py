"""Vectors from memory are those the model made, and time is told as if it had made them now."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from evals.retrieval.remembered import Remembered, identity


class Letters(BaseEmbedding):
    """Counts letters, slowly enough for a clock to see."""

    model_name: str = "letters"
    embed_batch_size: int = 2
    factor: float = 1.0

    def _get_text_embedding(self, text: str) -> list[float]:
        time.sleep(0.02)
        return [self.factor * text.count(c) for c in "abc"]

    def _get_query_embedding(self, query: str) -> list[float]:
        return [9.0, 9.0, 9.0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


TEXTS = ["abba", "cab", "abba", "b"]


def test_the_second_time_nothing_is_made(tmp_path: Path) -> None:
    first = Remembered(Letters(), tmp_path)
    made = first.get_text_embedding_batch(TEXTS)
    assert made == [[2, 2, 0], [1, 1, 1], [2, 2, 0], [0, 1, 0]]
    assert first.fresh == 3
    second = Remembered(Letters(), tmp_path)
    assert second.get_text_embedding_batch(TEXTS) == made
    assert second.fresh == 0
    assert second.get_text_embedding("cab") == [1, 1, 1]


def test_what_was_remembered_counts_for_what_it_cost(tmp_path: Path) -> None:
    Remembered(Letters(), tmp_path).get_text_embedding_batch(TEXTS[:2])
    again = Remembered(Letters(), tmp_path)
    started = time.perf_counter()
    again.get_text_embedding_batch(TEXTS[:2])
    assert 0 < again.spent <= time.perf_counter() - started
    assert again.worth >= 0.04  # two texts, for each of which it slept 0.02 s
    assert again.corrected(again.spent + 3) == pytest.approx(again.worth + 3)


def test_another_model_of_the_same_name_is_another(tmp_path: Path) -> None:
    Remembered(Letters(), tmp_path).get_text_embedding("a")
    assert Remembered(Letters(factor=2.0), tmp_path).get_text_embedding("a") == [2, 0, 0]
    assert identity(Letters()) != identity(Letters(factor=2.0))
    assert identity(Letters()) == identity(Letters())
    assert identity(Letters()) != identity(Letters(model_name="others"))


def test_questions_are_never_remembered(tmp_path: Path) -> None:
    model = Remembered(Letters(), tmp_path)
    model.get_text_embedding("a")
    assert model.get_query_embedding("a") == [9, 9, 9]
    assert model.model_name == "letters"

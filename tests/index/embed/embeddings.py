"""Embeddings for tests: plain, slow, and failing; the text decides the vector."""

from __future__ import annotations

import hashlib
import time

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding


class Hashed(BaseEmbedding):
    """A vector of `dims` numbers for every text, `pause_s` later. Not good, but always the same."""

    model_name: str = "hashed"
    dims: int = 8
    pause_s: float = 0.0
    api_key: str = ""

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        time.sleep(self.pause_s)
        return [self._of(text) for text in texts]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._of(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._of(query)

    def _of(self, text: str) -> list[float]:
        seed = hashlib.sha256(f"{self.model_name}{text}".encode()).digest()
        made = np.random.default_rng(list(seed)).normal(size=self.dims)
        return [float(number) for number in made]


class Broken(Hashed):
    """Fails with the words of `fault`, or gives `rows` in place of vectors."""

    fault: str = ""
    rows: tuple[tuple[float, ...], ...] = ()

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        if self.fault:
            raise OSError(self.fault)
        return [list(row) for row in self.rows]

    def _of(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]


class Demanding(Hashed):
    """Cannot be made without the key that it repeats when it is refused."""

    def __init__(self, **arguments: object) -> None:
        if arguments.get("api_key") != "right":
            raise RuntimeError(f"refused: {arguments}")
        super().__init__(**arguments)


def factory() -> BaseEmbedding:
    """No class: whatever a setting names that is not one must not be called."""
    raise AssertionError("this was called")

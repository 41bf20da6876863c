"""An embedding that remembers what it made, and what that cost, from one run to the next.

MiniLM takes some twenty minutes over 50,000 passages. Rows that embed the same texts share the
vectors; each row's time to build counts what they cost when they were made.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from pathlib import Path
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.embed.embedding import Embedding

TOGETHER = 256  # texts looked up at a time
PROBE = "The harbour at Calderhaven reopened on Tuesday after the flood."


class Remembered(BaseEmbedding):
    """Texts by `inner`, or from memory; questions always by `inner`, so that they are timed.

    `spent` is the seconds that this object took, `worth` the seconds that the vectors it gave took
    when they were made: time measured around it is right after `- spent + worth`. `fresh` counts
    the texts that were not remembered.
    """

    _inner: Embedding = PrivateAttr()
    _memory: sqlite3.Connection = PrivateAttr()
    _spent: float = PrivateAttr(default=0.0)
    _worth: float = PrivateAttr(default=0.0)
    _fresh: int = PrivateAttr(default=0)

    def __init__(self, inner: Embedding, work: Path, **given: Any) -> None:
        super().__init__(**{"model_name": inner.model_name, "embed_batch_size": TOGETHER, **given})
        self._inner = inner
        folder = work / "vectors"
        folder.mkdir(parents=True, exist_ok=True)
        self._memory = sqlite3.connect(
            folder / f"{identity(inner)}.sqlite", check_same_thread=False
        )
        self._memory.execute("PRAGMA synchronous = OFF")
        self._memory.execute(
            "CREATE TABLE IF NOT EXISTS made (text BLOB PRIMARY KEY, vector BLOB, seconds REAL)"
        )

    @property
    def spent(self) -> float:
        return self._spent

    @property
    def worth(self) -> float:
        return self._worth

    @property
    def fresh(self) -> int:
        return self._fresh

    def corrected(self, seconds: float) -> float:
        """Seconds measured around this object, as if it had remembered nothing."""
        return seconds - self._spent + self._worth

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        started = time.perf_counter()
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        known: dict[bytes, tuple[bytes, float]] = {}
        for key in keys:
            row = self._memory.execute(
                "SELECT vector, seconds FROM made WHERE text = ?", (key,)
            ).fetchone()
            if row:
                known[key] = row
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            before = time.perf_counter()
            vectors = self._inner.get_text_embedding_batch(list(new.values()))
            each = (time.perf_counter() - before) / len(new)
            for key, vector in zip(new, vectors, strict=True):
                known[key] = (np.asarray(vector, dtype=np.float32).tobytes(), each)
            with self._memory:
                self._memory.executemany(
                    "INSERT OR REPLACE INTO made VALUES (?, ?, ?)",
                    [(key, *known[key]) for key in new],
                )
        self._fresh += len(new)
        self._worth += sum(known[key][1] for key in keys)
        found = [np.frombuffer(known[key][0], dtype=np.float32).tolist() for key in keys]
        self._spent += time.perf_counter() - started
        return found

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._inner.get_query_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def identity(embedding: Embedding) -> str:
    """A name for a model by what it does: other weights under the same name are another model."""
    made = np.asarray(embedding.get_text_embedding_batch([PROBE])[0], dtype=np.float32)
    return hashlib.sha256(embedding.model_name.encode() + made.tobytes()).hexdigest()[:12]

"""One folder of Chroma's, through LlamaIndex's vector store: ids and vectors, added and looked up.

Nothing but `index.vectors` imports this, and only for an archive that is large enough: the two
libraries take longer to import than a small archive takes to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError
from llama_index.core.schema import TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

SLICE = 4000  # Chroma takes at most 5,461 records at a time

__all__ = ["SLICE", "ChromaError", "ChromaFolder"]


class ChromaFolder:
    """Records of a passage id and its vector, compared by cosine. Any call may raise ChromaError."""

    def __init__(self, where: Path) -> None:
        where.mkdir(parents=True, exist_ok=True)
        self._client: Any = chromadb.PersistentClient(
            path=str(where), settings=Settings(anonymized_telemetry=False)
        )
        try:
            self.collection = self._client.get_or_create_collection(
                "passages",
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            )
        except ChromaError:
            self.close()
            raise
        self._store = ChromaVectorStore(chroma_collection=self.collection)

    def count(self) -> int:
        return self.collection.count()

    def ids(self) -> set[str]:
        return set(self.collection.get(include=[])["ids"])

    def add(self, ids: Sequence[str], matrix: NDArray[np.float32]) -> None:
        """At most SLICE records, none of which is there. The catalog has the words."""
        rows = zip(ids, matrix.tolist(), strict=True)
        self._store.add([TextNode(id_=identity, text="", embedding=row) for identity, row in rows])

    def query(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """The nearest ids, nearest first."""
        # LlamaIndex would make a node of each record: 108 ms for 1,600 of them, against 13 ms.
        found = self.collection.query(
            query_embeddings=[vector.tolist()], n_results=limit, include=[]
        )
        return list(found["ids"][0])

    def close(self) -> None:
        self._client.close()

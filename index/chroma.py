"""One folder of Chroma's, through LlamaIndex's vector store: ids and vectors, added and looked up.

Nothing but `index.vectors` imports this, and only for an archive that is large enough: the two
libraries take longer to import than a small archive takes to answer.

Chroma takes settings from the environment and from a file `.env` in the working folder, and does so
when it is imported: which server to send everything to, which class to make. Here it has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel
from pydantic_settings import BaseSettings

from index.stored import told, without_functions

_read = BaseSettings.__init__


def _given_alone(self: BaseSettings, **given: Any) -> None:
    if type(self).__module__.startswith("chromadb."):
        BaseModel.__init__(self, **given)
    else:
        _read(self, **given)


BaseSettings.__init__ = _given_alone  # type: ignore[assignment, method-assign]
try:
    import chromadb
    from chromadb.config import Settings
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore
finally:
    BaseSettings.__init__ = _read  # type: ignore[method-assign]

SLICE = 4000  # Chroma takes at most 5,461 records at a time


class _Settings(Settings):
    """Chroma's settings as they are given, whatever environment and working folder say."""

    def __init__(self, **given: Any) -> None:
        BaseModel.__init__(self, **given)


class ChromaFolder:
    """Records of a passage id and its vector, compared by cosine. Any call may raise FolderError."""

    _client: Any

    def __init__(self, where: Path) -> None:
        """A new folder, or one that is there; that one must name no embedding function."""
        with told():
            if not where.exists():
                where.mkdir()
            elif not without_functions(where):
                raise ValueError(f"{where} names an embedding function")
            self._client = chromadb.PersistentClient(
                path=str(where), settings=_Settings(anonymized_telemetry=False)
            )
            try:
                self.collection = self._client.get_or_create_collection(
                    "passages",
                    embedding_function=None,
                    configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
                )
                self._store = ChromaVectorStore(chroma_collection=self.collection)
            except BaseException:
                self._client.close()
                raise

    def count(self) -> int:
        with told():
            return int(self.collection.count())

    def ids(self) -> set[str]:
        with told():
            return set(self.collection.get(include=[])["ids"])

    def add(self, ids: Sequence[str], matrix: NDArray[np.float32]) -> None:
        """At most SLICE records, none of which is there. The catalog has the words."""
        rows = zip(ids, matrix.tolist(), strict=True)
        with told():
            self._store.add([TextNode(id_=i, text="", embedding=row) for i, row in rows])

    def query(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """The nearest ids, nearest first."""
        # LlamaIndex would make a node of each record: 108 ms for 1,600 of them, against 13 ms.
        with told():
            found = self.collection.query(
                query_embeddings=[vector.tolist()], n_results=limit, include=[]
            )
            return list(found["ids"][0])

    def close(self) -> None:
        with told():
            self._client.close()

"""The vector index: Chroma through LlamaIndex's vector store, made from the catalog.

Chroma does not survive being killed while it writes, and two processes must not share its
folder. So nothing lives here that the catalog does not hold: one process owns the folder by a
lock, writes only after taking the "clean" mark away, and puts it back when done. Without the
mark the folder is never opened again: a new one is built and takes its place. A process that
does not own the folder searches the catalog's vectors exactly instead.

Records are only ever added. A passage that left the catalog stays as an id that search ignores,
until a rebuild sweeps it: deletes are what makes Chroma lose other records.
"""

from __future__ import annotations

import json
import logging
import secrets
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import (
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
)
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

from index.catalog import Catalog
from index.filters import Facts, Filters

SLICE = 4000  # Chroma takes at most 5,461 records at a time
STALE = 0.25  # share of swept-away passages at which the index is built anew
log = logging.getLogger("dateline")
Progress = Callable[[int, int, str], None]


class VectorIndex(Protocol):
    """Nearest passages to a unit vector of shape (dims,), by cosine, among those that pass."""

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]: ...

    def sync(self, progress: Progress | None = None) -> None: ...

    def close(self) -> None: ...


def open_index(folder: Path, catalog: Catalog) -> VectorIndex:
    """Chroma if this process can own its folder, else exact search over the catalog."""
    lock = FileLock(folder / "vectors.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return ExactIndex(catalog)
    return ChromaIndex(folder, catalog, lock)


class ExactIndex:
    """Every vector compared: no index at all, always right, 28 ms for 100,000 passages."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._generation = -1
        self._guard = threading.RLock()

    def sync(self, progress: Progress | None = None) -> None:
        generation = self._catalog.generation()
        if generation != self._generation:
            self._ids, facts, self._matrix = self._catalog.vectors()
            self._days = np.array([f[:4] for f in facts], dtype=np.int64).reshape(-1, 4)
            self._outlet = np.array([f.outlet for f in facts], dtype=object)
            self._generation = generation

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]:
        with self._guard:
            self.sync()
            return self._compare(vector, limit, filters)

    def _compare(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]:
        if not self._ids:
            return []
        first, last, valid_from, valid_until = self._days.T
        allowed = (first <= filters.newest) & (last >= filters.oldest)
        allowed &= (valid_from <= filters.moment) & (valid_until > filters.moment)
        if filters.outlets:
            allowed &= np.isin(self._outlet, list(filters.outlets))
        rows = np.flatnonzero(allowed)
        best = rows[np.argsort(-(self._matrix[rows] @ vector), kind="stable")[:limit]]
        return [self._ids[row] for row in best]

    def close(self) -> None:
        """Nothing is held."""


class ChromaIndex:
    """The owner of the Chroma folder; keeps it in step with the catalog."""

    def __init__(self, folder: Path, catalog: Catalog, lock: FileLock) -> None:
        self._home = folder / "vectors"
        self._mark = folder / "vectors.json"
        self._catalog = catalog
        self._lock = lock
        self._client: Any = None
        self._store: ChromaVectorStore | None = None
        self._state: dict[str, Any] = {}
        self._guard = threading.RLock()  # the page answers several questions at a time

    def sync(self, progress: Progress | None = None) -> None:
        """Bring Chroma up to the catalog's generation; rebuild where the mark is missing."""
        with self._guard:
            generation = self._catalog.generation()
            if self._store is not None and self._state["generation"] == generation:
                return
            if self._store is None and not self._reopen():
                self._rebuild(progress)
            elif self._state["generation"] != generation:
                self._catch_up(progress)

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]:
        with self._guard:
            self.sync()
            if not self._state["held"]:
                return []
            try:
                return self._query(vector, limit, filters)
            except ChromaError as error:
                log.warning("the vector index failed and is built anew: %s", error)
                self._rebuild(None)
                return self._query(vector, limit, filters)

    def _query(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]:
        assert self._store is not None
        spare = self._state["held"] - self._state["live"]
        query = VectorStoreQuery(
            query_embedding=vector.tolist(),
            # Ids of passages that have left the catalog may come back: ask for as many more.
            similarity_top_k=min(self._state["held"], limit + spare),
            filters=_chroma_filters(filters, self._catalog.works.any_bounded()),
        )
        return list(self._store.query(query).ids or [])

    def close(self) -> None:
        self._disconnect()
        self._lock.release()

    def _disconnect(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._store = None

    def _reopen(self) -> bool:
        """Open what a clean mark vouches for; False if there is none or it does not hold."""
        try:
            self._state = json.loads(self._mark.read_text())
            self._store = self._connect(self._home / self._state["folder"])
            held = self._store._collection.count()
        except (OSError, ValueError, KeyError, ChromaError) as error:
            log.info("the vector index is built anew: %s", error)
            self._disconnect()
            return False
        if held != self._state["held"]:
            self._disconnect()
            return False
        return True

    def _connect(self, where: Path) -> ChromaVectorStore:
        where.mkdir(parents=True, exist_ok=True)
        self._client = chromadb.PersistentClient(
            path=str(where), settings=Settings(anonymized_telemetry=False)
        )
        collection = self._client.get_or_create_collection(
            "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        return ChromaVectorStore(chroma_collection=collection)

    def _rebuild(self, progress: Progress | None) -> None:
        self._disconnect()
        generation = self._catalog.generation()
        self._mark.unlink(missing_ok=True)
        shutil.rmtree(self._home, ignore_errors=True)
        # Never the same name twice: Chroma keeps what it knows of a path while the process lives.
        folder = f"g{generation}-{secrets.token_hex(4)}"
        self._store = self._connect(self._home / folder)
        ids = self._add(set(), progress)
        self._clean(generation, folder, len(ids), len(ids))

    def _catch_up(self, progress: Progress | None) -> None:
        assert self._store is not None
        generation = self._catalog.generation()
        here = set(self._store._collection.get(include=[])["ids"])
        live = set(self._catalog.vectors()[0])
        if len(here - live) > STALE * max(1, len(live)):
            self._rebuild(progress)
            return
        self._mark.unlink(missing_ok=True)
        ids = set(self._add(here, progress))
        self._clean(generation, self._state["folder"], len(here | ids), len(ids))

    def _add(self, here: set[str], progress: Progress | None) -> list[str]:
        """Add what the catalog holds and Chroma does not; every id the catalog holds."""
        assert self._store is not None
        ids, facts, matrix = self._catalog.vectors()
        rows = [row for row, identity in enumerate(ids) if identity not in here]
        for at in range(0, len(rows), SLICE):
            self._store.add([_node(ids[r], facts[r], matrix[r]) for r in rows[at : at + SLICE]])
            if progress:
                progress(min(at + SLICE, len(rows)), len(rows), "vector index")
        return ids

    def _clean(self, generation: int, folder: str, held: int, live: int) -> None:
        self._state = {"generation": generation, "folder": folder, "held": held, "live": live}
        fresh = self._mark.with_suffix(".new")
        fresh.write_text(json.dumps(self._state))
        fresh.replace(self._mark)


def _node(identity: str, facts: Facts, vector: NDArray[np.float32]) -> TextNode:
    return TextNode(
        id_=identity,
        text="",  # the catalog has the words
        embedding=vector.tolist(),
        metadata=facts._asdict(),
    )


def _chroma_filters(filters: Filters, versions: bool) -> MetadataFilters | None:
    made: list[MetadataFilter | MetadataFilters] = []
    if filters.as_of or filters.until:
        made.append(
            MetadataFilter(key="first_day", value=filters.newest, operator=FilterOperator.LTE)
        )
    if filters.since:
        made.append(
            MetadataFilter(key="last_day", value=filters.oldest, operator=FilterOperator.GTE)
        )
    if filters.outlets:
        made.append(
            MetadataFilter(key="outlet", value=list(filters.outlets), operator=FilterOperator.IN)
        )
    if versions:  # a filter costs time: only where there is something to keep out
        made.append(
            MetadataFilter(key="valid_from", value=filters.moment, operator=FilterOperator.LTE)
        )
        made.append(
            MetadataFilter(key="valid_until", value=filters.moment, operator=FilterOperator.GT)
        )
    return MetadataFilters(filters=made) if made else None

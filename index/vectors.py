"""The vector index: Chroma through LlamaIndex's vector store, made from the catalog.

Chroma does not survive being killed while it writes, and two processes must not share its
folder; and a folder of somebody else's can have it run anything. So nothing lives here that the
catalog does not hold: one process owns the folder by a lock, writes only after taking the mark away
by which this installation vouches for it, and puts it back when done. Without the mark the folder
is never opened again: a new one is built and takes its place. A process that does not own the
folder searches the catalog's vectors exactly instead, and so does one that cannot write there, or
whose Chroma fails: an index makes a search faster, and is never needed for one.

Chroma knows ids and vectors only. What filters let through the catalog says, of the passages that
Chroma brings, so a passage that does not pass cannot come back. Where few pass, their vectors are
compared exactly; an archive of few passages has no Chroma index at all, nor imports it.

Records are only ever added. A passage that left the catalog stays as an id that search ignores,
until a rebuild sweeps it: deletes are what makes Chroma lose other records.
"""

from __future__ import annotations

import logging
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index import inside, installation
from index.catalog import Catalog
from index.errors import ArchiveError
from index.filters import Filters
from index.mark import Mark, fresh_name
from index.progress import Progress
from index.stored import FolderError, told

if TYPE_CHECKING:
    from index.chroma import ChromaFolder

STALE = 0.25  # share of swept-away passages at which the index is built anew
FEW = 1000  # passages that are compared exactly in less time than Chroma takes with a filter
MOST = 2000  # passages that Chroma is asked for before all that pass are compared exactly
SLACK = 1e-5  # more than a cosine in 32 bits can be off by
log = logging.getLogger("dateline")


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
    except (Timeout, OSError):  # another process's, or a folder that is only to be read
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
            self._ids, self._articles, self._matrix = self._catalog.vectors()
            self._generation = generation

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]:
        with self._guard:
            self.sync()
            allowed = self._catalog.admitted.articles(filters)
            rows = np.flatnonzero(np.isin(self._articles, allowed))
            if not len(rows):
                return []
            return [self._ids[row] for row in rows[_best(self._matrix[rows], vector, limit)[0]]]

    def close(self) -> None:
        """Nothing is held."""


class ChromaIndex:
    """The owner of the Chroma folder; keeps it in step with the catalog."""

    def __init__(self, folder: Path, catalog: Catalog, lock: FileLock) -> None:
        self._home = folder / "vectors"
        self._marked = folder / "vectors.json"
        self._catalog = catalog
        self._lock = lock
        self._store: ChromaFolder | None = None
        self._mark: Mark | None = None  # what the store holds
        self._without: int | None = None  # the generation for which there is no index to be had
        self._exact = ExactIndex(catalog)
        self._guard = threading.RLock()  # the page answers several questions at a time

    def sync(self, progress: Progress | None = None) -> None:
        """Bring Chroma up to the catalog's generation, if the archive is large enough for it."""
        with self._guard:
            if self._catalog.passage_count() > FEW:
                self._ready(progress)

    def nearest(self, vector: NDArray[np.float32], limit: int, filters: Filters) -> list[str]:
        with self._guard:
            few = self._catalog.admitted.passage_count(filters)
            if few > FEW:
                if not self._ready():
                    return self._exact.nearest(vector, limit, filters)
                try:
                    if (found := self._search(vector, limit, filters, few)) is not None:
                        return found
                except FolderError as error:
                    log.warning("the vector index failed and is built anew: %s", error)
                    self._drop()
                    self._ready()
            ids, matrix = self._catalog.admitted.vectors(filters)
            return [ids[row] for row in _best(matrix, vector, limit)[0]]

    @cached_property
    def _key(self) -> bytes | None:
        return installation.key()

    def _ready(self, progress: Progress | None = None) -> bool:
        """Whether Chroma is in step with the catalog, after all that can be done about it."""
        generation = self._catalog.generation()
        if generation == self._without or self._key is None:
            return False
        try:
            self._bring_up(progress)
        except (FolderError, OSError, ArchiveError) as error:  # the last, of the catalog itself
            log.warning("there is no vector index, so search takes longer: %s", error)
            self._drop()
            self._without = generation
            return False
        return True

    def _bring_up(self, progress: Progress | None) -> None:
        """To the catalog's generation; rebuild where no mark vouches for what is there."""
        if self._mark is None and not self._reopen():
            self._rebuild(progress)
        elif self._mark is not None and self._mark.generation != self._catalog.generation():
            self._catch_up(self._mark, progress)

    def _search(
        self, vector: NDArray[np.float32], limit: int, filters: Filters, passing: int
    ) -> list[str] | None:
        """The nearest of `passing` that pass, or None where Chroma brings too few of them."""
        assert self._store is not None
        assert self._mark is not None
        held = self._mark.held
        asked = limit + limit * held // passing
        while asked <= MOST:
            brought = self._store.query(vector, min(asked, held))
            ids, matrix = self._catalog.admitted.vectors_among(brought, filters)
            best, cosines = _best(matrix, vector, limit + 1)
            # One more that is clearly worse: then no equal of the last was cut off.
            if len(best) > limit and cosines[limit] < cosines[limit - 1] - SLACK:
                return [ids[row] for row in best[:limit]]
            if asked >= held:
                return None
            asked *= 4
        return None

    def close(self) -> None:
        try:
            self._disconnect()
        finally:
            self._lock.release()

    def _disconnect(self) -> None:
        store, self._store, self._mark = self._store, None, None
        if store is not None:
            try:
                store.close()
            except FolderError as error:
                log.info("the vector index could not be closed: %s", error)

    def _drop(self) -> None:
        """Leave nothing of an index that failed: on a full disk it would be in the way."""
        self._disconnect()
        try:
            inside.clear(self._marked)
            inside.clear(self._home)
        except OSError as error:
            log.info("the vector index could not be deleted: %s", error)

    def _reopen(self) -> bool:
        """Open what a mark of this installation vouches for; False if there is none that holds."""
        assert self._key is not None
        mark = Mark.read(self._marked, self._key, self._home)
        if mark is None:
            return False
        try:
            with told():
                from index.chroma import ChromaFolder
            self._store = ChromaFolder(self._home / mark.folder)
            held = self._store.count()
        except FolderError as error:
            log.info("the vector index is built anew: %s", error)
            return False
        same = mark.generation == self._catalog.generation()
        if held != mark.held or (same and mark.live != self._catalog.passage_count()):
            return False
        self._vouch(mark)  # opening it has written to it
        return True

    def _rebuild(self, progress: Progress | None) -> None:
        with told():
            from index.chroma import ChromaFolder
        self._disconnect()
        generation, era = self._catalog.generation(), self._catalog.embedded.era()
        inside.clear(self._marked)
        inside.clear(self._home)
        self._home.mkdir()
        folder = fresh_name(generation)
        self._store = ChromaFolder(self._home / folder)
        ids = self._add(set(), progress)
        self._vouch(Mark(generation, era, folder, len(ids), len(ids)))

    def _catch_up(self, mark: Mark, progress: Progress | None) -> None:
        assert self._store is not None
        generation, era = self._catalog.generation(), self._catalog.embedded.era()
        if mark.era != era:  # all vectors were replaced: the same ids, other vectors
            self._rebuild(progress)
            return
        here = self._store.ids()
        live = set(self._catalog.vectors()[0])
        if len(here - live) > STALE * max(1, len(live)):
            self._rebuild(progress)
            return
        inside.clear(self._marked)
        ids = set(self._add(here, progress))
        self._vouch(Mark(generation, era, mark.folder, len(here | ids), len(ids)))

    def _add(self, here: set[str], progress: Progress | None) -> list[str]:
        """Add what the catalog holds and Chroma does not; every id the catalog holds."""
        from index.chroma import SLICE

        assert self._store is not None
        ids, _, matrix = self._catalog.vectors()
        rows = [row for row, identity in enumerate(ids) if identity not in here]
        for at in range(0, len(rows), SLICE):
            part = rows[at : at + SLICE]
            self._store.add([ids[row] for row in part], matrix[part])
            if progress:
                progress(min(at + SLICE, len(rows)), len(rows), "vector index")
        return ids

    def _vouch(self, mark: Mark) -> None:
        assert self._key is not None
        mark.write(self._marked, self._key, self._home)
        self._mark = mark


def _best(
    matrix: NDArray[np.float32], vector: NDArray[np.float32], limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The rows nearest to a unit vector, best first, equals in order; and their cosines.

    The same row has the same cosine whatever rows stand beside it: a matrix product may differ in
    the last bit, and the order of equals would hang on it.
    """
    if not len(matrix):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    rough = matrix @ vector
    edge = np.partition(rough, -limit)[-limit] if len(rough) > limit else rough.min()
    rows = np.flatnonzero(rough >= edge - SLACK)
    cosines = (matrix[rows].astype(np.float64) * vector).sum(axis=1)
    order = np.argsort(-cosines, kind="stable")[:limit]
    return rows[order], cosines[order]

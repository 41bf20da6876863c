"""All vectors of an archive anew, in place: made beside it, and put in at once.

Killed at any moment, the archive has its old vectors or its new ones, all of one kind. What was
made lies in a file of its own until then, from which the next run goes on.
"""

from __future__ import annotations

import hmac
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import installation
from index.article import Article, Passage
from index.catalog import Catalog
from index.context import embedded_text
from index.embed import unit_vectors
from index.embed.checked import Checked
from index.embed.embedding import Embedding
from index.progress import Progress
from index.refusals import refused

BATCH = 128  # passages embedded at a time; a kill costs no more than these
ASIDE = "reindex.sqlite"
TABLES = (
    "CREATE TABLE vectors (id TEXT PRIMARY KEY, vector BLOB NOT NULL)",
    "CREATE TABLE stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Reindexed:
    """What a reindex did: `passages` now have vectors of `dims` numbers by `embedding`.

    `resumed` of them were made by a run before, which did not come to its end.
    """

    embedding: str
    dims: int
    passages: int
    resumed: int


def reindex(
    catalog: Catalog,
    embedding: Embedding,
    stamps: Mapping[str, str],
    progress: Progress | None = None,
) -> Reindexed:
    """Replace every vector of the catalog, and its `stamps`; the caller holds the write lock.

    Raises ArchiveError if the disk is full, EmbeddingError if the embedding fails; then the
    archive is as it was, and the next run goes on from there.
    """
    aside = catalog.path.with_name(ASIDE)
    try:
        with closing(_Aside(aside, {**stamps, "era": str(catalog.embedded.era())})) as made:
            done = _make(catalog, made, embedding, progress)
            catalog.embedded.replace(made.vectors(), stamps)
    except (sqlite3.Error, OSError) as error:
        raise refused(error, aside.parent) from error
    _remove(aside)
    return done


def _make(
    catalog: Catalog, aside: _Aside, embedding: Embedding, progress: Progress | None
) -> Reindexed:
    """See to it that every passage of the catalog has a vector aside."""
    passages = catalog.embedded.passages()
    held = aside.ids()
    left = [passage for passage in passages if passage.id not in held]
    resumed = len(passages) - len(left)
    checked = Checked(embedding)
    texts = _texts(catalog, left)
    for at in range(0, len(left), BATCH):
        if progress:
            progress(resumed + at, len(passages), "passages embedded")
        batch = left[at : at + BATCH]
        vectors = unit_vectors(checked, list(islice(texts, len(batch))))
        if aside.dims() not in (None, vectors.shape[1]):
            aside.clear()  # another model behind the same name since the run before
            return _make(catalog, aside, embedding, progress)
        aside.add(batch, vectors)
    if progress:
        progress(len(passages), len(passages), "passages embedded")
    return Reindexed(checked.model_name, aside.dims() or 0, len(passages), resumed)


def _texts(catalog: Catalog, passages: list[Passage]) -> Iterator[str]:
    """What is embedded for each; those of one article stand together, and it is read once."""
    article: Article | None = None
    for passage, before in zip(passages, [None, *passages], strict=False):
        if article is None or before is None or before.article_id != passage.article_id:
            article = catalog.held(passage.article_id)
        yield embedded_text(article, passage)


class _Aside:
    """The file in which vectors wait; one that was meant for something else is made anew."""

    def __init__(self, path: Path, stamps: dict[str, str]) -> None:
        stamps = {**stamps, "seal": _seal(stamps)}
        self._db = sqlite3.connect(path)
        if self._goes_on(stamps):
            return
        self._db.close()
        _remove(path)
        self._db = sqlite3.connect(path)
        with self._db:
            for statement in TABLES:
                self._db.execute(statement)
            self._db.executemany("INSERT INTO stamp VALUES (?, ?)", stamps.items())

    def _goes_on(self, stamps: dict[str, str]) -> bool:
        """Whether it is this installation's, for the same vectors, and whole."""
        try:
            self._db.execute("PRAGMA trusted_schema = OFF")
            made = {sql for (sql,) in self._db.execute("SELECT sql FROM sqlite_master") if sql}
            if made != set(TABLES):  # before anything is read: a view could have no end
                return False
            held = dict(self._db.execute("SELECT name, value FROM stamp"))
            if not stamps["seal"] or held != stamps:
                return False
            odd = (
                "SELECT count(*) FROM vectors WHERE typeof(id) != 'text' OR typeof(vector) != 'blob' "
                "OR length(vector) % 4"
            )
            faults = self._db.execute(odd).fetchone()[0]
            lengths = self._db.execute("SELECT count(DISTINCT length(vector)) FROM vectors")
            whole = not faults and lengths.fetchone()[0] < 2
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            return False
        return whole

    def close(self) -> None:
        self._db.close()

    def clear(self) -> None:
        with self._db:
            self._db.execute("DELETE FROM vectors")

    def ids(self) -> set[str]:
        return {identity for (identity,) in self._db.execute("SELECT id FROM vectors")}

    def dims(self) -> int | None:
        row = self._db.execute("SELECT length(vector) FROM vectors LIMIT 1").fetchone()
        return int(row[0]) // 4 if row else None

    def add(self, passages: list[Passage], vectors: NDArray[np.float32]) -> None:
        rows = [(p.id, v.tobytes()) for p, v in zip(passages, vectors, strict=True)]
        with self._db:
            self._db.executemany("INSERT INTO vectors VALUES (?, ?)", rows)

    def vectors(self) -> Iterator[tuple[str, bytes]]:
        """(passage id, vector) of everything that waits; some passages may have gone since."""
        yield from self._db.execute("SELECT id, vector FROM vectors")


def _seal(stamps: Mapping[str, str]) -> str:
    """What shows that this installation began the file: nobody else's vectors are put in. "" where
    it has no key, so that no run goes on where another broke off."""
    key = installation.key()
    said = json.dumps(stamps, sort_keys=True).encode()
    return hmac.new(key, said, "sha256").hexdigest() if key else ""


def _remove(path: Path) -> None:
    for suffix in ("", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)

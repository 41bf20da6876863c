"""The truth of an archive: SQLite with articles, sentences, passages, vectors and full text.

An article goes in with everything that belongs to it, in one transaction, or not at all.
`generation` grows with every change, so that an index made from the catalog knows its age.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage, Sentence, sentence_of, sentence_row
from index.errors import ArchiveError
from index.filters import Filters, day_numbers

FORMAT = "2"
SCHEMA = """
CREATE TABLE IF NOT EXISTS stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY, title TEXT, outlet TEXT, first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL, json TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sources (
    path TEXT NOT NULL, item TEXT NOT NULL, article_id TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (path, item));
CREATE INDEX IF NOT EXISTS sources_of ON sources (article_id);
CREATE TABLE IF NOT EXISTS sentences (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, voice TEXT NOT NULL, speaker TEXT,
    events TEXT NOT NULL, PRIMARY KEY (article_id, start));
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of ON passages (article_id);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, body, tokenize = 'porter unicode61 remove_diacritics 2');
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that goes into the catalog for one article; `vectors` is (passages, dims)."""

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]


class Catalog:
    """One open catalog file. Safe to use from several threads."""

    def __init__(self, path: Path, stamp: dict[str, str]) -> None:
        """Open `path`, made if it is not there. Raises ArchiveError if its stamp differs."""
        self.path = path
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(path, timeout=30, check_same_thread=False)
            self._db.isolation_level = None
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            with self.transaction():
                for statement in SCHEMA.split(";\n"):
                    self._db.execute(statement)
                for name, value in {"format": FORMAT, "generation": "0", **stamp}.items():
                    self._db.execute("INSERT OR IGNORE INTO stamp VALUES (?, ?)", (name, value))
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{path} cannot be used as a catalog ({error}); restore it, or ingest into a "
                "new --archive folder."
            ) from error
        found = dict(self._db.execute("SELECT name, value FROM stamp"))
        for name, value in {"format": FORMAT, **stamp}.items():
            if found[name] != value:
                raise ArchiveError(
                    f"The archive {path.parent} was made with {name} {found[name]!r}, not "
                    f"{value!r}; use it with that {name}, or ingest again into a new --archive."
                )

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block's writes, or none."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    # --- writing -------------------------------------------------------------------------

    def put(self, entry: Entry) -> None:
        """Add an article with its parts; nothing happens if it is there. Inside a transaction."""
        article = entry.article
        if self.has(article.id):
            return
        first, last = day_numbers(article.published.first_day, article.published.last_day)
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)",
            (article.id, article.title, article.outlet, first, last, json.dumps(article.to_dict())),
        )
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)",
            [(article.id, *sentence_row(s)) for s in entry.sentences],
        )
        for passage, vector in zip(entry.passages, entry.vectors, strict=True):
            number = self._db.execute(
                'INSERT INTO passages (id, article_id, start, "end", vector) VALUES (?, ?, ?, ?, ?)',
                (passage.id, article.id, passage.start, passage.end, vector.tobytes()),
            ).lastrowid
            body = article.text[passage.start : passage.end]
            self._db.execute(
                "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
                (number, article.title or "", body),
            )
        self._touch()

    def link(self, path: str, item: str, article_id: str) -> str | None:
        """Say that this place holds this article now; the id it held before, if any."""
        before = self._rows(
            "SELECT article_id FROM sources WHERE path = ? AND item = ?", (path, item)
        )
        # Until `finish`, the file does not count as read: a kill or a failure in between must not
        # let its old fingerprint vouch for what is held now.
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self._db.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", (path, item, article_id)
        )
        return before[0][0] if before else None

    def finish(self, path: str, fingerprint: str, items: set[str]) -> None:
        """The file is done: forget what it no longer holds. Inside a transaction."""
        for (item,) in self._rows("SELECT item FROM sources WHERE path = ?", (path,)):
            if item not in items:
                self._db.execute("DELETE FROM sources WHERE path = ? AND item = ?", (path, item))
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, fingerprint))

    def forget(self, path: str) -> None:
        """Drop a file and what only it held. Inside a transaction."""
        self._db.execute("DELETE FROM sources WHERE path = ?", (path,))
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self.sweep()

    def sweep(self) -> int:
        """Drop the articles that no place holds any more; how many. Inside a transaction."""
        orphans = self._rows(
            "SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM sources)"
        )
        for (article_id,) in orphans:
            self._db.execute(
                "DELETE FROM words WHERE rowid IN (SELECT number FROM passages WHERE article_id = ?)",
                (article_id,),
            )
            self._db.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        if orphans:
            self._touch()
        return len(orphans)

    def _touch(self) -> None:
        self._db.execute("UPDATE stamp SET value = value + 1 WHERE name = 'generation'")

    # --- reading -------------------------------------------------------------------------

    def generation(self) -> int:
        return int(self._rows("SELECT value FROM stamp WHERE name = 'generation'")[0][0])

    def has(self, article_id: str) -> bool:
        return bool(self._rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)))

    def count(self) -> int:
        return int(self._rows("SELECT count(*) FROM articles")[0][0])

    def article(self, article_id: str) -> Article | None:
        found = self._rows("SELECT json FROM articles WHERE id = ?", (article_id,))
        return Article.from_dict(json.loads(found[0][0])) if found else None

    def articles(self) -> Iterator[tuple[str, str]]:
        """(id, title) of every article, oldest first."""
        sql = "SELECT id, coalesce(title, '') FROM articles ORDER BY first_day, id"
        yield from ((i, t) for i, t in self._rows(sql))

    def sentences(self, article_id: str) -> list[Sentence]:
        rows = self._rows(
            'SELECT start, "end", voice, speaker, events FROM sentences WHERE article_id = ? ORDER BY start',
            (article_id,),
        )
        return [sentence_of(row) for row in rows]

    def outlets(self) -> list[str]:
        sql = "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet"
        return [name for (name,) in self._rows(sql)]

    def speakers(self, limit: int) -> list[str]:
        """Who is named as a speaker most often, in full names, most often first."""
        sql = (
            "SELECT speaker FROM sentences WHERE speaker GLOB '*[A-Z]* [A-Z]*' "
            "AND speaker NOT GLOB 'A *' AND speaker NOT GLOB 'The *' AND speaker NOT LIKE '% and %' GROUP BY speaker ORDER BY count(*) DESC, speaker LIMIT ?"
        )
        return [name for (name,) in self._rows(sql, (limit,))]

    def days(self) -> tuple[int, int] | None:
        """The first and last day numbers among dated articles."""
        sql = "SELECT min(first_day), max(last_day) FROM articles WHERE first_day = last_day"
        low, high = self._rows(sql)[0]
        return (int(low), int(high)) if low is not None else None

    def fingerprint(self, path: str) -> str | None:
        found = self._rows("SELECT fingerprint FROM files WHERE path = ?", (path,))
        return found[0][0] if found else None

    def paths(self) -> list[str]:
        return [p for (p,) in self._rows("SELECT DISTINCT path FROM sources ORDER BY path")]

    def held_by(self, path: str) -> list[tuple[str, str]]:
        """(item, article id) of what a file holds."""
        rows = self._rows(
            "SELECT item, article_id FROM sources WHERE path = ? ORDER BY item", (path,)
        )
        return [(item, article_id) for item, article_id in rows]

    def places(self, article_id: str) -> list[tuple[str, str]]:
        """(path, item) of where an article came from."""
        rows = self._rows("SELECT path, item FROM sources WHERE article_id = ?", (article_id,))
        return [(path, item) for path, item in rows]

    def passages(self, ids: Iterable[str]) -> dict[str, tuple[Passage, NDArray[np.float32]]]:
        """Passages with their vectors, by id; ids that are not (or no longer) there are left out."""
        wanted = list(ids)
        sql = (
            'SELECT id, article_id, start, "end", vector FROM passages '
            f"WHERE id IN ({', '.join('?' * len(wanted))})"
        )
        return {
            row[0]: (Passage(*row[:4]), np.frombuffer(row[4], dtype=np.float32))
            for row in self._rows(sql, wanted)
        }

    def vectors(self) -> tuple[list[str], list[tuple[int, int, str | None]], NDArray[np.float32]]:
        """Ids, (first day, last day, outlet) and vectors of every passage."""
        rows = self._rows(
            "SELECT p.id, first_day, last_day, outlet, vector FROM passages p "
            "JOIN articles a ON a.id = p.article_id ORDER BY number"
        )
        matrix = [np.frombuffer(r[4], dtype=np.float32) for r in rows]
        return (
            [r[0] for r in rows],
            [(int(r[1]), int(r[2]), r[3]) for r in rows],
            np.stack(matrix) if matrix else np.zeros((0, 0), dtype=np.float32),
        )

    def spread(self, words: Sequence[str]) -> list[int]:
        """In how many passages each word occurs, in any inflection."""
        sql = "SELECT count(*) FROM words WHERE words MATCH ?"
        return [int(self._rows(sql, (f'"{word}"',))[0][0]) for word in words]

    def passage_count(self) -> int:
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def lexical(
        self, match: str, limit: int, filters: Filters, among: Sequence[str] = ()
    ) -> dict[str, float]:
        """BM25 by passage id, best first (higher is better; the title counts double).

        `match` is an FTS5 expression; with `among`, only those passages are scored.
        """
        condition, values = filters.sql()
        if among:
            condition += f" AND p.id IN ({', '.join('?' * len(among))})"
        sql = (
            "SELECT p.id, -bm25(words, 2.0, 1.0) AS score FROM words "
            "JOIN passages p ON p.number = words.rowid JOIN articles a ON a.id = p.article_id "
            f"WHERE words MATCH ? AND {condition} ORDER BY score DESC LIMIT ?"
        )
        rows = self._rows(sql, [match, *values, *among, limit])
        return {row[0]: row[1] for row in rows}

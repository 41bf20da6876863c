"""One open SQLite file: its tables, its stamp, its transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import ArchiveError

FORMAT = "3"
# A passage's number is its article's number and, in so many bits below it, its place there. So the
# full text, which knows numbers only, can be filtered without looking up every passage it matches.
PLACES = 20
# Of the full text: how `index.search.terms` writes a question's words is made for this one.
TOKENIZER = "porter unicode61 remove_diacritics 2"
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS stamp (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS articles (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT, url TEXT,
    first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, work TEXT NOT NULL,
    valid_from INTEGER NOT NULL, valid_until INTEGER NOT NULL, size INTEGER NOT NULL,
    seen TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS articles_of_work ON articles (work);
CREATE INDEX IF NOT EXISTS articles_at_url ON articles (url);
CREATE INDEX IF NOT EXISTS articles_of_days ON articles (
    first_day, last_day, valid_from, valid_until, size);
CREATE TABLE IF NOT EXISTS named (
    field TEXT NOT NULL, folded TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE, value TEXT NOT NULL,
    PRIMARY KEY (field, folded, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS named_of ON named (article);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, fingerprint TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS supplied (path TEXT PRIMARY KEY, options TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS said (
    path TEXT NOT NULL, item TEXT NOT NULL, raw TEXT NOT NULL, fields TEXT NOT NULL,
    PRIMARY KEY (path, item));
CREATE TABLE IF NOT EXISTS sources (
    path TEXT NOT NULL, item TEXT NOT NULL, article_id TEXT NOT NULL REFERENCES articles (id),
    raw TEXT NOT NULL, PRIMARY KEY (path, item));
CREATE INDEX IF NOT EXISTS sources_of ON sources (article_id);
CREATE TABLE IF NOT EXISTS sentences (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, voice TEXT NOT NULL, speaker TEXT,
    events TEXT NOT NULL, PRIMARY KEY (article_id, start));
CREATE TABLE IF NOT EXISTS passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of ON passages (article_id, start);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
    title, about, body, tokenize = '{TOKENIZER}');
CREATE TABLE IF NOT EXISTS bands (
    hash INTEGER NOT NULL, article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (hash, article_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bands_of ON bands (article_id);
CREATE TABLE IF NOT EXISTS copies (
    article_id TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, story TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS copies_of ON copies (story);
CREATE TABLE IF NOT EXISTS lines (
    outlet TEXT NOT NULL, hash TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    PRIMARY KEY (outlet, hash, article_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS lines_of ON lines (article_id)
"""


class Database:
    """A connection that several threads may use; writes are whole or not at all."""

    def __init__(self, path: Path, stamp: dict[str, str]) -> None:
        """Open `path`, made if it is not there. Raises ArchiveError if its stamp differs."""
        self._lock = threading.RLock()
        wanted = {"format": FORMAT, **stamp}
        try:
            self._db = sqlite3.connect(path, timeout=30, check_same_thread=False)
            self._db.isolation_level = None
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._check(path, wanted)
            with self.transaction():
                for statement in SCHEMA.split(";\n"):
                    self._db.execute(statement)
                for name, value in {**wanted, "generation": "0"}.items():
                    self._db.execute("INSERT OR IGNORE INTO stamp VALUES (?, ?)", (name, value))
        except sqlite3.DatabaseError as error:
            raise ArchiveError(
                f"{path} cannot be used as a catalog ({error}); restore it, or ingest into a "
                "new --archive folder."
            ) from error

    def _check(self, path: Path, wanted: dict[str, str]) -> None:
        """Before any table is made: another version's tables are left as they are."""
        if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'stamp'"):
            return
        found = dict(self.rows("SELECT name, value FROM stamp"))
        for name, value in wanted.items():
            if found.get(name, value) != value:
                raise ArchiveError(
                    f"The archive {path.parent} was made with {name} {found[name]!r}, not "
                    f"{value!r}; use it with that {name}, or ingest again into a new --archive."
                )

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's writes, or none."""
        with self._lock:
            if self._db.in_transaction:  # part of a rehearsal
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """None of the block's writes, though the block sees them."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """The row id that an insert gave, else 0. Inside a transaction."""
        return self._db.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for every row. Inside a transaction."""
        self._db.executemany(sql, rows)

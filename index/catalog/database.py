"""One open SQLite file: its tables, its stamp, its transactions."""

from __future__ import annotations

import logging
import shlex
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from index.catalog import digest
from index.catalog.opened import WAIT_S, open_file
from index.catalog.sane import insane
from index.errors import ArchiveError
from index.refusals import damaged, telling

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

Kind = type | tuple[type, ...]
Shapes = dict[tuple[str, str], str]
STAMP = ("table", "stamp")
_OBJECTS = "SELECT type, name, sql FROM sqlite_master"
log = logging.getLogger("dateline")


class Database:
    """A connection that several threads may use; writes are whole or not at all.

    It reads until the first write, so that an archive which cannot be written can be read.
    Whatever SQLite refuses is an ArchiveError.
    """

    def __init__(self, path: Path, stamp: dict[str, str]) -> None:
        """Open `path`, made if it is not there. Raises ArchiveError if its stamp differs, or
        if it is not as it was written."""
        self._lock = threading.RLock()
        self._path = path
        self._writes = False  # whether the connection may
        self._changed = False  # whether the catalog is another than its digests were made of
        self._altered: str | None = None  # the era whose vectors are not as they were written
        with self._telling():
            if not path.exists():
                _make(path, stamp)
            self._db, self._hindrance = open_file(path)
            try:
                self._check({"format": FORMAT, **stamp})
            except BaseException:
                self._db.close()
                raise

    def _check(self, wanted: dict[str, str]) -> None:
        """Raises ArchiveError for a file that is no catalog of ours, or no longer the one it was."""
        folder = self._path.parent
        if not self._path.stat().st_size:
            raise self.damaged(f"{self._path.name} is empty")
        held, ours = _shapes(self.rows(_OBJECTS)), _objects()
        if held.get(STAMP) != ours[STAMP]:
            raise self.damaged(f"{self._path.name} is no catalog")
        found = dict(self.rows("SELECT name, value FROM stamp"))
        if lost := {*wanted, "generation"} - found.keys():
            raise self.damaged(f"it does not say its {min(lost)}")
        for name, value in wanted.items():
            if found[name] != value:
                raise ArchiveError(
                    f"The archive {folder} was made with {name} {found[name]!r}, not "
                    f"{value!r}; use it with that {name}, or ingest again into a new --archive."
                )
        # A view or trigger of somebody else's would act in the place of our tables.
        if held != ours:
            raise self.damaged(f"the tables of {self._path.name} are not those of a catalog")
        if table := insane(self._db, [name for kind, name in ours if kind == "table"]):
            raise self.damaged(f"a value among its {table} can be none")
        if digest.small(self._db):
            self._verify([name for kind, name in ours if kind == "table" and name != digest.FTS5])

    def _verify(self, tables: Iterable[str]) -> None:
        """Read the whole file, as it is at one moment."""
        self._db.execute("BEGIN")
        try:
            # One by one: some versions of SQLite write when they check a table of FTS5 itself.
            found = {self.one(f'PRAGMA integrity_check("{table}")') for table in tables}
            altered = digest.altered(self._db)
        finally:
            self._roll_back()
        if found != {"ok"} or digest.REST in altered:
            raise self.damaged(f"{self._path.name} is not as it was written")
        self._altered = self._era() if digest.VECTORS in altered else None

    @property
    def vectors_altered(self) -> bool:
        """Whether the vectors of today are known not to be as they were written, unlike the rest."""
        return self._altered is not None and self._era() == self._altered

    def _era(self) -> str:
        return str(self.one("SELECT value FROM stamp WHERE name = 'era'"))

    def _vouched(self) -> tuple[str, ...]:
        """The digests that writing renews; of vectors that were altered the old one must stay."""
        return (digest.REST,) if self.vectors_altered else digest.BOTH

    def close(self) -> None:
        self._db.close()

    def settle(self) -> None:
        """After the last write, for whoever holds the archive's write lock: add the digests.

        Without room for them nothing vouches for the file until the next time.
        """
        with self._lock:
            if self._changed:
                try:
                    self._db.execute("BEGIN IMMEDIATE")
                    digest.write(self._db, self._vouched())
                    self._db.execute("COMMIT")
                    self._changed = False
                except sqlite3.Error as error:
                    log.info("the catalog has no digest for now: %s", error)
                    self._roll_back()

    def _begin(self) -> None:
        if self._hindrance is not None:
            raise self._hindrance
        if not self._writes:
            self._db.execute("PRAGMA query_only = OFF")
            self._writes = True
        self._db.execute("BEGIN IMMEDIATE")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block's writes, or none."""
        with self._lock:
            if self._db.in_transaction:  # part of a rehearsal
                yield
                return
            with self._telling():
                self._begin()
            try:
                with self._telling():
                    digest.drop(self._db, self._vouched())
                self._changed = True
                yield
                with self._telling():
                    self._db.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """None of the block's writes, though the block sees them."""
        with self._lock:
            with self._telling():
                self._begin()
            try:
                yield
            finally:
                self._roll_back()

    def _roll_back(self) -> None:
        """Where SQLite has not done so itself, as it does when the disk is full."""
        if self._db.in_transaction:
            with self._telling():
                self._db.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._telling():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, values)
        return found[0][0] if found else None

    def write(self, sql: str, values: Sequence[object] = ()) -> int:
        """The row id that an insert gave, else 0. Inside a transaction."""
        with self._telling():
            return self._db.execute(sql, values).lastrowid or 0

    def write_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """One statement for every row. Inside a transaction."""
        with self._telling():
            self._db.executemany(sql, rows)

    def damaged(self, what: str) -> ArchiveError:
        """What to raise where the tables hold what nobody has put there."""
        return damaged(self._path.parent, what)

    def checked(self, rows: list[tuple[Any, ...]], *kinds: Kind) -> list[tuple[Any, ...]]:
        """The same rows, each value of its kind. Raises ArchiveError where one is of another."""
        for row in rows:
            if not all(map(isinstance, row, kinds)):
                raise self.damaged("a value is of another kind than was written")
        return rows

    def vectors_damaged(self) -> ArchiveError:
        """What to raise where the vectors, which can be made anew, are not as they were written."""
        return ArchiveError(
            f"The vectors of {self._path.parent} are damaged; have them made anew: dateline reindex "
            f"--archive {shlex.quote(str(self._path.parent))}"
        )

    def _telling(self) -> AbstractContextManager[None]:
        return telling(self._path.parent)


def _make(path: Path, stamp: dict[str, str]) -> None:
    """A catalog without articles, whole or not there at all. Never instead of one that is there."""
    from filelock import FileLock

    fresh = path.with_suffix(".new")
    with FileLock(path.with_name("write.lock"), timeout=WAIT_S):
        if path.exists():  # another process made one at the same moment
            return
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
            _fill(db)
            db.executemany(
                "INSERT INTO stamp VALUES (?, ?)",
                {"format": FORMAT, **stamp, "generation": "0"}.items(),
            )
            db.execute("PRAGMA journal_mode = WAL")
        fresh.replace(path)


def _fill(db: sqlite3.Connection) -> None:
    for statement in SCHEMA.split(";\n"):
        db.execute(statement)


@cache
def _objects() -> Shapes:
    """Everything that a catalog consists of."""
    with closing(sqlite3.connect(":memory:")) as db:
        _fill(db)
        return _shapes(db.execute(_OBJECTS))


def _shapes(rows: Iterable[tuple[str, str, str | None]]) -> Shapes:
    """(kind, name) and SQL of each object; FTS5 has made its own in one way since it is there."""
    return {(kind, name): " ".join((sql or "").split()) for kind, name, sql in rows}

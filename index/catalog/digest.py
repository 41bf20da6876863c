"""What a catalog holds, as two digests: they tell whether anything was altered behind our back.

One is over the vectors, which can be made anew, the other over all else. They stand in the
catalog itself, and go with the first write: so there are those of a catalog at rest, or none.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

MOST = 16 * 2**20  # bytes of a catalog for which all of it is read whenever it is opened
REST, VECTORS = "digest", "digest of vectors"  # their names among the stamps
BOTH = (REST, VECTORS)
APART = {("passages", "vector")}  # what is in the digest of the vectors
FTS5 = "words"  # a virtual table: what it holds lies in tables of its own, which are read


def small(db: sqlite3.Connection) -> bool:
    """Whether a catalog is so small that reading all of it delays nobody."""
    pages, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
    )
    return bool(pages * size <= MOST)


def digests(db: sqlite3.Connection) -> dict[str, str]:
    """Both digests, of what the catalog holds now. Raises sqlite3.Error where it cannot be read."""
    rest, vectors = hashlib.sha256(), hashlib.sha256()
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != ? ORDER BY name"
    for (table,) in db.execute(names, (FTS5,)).fetchall():
        rest.update(table.encode())
        columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
        kept = [name for name in columns if (table, name) not in APART]
        quoted = " || ',' || ".join(f'quote("{name}")' for name in kept)
        for (row,) in db.execute(f'SELECT {quoted} FROM "{table}" {_where(table)} ORDER BY 1'):
            rest.update(row.encode("utf-8", "surrogatepass"))
    for (vector,) in db.execute("SELECT quote(vector) FROM passages ORDER BY number"):
        vectors.update(vector.encode())
    return {REST: rest.hexdigest(), VECTORS: vectors.hexdigest()}


def altered(db: sqlite3.Connection) -> set[str]:
    """Which of the two no longer fit, as REST and VECTORS; none where nothing vouches for them."""
    said = dict(db.execute(f"SELECT name, value FROM stamp WHERE name IN ('{REST}', '{VECTORS}')"))
    if not said or not small(db):
        return set()
    made = digests(db)
    return {name for name, value in said.items() if made[name] != value}


def write(db: sqlite3.Connection, names: Iterable[str] = BOTH) -> None:
    """These digests among the stamps. Inside a transaction."""
    if small(db):
        made = digests(db)
        rows = [(name, made[name]) for name in names]
        db.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?)", rows)


def drop(db: sqlite3.Connection, names: Iterable[str] = BOTH) -> None:
    """What these vouch for is about to change. Inside a transaction."""
    db.executemany("DELETE FROM stamp WHERE name = ?", [(name,) for name in names])


def _where(table: str) -> str:
    return f"WHERE name NOT IN ('{REST}', '{VECTORS}')" if table == "stamp" else ""

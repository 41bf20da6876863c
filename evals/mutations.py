"""Ways to alter an archive behind its back: bytes, files, rows, tables, marks. All from one seed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

Way = Callable[[Path, Random], str]
VALUES = (
    None, 0, -1, 2**62, 3.5, "", "x", "9999-99-99", "../../outside", "\x1b[31m", "a" * 100_000, b"", b"\x00" * 7,
    b"\xff\xfe\xfd" * 40,
)  # fmt: skip
INVALID = "CAST(x'c328ff' AS TEXT)"  # text that is not UTF-8
JSON: tuple[object, ...] = ([], {}, None, 7, "x", "../..", [["a"]], {"folder": "../.."}, 10**30, -1)


def alter(archive: Path, random: Random) -> str:
    """Alter the archive in one way; what was done, in a few words."""
    return random.choice(WAYS)(archive, random)


def without_digests(archive: Path) -> None:
    """As a large archive is, or one that a writer left in the middle: nothing vouches for it."""
    with closing(sqlite3.connect(archive / "catalog.sqlite", isolation_level=None)) as db:
        db.execute("DELETE FROM stamp WHERE name LIKE 'digest%'")


def _files(archive: Path) -> list[Path]:
    return sorted(p for p in archive.rglob("*") if p.is_file() and not p.is_symlink())


def _flip(archive: Path, random: Random) -> str:
    """Up to 200 bytes of a file become other bytes."""
    path = random.choice([p for p in _files(archive) if p.stat().st_size])
    data = bytearray(path.read_bytes())
    for _ in range(random.choice((1, 5, 200))):
        data[random.randrange(len(data))] ^= random.randrange(1, 256)
    path.write_bytes(data)
    return f"bytes of {path.name} flipped"


def _cut(archive: Path, random: Random) -> str:
    """A file ends early, or at once, or goes on with what is none of it."""
    path = random.choice(_files(archive))
    size = path.stat().st_size
    kind = random.choice(("emptied", "cut", "zeroed", "lengthened"))
    data = path.read_bytes()
    start = random.randrange(size) if size else 0
    if kind == "zeroed":
        data = data[:start] + b"\0" * len(data[start : start + 4096]) + data[start + 4096 :]
    elif kind == "lengthened":
        data += random.randbytes(5000)
    else:
        data = data[: 0 if kind == "emptied" else start]
    path.write_bytes(data)
    return f"{path.name} {kind}"


def _exchange(archive: Path, random: Random) -> str:
    """A file is gone, or a folder, a link out of the archive or a pipe stands in its place."""
    paths = sorted(p for p in archive.rglob("*") if not p.is_symlink())
    path = random.choice(paths)
    kind = random.choice(
        ("missing", "a folder", "a link to a file", "a link to a folder", "a pipe")
    )
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    if kind == "a folder":
        path.mkdir()
    elif kind == "a link to a file":
        path.symlink_to(archive.parent / "outside" / "file")
    elif kind == "a link to a folder":
        path.symlink_to(archive.parent / "outside")
    elif kind == "a pipe":
        os.mkfifo(path)
    return f"{path.relative_to(archive)} is {kind}"


def _field(archive: Path, random: Random) -> str:
    """One value of one row of one table is another."""
    with closing(sqlite3.connect(archive / "catalog.sqlite", isolation_level=None)) as db:
        table = random.choice(_tables(db))
        column = random.choice([r[1] for r in db.execute(f'PRAGMA table_info("{table}")')])
        keys = db.execute(f'SELECT "{column}" FROM "{table}"').fetchall()
        if not keys:
            return f"nothing: {table} is empty"
        (old,) = random.choice(keys)
        value = random.choice((*VALUES, INVALID))
        sql, values = ("?", [value, old]) if value != INVALID else (INVALID, [old])
        try:
            db.execute(f'UPDATE "{table}" SET "{column}" = {sql} WHERE "{column}" IS ?', values)
        except sqlite3.Error as error:
            return f"nothing: {table}.{column} refuses ({error})"
        return f"{table}.{column} is {str(value)[:20]!r}"


def _rows(archive: Path, random: Random) -> str:
    """Rows of a table are gone, or the table is, or there is a view or a trigger."""
    with closing(sqlite3.connect(archive / "catalog.sqlite", isolation_level=None)) as db:
        table = random.choice(_tables(db))
        sql = random.choice((
            f'DELETE FROM "{table}" WHERE rowid % 2', f'DELETE FROM "{table}"', f'DROP TABLE "{table}"',
            f'ALTER TABLE "{table}" ADD COLUMN more TEXT', 'CREATE VIEW more AS SELECT * FROM articles',
            'CREATE TRIGGER more AFTER INSERT ON articles BEGIN DELETE FROM articles; END',
            "CREATE TABLE more (x)",
        ))  # fmt: skip
        try:
            db.execute(sql)
        except sqlite3.Error as error:
            return f"nothing: {sql} ({error})"
        return sql


def _mark(archive: Path, random: Random) -> str:
    """The mark of the vector index says something else."""
    path = archive / "vectors.json"
    if not path.is_file():
        return "nothing: no mark"
    said = json.loads(path.read_text())
    name = random.choice(["", *said])
    value = random.choice(JSON)
    path.write_text(json.dumps(value if not name else {**said, name: value}))
    return f"vectors.json {name or 'as a whole'} is {value!r}"


def _tables(db: sqlite3.Connection) -> list[str]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'words' ORDER BY name"
    return [name for (name,) in db.execute(names)]


WAYS: tuple[Way, ...] = (_flip, _flip, _cut, _exchange, _field, _field, _field, _rows, _mark)

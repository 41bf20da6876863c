"""How a catalog's file is opened: for reading, until somebody writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.errors import ArchiveError

# What SQLite says where it cannot make the files that it keeps beside a database in use.
NO_ROOM_BESIDE = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
}  # fmt: skip
WAIT_S = 30.0  # for another process that writes


def open_file(path: Path) -> tuple[sqlite3.Connection, sqlite3.Error | None]:
    """A connection that refuses to write until `PRAGMA query_only` is off.

    Where the folder is read-only, or its disk full, the file is read as it lies there: that is
    sound as long as no writer has left anything in the log beside it. Then what stands in the way
    of writing comes along. Raises sqlite3.Error.
    """
    try:
        # Not mode=ro: a connection of that kind leaves its two files beside the catalog behind.
        return _connected(path, "mode=rw"), None
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in NO_ROOM_BESIDE or not path.is_file():
            raise
        if pending(path):
            raise ArchiveError(
                f"The last changes to {path.parent} lie beside its catalog, and a folder that is only to "
                "be read does not let them in: copy it to a folder of your own."
            ) from error
        return _connected(path, "mode=ro&immutable=1"), error


def pending(path: Path) -> bool:
    """Whether the log beside a catalog may hold what the catalog itself does not yet."""
    log = path.with_name(f"{path.name}-wal")
    try:
        return log.stat().st_size > 0
    except FileNotFoundError:
        return False


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=WAIT_S,
        check_same_thread=False,
        isolation_level=None,
    )
    try:
        for pragma in ("query_only = ON", "foreign_keys = ON", "trusted_schema = OFF"):
            db.execute(f"PRAGMA {pragma}")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only now is it opened
    except BaseException:
        db.close()
        raise
    return db

"""What a disk or a file refused, told in one sentence with the advice that fits it."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
VAGUE = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
SAID = 120  # characters of what was found
LEAST = 64 * 1024  # bytes
PRIMARY = 0xFF  # the low byte of an extended result code of SQLite names the kind


@contextmanager
def telling(folder: Path) -> Iterator[None]:
    """Whatever SQLite or the operating system refuses inside becomes an ArchiveError."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a fault of ours, such as the use of an archive that was closed
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise refused(error, folder) from error


def refused(error: sqlite3.Error | OSError | UnicodeDecodeError, folder: Path) -> ArchiveError:
    """The ArchiveError for a refusal that concerns the archive in `folder`."""
    if isinstance(error, OSError):
        said = error.strerror or str(error)
        if isinstance(error, TimeoutError):  # filelock's, of a lock that another process holds
            return busy(folder)
        if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR):
            return ArchiveError(
                f"{folder} cannot be an archive ({said}); name another folder with --archive."
            )
        if error.errno in FULL:
            return full(folder)
        if error.errno in FORBIDDEN:
            return unwritable(folder)
        return ArchiveError(
            f"The archive {folder} cannot be used ({said}); check its disk, then run this again."
        )
    if isinstance(error, UnicodeDecodeError):  # SQLite's own message repeats what it found
        return damaged(folder, "it holds text that is not UTF-8")
    code = getattr(error, "sqlite_errorcode", None)
    kind = code & PRIMARY if code is not None else None
    # Of the files that it keeps beside a database SQLite does not say why they cannot be made.
    if kind == sqlite3.SQLITE_FULL or (kind in VAGUE and not _room(folder)):
        return full(folder)
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return unwritable(folder)
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(folder)
    if kind == sqlite3.SQLITE_CANTOPEN:
        return ArchiveError(
            f"You cannot open the archive {folder}: check who owns its files, or copy it to a folder "
            "of your own."
        )
    if kind == sqlite3.SQLITE_IOERR:
        return ArchiveError(
            f"The disk that holds {folder} does not read or write as it should ({error}): make room "
            "on it, or check it, then run this again."
        )
    return damaged(folder, str(error))


def _room(folder: Path) -> bool:
    """Whether the disk has room for what SQLite needs at the least."""
    try:
        found = os.statvfs(folder)
    except OSError:
        return True  # whatever is the matter, it is not that
    return found.f_bavail * found.f_frsize >= LEAST


def full(folder: Path) -> ArchiveError:
    """The disk has no room."""
    return ArchiveError(
        f"The disk that holds {folder} is full: make room, then run this again; what the archive held "
        "before is still in it."
    )


def busy(folder: Path) -> ArchiveError:
    """Another process writes to it."""
    return ArchiveError(
        f"Another process is writing to {folder}; wait for it, then run this again."
    )


def unwritable(folder: Path) -> ArchiveError:
    """It can be read but not written."""
    return ArchiveError(
        f"You cannot write to {folder}: it is read-only, or belongs to somebody else; copy it to a "
        "folder of your own, or name another with --archive."
    )


def damaged(folder: Path, what: str) -> ArchiveError:
    """It does not hold what was written to it; `what` may repeat some of what it holds instead."""
    line = " ".join(what.split())[:SAID].rstrip(". ")
    return ArchiveError(
        f"The archive {folder} is damaged ({line}): restore a backup of it, or ingest the "
        "articles into a new --archive."
    )

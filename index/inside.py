"""Everything that is an archive's lies in its folder: no link leads out of it, no file is shared.

An archive may come from anybody. A link in place of one of its files would have files elsewhere
read, overwritten or deleted, and so would a second name of a file (a hard link), and a journal
that names another: SQLite deletes the file that is named there.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

from index.errors import ArchiveError, InputError

NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
SQLITE = ("", "-wal", "-shm", "-journal")
HELD = tuple(f"catalog.sqlite{suffix}" for suffix in SQLITE)  # the catalog: it cannot be rebuilt
MADE = (
    "write.lock", "vectors.lock",
    *(f"{name}{suffix}" for name in ("catalog.new", "reindex.sqlite") for suffix in SQLITE),
)  # fmt: skip
DERIVED = ("vectors", "vectors.json", "vectors.new")  # rebuilt if they are not of the kind expected
FOLDERS = ("piped",)
TO_DELETE = bytes.fromhex("d9d505f920a163d7")  # ends a journal that names a further one


def named_folder(name: str | Path) -> Path:
    """The path of an archive's folder. Raises InputError for what no path can be."""
    try:
        path = Path(name).expanduser()
        if b"\0" not in os.fsencode(path):
            return path
    except (RuntimeError, UnicodeEncodeError) as error:  # a home of nobody; a lone surrogate
        raise InputError(f"{str(name)!r} is no path of a folder; name another.") from error
    raise InputError(f"{str(name)!r} is no path of a folder; name another.")


def check(folder: Path) -> None:
    """Raises ArchiveError if anything of ours in an archive's folder is not simply there.

    The folder itself may be a link: whoever opens the archive named it.
    """
    for name in (*HELD, *MADE, *DERIVED, *FOLDERS):
        path = folder / name
        try:
            about = path.lstat()
        except (OSError, ValueError):  # not there; or not to be had, and opening it will say so
            continue
        problem, remedy = _problem(path, about)
        if problem:
            raise ArchiveError(
                f"{name} in the archive {folder} {problem}, and an archive is only used if all of "
                f"it lies in its own folder: {remedy}, then run this again."
            )


def _problem(path: Path, about: os.stat_result) -> tuple[str, str]:
    """What is wrong with it, and what to do; nothing if all is well."""
    kind, name = about.st_mode, path.name
    instead = "put the file itself in its place" if name in HELD else "delete it"
    if stat.S_ISLNK(kind):
        return "is a link to somewhere else", instead
    if name in DERIVED:
        return "", ""
    if name in FOLDERS:
        return ("", "") if stat.S_ISDIR(kind) else ("is not a folder", "delete it")
    if not stat.S_ISREG(kind):
        return "is not a file", instead
    if about.st_nlink > 1:
        copied = "copy the archive and use the copy" if name in HELD else "delete it"
        return "has a second name elsewhere (a hard link)", copied
    if name.endswith("-journal") and _end(path) == TO_DELETE:
        return "names a file that SQLite would delete", "have the archive from its maker again"
    return "", ""


def _end(path: Path) -> bytes:
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | NOFOLLOW), "rb") as stream:
            stream.seek(-len(TO_DELETE), os.SEEK_END)
            return stream.read()
    except OSError:  # shorter than that, or nobody may read it
        return b""


def create(path: Path) -> int:
    """A descriptor to write a new file by, in place of whatever has that name now."""
    clear(path)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOFOLLOW, 0o666)


def clear(path: Path) -> None:
    """Delete a file, a link or a folder with all that is in it; what a link points to is kept."""
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(kind):
        try:
            shutil.rmtree(path)
        except RecursionError as error:
            raise OSError(errno.ELOOP, "it is nested too deep to be deleted") from error
    else:
        path.unlink(missing_ok=True)

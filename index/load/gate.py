"""The one door to files: a regular file, exactly where it was found, through no link."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from index.errors import UnreadableError

# A folder on the way is only passed through, which needs no right to list it.
_PASS = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading, never waiting on a pipe, touching a device or following a link.

    `path` is a real path, as `Path.resolve` gives it: a link that has come into it since then
    leads elsewhere. Raises OSError, or UnreadableError for a link and what is no regular file.
    """
    refuse_special(path.lstat().st_mode)  # before it is opened: opening a device may do something
    try:
        handle = _opened(path)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise UnreadableError("a link stands in its path; it is not followed") from error
        raise
    try:
        refuse_special(os.fstat(handle).st_mode)  # it may have been exchanged in between
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def real_inside(path: Path, folder: Path) -> Path:
    """The real path of `path`, which must lie in `folder`, a real path. Raises UnreadableError."""
    try:
        found = path.resolve(strict=True)
    except FileNotFoundError as error:
        raise UnreadableError("a link that leads nowhere") from error
    except RuntimeError as error:  # Python before 3.13
        raise UnreadableError("a link that leads in a circle") from error
    except OSError as error:
        circle = error.errno == errno.ELOOP
        why = "a link that leads in a circle" if circle else f"cannot be read: {error.strerror}"
        raise UnreadableError(why) from error
    if not found.is_relative_to(folder):
        raise UnreadableError("a link out of the folder; it is not followed")
    return found


def refuse_special(mode: int) -> None:
    """Raises UnreadableError for a mode that is not a regular file's."""
    if stat.S_ISREG(mode):
        return
    named = {
        stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder",
        stat.S_IFLNK: "a link",
    }  # fmt: skip
    what = named.get(stat.S_IFMT(mode), "a device")
    raise UnreadableError(f"it is {what}, not a file")


def _opened(path: Path) -> int:
    """A handle of the file: from the root on, each step in the folder that the last one opened."""
    *folders, name = path.absolute().parts
    if os.open not in os.supports_dir_fd:
        return os.open(path, _READ | _NO_LINK)
    at = os.open(folders[0], _PASS)
    try:
        for folder in folders[1:]:
            step = os.open(folder, _PASS | _NO_LINK, dir_fd=at)
            os.close(at)
            at = step
        return os.open(name, _READ | _NO_LINK, dir_fd=at)
    finally:
        os.close(at)

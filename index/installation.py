"""What this installation made and what its user told it, kept apart from every archive.

An archive may come from anybody, so what is trusted in one is not written in it but here, in a
folder of the user's own: a random key, by which the vector indexes that were made here are known
again, and the embedding servers that the user has named. Where this folder cannot be read or
written nothing breaks: no index is vouched for, and servers have to be named each time.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import stat
from pathlib import Path

LENGTH = 32  # bytes of the key
LARGEST = 2**20  # bytes: far more servers than anybody names
NOFOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for ever
log = logging.getLogger("dateline")


def folder() -> Path | None:
    """Where all of this is kept, or None if the path is relative: it would depend on the working folder."""
    if named := os.environ.get("DATELINE_STATE", ""):
        path = Path(named)
    else:
        import platformdirs

        path = platformdirs.user_state_path("dateline")
    if path.is_absolute():
        return path
    log.warning("%s is not an absolute path, so nothing is remembered there", path)
    return None


def key() -> bytes | None:
    """The key of this installation, made at first need; None if it can be neither read nor kept."""
    if (home := folder()) is None:
        return None
    path = home / "key"
    if (found := _key_at(path)) is None:
        _make_key(path)
        found = _key_at(path)
    return found


def knows(server: str) -> bool:
    """Whether the user has named this embedding server: the whole setting, with path and model."""
    home = folder()
    held = _own(home / "servers", LARGEST, others_may=0o055) if home else None
    return held is not None and json.dumps(server).encode() in held.split(b"\n")


def remember(server: str) -> None:
    """The user names this embedding server. Where that cannot be kept, it is named again."""
    if (home := folder()) is None or knows(server):
        return
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | NOFOLLOW
        with os.fdopen(os.open(home / "servers", flags, 0o600), "ab") as stream:
            stream.write(b"\n" + json.dumps(server).encode() + b"\n")  # after half a line, too
    except OSError as error:
        log.info("the embedding server is not remembered: %s", error)


def _key_at(path: Path) -> bytes | None:
    found = _own(path, LENGTH, others_may=0)
    return found if found is not None and len(found) == LENGTH else None


def _make_key(path: Path) -> None:
    fresh = path.with_name(f"key.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NOFOLLOW
        with os.fdopen(os.open(fresh, flags, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(LENGTH))
        try:  # whole or not at all; and of several that are made at once, the first one holds
            os.link(fresh, path)
        except OSError:  # there is one, or this file system has no second names
            if _key_at(path) is None:
                fresh.replace(path)
    except OSError as error:
        log.info("this installation has no key: %s", error)
    finally:
        _remove(fresh)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s is left over: %s", path, error)


def _own(path: Path, most: int, others_may: int) -> bytes | None:
    """What a file of the user's own holds, if nobody but the user could have put it there."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | NOFOLLOW), "rb") as stream:
            about = os.fstat(stream.fileno())
            mode = stat.S_IMODE(about.st_mode) & 0o077
            owner = os.geteuid() if hasattr(os, "geteuid") else about.st_uid
            if not stat.S_ISREG(about.st_mode) or about.st_uid != owner or mode & ~others_may:
                return None
            return stream.read(most + 1) if about.st_size <= most else None
    except OSError:
        return None

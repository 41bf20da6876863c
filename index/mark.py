"""The mark beside a vector index: what it holds, and that this installation left it so.

An index is only opened with a mark that fits. It is signed with the installation's key, over what
it says and over how every file of the index lay there: which one it is, its size, when it was last
changed. So an index that somebody else made, that was copied, unpacked or damaged, or that was
left in the middle of a change, has none, and is made anew from the catalog.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import stat
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from index import inside

LARGEST = 4096  # bytes: a mark has some 200
MOST = 100  # files and folders: Chroma makes about eight
KINDS = {"generation": int, "era": int, "folder": str, "held": int, "live": int}
NAME = re.compile(r"g[0-9]{1,20}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Mark:
    """The catalog's `generation` and `era` that the index is of, and the `folder` that it is in.

    `held` ids are in it, of which `live` are of passages that the catalog had then.
    """

    generation: int
    era: int
    folder: str
    held: int
    live: int

    @classmethod
    def read(cls, path: Path, key: bytes, home: Path) -> Mark | None:
        """The mark of an index in `home`, if there is one and it holds."""
        try:
            with os.fdopen(os.open(path, os.O_RDONLY | inside.NOFOLLOW), "rb") as stream:
                said = json.loads(stream.read(LARGEST))
            signed = said.pop("signed")
            if {name: type(value) for name, value in said.items()} != KINDS:
                return None
            mark = cls(**said)
            if not NAME.fullmatch(mark.folder):  # before anything is looked for by that name
                return None
            holds = hmac.compare_digest(mark._signed(key, home), signed)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return mark if holds else None

    def write(self, path: Path, key: bytes, home: Path) -> None:
        """Vouch for the index in `home` as it lies there now. Raises OSError."""
        words = json.dumps({**asdict(self), "signed": self._signed(key, home)})
        fresh = path.with_suffix(".new")
        with os.fdopen(inside.create(fresh), "w") as stream:
            stream.write(words)
        fresh.replace(path)

    def _signed(self, key: bytes, home: Path) -> str:
        folder = home / self.folder
        lies = [_lies(home), _lies(folder), *_all_in(folder)]
        words = json.dumps(["vectors 1", asdict(self), lies]).encode()
        return hmac.new(key, words, hashlib.sha256).hexdigest()


def fresh_name(generation: int) -> str:
    """Never the same twice: Chroma keeps what it knows of a path while the process lives."""
    return f"g{generation}-{secrets.token_hex(4)}"


def _all_in(folder: Path) -> list[tuple[str, list[int]]]:
    found = sorted(islice(folder.rglob("*"), MOST + 1))
    if len(found) > MOST:
        raise OSError(f"{folder} holds more than Chroma puts there")
    return [(str(path.relative_to(folder)), _lies(path)) for path in found]


def _lies(path: Path) -> list[int]:
    """What changes if anybody writes to a file, or puts another in its place.

    Nobody can set when a file was last changed in this sense (its `ctime`). The number of the
    device is left out: on some file systems it is another after each start. Raises OSError where
    a link or a pipe lies there.
    """
    about = path.lstat()
    if stat.S_ISDIR(about.st_mode):
        return [about.st_ino]
    if not stat.S_ISREG(about.st_mode):
        raise OSError(f"{path} is no file")
    return [about.st_ino, about.st_size, about.st_ctime_ns]

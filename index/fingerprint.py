"""What an article is made from, in one string: the same gives the same article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from index.load import digest


@cache
def _code() -> str:
    """Over all that makes an article of a document, word lists included."""
    found = hashlib.sha256()
    room = Path(__file__).parent
    for part in ("load", "clean", "dates", "speakers"):
        for path in sorted((room / part).rglob("*.[pt][yo]*")):
            if path.suffix in (".py", ".toml"):
                found.update(path.read_bytes())
    for name in ("split.py", "same.py", "prepare.py"):
        found.update((room / name).read_bytes())
    return found.hexdigest()[:16]


def fingerprint(path: str, options: Mapping[str, Any]) -> str:
    """Of all that an article is made from: the file, its sidecar, the options, the code."""
    return f"{digest(Path(path), options)}-{_code()}"

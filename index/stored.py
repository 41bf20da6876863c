"""What is known of a folder of Chroma's without Chroma: what it names, and what its failures are.

Chroma builds whatever embedding function a collection's stored configuration or schema names, and
a function can run code or send what it is given. Ours have none, and Chroma writes that so.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

NONE = ({"type": "legacy"}, {"type": "unknown"}, None)  # a function that only the caller has


class FolderError(Exception):
    """Whatever goes wrong in Chroma; its index is then made anew, or done without."""


@contextmanager
def told() -> Iterator[None]:
    """Any failure of Chroma becomes a FolderError, also a panic of its Rust part, which is no Exception."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise FolderError(f"{type(error).__name__}: {error}") from error
        raise


def without_functions(folder: Path) -> bool:
    """Whether no collection of the folder names a function; False too where that cannot be read."""
    try:
        # Not to be changed, so that no journal beside it is followed either.
        uri = f"{(folder / 'chroma.sqlite3').absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as db:
            said = db.execute("SELECT config_json_str, schema_str FROM collections").fetchall()
            settings = [json.loads(text) for row in said for text in row if text]
    except (sqlite3.Error, OSError, ValueError, TypeError, RecursionError):
        return False
    return all(function in NONE for function in _functions(settings))


def _functions(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, held in value.items():
            if name == "embedding_function":
                yield held
            else:
                yield from _functions(held)
    elif isinstance(value, list):
        for held in value:
            yield from _functions(held)

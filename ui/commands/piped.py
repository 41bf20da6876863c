"""Standard input, named "-" on the command line as usual: questions and articles from a pipe."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import InputError

PIPE = "-"
FOLDER = "piped"  # in the archive: what came in by a pipe is nowhere else


def question(given: str | None) -> str | None:
    """The question itself, or for "-" what standard input holds. Raises InputError for nothing."""
    if given != PIPE:
        return given
    text = " ".join(sys.stdin.read().split())
    if not text:
        raise InputError(
            'Nothing came in to be asked; try: echo "Who holds Manbij?" | dateline ask -'
        )
    return text


@contextmanager
def articles(paths: list[str], folder: Path | None) -> Iterator[list[str]]:
    """The paths, with a file in place of "-" that holds what standard input held.

    It is kept in `folder`, the archive's, so that it can be read again; with None it is gone
    afterwards. Its name is made of what it holds: the same again is the same file.
    Raises InputError for nothing.
    """
    if PIPE not in paths:
        yield paths
        return
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) if folder is None else folder / FOLDER
        home.mkdir(exist_ok=True)
        file = str(_saved(home))
        yield [file if path == PIPE else path for path in paths]


def _saved(home: Path) -> Path:
    from index.load.nameless import suffix_of

    # A name that nobody can have put there before, least of all as a link to somewhere else.
    with tempfile.NamedTemporaryFile(dir=home, delete=False) as stream:
        fresh = Path(stream.name)
        try:
            shutil.copyfileobj(sys.stdin.buffer, stream)
            stream.flush()
            return fresh.replace(home / f"{_digest(fresh)}{suffix_of(fresh)}")
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


def _digest(file: Path) -> str:
    """12 hex digits over what it holds. Raises InputError where that is nothing."""
    if not file.stat().st_size:
        raise InputError("Nothing came in to be read; try: cat page.html | dateline ingest -")
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:12]

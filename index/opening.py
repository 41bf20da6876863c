"""Which archive is meant: the one that is named, or that the environment names; and opening it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.archive import Archive

DEFAULT_ARCHIVE = "dateline-archive"


def archive_path(given: str | Path | None) -> Path:
    """The folder asked for, else DATELINE_ARCHIVE, else ./dateline-archive."""
    return Path(given or os.environ.get("DATELINE_ARCHIVE") or DEFAULT_ARCHIVE).expanduser()


def open_archive(
    given: str | Path | None, embedding: str | None = None, *, create: bool = False
) -> Archive:
    """The archive; `embedding`, else DATELINE_EMBEDDING, is for a new one: it remembers its own.

    Raises ArchiveError if it was made with another than the one that is named.
    """
    named = embedding or os.environ.get("DATELINE_EMBEDDING") or None
    return Archive.open(archive_path(given), named, create=create)


@contextmanager
def rehearsal_archive(given: str | Path | None, embedding: str | None = None) -> Iterator[Archive]:
    """The archive if it is there, else an empty one that is gone afterwards."""
    if (archive_path(given) / "catalog.sqlite").is_file():
        with open_archive(given, embedding) as archive:
            yield archive
        return
    with TemporaryDirectory() as folder, open_archive(folder, embedding, create=True) as archive:
        yield archive

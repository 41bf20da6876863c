"""Which archive is meant: the one that is named, or that the environment names; and opening it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.archive import Archive
from index.errors import ArchiveError

DEFAULT_ARCHIVE = "dateline-archive"


def archive_path(given: str | Path | None) -> Path:
    """The folder asked for, else DATELINE_ARCHIVE, else ./dateline-archive.

    Raises ArchiveError if the last is a link: nobody has named where it leads.
    """
    if named := given or os.environ.get("DATELINE_ARCHIVE"):
        return Path(named).expanduser()
    path = Path(DEFAULT_ARCHIVE)
    if path.is_symlink():
        raise ArchiveError(
            f"{path} in the working folder is a link, which is followed only if you name it: "
            f"--archive {path}"
        )
    return path


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
    """The archive if it is there (a copy, where it can only be read), else an empty one; what is not
    the archive itself is gone afterwards."""
    if (archive_path(given) / "catalog.sqlite").is_file():
        if _writable(archive_path(given)):
            with open_archive(given, embedding) as archive:
                yield archive
            return
        with TemporaryDirectory() as copy:
            for path in archive_path(given).glob("catalog.sqlite*"):
                shutil.copyfile(path, Path(copy) / path.name)
            with open_archive(copy, embedding) as archive:
                yield archive
        return
    with TemporaryDirectory() as folder, open_archive(folder, embedding, create=True) as archive:
        yield archive


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and os.access(folder / "catalog.sqlite", os.W_OK)

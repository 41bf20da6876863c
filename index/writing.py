"""Writing to an archive: one process at a time, and what was written vouches for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.catalog import Catalog
from index.errors import ArchiveError
from index.refusals import refused


@contextmanager
def writing(folder: Path, catalog: Catalog) -> Iterator[None]:
    """Hold the archive's write lock for the block. Raises ArchiveError if it cannot be had."""
    lock = FileLock(folder / "write.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ArchiveError(
            f"Another ingest is writing to {folder}; wait for it, then run this again."
        ) from error
    except OSError as error:
        raise refused(error, folder) from error
    try:
        yield
    finally:
        catalog.settle()
        lock.release()

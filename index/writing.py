"""Writing to an archive: one process at a time, and what was written vouches for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from index.catalog import Catalog
from index.refusals import telling


@contextmanager
def writing(folder: Path, catalog: Catalog) -> Iterator[None]:
    """Hold the archive's write lock for the block. Raises ArchiveError if it cannot be had."""
    lock = FileLock(folder / "write.lock")
    with telling(folder):
        lock.acquire(timeout=0)
    try:
        yield
    finally:
        try:
            catalog.settle()
        finally:
            lock.release()

"""Vectors as they are kept, to one matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index.catalog.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = tuple[list[str], NDArray[np.float32]]


def stacked(db: Database, rows: Sequence[tuple[Any, ...]]) -> Vectors:
    """The ids and vectors (passages, dims) of rows that begin with an id and end with a vector.

    Raises ArchiveError where they are not those that were written.
    """
    import numpy as np

    if not rows:
        return [], np.zeros((0, 0), dtype=np.float32)
    blobs = [row[-1] for row in rows]
    sizes = {len(blob) if isinstance(blob, bytes) else 0 for blob in blobs}
    size = sizes.pop()
    if db.vectors_altered or sizes or not size or size % 4:
        raise db.vectors_damaged()
    matrix = np.frombuffer(b"".join(blobs), dtype=np.float32).reshape(len(rows), size // 4)
    return [row[0] for row in rows], matrix

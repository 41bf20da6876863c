"""What an archive in the work folder hands to the other rows: passages, vectors, what it cost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of an archive, as other searchers are given it. `day` is a day or None."""

    text: str
    title: str
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An archive of a corpus, by one embedding, in the work folder."""

    folder: Path

    @property
    def archive(self) -> Path:
        return self.folder / "archive"

    def built(self) -> dict[str, Any]:
        """What building it measured: seconds `build`, `answer`, `embedding`; `mib`; counts."""
        found: dict[str, Any] = json.loads((self.folder / "built.json").read_text())
        return found

    def pieces(self) -> list[Piece]:
        with (self.folder / "pieces.jsonl").open(encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream]
        return [
            Piece(r["text"], r["title"], date.fromisoformat(r["day"]) if r["day"] else None, r["source"])
            for r in rows
        ]  # fmt: skip

    def vectors(self) -> NDArray[np.float32]:
        """Unit vectors (passages, dims) in the order of `pieces`."""
        made: NDArray[np.float32] = np.load(self.folder / "vectors.npy")
        return made


def published_until(pieces: Sequence[Piece], day: date | None) -> NDArray[np.bool_] | None:
    """Which passages had been published by a day, the undated among them; None where no day is."""
    if day is None:
        return None
    return np.array([p.day is None or p.day <= day for p in pieces])


def peak() -> float:
    """The most MiB that this process held; not `ru_maxrss`, which remembers the parent's."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0

"""Of an archive with a vector index: what it answers, where the index lies, what its mark says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from index.archive import Archive

QUESTION = "Who holds Manbij?"


def copied_to(folder: Path, samples: Archive) -> Path:
    """A copy of the sample archive, without its index."""
    shutil.copytree(samples.folder, folder, ignore=shutil.ignore_patterns("*.lock", "vectors*"))
    return folder


def answers(folder: Path) -> list[str]:
    with Archive.open(folder) as store:
        return [hit.passage.id for hit in store.search(QUESTION)]


def with_index(folder: Path, samples: Archive) -> Path:
    """A copy for which Chroma is asked (`vectors.FEW` is 0), with an index made here."""
    copied_to(folder, samples)
    answers(folder)
    assert (folder / "vectors.json").exists()
    return folder


def chroma(folder: Path) -> Path:
    (inner,) = (folder / "vectors").iterdir()
    return inner


def mark(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "vectors.json").read_text())
    return found

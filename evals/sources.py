"""Real articles for measuring, which are not in this repository: read from a folder beside it.

`../shared` next to the checkout, or the folder that DATELINE_SHARED names, holds `seeds/` (page
dumps) and `data/realtimeqa/` (dated articles). The marks in `evals/marks` point into them by key,
offset and hash.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from evals.cases import samples
from index.errors import InputError

SHARED = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).parents[2] / "shared")


@cache
def realtimeqa() -> dict[str, dict[str, Any]]:
    """The dated articles of RealTimeQA 2022 by url: title, publish_date, authors, text."""
    path = SHARED / "data" / "realtimeqa" / "docs_2022.jsonl.gz"
    with gzip.open(_there(path), "rt", encoding="utf-8") as stream:
        return {row["url"]: row for row in map(json.loads, stream)}


def raw_text(source: str, key: str) -> str:
    """The raw text that a mark points into; `source` is seeds, samples or realtimeqa."""
    if source == "realtimeqa":
        return str(realtimeqa()[key]["text"])
    folder = samples() if source == "samples" else SHARED / "seeds"
    return _there(folder / key).read_text(encoding="utf-8")


def short_hash(text: str) -> str:
    """The first 16 hex digits of the SHA-256, by which a mark knows its text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _there(path: Path) -> Path:
    if not path.exists():
        raise InputError(
            f"{path} is not there; put the shared articles there or set DATELINE_SHARED."
        )
    return path

"""The five real page dumps that the product must handle, and questions about them.

Their text is the publishers' and is not in this repository: it is read from ../shared/seeds, or
from the folder that DATELINE_SEEDS names.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from evals.metrics import fold
from rag.answer import Answer

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("DATELINE_SEEDS") or HERE.parent.parent.parent / "shared" / "seeds")
MISSING = f"the real articles are not at {FOLDER}; set DATELINE_SEEDS to their folder"


def paths() -> dict[str, Path]:
    """Leading digits of the file name -> path; empty if the folder is missing."""
    return {p.name[:3]: p for p in sorted(FOLDER.glob("*.txt"))}


def questions(path: Path = HERE / "seed_questions.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def right(question: dict[str, Any], answer: Answer) -> bool:
    """Whether every decisive string stands in the quotes of the answer."""
    quotes = fold(" ".join(c.quote for c in answer.citations))
    return answer.status == "answered" and all(
        any(fold(wanted) in quotes for wanted in group) for group in question["any_of"]
    )


def cites(question: dict[str, Any], answer: Answer, names: dict[str, str]) -> bool:
    """Whether a right article is cited. `names` maps an article id to its file's digits."""
    return bool({names[c.article_id] for c in answer.citations} & set(question["articles"]))

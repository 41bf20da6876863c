"""Questions about five real articles: read, put to an assistant, and scored.

The articles are their publishers' and are not here: `FOLDER` says where they are looked for. A
question is right if, of each group of strings in `any_of`, one stands in the quotes shown.
`development.jsonl` is learned on. `reporter.jsonl` and `checker.jsonl` are of two others, who had seen
neither the code nor any other question; they are looked at and not learned on. `held_out.jsonl` is
not even looked at, and tells per question nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.metrics import Rate, fold
from rag.answer import Answer, Citation
from rag.assistant import Assistant

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("DATELINE_SEEDS") or HERE.parent.parent.parent / "shared" / "seeds")
MISSING = f"the real articles are not at {FOLDER}; set DATELINE_SEEDS to their folder"
SETS = ("development", "held_out")
LOOKED_AT = ("reporter", "checker")

Question = Mapping[str, Any]


def paths() -> dict[str, Path]:
    """Leading digits of the file name -> path; empty if the folder is missing."""
    return {p.name[:3]: p for p in sorted(FOLDER.glob("*.txt"))}


def questions(name: str | Path) -> list[Question]:
    """Those of a set by name, or of any file of the same format."""
    path = HERE / f"{name}.jsonl" if name in (*SETS, *LOOKED_AT) else Path(name)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def ask(assistant: Assistant, asked: Sequence[Question]) -> dict[str, Answer]:
    """Each question's Answer by its id, asked as of its day where it has one."""
    return {q["id"]: assistant.ask(q["question"], as_of=q.get("as_of")) for q in asked}


def right(question: Question, answer: Answer) -> bool:
    """Whether every decisive string stands in the quotes, and none that may not."""
    everything = _text(answer.citations)
    return _holds(question, answer, everything) and not any(
        fold(banned) in everything for banned in question.get("absent", ())
    )


def first(question: Question, answer: Answer) -> bool:
    """Whether the first quote holds a decisive string; one side is enough where there are two."""
    shown = _text(answer.citations[:1])
    return answer.status != "abstained" and any(
        fold(wanted) in shown for group in question["any_of"] for wanted in group
    )


def in_three(question: Question, answer: Answer) -> bool:
    """Whether the first three quotes hold every decisive string."""
    return _holds(question, answer, _text(answer.citations[:3]))


def cites(question: Question, answer: Answer, names: Mapping[str, str]) -> bool:
    """Whether a right article is cited. `names` maps an article id to its file's digits."""
    return bool({names[c.article_id] for c in answer.citations} & set(question["articles"]))


def rates(asked: Sequence[Question], answers: Mapping[str, Answer]) -> dict[str, Rate]:
    """0 to 1, higher is better, but for "answerable declined"."""
    held = [q for q in asked if q["answerable"]]
    false = [q for q in asked if q["kind"] == "false_premise"]
    absent = [q for q in asked if not q["answerable"] and q["kind"] != "false_premise"]

    def share(some: Sequence[Question], good: Callable[[Question, Answer], bool]) -> Rate:
        return Rate(sum(good(q, answers[q["id"]]) for q in some), len(some))

    return {
        "first quote answers": share(held, first),
        "one of three answers": share(held, in_three),
        "quotes shown answer": share(held, right),
        "answerable declined": share(held, _declined),
        "unanswerable declined": share(absent, _declined),
        "false premise declined": share(false, _declined),
        "both declined": share([*absent, *false], _declined),
        "both not answered": share([*absent, *false], lambda _, a: a.status != "answered"),
    }


def _declined(question: Question, answer: Answer) -> bool:
    return answer.status == "abstained"


def _holds(question: Question, answer: Answer, quotes: str) -> bool:
    return answer.status != "abstained" and all(
        any(fold(wanted) in quotes for wanted in group) for group in question["any_of"]
    )


def _text(citations: Sequence[Citation]) -> str:
    return fold(" ".join(c.quote for c in citations))

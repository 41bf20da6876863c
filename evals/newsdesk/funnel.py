"""Where on the way to the answer its sentence is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from evals.newsdesk.ask import STAGES, Outcome
from evals.retrieval.table import Table

GROUPS: dict[str, Callable[[Outcome], bool]] = {
    "answerable": lambda o: o.item.kind == "answerable" and not o.item.twin,
    "twins": lambda o: o.item.kind == "answerable" and o.item.twin,
    "follow-ups": lambda o: o.item.kind == "follow_up" and not o.item.renewed,
    "new questions": lambda o: o.item.renewed,
    "all": lambda o: True,
}


def table(found: Sequence[Outcome]) -> Table:
    """A line a stage: the share of the questions with an answer whose sentence got so far."""
    known = [o for o in found if o.item.answerable]
    groups = {name: [o for o in known if held(o)] for name, held in GROUPS.items()}
    reached = {
        name: np.array([o.stages for o in some]).reshape(-1, len(STAGES)).sum(axis=0)
        for name, some in groups.items()
    }
    body = tuple(
        (stage, *(_cell(int(reached[name][at]), len(some)) for name, some in groups.items()))
        for at, stage in enumerate(STAGES)
    )
    notes = (
        "in 12: among the passages that search brings; read: among the sentences of the evidence.",
        "first read: best scored, before it is decided whether to answer at all.",
    )
    return Table("Where the answering sentence is lost", ("", *groups), body, notes)


def _cell(good: int, count: int) -> str:
    return f"{good / count:.3f} ({good})" if count else "-"

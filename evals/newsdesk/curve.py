"""What other thresholds would give, and whether a probability of .8 is right eight times in ten."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.newsdesk.ask import IN_THREE, Outcome
from evals.retrieval.table import Table
from evals.verifier.score import auroc

GRID = tuple(round(0.05 * step, 2) for step in range(1, 20))
BINS = 10
Held = Sequence[tuple[float, bool]]  # a probability and whether it came true


def trade(found: Sequence[Outcome]) -> Table:
    """The best sentence's probability against thresholds, from one pass over the evidence."""
    known = [o for o in found if o.item.answerable]
    near = [o for o in found if o.item.kind == "near_miss"]
    false = [o for o in found if o.item.kind == "false_premise"]
    head = ("from", "answered", "first right", "in three right", "right of answered",
            "near misses declined", "false premises declined", "balanced")  # fmt: skip
    body = []
    for least in GRID:
        answered = _mean([best(o) >= least for o in known])
        first = _mean([best(o) >= least and o.evidence[0][1] for o in known])
        three = _mean([any(p >= least and right for p, right in o.evidence[:IN_THREE]) for o in known])  # fmt: skip
        shown = [o.evidence[0][1] for o in found if best(o) >= least]
        silent = [[best(o) < least for o in some] for some in (near, false)]
        balanced = (answered + _mean([*silent[0], *silent[1]])) / 2
        values = (answered, first, three, _mean(shown), *map(_mean, silent), balanced)
        body.append((f"{least:.2f}", *(f"{v:.3f}" for v in values)))
    notes = (
        "of the questions with an answer (twins and follow-ups too): answered, and by what;"
        " right of answered: of all questions.",
        "as the evidence is scored, before what a question takes for granted is looked at and"
        " before the verifier.",
        *_telling(found),
    )
    return Table("What the threshold trades", head, tuple(body), notes)


def _telling(found: Sequence[Outcome]) -> list[str]:
    """How well the best sentence's probability tells questions with an answer from those without."""
    told = []
    for name, kinds, twins in (
        ("near misses", ("answerable", "near_miss"), (False, True)),
        ("near misses without twins", ("answerable", "near_miss"), (False,)),
        ("near misses, twins only", ("answerable", "near_miss"), (True,)),
        ("false premises", ("answerable", "false_premise"), (False, True)),
    ):
        some = [o for o in found if o.item.kind in kinds and o.item.twin in twins]
        answerable = np.array([o.item.answerable for o in some], dtype=bool)
        area = auroc(np.array([best(o) for o in some]), answerable)
        told.append(f"{name} {area:.3f}")
    return [f"AUROC of the best sentence's probability, answerable against {'; '.join(told)}."]


def best(outcome: Outcome) -> float:
    """The probability of the best sentence, 0 where none was read."""
    return outcome.evidence[0][0] if outcome.evidence else 0.0


def calibration(found: Sequence[Outcome]) -> Table:
    """Ten bins of probability: how many sentences, what was said of them, how many answered."""
    firsts = [o.evidence[0] for o in found if o.evidence]
    shown = [
        (p, right)
        for o in found
        for p, right in zip(o.probabilities, o.right, strict=True)
        if not np.isnan(p)
    ]
    head = ("probability", "best sentences", "said", "right", "shown", "said", "right")
    both = (bins(firsts), bins(shown))
    body = tuple(
        (f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}", *(cell for some in both for cell in some[at]))
        for at in range(BINS)
    )
    notes = (
        f"expected calibration error: best sentence of each question {error(firsts):.3f},"
        f" sentences shown {error(shown):.3f}.",
    )
    return Table("Whether probabilities are what they say", head, body, notes)


def bins(held: Held) -> list[tuple[str, str, str]]:
    """Of each bin: how many, the mean of what was said, and the share that came true."""
    out = []
    for some in _binned(held):
        said, true = _mean([p for p, _ in some]), _mean([right for _, right in some])
        out.append((str(len(some)), f"{said:.3f}", f"{true:.3f}") if some else ("0", "-", "-"))
    return out


def error(held: Held) -> float:
    """The expected calibration error: by how much, over the bins, the two means differ."""
    gaps = [
        len(some) * abs(_mean([p for p, _ in some]) - _mean([right for _, right in some]))
        for some in _binned(held)
        if some
    ]
    return sum(gaps) / len(held) if held else float("nan")


def _binned(held: Held) -> list[list[tuple[float, bool]]]:
    out: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, right in held:
        out[min(BINS - 1, int(probability * BINS))].append((probability, right))
    return out


def _mean(values: Sequence[float | bool]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")

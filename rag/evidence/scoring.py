"""Scores from signals: one small model for the order, one for whether the first answers at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import asking
from index.words import stems
from rag.evidence.asked import Asked
from rag.evidence.near import SIGNALS as NEAR
from rag.evidence.signals import FEATURES, Read
from rag.reading import SCALE

SILENCE = (
    "best",  # the score of the sentence that stands first in the order
    "margin",  # by how much it is ahead of the next, ALONE where there is no other
    "judge", "covered_head", "rank", "named",  # as for the order
    "unnamed",  # how many of the question's names are neither near nor in the title
)  # fmt: skip
ALONE = 3.0
# Log-odds that a point behind the first takes: learned on single marked sentences it would be less
# for near ones and more for far ones, but another that says the same is as good an answer.
BEHIND = 0.7
WEIGHTS = Path(__file__).parent / "weights.json"
BIAS = "bias"
Values = NDArray[np.float64]


@cache
def weights() -> dict[str, dict[str, float]]:
    """The few learned weights, "near", "order" and "silence", the last two with an
    intercept as BIAS; made by `evals.weigh`."""
    values: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text())
    return values


def near_weights() -> Values:
    """Those of `rag.evidence.near`."""
    return np.array([weights()["near"][name] for name in NEAR])


def order(reads: Sequence[Read], learned: Mapping[str, float]) -> Values:
    """One score for each sentence; higher is better, comparable within one question."""
    rows = np.array([r.features for r in reads], dtype=np.float64)
    return np.asarray(rows @ np.array([learned[n] for n in FEATURES]) + learned[BIAS])


def silence(asked: Asked, reads: Sequence[Read], made: Values) -> list[float]:
    """SILENCE of the sentence that stands first, given the scores of the order."""
    ranked = np.argsort(-made, kind="stable")
    best = reads[int(ranked[0])]
    c = best.candidate
    near = set(stems(f"{c.hit.article.title or ''}. {c.previous} {c.text}"))
    row = dict(zip(FEATURES, best.features, strict=True))
    margin = float(made[ranked[0]] - made[ranked[1]]) if len(made) > 1 else ALONE
    return [
        float(made[ranked[0]]),
        margin,
        *(row[name] for name in SILENCE[2:6]),
        float(len(set(asked.names) - asking.CALENDAR - near)),
    ]


def scores(asked: Asked, reads: Sequence[Read]) -> Values:
    """SCALE times the log-odds that each sentence answers: of the best by the second model, of the
    others by that and by how far they stand behind it in the order."""
    learned = weights()
    made = order(reads, learned["order"])
    odds = told(learned["silence"], SILENCE, silence(asked, reads, made))
    return np.asarray(SCALE * (odds - BEHIND * (made.max() - made)))


def told(learned: Mapping[str, float], names: Sequence[str], values: Sequence[float]) -> float:
    """Log-odds by a logistic model."""
    return learned[BIAS] + sum(learned[n] * v for n, v in zip(names, values, strict=True))

"""The embedded support checker: how likely it is that the evidence bears a claim out."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rag.checker.signals import SIGNALS, measure

WEIGHTS = Path(__file__).parent / "weights.json"


@cache
def weights() -> dict[str, float]:
    """The learned weight of each of SIGNALS, with the intercept as "bias"; `evals.weigh_verifier`
    makes them."""
    values: dict[str, float] = json.loads(WEIGHTS.read_text())
    return values


def support(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """For each (claim, evidence) the probability, 0 to 1, that the evidence bears the claim out.

    Learned where half of the claims were; of long evidence the likeliest five sentences count.
    """
    learned = weights()
    return [
        _logistic(learned["bias"] + sum(learned[n] * v for n, v in zip(SIGNALS, row, strict=True)))
        for row in measure(pairs)
    ]


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))

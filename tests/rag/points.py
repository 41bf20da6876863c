"""Scores for tests of what is decided by a probability."""

from __future__ import annotations

import math

from rag.reading import SCALE


def points(probability: float) -> float:
    """The `Evidence.score` that stands for a probability."""
    return SCALE * math.log(probability / (1 - probability))

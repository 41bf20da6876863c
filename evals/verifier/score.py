"""Balanced accuracy, AUROC, and how far chance alone could move them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Score = Callable[[NDArray[Any], NDArray[np.bool_]], float]
RESAMPLES = 500


def auroc(scores: NDArray[Any], supported: NDArray[np.bool_]) -> float:
    """How often a supported claim scores above an unsupported one, ties half, 0 to 1."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    yes, no = int(supported.sum()), int((~supported).sum())
    if not yes or not no:
        return float("nan")
    return float((ranks[supported].sum() - yes * (yes + 1) / 2) / (yes * no))


def balanced_accuracy(kept: NDArray[Any], supported: NDArray[np.bool_]) -> float:
    """The mean of the shares of supported claims kept and of unsupported ones refused, 0 to 1."""
    return float((kept[supported].mean() + (~kept.astype(bool)[~supported]).mean()) / 2)


def interval(
    measure: Score, values: NDArray[Any], supported: NDArray[np.bool_], seed: int = 1
) -> tuple[float, float]:
    """The middle 95 % of `measure` over claims drawn anew with replacement."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(RESAMPLES):
        rows = rng.integers(0, len(supported), len(supported))
        made.append(measure(values[rows], supported[rows]))
    low, high = np.nanpercentile(made, [2.5, 97.5])
    return float(low), float(high)

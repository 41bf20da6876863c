"""Shares, and how far another choice of articles could have moved them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
SEED = 14


@dataclass(frozen=True, slots=True)
class Figure:
    """A share of `count` with its 95 % interval, all 0 to 1; NaN where there is nothing to share."""

    value: float
    low: float
    high: float
    good: int
    count: int

    def cells(self) -> tuple[str, str, str]:
        if not self.count:
            return "-", "-", "-"
        counted = f"{self.good} of {self.count}"
        return f"{self.value:.3f}", f"{self.low:.3f} to {self.high:.3f}", counted


class Sample:
    """Articles drawn anew with replacement, the same draws for every figure.

    Questions of one article stand or fall together, so articles are drawn and not questions.
    """

    def __init__(self, pages: Sequence[str]) -> None:
        self._place = {page: at for at, page in enumerate(dict.fromkeys(pages))}
        size = len(self._place)
        rng = np.random.default_rng(SEED)
        self._weights = np.vstack(
            [np.ones(size), rng.multinomial(size, np.full(size, 1 / size), RESAMPLES)]
        )

    def share(self, *groups: Sequence[tuple[str, bool]]) -> Figure:
        """The mean of the groups' shares of what is true; each holds pairs of page and truth."""
        with np.errstate(invalid="ignore"):
            drawn = np.mean([self._shares(group) for group in groups], axis=0)
        good = sum(truth for group in groups for _, truth in group)
        low, high = (np.nan, np.nan) if np.isnan(drawn[1:]).all() else np.nanpercentile(drawn[1:], (2.5, 97.5))  # fmt: skip
        return Figure(float(drawn[0]), float(low), float(high), good, sum(map(len, groups)))

    def _shares(self, group: Sequence[tuple[str, bool]]) -> NDArray[np.float64]:
        true, all_ = np.zeros(len(self._place)), np.zeros(len(self._place))
        for page, truth in group:
            all_[self._place[page]] += 1
            true[self._place[page]] += truth
        shares: NDArray[np.float64] = (self._weights @ true) / (self._weights @ all_)
        return shares

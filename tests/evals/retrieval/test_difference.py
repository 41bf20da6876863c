"""The paired bootstrap: fixed, centred on the difference, wide where there is little to go by."""

from __future__ import annotations

import numpy as np
import pytest

from evals.retrieval.score import difference


def test_rows_that_do_the_same_differ_by_nothing() -> None:
    same = np.array([0.0, 1.0, 1.0, 0.0])
    assert difference(same, same) == (0.0, 0.0, 0.0)
    assert difference(np.array([]), np.array([])) == (0.0, 0.0, 0.0)


def test_the_same_figures_give_the_same_interval() -> None:
    chance = np.random.default_rng(1)
    ours, theirs = chance.random(200), chance.random(200)
    assert difference(ours, theirs) == difference(ours, theirs)
    mean, low, high = difference(ours, theirs)
    assert low < mean < high
    back = difference(theirs, ours)
    assert back[0] == pytest.approx(-mean)
    assert back[1] == pytest.approx(-high)


def test_it_is_near_the_interval_of_the_textbook() -> None:
    apart = np.array([1.0] * 60 + [0.0] * 30 + [-1.0] * 10)
    mean, low, high = difference(apart, np.zeros(100))
    error = 1.96 * apart.std() / np.sqrt(100)
    assert mean == pytest.approx(0.5)
    assert low == pytest.approx(0.5 - error, abs=0.03)
    assert high == pytest.approx(0.5 + error, abs=0.03)


def test_pairs_count_not_the_two_rows_apart() -> None:
    """Rows that fail on the same questions are told apart by the few where they differ."""
    hard = np.array([0.0] * 500 + [1.0] * 500)
    better = hard.copy()
    better[:30] = 1.0
    _, low, _ = difference(better, hard)
    assert low > 0

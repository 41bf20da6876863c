from __future__ import annotations

import numpy as np
import pytest

from evals.bench_verifier import markdown
from evals.verifier.score import auroc, balanced_accuracy, interval

MARKS = np.array([True, True, True, False])


def test_balanced_accuracy_weighs_both_sides_alike() -> None:
    assert balanced_accuracy(np.array([True, True, True, True]), MARKS) == 0.5
    assert balanced_accuracy(MARKS, MARKS) == 1.0
    assert balanced_accuracy(np.array([True, False, True, False]), MARKS) == pytest.approx(5 / 6)


def test_auroc_counts_ties_as_half() -> None:
    assert auroc(np.array([3.0, 2.0, 2.0, 1.0]), MARKS) == 1.0
    assert auroc(np.ones(4), MARKS) == 0.5
    assert np.isnan(auroc(np.ones(2), np.array([True, True])))


@pytest.mark.parametrize("ties", [False, True])
def test_auroc_is_the_share_of_pairs_in_order(ties: bool) -> None:
    rng = np.random.default_rng(3)
    scores = rng.integers(0, 5, 60).astype(float) if ties else rng.normal(size=60)
    marks = rng.random(60) < 0.4
    yes, no = scores[marks][:, None], scores[~marks]
    assert auroc(scores, marks) == pytest.approx(((yes > no) + 0.5 * (yes == no)).mean())


def test_the_interval_holds_the_figure() -> None:
    rng = np.random.default_rng(0)
    marks = rng.random(200) < 0.4
    scores = marks + rng.normal(size=200)
    low, high = interval(auroc, scores, marks)
    assert low < auroc(scores, marks) < high
    assert interval(auroc, scores, marks) == (low, high)


def test_a_table_is_markdown() -> None:
    assert markdown(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"

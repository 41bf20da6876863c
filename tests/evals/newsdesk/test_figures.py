"""Intervals over articles, calibration, and thresholds."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evals.newsdesk import curve
from evals.newsdesk.ask import Outcome
from evals.newsdesk.data import Item
from evals.newsdesk.figures import Sample


def test_questions_of_one_article_stand_or_fall_together() -> None:
    """Ten articles of ten questions each: all right or all wrong, or half of them right in each."""
    pages = [str(n) for n in range(10) for _ in range(10)]
    sample = Sample(pages)
    apart = sample.share([(page, int(page) < 5) for page in pages])
    alike = sample.share([(page, at % 2 == 0) for at, page in enumerate(pages)])
    assert (apart.value, apart.good, apart.count) == (0.5, 50, 100)
    assert apart.low <= 0.3
    assert apart.high >= 0.7
    assert (alike.low, alike.high) == (0.5, 0.5)


def test_balanced_is_the_mean_of_shares_not_of_questions() -> None:
    sample = Sample(["a", "b"])
    found = sample.share([("a", True)] * 9 + [("b", True)] * 9, [("a", False), ("b", False)])
    assert found.value == 0.5
    assert found.count == 20


def test_nothing_to_share_is_said_so() -> None:
    found = Sample(["a"]).share([])
    assert math.isnan(found.value)
    assert found.cells() == ("-", "-", "-")


def test_calibration_error_is_by_how_much_bins_are_off() -> None:
    honest = [(0.8, n < 8) for n in range(10)]
    boastful = [(0.95, n < 5) for n in range(10)]
    assert curve.error(honest) == pytest.approx(0)
    assert curve.error(boastful) == pytest.approx(0.45)
    assert curve.error(honest + boastful) == pytest.approx(0.225)
    assert curve.bins(honest)[8] == ("10", "0.800", "0.800")
    assert curve.bins([(1.0, True)])[9] == ("1", "1.000", "1.000")


def outcome(kind: str, *evidence: tuple[float, bool], twin: bool = False) -> Outcome:
    item = Item(kind, "?", (0,), twin)
    return Outcome(item, "a", "?", (), (), (), (), evidence, (), 1.0)


def test_a_threshold_trades_answers_against_silence() -> None:
    found = [
        outcome("answerable", (0.9, True)),
        outcome("answerable", (0.6, False), (0.55, True)),
        outcome("near_miss", (0.7, False)),
        outcome("false_premise"),
    ]
    table = curve.trade(found)
    lines = {row[0]: row[1:] for row in table.body}
    assert lines["0.50"] == ("1.000", "0.500", "1.000", "0.333", "0.000", "1.000", "0.750")
    assert lines["0.80"] == ("0.500", "0.500", "0.500", "1.000", "1.000", "1.000", "0.750")
    assert "near misses 0.500" in table.notes[-1]


def test_no_evidence_is_no_probability() -> None:
    assert curve.best(outcome("near_miss")) == 0
    assert np.isnan(curve.error([]))

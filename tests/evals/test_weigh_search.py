"""Learning the weights of the second stage: what is right gets the weight, nothing sees its week."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from evals.weigh_search import Row, learn, left_out, tell
from index.search.rescore import FEATURES

MONDAY = date(2021, 1, 4)


def row(
    random: np.random.Generator, telling: int, asked: date | None = MONDAY, weight: float = 1.0
) -> Row:
    """Twenty candidates; the right one is that with most of the feature `telling`."""
    features = random.normal(size=(20, len(FEATURES)))
    right: NDArray[np.bool_] = np.zeros(20, dtype=bool)
    right[int(np.argmax(features[:, telling]))] = True
    return Row(features, right, asked, asked is not None, weight)


def some(telling: int, count: int = 40, weight: float = 1.0) -> list[Row]:
    random = np.random.default_rng(telling)
    return [row(random, telling, MONDAY + timedelta(days=n), weight) for n in range(count)]


@pytest.mark.parametrize("telling", [0, 5, len(FEATURES) - 1])
def test_the_feature_that_tells_gets_the_weight(telling: int) -> None:
    w = learn(some(telling))
    assert w.shape == (len(FEATURES),)
    assert int(np.argmax(w)) == telling
    others = np.delete(np.abs(w), telling)
    assert w[telling] > 3 * others.max()


def test_what_tells_the_other_way_gets_a_weight_below_nought() -> None:
    turned = [Row(-r.features, r.right, r.asked, r.own, r.weight) for r in some(2)]
    assert learn(turned)[2] < -1


def test_questions_with_nothing_or_everything_right_teach_nothing() -> None:
    given = some(3)
    blank = [
        Row(r.features, np.full(20, value), r.asked, r.own, 1.0)
        for r in some(4)
        for value in (False, True)
    ]
    assert learn([*given, *blank]) == pytest.approx(learn(given))


def test_a_heavier_question_counts_for_more() -> None:
    heavy, light = some(1, weight=1.0), some(6, weight=0.05)
    w = learn([*heavy, *light])
    assert w[1] > w[6] > 0
    v = learn([*some(1, weight=0.05), *some(6, weight=1.0)])
    assert v[6] > v[1] > 0


def test_no_question_is_weighed_by_its_own_week() -> None:
    # In the first week feature 7 tells, in all others feature 0: only those others may be used.
    random = np.random.default_rng(0)
    quiz = [
        row(random, 7 if week == 0 else 0, MONDAY + timedelta(weeks=week, days=day))
        for week in range(5)
        for day in range(5)
    ]
    ws = left_out(quiz, [])
    assert len(ws) == len(quiz)
    for r, w in zip(quiz, ws, strict=True):
        assert r.asked is not None
        if r.asked < MONDAY + timedelta(weeks=1):
            assert int(np.argmax(w)) == 0
            assert abs(w[7]) < w[0] / 3
        else:
            assert w[7] > 0.1  # learned on the first week as well


def test_questions_of_one_week_share_their_weights() -> None:
    ws = left_out(some(0, 35), some(1, 10))
    for first in range(0, 35, 7):
        assert all((ws[first] == w).all() for w in ws[first : first + 7])


def test_others_than_the_quiz_are_always_learned_on() -> None:
    ws = left_out(some(0, 14), some(5, 60))
    assert all(w[5] > 1 for w in ws)


def test_recall_is_told_by_the_order_of_the_weights(capsys: pytest.CaptureFixture[str]) -> None:
    given = some(0, 4)
    one = np.zeros(len(FEATURES))
    one[0] = 1.0
    tell("by what tells", given, [one] * 4)
    tell("the other way round", given, [-one] * 4)
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("by what tells")
    assert told[0].endswith("4 questions  recall@1/5/20 1.000 1.000 1.000")
    assert told[1].endswith("4 questions  recall@1/5/20 0.000 0.000 1.000")

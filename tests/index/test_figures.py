from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import Figure, figures


def one(text: str) -> Figure:
    (found,) = figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("586,000 people", 586_000, 586_000, 586_000),
        ("close to 1 million people", 1_000_000, 900_000, 1_100_000),
        ("a dozen posts", 12, 12, 12),
        ("more than half a million", 500_000, 500_000, 750_000),
        ("two and a half million", 2_500_000, 2_500_000, 2_500_000),
        ("a million and a half people", 1_500_000, 1_500_000, 1_500_000),
        ("one hundred and twenty ships", 120, 120, 120),
        ("three hundred thousand", 300_000, 300_000, 300_000),
        ("1.2 to 1.5 million people", 1_350_000, 1_200_000, 1_500_000),
        ("between 10 and 20 people", 15, 10, 20),
        ("tens of thousands fled", 20_000, 20_000, 100_000),
        ("several hundred people", 200, 200, 900),
        ("just under 600,000", 600_000, 540_000, 600_000),
        ("$10.4 billion", 10.4e9, 10.4e9, 10.4e9),
        ("40,000 marched", 40_000, 40_000, 40_000),
        ("12 may have died", 12, 12, 12),
    ],
)
def test_what_a_figure_says(text: str, value: float, low: float, high: float) -> None:
    figure = one(text)
    assert (figure.value, figure.low, figure.high) == pytest.approx((value, low, high))


@pytest.mark.parametrize(
    "text",
    ["on 12 May 2020", "at 10:30", "in 2015", "2020-02-07", "COVID-19", "no one", "lost 1-3"],
)
def test_days_clocks_years_and_scores_are_no_figures(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("one_text", "other_text", "agree"),
    [
        ("a dozen", "12", True),
        ("more than half a million", "586,000", True),
        ("close to 1 million", "586,000", False),
        ("600,000", "586,000", True),
        ("12", "13", False),
        ("$6 billion", "$6.04 billion", True),
        ("$10.4 billion", "$1.39 billion", False),
        ("dozens", "41", True),
        ("48 per cent", "48.3 percent", True),
        ("48 per cent", "48", False),
        ("10 to 20", "15", True),
    ],
)
def test_figures_agree_within_rounding(one_text: str, other_text: str, agree: bool) -> None:
    first, second = one(one_text), one(other_text)
    assert first.agrees(second) is agree
    assert second.agrees(first) is agree


@given(st.text(alphabet="0123456789 ,.-$%amndthouszeilfwyr", max_size=80))
def test_spans_slice_the_text_in_order(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert end <= figure.start < figure.end
        assert figure.low <= figure.high
        end = figure.end

"""Who asks on from a quantity asks about what has it, in the same time."""

from __future__ import annotations

import pytest

from rag.question import standalone

REVENUE = "What was Norrund's revenue in 2020?"


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (REVENUE, "Did it make a profit?", "Did Norrund make a profit in 2020?"),
        (REVENUE, "Did the company pay a dividend?", "Did Norrund pay a dividend in 2020?"),
        (REVENUE, "How many people did it employ?", "How many people did Norrund employ in 2020?"),
        (REVENUE, "Who is its chief executive?", "Who is Norrund's chief executive?"),
        (REVENUE, "What was its net profit?", "What was Norrund's net profit in 2020?"),
        (REVENUE, "And the profit?", "What was Norrund's profit in 2020?"),
        (REVENUE, "And in 2019?", "What was Norrund's revenue in 2019?"),
        (REVENUE, "Did it rise?", "Did Norrund's revenue rise in 2020?"),
        (REVENUE, "Was it higher than in 2018?", "Was Norrund's revenue higher than in 2018?"),
        ("What was the profit of Lorn Savings Bank in 2012?", "How many branches did it close?", "How many branches did Lorn Savings Bank close in 2012?"),
        ("What was the Bank of Lorn's turnover in 2012?", "Did it pay a dividend?", "Did the Bank of Lorn pay a dividend in 2012?"),
        ("How much ore did the Sella mine dig in 2016?", "How many miners did it employ?", "How many miners did the Sella mine employ in 2016?"),
        ("What was Dorn Rovers' income in 2021?", "Did the club make a loss?", "Did Dorn Rovers make a loss in 2021?"),
        ("What was the attendance of Dorn Rovers in 2021?", "Did it grow?", "Did the attendance of Dorn Rovers grow in 2021?"),
        ("Who opened the bridge in 2019?", "How much did it cost?", "How much did the bridge cost?"),
    ],
)  # fmt: skip
def test_it_is_what_has_the_quantity(earlier: str, question: str, whole: str) -> None:
    assert standalone(question, [earlier]) == whole


def test_the_time_is_kept_over_several_questions() -> None:
    made = standalone("How many people did it employ?", [REVENUE, "Did it make a profit?"])
    assert made == "How many people did Norrund employ in 2020?"

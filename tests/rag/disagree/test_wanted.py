"""What a question wants: which clause counts, and whether only the number there are is asked."""

from __future__ import annotations

import time

import pytest

from rag.disagree.wanted import wanted


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("How many sailors were aboard when the ferry left Varnby?", "figure"),
        ("When did the ferry leave Varnby?", "day"),
        ("Since when has the ferry been out of service?", "day"),
        ("On what date did the ferry leave?", "day"),
        ("What did the captain say when the ferry left?", "name"),
    ],
)
def test_a_clause_of_time_does_not_ask_for_a_day(question: str, want: str) -> None:
    assert wanted(question).want == want


@pytest.mark.parametrize(
    "question",
    [
        "How many people had left the valley when the dam burst?",
        "When the dam burst, how many people had left the valley?",
        "How many people had left the valley before the dam burst?",
    ],
)
def test_what_is_told_is_what_its_own_clause_tells(question: str) -> None:
    told = wanted(question).predicate
    assert "left" in told and not told & {"dam", "burst"}


def test_no_run_of_capitals_takes_for_ever() -> None:
    started = time.monotonic()
    for tail in ("A" * 1500, "A " * 700, "A.B’" * 400):
        wanted(f"How many were moved by {tail} today?")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "question", ["How many fled by the UN's count?", "How many did the UN say fled?"]
)
def test_who_counts_is_not_what_is_counted(question: str) -> None:
    assert "un" not in wanted(question).names

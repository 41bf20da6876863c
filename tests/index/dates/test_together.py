"""Phrases that only together mean a time; Wednesday, 15 June 2022 is the day of publication."""

from __future__ import annotations

import pytest

from tests.index.dates.test_events import events, published, written

LAST, NEXT = "last week 2022-06-06..2022-06-12", "next week 2022-06-20..2022-06-26"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They met last week on Tuesday.", (LAST, "Tuesday 2022-06-07")),
        ("They met last week, on Tuesday.", (LAST, "Tuesday 2022-06-07")),
        ("They met on Tuesday last week.", ("Tuesday 2022-06-07", LAST)),
        ("The vote is next week, on Tuesday.", (NEXT, "Tuesday 2022-06-21")),
        ("After a calm last week, Monday brought chaos.", (LAST, "Monday 2022-06-13")),
        ("They ruled last week on Monday’s request.", (LAST, "Monday 2022-06-13")),
        ("He resigned a week ago today.", ("a week ago today 2022-06-08",)),
        ("He resigned two years ago tomorrow.", ("two years ago tomorrow 2020-06-16",)),
        ("He resigned a few years ago; today he is back.", ("a few years ago ~2018-06-15..2020-06-14", "today 2022-06-15")),
        ("He resigned hours ago.", ()),
        ("He resigned two hours ago today.", ("two hours ago ~2022-06-14..2022-06-15", "today 2022-06-15")),
    ],
)  # fmt: skip
def test_two_phrases(sentence: str, expected: tuple[str, ...]) -> None:
    found = events(sentence, published("2022-06-15"))
    assert tuple(written(sentence, e) for e in found) == expected

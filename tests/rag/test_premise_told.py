"""Whether a mention tells that something was done, or only that it was threatened or denied."""

from __future__ import annotations

import pytest

from rag import premise


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("sued", "Kelso sued Vane Power in May."),
        ("sued", "He would not say why Kelso sued Vane Power."),
        ("lawsuit", "Kelso would press its lawsuit against Vane Power."),
        ("dismissed", "The plant dismissed 40 welders."),
        ("dismissed", "Forty welders were dismissed, and more may follow."),
        ("cut", "The bank cut 300 jobs."),
        ("sell", "The club agreed to sell its ground."),
        ("closed", "The mill closed after it could not pay."),
        ("killed", "Two people are believed to have been killed."),
        ("burned", "The barn burned, although nobody was hurt."),
        ("raised", "Velden raised the toll and will lower it in June."),
        ("dismissed", "He threatened to close the yard and then dismissed ten men."),
    ],
)
def test_what_was_done_is_told(word: str, sentence: str) -> None:
    assert premise._outright(word, sentence)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("sue", "Kelso would sue Vane Power if it had lied."),
        ("sue", "Kelso would not sue Vane Power."),
        ("sue", "Kelso is considering whether to sue Vane Power."),
        ("sue", "Kelso threatened to sue Vane Power."),
        ("dismiss", "The plant threatened to dismiss 40 welders."),
        ("dismissed", "Nobody was dismissed."),
        ("dismissed", "No welders were dismissed."),
        ("dismissed", "Forty welders could be dismissed."),
        ("cut", "The bank plans to cut 300 jobs."),
        ("sell", "The club may sell its ground."),
        ("close", "The union demanded to close the mill."),
        ("raised", "If Velden raised the toll, drivers would strike."),
    ],
)
def test_what_was_not_is_not(word: str, sentence: str) -> None:
    assert not premise._outright(word, sentence)

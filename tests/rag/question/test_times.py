from __future__ import annotations

import pytest

from rag.question import standalone


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        ("Who ran Oresti in March 2019?", "What about a year later?", "Who ran Oresti in March 2020?"),
        ("Who ran Oresti in 2019?", "And two years earlier?", "Who ran Oresti in 2017?"),
        ("Who ran Oresti in January 2019?", "And in October?", "Who ran Oresti in October 2019?"),
        ("Who ran Oresti in January 2019?", "And the month before?", "Who ran Oresti in December 2018?"),
        ("How many had fled by 7 February 2020?", "And by 16 February?", "How many had fled by 16 February 2020?"),
        ("Who entered Samra on 31 January 2020?", "And a month later?", "Who entered Samra on 29 February 2020?"),
        ("Who owned the Gazette in 1998?", "Who edited it then?", "Who edited the Gazette in 1998?"),
        ("Who met in Samra on 6 May 2020?", "What was decided in Lissa that year?", "What was decided in Lissa in 2020?"),
    ],
)  # fmt: skip
def test_a_time_is_reckoned_from_the_earlier_one(earlier: str, question: str, whole: str) -> None:
    assert standalone(question, [earlier]) == whole


def test_a_day_that_the_calendar_lacks_is_left_in_words() -> None:
    made = standalone("And a year later?", ["Who ran Oresti in 9999?"])
    assert made == "Who ran Oresti in 9999 a year later?"

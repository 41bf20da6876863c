from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import asking
from index.search.when import read


@pytest.mark.parametrize(
    ("question", "present"),
    [
        ("Who holds the town of Samra?", True),
        ("Who is the mayor of Oresti now?", True),
        ("What is the latest on the dock strike?", True),
        ("How many people does the ministry say are missing?", True),
        ("Which roads are shut today?", True),
        ("Who resigned this week?", True),
        ("Who is the mayor of Oresti? End your answer with a poem.", True),
        ("Who was the mayor of Oresti?", False),
        ("Who signed the accord?", False),
        ("Who ran Oresti in March 2019?", False),
        ("What is the name of the 2019 accord, signed in May 2019?", False),
        ("What was the firm now known as Arden called in 1927?", False),
        ("What did the mayor say still had to be done?", False),
        ("Who resigned a year ago today?", False),
        ("Who telephoned first ahead of the May 2019 summit?", False),
        ("", False),
    ],
)
def test_whether_a_question_asks_how_things_stand(question: str, *, present: bool) -> None:
    assert asking.is_present(question) is present


WORDS = st.sampled_from(
    "who is was now latest today this week the mayor in 2019 still ? . May ago a year".split()
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)))
def test_search_and_answer_read_the_present_alike(question: str) -> None:
    assert asking.is_present(question) is read(question, None).present


def test_the_calendar_is_that_of_the_language_file() -> None:
    assert (asking.MONTHS[0], asking.MONTHS[-1], len(asking.MONTHS)) == ("january", "december", 12)
    assert {"octob", "wednesday"} <= asking.CALENDAR
    assert asking.months("Who ran it in March 2019 and in 2020?") == {(2019, 3), (2020, 0)}

"""Times told by their distance from another one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.search.reading_days import ASKED, asked, day, sets, window_of

AROUND = [  # question, the words of its time, and the days it is about
    ("What happened two weeks after the ceasefire of 1 March 2019?", "two weeks after the ceasefire of 1 March 2019", "2019-03-12", "2019-03-18"),
    ("What did Arden say two weeks after the ceasefire of 1 March?", None, "2019-03-12", "2019-03-18"),
    ("Who resigned a month after 10 June 2018?", "a month after 10 June 2018", "2018-06-25", "2018-07-25"),
    ("Who was mayor two years after 2010?", "two years after 2010", "2012-01-01", "2012-12-31"),
    ("Who was jailed five years after the war ended in 2012?", None, "2017-01-01", "2017-12-31"),
    ("What happened the week after 3 May 2019?", "the week after 3 May 2019", "2019-05-03", "2019-05-10"),
    ("What burned in the two weeks before 3 May 2019?", "in the two weeks before 3 May 2019", "2019-04-19", "2019-05-03"),
    ("What came a few days after 3 May 2019?", "a few days after 3 May 2019", "2019-05-05", "2019-05-07"),
    ("What happened two days after Sunday's vote?", "two days after Sunday", "2019-06-04", "2019-06-04"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "words", "first", "last"), AROUND)
def test_the_days_at_that_distance_are_asked_about_and_hide_nothing(
    question: str, words: str | None, first: str, last: str
) -> None:
    window = window_of(question)
    assert words is None or window.words == words
    assert window.filter == (None, None)
    about = asked(question).about
    assert about is not None
    assert (about.earliest, about.latest) == (day(first), day(last))


EXACT = [
    ("Where did she speak the day before 3 May 2019?", "the day before 3 May 2019", "2019-05-02", "2019-05-09"),
    ("What burned ten days after the flood in Brenn on 2 Jan. 2019?", None, "2019-01-12", "2019-01-19"),
    ("Who won the year before 2018?", "the year before 2018", "2017-01-01", "2018-04-02"),
    ("What happened in the month before June 2018?", "in the month before June 2018", "2018-05-01", "2018-06-07"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "words", "since", "until"), EXACT)
def test_days_counted_off_exactly_filter_like_any_other(
    question: str, words: str | None, since: str, until: str
) -> None:
    assert sets(question, words, since, until).filter == (day(since), None)


def test_a_word_before_the_distance_keeps_its_sense() -> None:
    assert window_of("What was known until two weeks after 3 May 2019?").since is None
    assert window_of("What has changed since the day after 3 May 2019?").until is None


@pytest.mark.parametrize(
    "question",
    [
        "How many days after 3 May 2018 did it end?",
        "What was said in the days before the vote on 1 Feb 2018?",
        "How many died in the 24 hours to 10 March 2018?",
        "Two days after the vote, who spoke on 3 May 2018?",
        "What happened the day before yesterday?",
    ],
)
def test_no_distance_is_read_where_none_is_told(question: str) -> None:
    words = window_of(question).words
    assert not words.startswith(("two", "Two", "How", "in the", "the days", "24"))


def test_days_to_come_are_ahead() -> None:
    when = asked("What happens two weeks after 3 June 2019?")
    assert when.present and when.about and when.about.earliest
    assert when.about.earliest > ASKED + timedelta(days=7)


def test_in_spanish() -> None:
    about = asked("¿Qué pasó un mes después del 10 de junio de 2018?", language="es").about
    assert about and about.earliest == day("2018-06-25")
    truce = "¿Qué pasó dos días después de la tregua del 3 de mayo de 2019?"
    assert window_of(truce, "es").filter == (day("2019-05-05"), None)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 999), st.sampled_from(["day", "weeks", "months", "years", "quarter", "hours"]),
    st.sampled_from(["after", "before", "from"]), st.sampled_from(["1 March 2019", "2999", "9999", "1600", "May"]),
)  # fmt: skip
def test_any_distance_is_read(count: int, unit: str, side: str, time: str) -> None:
    about = asked(f"What happened {count} {unit} {side} the truce of {time}?").about
    if about and about.earliest and about.latest:
        assert about.earliest <= about.latest


@pytest.mark.parametrize("piece", ["two weeks after ", "the day before the truce of 2019 "])
def test_a_very_long_question_is_read(piece: str) -> None:
    asked(piece * (50_000 // len(piece)))

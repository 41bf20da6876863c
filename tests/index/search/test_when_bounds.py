"""When a day that a question names may hide articles, and when it only says where to look first."""

from __future__ import annotations

from datetime import date

import pytest

from index.search.when import When, read
from tests.index.search.reading_days import ASKED, day, sets, window_of

WORKED_OUT = [  # question, words, first day, end with its grace: the year, month or week was not said
    ("Who was killed on Dec. 19?", "on Dec. 19", "2018-12-19", "2018-12-26"),
    ("What happened in January?", "in January", "2019-01-01", "2019-02-07"),
    ("What burned on May 3?", "on May 3", "2019-05-03", "2019-05-10"),
    ("Who was arrested on monday?", "on monday", "2019-06-03", ""),
    ("What did the Arden Times report on Tuesday?", "on Tuesday", "2019-06-04", ""),
    ("Who resigned yesterday?", "yesterday", "2019-06-04", ""),
    ("What happened last week?", "last week", "2019-05-27", ""),
    ("What Happened in Arden Last Week?", "Last Week", "2019-05-27", ""),
    ("What happened Tuesday last week?", "Tuesday last week", "2019-05-28", "2019-06-04"),
    ("What burned in the week of 3 March 2019?", None, "2019-03-03", "2019-03-16"),
    ("What was decided in the week of March 3?", None, "2019-03-03", "2019-03-16"),
    ("Which author, famous in the 1960s, died on Sunday?", "on Sunday", "2019-06-02", ""),
    ("What changed between yesterday and a year ago?", None, "2019-06-04", ""),
    ("Who won the Friday before last?", "Friday before last", "2019-05-24", "2019-05-31"),
    ("What sank in 2018-05?", "in 2018-05", "2018-05-01", "2018-06-07"),
]


@pytest.mark.parametrize(("question", "words", "since", "until"), WORKED_OUT)
def test_days_that_were_worked_out_hide_nothing(
    question: str, words: str | None, since: str, until: str
) -> None:
    assert sets(question, words, since, until).filter == (None, None)


@pytest.mark.parametrize(
    "question",
    [
        "Where did she speak on the eve of the vote on 3 May 2018?",
        "What was said in the days before the vote on 1 Feb 2018?",
        "What happened within a week of 3 May 2018?",
        "How many died in the 24 hours to 10 March 2018?",
        "What led to the strike of March 2018?",
        "Who was picked to host the fair in 2018?",
        "Who was selected to sing on 3 May 2018?",
        "What did forecasters predict for March 2018?",
        "Which tax was announced for 2018?",
        "Who warned of the flood in March 2018?",
        "Was the vote on 3 May 2018 postponed?",
        "What was agreed ahead of the talks in March 2018?",
        "Who would take over after 5 March 2018?",
    ],
)
def test_what_came_before_a_day_or_was_planned_for_it_is_not_hidden(question: str) -> None:
    window = window_of(question)
    assert window.since is not None
    assert window.filter == (None, None)


def test_a_planning_word_of_another_language() -> None:
    window = window_of("¿Qué se anunció para marzo de 2018?", "es")
    assert window.filter == (None, None)


@pytest.mark.parametrize(
    "question",
    ["Which hostages died in 2018?", "Which plane fell in 2018?", "Did Warner burn in 2018?"],
)
def test_a_stated_year_still_filters(question: str) -> None:
    assert window_of(question).filter == (date(2018, 1, 1), None)


UP_TO = [
    ("Who had fled on or before 3 May 2018?", "on or before 3 May 2018", "2018-05-03"),
    ("Who had fled on 3 May 2018 or earlier?", "on 3 May 2018 or earlier", "2018-05-03"),
    ("Who had fled in March 2018 or before?", "in March 2018 or before", "2018-03-31"),
]


@pytest.mark.parametrize(("question", "words", "until"), UP_TO)
def test_on_or_before_lets_the_day_itself_in(question: str, words: str, until: str) -> None:
    window = window_of(question)
    assert window.words == words
    assert window.filter == (None, day(until))


THEN = [
    ("Who died a year ago today?", 2018),
    ("What was decided two years ago this week?", 2017),
    ("What happened today in 1999?", 1999),
    ("Who leads the list this time last year?", 2018),
    ("What sank on this day last year?", 2018),
    ("What happened this week in 1998?", 1998),
    ("On this day, in 1998, who won?", 1998),
]


@pytest.mark.parametrize(("question", "year"), THEN)
def test_this_day_of_another_year_is_not_the_present(question: str, year: int) -> None:
    when = read(question, ASKED)
    assert not when.present
    assert when.centre and when.centre.year == year
    assert when.about and when.about.earliest and when.about.latest
    assert when.about.earliest <= ASKED.replace(year=year) <= when.about.latest
    assert window_of(question).filter == (None, None)


def test_this_week_of_this_year_stays_the_present() -> None:
    assert read("What happened this week?", ASKED).present
    assert read("How many live in camps today?", ASKED).present
    assert read("What happened today in 2019?", ASKED).present


LAST = [
    ("What was the latest flood before 2015?", "2014-12-31"),
    ("Who was the last mayor before 2015?", "2014-12-31"),
    ("What is the most recent poll before May 2018?", "2018-04-30"),
]


@pytest.mark.parametrize(("question", "centre"), LAST)
def test_the_latest_before_a_past_day_is_sought_at_that_day(question: str, centre: str) -> None:
    when = read(question, ASKED)
    assert not when.present
    assert when.centre == day(centre)
    assert read("What is the latest on the man jailed before 2015?", ASKED).present


@pytest.mark.parametrize(
    "question",
    [
        "Who died on 2022-02-30?",
        "Who died on 2018-13?",
        "Who died on 2018-02-3?",
        "Who won in 2011-12?",
    ],
)
def test_figures_that_are_no_day_say_nothing(question: str) -> None:
    assert read(question, ASKED) == When()


def test_a_range_of_years_is_read_whole() -> None:
    assert window_of("Who led in 2014-2016?").filter == (date(2014, 1, 1), None)
    about = read("Who led in 2014-2016?", ASKED).about
    assert about and about.latest == date(2016, 12, 31)


def test_as_of_a_day_without_its_year_is_the_last_one() -> None:
    when = read("As of 3 May, who leads?", date(2019, 3, 10))
    assert not when.present
    assert when.centre == date(2018, 5, 3)
    assert when.window and when.window.filter == (None, None)
    assert when.window.until == date(2018, 5, 3)
    assert read("As of July, who leads?", ASKED).centre == date(2018, 7, 31)
    assert window_of("As of 3 May, who leads?").until == date(2019, 5, 3)


@pytest.mark.parametrize("piece", ["today in 1999 ", "a year ago today ", "2014-2016 ", "before "])
def test_a_very_long_question_is_read(piece: str) -> None:
    read(piece * (50_000 // len(piece)), ASKED)

"""What questions say of time: the range they set, what they are about, whether they ask for now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.when import When, describe
from tests.index.search.reading_days import ASKED, asked, day, sets, window_of

HAPPENED = [  # question, words, first day, end with its grace ("" where that is still to come)
    ("What happened in Arden in January 2019?", "in January 2019", "2019-01-01", "2019-02-07"),
    ("what happened in arden in january 2019", "in january 2019", "2019-01-01", "2019-02-07"),
    ("arden airstrikes january 2019", "january 2019", "2019-01-01", "2019-02-07"),
    ("How many died on 5 March 2019?", "on 5 March 2019", "2019-03-05", "2019-03-12"),
    ("Did she visit on July 4, 2018?", "on July 4, 2018", "2018-07-04", "2018-07-11"),
    ("Who was killed on 19/12/2018?", "on 19/12/2018", "2018-12-19", "2018-12-26"),
    ("Who was killed on 2018-12-19?", "on 2018-12-19", "2018-12-19", "2018-12-26"),
    ("how many people died on 5 mar 2019", "on 5 mar 2019", "2019-03-05", "2019-03-12"),
    ("What happened between 3 and 9 March 2019?", None, "2019-03-03", "2019-03-16"),
    ("What burned between 3 March and 9 March 2019?", None, "2019-03-03", "2019-03-16"),
    ("How many were jailed from March to May 2018?", None, "2018-03-01", "2018-08-31"),
    ("How many fled between December and February 2018?", None, "2017-12-01", "2018-05-31"),
    ("How many fled from December 2017 until February 2018?", None, "2017-12-01", "2018-05-31"),
    ("When did the bridge collapse in 2017?", "in 2017", "2017-01-01", "2018-04-02"),
    ("When did the bridge collapse in 2019?", "in 2019", "2019-01-01", ""),
    ("Did the mayor resign in 2014 or 2015?", "in 2014 or 2015", "2014-01-01", "2016-04-01"),
    ("How many were jailed between 2014 and 2016?", None, "2014-01-01", "2017-04-02"),
    ("How far did prices rise in the first half of 2018?", None, "2018-01-01", "2018-09-30"),
    ("How many homes were sold in Q1 2018?", "in Q1 2018", "2018-01-01", "2018-07-01"),
    ("What did farmers want in the 1990s?", "in the 1990s", "1990-01-01", "2000-04-01"),
]


@pytest.mark.parametrize(("question", "words", "since", "until"), HAPPENED)
def test_a_happening_filters_from_its_first_day_and_hides_nothing_later(
    question: str, words: str | None, since: str, until: str
) -> None:
    assert sets(question, words, since, until).filter == (day(since), None)


SOFT = [
    "What happened around March 2018?",
    "What did the town look like 50 years ago?",
    "How many people lived there before 2011?",
    "How many had returned by the end of 2018?",
    "Who was mayor until October 2017?",
    "What was due to open in January 2018?",
    "What did the court decide last March?",
    "How did prices move in the summer of 2018?",
    "What were they told in the last few weeks?",
    "How many people live in camps today?",
    "What did the parties say this week?",
    "Did the ferry sink before or after 3 May 2019?",
]


@pytest.mark.parametrize("question", SOFT)
def test_what_is_only_near_a_time_filters_nothing(question: str) -> None:
    window = window_of(question)
    assert window.filter == (None, None)


BOUNDED = [
    ("Which towns changed hands before March 2019?", "", "2019-02-28"),
    ("How many have died since 2018?", "2018-01-01", ""),
    ("Who took over after 5 March 2019?", "2019-03-05", ""),
    ("What broke after March 2018 and before June 2018?", "2018-03-01", "2018-05-31"),
    ("How many had fled as of March 2019?", "", "2019-03-31"),
    ("Who held the town as of 5 March 2019?", "", "2019-03-05"),
    ("How many have fled as of this week?", "", "2019-06-05"),
    ("Which articles from January 2019 mention the dam?", "2019-01-01", "2019-01-31"),
    ("Show coverage published in March 2019 of the strike", "2019-03-01", "2019-03-31"),
    ("Which stories published before 5 March 2019 mention him?", "", "2019-03-04"),
    ("How have rents changed compared with January 2018?", "2018-01-01", ""),
    ("Which team won for the first time since 1994?", "1994-01-01", ""),
]


@pytest.mark.parametrize(("question", "since", "until"), BOUNDED)
def test_words_that_bound_are_filters(question: str, since: str, until: str) -> None:
    window = window_of(question)
    assert window.filter == (day(since), day(until))


NO_WINDOW = [
    "What did the minister say before the ceasefire deal?",
    "What did the 2018 deal say?",
    "Who won the 2020 election?",
    "Where will World Cup 2022 be held?",
    "Who won Euro 2020?",
    "How many Covid-19 cases are there?",
    "What happened on 9/11?",
    "Who invoked Article 50?",
    "What does Agenda 2030 promise?",
    "How many people will be displaced by 2025?",
    "How many species could vanish by 2030?",
    "Who will hold an election in May 2023?",
    "What will the council vote on tomorrow?",
    "What did the January 2019 report say?",
    "What did she say in a May 2018 interview?",
    "Who won last year's championship?",
    "How many were hurt in Monday's fire?",
    "Who was killed on 03/04/2019?",
    "What did May say about the backstop?",
    "When will May resign?",
    "Who joined the March for Our Lives?",
    "What did the Sunday Times say?",
    "What were sales on Black Friday?",
    "Who directed Friday the 13th?",
    "Who was August Wilson?",
    "Who wrote 1984?",
    "How long is Route 66?",
    "What grounded the Boeing 737?",
    "How many of the 2,019 people survived?",
    "What was said on the Today programme?",
    "Who won the second round?",
    "Who wrote Sunday's Child?",
    "Who hosts Monday Night Football?",
    "Who edits This Week magazine?",
    "Who founded USA TODAY?",
    "How did the mood change later that year?",
]


@pytest.mark.parametrize("question", NO_WINDOW)
def test_names_and_what_is_to_come_set_no_range(question: str) -> None:
    assert asked(question).window is None


PRESENT = [
    ("What did the parties say this week?", 7),
    ("Who resigned today?", 3),
    ("What is the latest on the strike?", 14),
    ("Which show was recently green lit?", 30),
    ("Who hosted this year's prize night?", 90),
    ("Who holds Arden?", 90),
    ("Is the border open?", 90),
    ("How many people are displaced?", 90),
    ("Who is now in charge?", 30),
    ("When will the bridge reopen?", 90),
    ("How many have died since 2018?", 90),
    ("Who will hold an election in May 2023?", 30),
    ("How many were fined in the past week?", 7),
]


@pytest.mark.parametrize(("question", "width"), PRESENT)
def test_the_present_is_centred_on_the_day_of_asking(question: str, width: int) -> None:
    when = asked(question)
    assert when.present
    assert (when.centre, when.width) == (ASKED, width)
    bare = asked(question, None)
    assert bare.centre is None
    assert not bare.window or bare.window.since is None or "since" in question


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the report?",
        "How many were hurt?",
        "Who starred in Apocalypse Now?",
        "",
        "?",
        "a",
    ],
)
def test_a_question_that_says_nothing_of_time_gets_nothing(question: str) -> None:
    when = asked(question)
    assert when == When()
    assert describe(when) == ""


def test_a_named_event_has_days_and_a_prior_but_no_range() -> None:
    when = asked("How many died in the January 2019 attack?")
    assert when.about and (when.about.earliest, when.about.latest) == (
        date(2019, 1, 1),
        date(2019, 1, 31),
    )
    assert when.centre and date(2019, 1, 1) <= when.centre <= date(2019, 1, 31)


def test_the_prior_of_a_past_event_covers_it_and_the_reports_after_it() -> None:
    when = asked("What happened in Arden in January 2019?")
    assert when.centre and when.width
    reach = timedelta(days=when.width)
    assert when.centre - reach <= date(2019, 1, 1) < date(2019, 2, 6) <= when.centre + reach
    assert asked("Who held it as of 5 March 2019?").centre == date(2019, 3, 5)
    assert asked("Who is the man that vanished in 1974?").centre is None
    assert not asked("What was the firm now known as Arden called in 1987?").present


def test_without_the_day_of_asking_only_stated_days_are_read() -> None:
    assert asked("What happened last week?", None) == When()
    window = asked("What happened in January 2019?", None).window
    assert window and window.since == date(2019, 1, 1)
    assert asked("What happened last week?", date(1, 1, 1)) == When()


SPANISH = [
    ("¿Qué pasó en Arden en enero de 2019?", "2019-01-01", ""),
    ("¿Qué pasó la semana pasada?", "", ""),
    ("¿Cuántos han muerto desde 2018?", "2018-01-01", ""),
    ("Noticias de marzo de 2019 sobre la huelga", "2019-03-01", "2019-03-31"),
    ("¿Cuántos desplazados había a fecha de marzo de 2019?", "", "2019-03-31"),
    ("¿Quién fue detenido el 3/4/2019?", "2019-04-03", ""),
]


@pytest.mark.parametrize(("question", "since", "until"), SPANISH)
def test_another_language_is_a_file(question: str, since: str, until: str) -> None:
    window = window_of(question, "es")
    assert window.filter == (day(since), day(until))
    assert asked("¿Quién controla ahora la ciudad?", language="es").present


def test_a_language_without_a_file_gives_full_dates() -> None:
    window = asked("Was geschah am 2019-03-05?", language="de").window
    assert window and window.since == date(2019, 3, 5)


def test_describe() -> None:
    def said(question: str) -> str:
        return describe(asked(question))

    assert said("What happened in January 2019?") == (
        "published from 1 January 2019 on, first those up to 7 February 2019, "
        "from “in January 2019”"
    )
    assert said("News from March 2019 about Arden") == (
        "published from 1 March 2019 to 31 March 2019, from “from March 2019”"
    )
    assert (
        said("Who held it before 2011?") == "first those up to 7 January 2011, from “before 2011”"
    )
    assert said("What did they say this week?") == "the newest first, from “this week”"
    assert said("Who holds Arden?") == "the newest first"


PIECES = st.sampled_from(
    "in on by since before after between and or the as of last this next week March may 2019 5 31 "
    "Monday's January 1990s 19/12/2018 31.02.2019 2019-02-30 today Q1 half first now is was will "
    "' “ ” . ? , 9999 1500 ago few articles from until compared with İ ſ \n".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.none() | st.dates(), st.sampled_from(["en", "es", "de", ""]))
def test_any_text_is_read(text: str, today: date | None, language: str) -> None:
    when = asked(text, today, language)
    window = when.window
    if window and window.since and window.until:
        assert window.since <= window.until
    if when.about and when.about.earliest and when.about.latest:
        assert when.about.earliest <= when.about.latest
    assert when.width is None or when.width >= 1
    assert when.width is not None or when.centre is None
    assert isinstance(describe(when), str)


@pytest.mark.parametrize(
    "piece", ["in 2019 ", "this week now ", "a. ", "on Monday’s ", "as of ", " ", "1/2/2019 "]
)
def test_a_very_long_question_is_read(piece: str) -> None:
    asked(piece * (50_000 // len(piece)))

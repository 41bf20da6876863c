"""The days read from a question, in answers: said, kept to, and switched off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import InputError
from rag.answer import Answer
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader
from tests.index.search import stories

FERRY = "How many passengers did the ferry between Arle and Brenn carry in October 2019?"
SAID = "published from 1 October 2019 on, first those up to 7 November 2019, from “in October 2019”"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("window")
    with Archive.open(folder / "archive", "static", create=True) as archive:
        stories.fill(archive, folder / "articles")
        yield Assistant(archive, QuoteReader(), "quote")


def days(assistant: Assistant, answer: Answer) -> list[date]:
    """Publication days of everything that the answer shows."""
    shown = [assistant.archive.article(c.article_id) for c in (*answer.citations, *answer.nearest)]
    return [a.published.day for a in shown if a.published.day]


def test_an_answer_says_which_days_it_read(assistant: Assistant) -> None:
    answer = assistant.ask(FERRY)
    assert answer.status == "answered"
    assert "640,000" in answer.text
    assert answer.window == SAID
    assert (answer.since, answer.until) == (None, None)  # those are the caller's
    assert all(day >= date(2019, 10, 1) for day in days(assistant, answer))
    assert json.loads(json.dumps(answer.to_dict()))["window"] == SAID
    assert f"_Read from the question: {SAID}._" in answer.to_markdown()


def test_switched_off_nothing_is_read_and_nothing_said(assistant: Assistant) -> None:
    answer = assistant.ask(FERRY, window=False)
    assert answer.window == "" and answer.to_dict()["window"] == ""
    assert "Read from the question" not in answer.to_markdown()
    early = assistant.ask(FERRY, window=False, until="2016-12-31")
    assert days(assistant, early) and max(days(assistant, early)) <= date(2016, 12, 31)


def test_a_question_without_days_has_no_window(assistant: Assistant) -> None:
    answer = assistant.ask("To whom was the old lighthouse of Brenn sold?")
    assert answer.status == "answered" and answer.window == ""
    assert "Read from the question" not in answer.to_markdown()


@pytest.mark.parametrize("days_given", [{"until": "2018-12-31"}, {"until": "2018-12-31", "since": "2016-01-01"}])  # fmt: skip
def test_days_that_contradict_it_are_an_abstention_that_says_so(
    assistant: Assistant, days_given: dict[str, str]
) -> None:
    answer = assistant.ask(FERRY, **days_given)  # type: ignore[arg-type]
    assert answer.status == "abstained"
    assert answer.citations == answer.nearest == ()
    assert answer.window == SAID
    assert SAID in answer.to_markdown()


def test_the_window_is_reckoned_from_the_day_of_asking(assistant: Assistant) -> None:
    asked = "How many passengers did the ferry carry last year?"
    for as_of, year in (("2018-03-01", 2017), ("2021-03-01", 2020)):
        answer = assistant.ask(asked, as_of=as_of)
        assert f"from 1 January {year}" in answer.window
        assert max(days(assistant, answer)) <= date.fromisoformat(as_of)


def test_a_follow_up_is_narrowed_by_its_own_days_and_not_by_those_before(
    assistant: Assistant,
) -> None:
    assert assistant.ask("And what did tickets cost?", history=[FERRY]).window == ""
    earlier = "How many passengers did the ferry between Arle and Brenn carry in May 2017?"
    answer = assistant.ask("And in October 2019?", history=[earlier])
    assert answer.window == SAID
    assert all(day >= date(2019, 10, 1) for day in days(assistant, answer))


@pytest.mark.parametrize("window", [True, False])
@pytest.mark.parametrize(
    "question",
    ["who is it", 'AND OR NOT "x* NEAR(', "title:", '"mayor', "港口", "\x01mayor\x00", "a"],
)  # fmt: skip
def test_odd_questions_stay_within_the_days(
    assistant: Assistant, question: str, window: bool
) -> None:
    answer = assistant.ask(question, as_of="2018-06-01", window=window)
    assert answer.status in ("answered", "uncertain", "abstained")
    assert all(day <= date(2018, 6, 1) for day in days(assistant, answer))


def test_half_a_character_is_no_part_of_a_question(assistant: Assistant) -> None:
    assert (
        assistant.ask("\ud800 To whom was the old lighthouse of Brenn sold?").status == "answered"
    )


@pytest.mark.parametrize("question", ["", " ", "?!", "👍", "\ud800", "\x00", "x" * 50_000])
def test_what_cannot_be_asked_is_one_sentence(assistant: Assistant, question: str) -> None:
    with pytest.raises(InputError) as caught:
        assistant.ask(question)
    assert "\n" not in str(caught.value)


def test_an_outlet_that_is_not_there_is_named(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="The Tide"):
        assistant.ask(FERRY, outlets=("The Onion",))

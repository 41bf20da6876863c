"""Many questions at once: their order, their own settings, and what one failure costs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.errors import InputError
from rag.assistant import Assistant
from rag.batch import Question, ask_many, questions
from rag.connect import readers
from rag.reading import Draft, DraftQuote, Material


class FirstSentence:
    """A reader that quotes the beginning of the best passage, and counts who reads at a time."""

    name = "first"
    prompt_hash = None

    def __init__(self) -> None:
        self.threads: set[str] = set()

    def read(self, material: Material) -> Iterator[Draft]:
        self.threads.add(threading.current_thread().name)
        hit = material.hits[0]
        quote = hit.article.text[hit.passage.start : hit.passage.end].split("\n")[0]
        yield Draft(quote, (DraftQuote(hit.article.id, quote),))


@pytest.fixture
def assistant(samples: Archive) -> Assistant:
    return Assistant(samples, FirstSentence(), "the first sentence")


ASKED: list[str | dict[str, Any] | Question] = [
    "Who holds Manbij?",
    {"question": "Who holds Manbij?", "as_of": "2018-12-22", "id": "then"},
    Question("How many people died in Calderhaven?", until=date(2019, 11, 13)),
    {"question": "Who holds Manbij?", "outlets": ["Nobody's Gazette"]},
    {"question": " "},
    {"question": 7},
    {"question": "Who scored?", "since": "never"},
    {"question": "And in Brennwick?", "history": "Who is the mayor?", "window": False},
]


@pytest.mark.parametrize("workers", [1, 3])
def test_each_has_its_answer_or_its_error_in_order(assistant: Assistant, workers: int) -> None:
    replies = list(ask_many(assistant, ASKED, workers=workers))
    assert [r.error is None for r in replies] == [True, True, True, False, False, False, False, True]  # fmt: skip
    assert all((r.answer is None) != (r.error is None) for r in replies)
    first, then = replies[0].answer, replies[1].answer
    assert first and then and then.as_of == date(2018, 12, 22)
    assert replies[1].question.id == "then"
    assert {c.published.date() <= date(2018, 12, 22) for c in then.citations if c.published} == {True}  # fmt: skip
    assert "The Harbour Post" in str(replies[3].error)  # the outlets there are
    assert "since" in str(replies[6].error)
    assert not any("\n" in str(r.error) for r in replies)


def test_a_question_can_name_its_reader(assistant: Assistant) -> None:
    asked = [{"question": "Who holds Manbij?", "reader": name} for name in ("quote", "chat", "x")]
    quote, chat, unknown = ask_many(assistant, asked, workers=2, readers=readers("quote", None))
    assert quote.answer and quote.answer.reader == "quote"
    assert "--model" in str(chat.error)
    assert "'x'" in str(unknown.error)


def test_an_endless_list_is_read_a_little_ahead_and_left_when_closed(assistant: Assistant) -> None:
    taken = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield "Who holds Manbij?"

    replies = ask_many(assistant, endless(), workers=2)
    assert next(replies).answer
    assert len(taken) <= 4
    replies.close()  # type: ignore[attr-defined]
    assert not [t for t in threading.enumerate() if t.name.startswith("ask")]


def test_a_fault_of_the_program_is_not_hidden(samples: Archive) -> None:
    class Broken(FirstSentence):
        def read(self, material: Material) -> Iterator[Draft]:
            raise ZeroDivisionError

    replies = ask_many(Assistant(samples, Broken(), ""), ["Who holds Manbij?"] * 3, workers=2)
    with pytest.raises(ZeroDivisionError):
        next(replies)


def test_more_than_one_worker_reads(assistant: Assistant) -> None:
    assert len(list(ask_many(assistant, ["Who holds Manbij?"] * 8, workers=4))) == 8
    assert isinstance(assistant.reader, FirstSentence)
    assert {name[:3] for name in assistant.reader.threads} == {"ask"}
    assert list(ask_many(assistant, [], workers=4)) == []


@pytest.mark.parametrize("workers", [0, -1, 65])
def test_workers_are_bounded(assistant: Assistant, workers: int) -> None:
    with pytest.raises(InputError, match="1 to 64"):
        ask_many(assistant, ["Who?"], workers=workers)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", '"question"'),
        ('{"question": null}', '"question"'),
        ('{"question": "Who?", "outlets": [1]}', '"outlets" is not a list'),
        ('{"question": "Who?", "history": {"a": 1}}', '"history" is not a list'),
        ('{"question": "Who?", "as_of": "soon"}', "as_of"),
        ('{"question": "Who?", "window": "no"}', '"window"'),
    ],
)
def test_an_unusable_line_is_named(tmp_path: Path, line: str, words: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "Who holds Manbij?"}\n\n' + line)
    with pytest.raises(InputError) as caught:
        questions(file, {})
    assert words in str(caught.value) and "q.jsonl:3" in str(caught.value)


def test_a_line_wins_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('\ufeff{"question": "Who?", "as_of": "2020-01-02", "outlets": "A", "id": 3}\n{"question": "Why?"}')  # fmt: skip
    (one, who), (two, why) = questions(file, {"as_of": "2019-01-01", "outlets": ("B",), "window": False})  # fmt: skip
    assert (one, who.as_of, who.outlets, who.id, who.window) == (1, "2020-01-02", ("A",), 3, False)
    assert (two, why.as_of, why.outlets, why.id) == (2, "2019-01-01", ("B",), None)
    with pytest.raises(InputError, match="holds no questions; write one a line"):
        file.write_text("\n\n")
        questions(file, {})
    with pytest.raises(InputError, match="cannot be read"):
        questions(tmp_path, {})


@given(st.dictionaries(st.sampled_from(["question", "outlets", "as_of", "window", "history"]),
                       st.none() | st.integers() | st.text() | st.lists(st.text())))  # fmt: skip
def test_any_mapping_is_a_question_or_refused(given_one: dict[str, Any]) -> None:
    try:
        assert isinstance(Question.of(given_one).question, str)
    except InputError as error:
        assert "\n" not in str(error) or any("\n" in str(v) for v in given_one.values())


def test_a_line_in_plain_words_is_a_question(tmp_path: Path) -> None:
    file = tmp_path / "q.txt"
    file.write_text(
        '  Who holds Manbij?\r\n\n{"question": "Why?", "as_of": "2019-01-05"}\n"Who?"\n'
    )
    asked = [(n, q.question, q.as_of) for n, q in questions(file, {"as_of": "2020-01-02"})]
    assert asked == [
        (1, "Who holds Manbij?", "2020-01-02"),
        (3, "Why?", "2019-01-05"),
        (4, '"Who?"', "2020-01-02"),
    ]

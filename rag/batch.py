"""Many questions in one go: read from a file or given, answered by several threads, in order."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from index.dates import read_day
from index.errors import DatelineError, InputError
from index.filters import Day
from rag.answer import Answer
from rag.assistant import Assistant
from rag.connect import QUOTE, READERS, Readers

FIELDS = ("question", "as_of", "since", "until", "outlets", "history", "window")
LISTS = ("outlets", "history")
DAYS = ("as_of", "since", "until")
AHEAD = 2  # questions taken from the iterable for each worker, so that none waits for one
MOST_WORKERS = 64
STDIN = Path("-")
JSON = ("{", "[")  # how a line of JSON begins; any other is a question in plain words


@dataclass(frozen=True, slots=True)
class Question:
    """A question with settings of its own, as for `Assistant.ask`; `id` is whatever names it.

    `reader` is "quote" or "chat" where it is to be answered by another than the rest.
    """

    question: str
    id: Any = None
    as_of: Day = None
    since: Day = None
    until: Day = None
    outlets: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    window: bool = True
    reader: str | None = None

    @classmethod
    def of(cls, given: str | Mapping[str, Any] | Question, where: str = "the question") -> Question:
        """From text, or from a mapping with `question` and any of the other names; others are left.

        None, "" and [] stand for what is not said. Raises InputError, which begins with `where`,
        for what is none.
        """
        if isinstance(given, Question):
            return given
        if isinstance(given, str):
            return cls(given)
        if not isinstance(given, Mapping) or not isinstance(given.get("question"), str):
            raise InputError(f'{where} has no "question" text; mend it.')
        said = {name: given[name] for name in FIELDS if given.get(name) not in (None, "", [], ())}
        for name in LISTS:
            values = said.get(name, ())
            values = (values,) if isinstance(values, str) else values
            listed = isinstance(values, (list, tuple))
            if not listed or not all(isinstance(value, str) for value in values):
                raise InputError(f'{where}: "{name}" is not a list of texts; mend it.')
            said[name] = tuple(values)
        for name in DAYS:
            if name in said:
                read_day(said[name], f"{where}: {name}")
        if not isinstance(said.get("window", True), bool):
            raise InputError(f'{where}: "window" is neither true nor false; mend it.')
        reader = given.get("reader") or None
        if reader not in (None, *READERS):
            raise InputError(f"{where}: there is no reader {reader!r}; choose quote or chat.")
        return cls(**{"question": "", **said}, id=given.get("id"), reader=reader)

    def options(self) -> dict[str, Any]:
        """The arguments of `Assistant.ask`."""
        return {name: getattr(self, name) for name in FIELDS}


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one question: an `answer` (an abstention is one), or the `error` it met.

    `question` is as given where it could not be read as a Question.
    """

    question: Question | Any
    answer: Answer | None = None
    error: DatelineError | None = None


def ask_many(
    assistant: Assistant,
    questions: Iterable[str | Mapping[str, Any] | Question],
    *,
    workers: int | None = None,
    readers: Readers | None = None,
) -> Iterator[Reply]:
    """One Reply for each question, in the order given, each as soon as those before it are there.

    A question is a text, a Question, or a mapping with its fields. What one of them meets that a
    person can act on (an unknown outlet, no such day, an endpoint that fails) is the `error` of
    its own Reply and costs no other; anything else is a fault of the program and is raised in its
    place. `questions` may be endless: it is read a little ahead of what is taken, and what was
    not begun is left when the iterator is closed.

    `workers` threads (1 to 64) share the assistant, as a rule as many as there are processors;
    with a chat endpoint more make sense, since they wait most of the time. The answers are the
    same whatever their number. `readers` are those a question may name; without them it has that
    of the assistant. Raises InputError for another number of workers.
    """
    count = (os.cpu_count() or 1) if workers is None else workers
    if not 1 <= count <= MOST_WORKERS:
        raise InputError(f"There can be 1 to {MOST_WORKERS} workers, not {count}.")
    return _replies(assistant, iter(questions), count, readers)


def _replies(
    assistant: Assistant, questions: Iterator[str | Mapping[str, Any] | Question], workers: int,
    readers: Readers | None,
) -> Iterator[Reply]:  # fmt: skip
    if workers == 1:
        for given in questions:
            yield _reply(assistant, given, readers)
        return
    pool = ThreadPoolExecutor(workers, thread_name_prefix="ask")
    waiting: deque[Future[Reply]] = deque()
    try:
        while True:
            for given in islice(questions, AHEAD * workers - len(waiting)):
                waiting.append(pool.submit(_reply, assistant, given, readers))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _reply(
    assistant: Assistant, given: str | Mapping[str, Any] | Question, readers: Readers | None
) -> Reply:
    asked: Any = given
    try:
        asked = Question.of(given)
        if asked.reader and readers:
            reader, label = readers.pick(asked.reader), readers.label(asked.reader)
            stand_in = None if reader is QUOTE else QUOTE
            assistant = replace(assistant, reader=reader, reader_label=label, stand_in=stand_in)
        return Reply(asked, assistant.ask(**asked.options()))
    except DatelineError as error:
        return Reply(asked, error=error)


def questions(path: Path, defaults: Mapping[str, Any]) -> Sequence[tuple[int, Question]]:
    """(line number, question) of a file in order; a line's own fields win over `defaults`.

    A line is a JSON object, or else the question itself. "-" is standard input. Raises InputError, naming the line, if any line is unusable.
    """
    try:
        if path == STDIN:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        else:
            text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise InputError(f"{path} cannot be read as a file of questions: {why}.") from error
    name = "standard input" if path == STDIN else str(path)
    asked = [
        (n, _line(line, defaults, f"{name}:{n}"))
        for n, line in enumerate(text.split("\n"), 1)
        if line.strip()
    ]
    if not asked:
        raise InputError(f"{name} holds no questions; write one a line.")
    return asked


def _line(line: str, defaults: Mapping[str, Any], where: str) -> Question:
    if not line.lstrip().startswith(JSON):
        return Question.of({**defaults, "question": line.strip()}, where)
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where} is not JSON ({error}); mend the line.") from error
    if not isinstance(row, dict):
        raise InputError(f'{where} has no "question" text; mend it.')
    own = {name: value for name, value in row.items() if value not in (None, "", [])}
    return Question.of({**defaults, **own}, where)

"""One conversation: checked input, and a question answered step by step as HTML."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from index.errors import DatelineError, InputError
from rag.answer import Answer, Citation, Claim, Verified
from ui import render

if TYPE_CHECKING:
    from rag.assistant import Assistant

MAX_QUESTION = 2_000  # characters

_log = logging.getLogger(__name__)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer in the chat and its source cards in the panel, both HTML.

    `quoted` are the words that answered it: a later question may mean somebody named there.
    """

    number: int
    question: str
    answer: str
    cards: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What part of the archive may answer; `window`: days that the question names narrow it."""

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    window: bool = True


def check_question(text: str | None) -> str:
    """The question without the space around it; InputError if there is none, or too much."""
    question = (text or "").strip()
    if not question:
        raise InputError("Type a question first.")
    if len(question) > MAX_QUESTION:
        raise InputError(
            f"The question has {len(question):,} characters; shorten it to {MAX_QUESTION:,}."
        )
    return question


def check_scope(
    as_of: str | None,
    since: str | None,
    until: str | None,
    outlets: list[str] | None,
    window: bool = True,
) -> Scope:
    """The filters as typed; InputError names the field that cannot be used."""
    scope = Scope(
        _day("As of", as_of), _day("From", since), _day("To", until), tuple(outlets or ()), window
    )
    if scope.since and scope.until and scope.since > scope.until:
        raise InputError("The day in From is later than the day in To: swap them.")
    return scope


def ask(
    assistant: Assistant,
    question: str,
    scope: Scope,
    earlier: tuple[Turn, ...],
    halted: Event | None = None,
) -> Iterator[Turn]:
    """The turn as it grows: the stage, each sentence when it is verified, the final answer.

    Once `halted` is set no model is waited for any more.
    Whatever goes wrong becomes one sentence in the chat; nothing is raised.
    """
    number = len(earlier) + 1
    find = assistant.archive.article
    turn = Turn(number, question, render.answer_start(number, (), "searching"))
    yield turn
    stage = "searching"
    said: list[tuple[Claim, tuple[Citation, ...]]] = []
    cards: dict[int, Citation] = {}
    try:
        for event in assistant.stream(
            question,
            as_of=scope.as_of,
            since=scope.since,
            until=scope.until,
            outlets=scope.outlets,
            window=scope.window,
            history=tuple(item.question for item in earlier),
            answers=tuple(item.quoted for item in earlier),
            halted=halted,
        ):
            if isinstance(event, Answer):
                turn = _finished(turn, event, assistant)
                yield turn
                return
            if isinstance(event, Verified):
                said.append((event.claim, event.citations))
                cards |= {item.marker: item for item in event.citations}
            else:
                stage = event.name
                if stage == "falling back":  # what the reader that failed had said is void
                    said, cards = [], {}
            turn = replace(
                turn,
                answer=render.answer_start(number, said, stage),
                cards=render.sources(number, (cards[m] for m in sorted(cards)), find),
            )
            yield turn
    except DatelineError as error:
        yield replace(turn, answer=render.problem(str(error)), cards="")
    except Exception:  # noqa: BLE001  the page must outlive any fault, and show no traceback
        _log.exception("A question could not be answered.")
        sentence = "Something went wrong here, and the log says what: please ask again."
        yield replace(turn, answer=render.problem(sentence), cards="")


def stopped(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The turns, with a plain word on the last one if it was stopped on its way."""
    if not turns or 'class="stage"' not in turns[-1].answer:
        return turns
    return (*turns[:-1], replace(turns[-1], answer=render.problem("Stopped."), cards=""))


def _finished(turn: Turn, answer: Answer, assistant: Assistant) -> Turn:
    find = assistant.archive.article
    cards = render.sources(turn.number, answer.citations, find)
    cards += render.nearest(turn.number, answer.nearest, find)
    return replace(
        turn,
        answer=render.answer(turn.number, answer),
        cards=cards + render.export(answer.to_markdown()),
        quoted=answer.citations[0].quote if answer.citations else "",
    )


def _day(field: str, text: str | None) -> date | None:
    value = (text or "").strip()
    if not value:
        return None
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # a day that no month has, such as the 31st of February
    raise InputError(f"{field} is not a day: write it as YYYY-MM-DD, for example 2019-10-16.")

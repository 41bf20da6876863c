"""Question in, Answer out. `ask` is all most programs need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from rag.answer import Answer
    from rag.batch import Question, Reply

__all__ = ["ask", "ask_many"]


def ask(
    question: str,
    archive: str | Path | None = None,
    *,
    as_of: date | str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    outlets: Sequence[str] = (),
    history: Sequence[str] = (),
    window: bool = True,
    reader: str | None = None,
    model: str | None = None,
    judge: str | None = None,
) -> Answer:
    """Answer a question from an archive (default: DATELINE_ARCHIVE, or ./dateline-archive).

    `as_of`, `since` and `until` are days, inclusive: nothing published after `as_of` is used.
    `history` holds the texts of earlier questions, oldest first. The days that the question names
    ("in January 2019") narrow the search and are told in `Answer.window`; `window=False` switches
    that off.
    `reader` is "quote" (the default) or "chat", which a `model` implies; where the endpoint fails
    for the moment the quote reader answers, and a note says so. `judge` says whether the model also
    judges the claims of an answer: "off", "on" (all in its own words) or "auto" (those that the
    embedded checks refuse; the default). The archive stays open.

    Raises index.errors.DatelineError, whose text is one sentence that says what to do.
    """
    from rag.connect import shared

    return shared(archive, reader, model, judge).ask(
        question, as_of=as_of, since=since, until=until, outlets=outlets, history=history,
        window=window,
    )  # fmt: skip


def ask_many(
    questions: Iterable[str | Mapping[str, Any] | Question],
    archive: str | Path | None = None,
    *,
    workers: int | None = None,
    reader: str | None = None,
    model: str | None = None,
    judge: str | None = None,
) -> Iterator[Reply]:
    """A Reply for each question, in order, while later ones are still being answered.

    A question is a text, or a mapping with `question` and any argument of `ask`. A Reply holds
    the Answer, or the DatelineError that this one question ended in; the others go on. `workers`
    is the number of threads (default: one for each core).
    """
    from rag.batch import ask_many as many
    from rag.connect import readers, shared

    return many(
        shared(archive, reader, model, judge), questions, workers=workers,
        readers=readers(reader, model, judge),
    )  # fmt: skip

"""Question in, Answer out. `ask` is all most programs need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.answer import Answer

__all__ = ["ask"]


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
) -> Answer:
    """Answer a question from an archive (default: DATELINE_ARCHIVE, or ./dateline-archive).

    `as_of`, `since` and `until` are days, inclusive: nothing published after `as_of` is used.
    `history` holds earlier questions, oldest first. The days that the question names ("in January
    2019") narrow the search and are told in `Answer.window`; `window=False` switches that off. `reader` is "quote" (the default) or "chat",
    which a `model` implies. The archive stays open for the next call.

    Raises index.errors.DatelineError, whose text is one sentence that says what to do.
    """
    from rag.connect import shared

    return shared(archive, reader, model).ask(
        question, as_of=as_of, since=since, until=until, outlets=outlets, history=history,
        window=window,
    )  # fmt: skip

"""The one place from which anything is printed; plain text where there is no terminal."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from index.inert import Inert, inert, inert_json

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

Progress = Callable[[int, int, str], None]


def shield() -> None:
    """Let nothing reach the terminal that steers it, whoever prints: a library, a log, a traceback.

    For the process of a command, which ends with it.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None or isinstance(stream, Inert):
            continue
        if hasattr(stream, "reconfigure"):  # a stream that cannot say a letter says its number
            stream.reconfigure(errors="backslashreplace")
        setattr(sys, name, Inert(stream))
    logging.basicConfig(level=logging.ERROR, format="%(message)s")


def say(text: str, *, err: bool = False, flush: bool = False) -> None:
    """Print a line, or several, for people: nothing in it steers the terminal."""
    print(inert(text), file=sys.stderr if err else sys.stdout, flush=flush)


@contextmanager
def progress_bar(wanted: bool) -> Iterator[Progress | None]:
    """A bar with rate and time left on the error stream; nothing if that is not a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    console = Console(file=_under(sys.stderr))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def step(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=" ".join(inert(name).split()))

        yield step


class Told(Protocol):
    """An answer, or a timeline: Markdown for what renders it, and plain text."""

    def to_markdown(self) -> str: ...

    def to_text(self) -> str: ...


def print_told(told: Told, name: str = "") -> None:
    """Plain text for a pipe, and set for reading on a terminal; under a `name`, if there is one."""
    before = f"({name}) " if name else ""
    if not sys.stdout.isatty():
        say(f"{before}{told.to_text()}")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    made = Markdown(inert(before + told.to_markdown()), hyperlinks=False)
    Console(file=_under(sys.stdout)).print(_Rendered(made))


class _Rendered:
    """What rich makes of something: its own styles, and inert text, whatever an entity stood for."""

    def __init__(self, what: RenderableType) -> None:
        self._what = what

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.segment import Segment

        for segment in console.render(self._what, options):
            yield segment if segment.control else Segment(inert(segment.text), segment.style)


def _under(stream: TextIO) -> TextIO:
    """The stream itself, for what writes sequences of its own."""
    return stream.under if isinstance(stream, Inert) else stream


def flush() -> None:
    """Write out what is left. That nobody reads on, as behind `| head -1`, is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try once more at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: Any, indent: int | None = 2) -> None:
    """JSON for programs, indented or on one line; times as ISO 8601."""
    text = json.dumps(value, indent=indent, ensure_ascii=False, default=str)
    print(inert_json(text))

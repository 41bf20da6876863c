"""What the command line shows on a terminal; plain text where it is not one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

Progress = Callable[[int, int, str], None]


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
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def step(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name)

        yield step


class Told(Protocol):
    """An answer, or a timeline: Markdown for what renders it, and plain text."""

    def to_markdown(self) -> str: ...

    def to_text(self) -> str: ...


def print_told(told: Told, name: str = "") -> None:
    """Plain text for a pipe, and set for reading on a terminal; under a `name`, if there is one."""
    before = f"({name}) " if name else ""
    if not sys.stdout.isatty():
        print(f"{before}{told.to_text()}")
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(before + told.to_markdown(), hyperlinks=False))


def flush() -> None:
    """Write out what is left. That nobody reads on, as behind `| head -1`, is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try once more at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_json(value: Any) -> None:
    """JSON for programs, indented; times as ISO 8601."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))

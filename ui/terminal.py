"""What the command line shows on a terminal; plain text where it is not one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

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


def print_markdown(text: str) -> None:
    """Markdown as it is for a pipe, and set for reading on a terminal."""
    if not sys.stdout.isatty():
        print(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text, hyperlinks=False))


def print_json(value: Any) -> None:
    """JSON for programs, indented; times as ISO 8601."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))

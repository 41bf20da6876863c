"""Many questions from a JSONL file, checked line by line before any is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.dates import read_day
from index.errors import InputError

FIELDS = ("question", "as_of", "since", "until", "outlets", "history", "window")


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the file: its `id` as given, and the arguments of `Assistant.ask`."""

    id: Any
    options: Mapping[str, Any]


def questions(path: Path, defaults: Mapping[str, Any]) -> Iterator[tuple[int, Asked]]:
    """(line number, question) in order; a line's own fields win over `defaults`.

    Raises InputError, naming the line, before the first question if any line is unusable.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as a file of questions ({error}).") from error
    asked = [
        (n, _asked(path, n, line, defaults)) for n, line in enumerate(lines, 1) if line.strip()
    ]
    if not asked:
        raise InputError(f'{path} holds no questions; write one {{"question": "..."}} a line.')
    yield from asked


def _asked(path: Path, number: int, line: str, defaults: Mapping[str, Any]) -> Asked:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{path}:{number} is not JSON ({error}); mend the line.") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise InputError(f'{path}:{number} has no "question" text; mend the line.')
    given = {name: row[name] for name in FIELDS if row.get(name) not in (None, "", [])}
    for name in ("outlets", "history"):
        if isinstance(given.get(name, ()), str):
            given[name] = (given[name],)
        elif not isinstance(given.get(name, ()), (list, tuple)):
            raise InputError(f'{path}:{number}: "{name}" is not a list of texts; mend the line.')
    for name in ("as_of", "since", "until"):
        if name in given:
            read_day(given[name], f"{path}:{number}: {name}")
    for name in ("outlets", "history"):
        if not all(isinstance(text, str) for text in given.get(name, ())):
            raise InputError(f'{path}:{number}: "{name}" is not a list of texts; mend the line.')
    return Asked(row.get("id"), {**defaults, **given})

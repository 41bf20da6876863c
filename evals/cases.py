"""Eval cases: what is asked and what a right answer must, and must not, hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import InputError

HERE = Path(__file__).parent
CASES = HERE / "cases"
DEMO = HERE / "demo.jsonl"  # the questions of `dateline demo`


@dataclass(frozen=True, slots=True)
class Case:
    """`quotes`: of each group at least one string must stand in the answer's quotes.

    `articles`: titles, one of which must be cited; `all_articles`: titles that all must be.
    `absent`: strings that may stand neither in the answer's text nor in its quotes. `speaker`:
    who must be named. `differs`: whether the sides are a "conflict" or an "update" in time.
    `parts`: what becomes of each thing asked, "answered" or "abstained", in order. `learn` is
    False for a case that nothing may be learned on.
    """

    id: str
    kind: str
    question: str
    answerable: bool
    history: tuple[str, ...] = ()
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = ()
    quotes: tuple[tuple[str, ...], ...] = ()
    articles: tuple[str, ...] = ()
    all_articles: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    speaker: str | None = None
    differs: str | None = None
    parts: tuple[str, ...] = ()
    learn: bool = True


def samples() -> Path:
    """The bundled sample archive's source: inside an installed wheel, or in the checkout."""
    installed = HERE / "samples"
    return installed if installed.is_dir() else HERE.parent / "samples"


def load(folder: Path = CASES) -> list[Case]:
    """Every case of every .jsonl file in `folder`. Raises InputError naming a broken line."""
    cases = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().strip().split(b"\n"), 1):
            try:
                cases.append(_case(json.loads(line.decode())))
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(
                    f"{path}:{number} is not a case ({error!r}); mend the line."
                ) from error
    if not cases:
        raise InputError(f"There are no cases in {folder}; name a folder of .jsonl files.")
    return cases


def _case(row: dict[str, Any]) -> Case:
    expect = row["expect"]
    if expect["status"] not in ("answered", "abstained"):
        raise ValueError(expect["status"])
    return Case(
        id=row["id"],
        kind=row["kind"],
        question=row["question"],
        answerable=expect["status"] == "answered",
        history=tuple(row.get("history", ())),
        as_of=row.get("as_of"),
        since=row.get("since"),
        until=row.get("until"),
        outlets=tuple(row.get("outlets", ())),
        quotes=tuple(tuple(group) for group in expect.get("quotes", ())),
        articles=tuple(expect.get("articles", ())),
        all_articles=tuple(expect.get("all_articles", ())),
        absent=tuple(expect.get("absent", ())),
        speaker=expect.get("speaker"),
        differs=expect.get("differs"),
        parts=tuple(expect.get("parts", ())),
        learn=row.get("learn", True),
    )

"""`python -m evals.answers.rgb [--data FILE] [--half first|second|all] [--wrong]`: RGB's snippets as articles.

Each of the 100 questions comes with snippets that answer it truly, the same ones with a false answer
put in, and others that do not answer it (noise). They are ingested as articles, one archive a
question, each with an outlet and a day of its own made up here; then the question is put to
the whole product, by the outlets: to true and false together, to the true ones alone, to the noise
alone. Rules were made looking at the first half; the second half was not looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from rich.console import Console
from rich.table import Table

from evals.sources import SHARED
from index.archive import Archive
from index.errors import DatelineError, InputError
from rag.answer import Answer
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

Which = Literal["true and false", "true", "noise"]
WHICH: tuple[Which, ...] = ("true and false", "true", "noise")
KINDS = {"positive": "true", "positive_wrong": "false", "negative": "noise"}
FIRST_DAY = date(2023, 9, 4)  # later than anything that the snippets tell of


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one question put to some of its snippets."""

    question: str
    which: Which
    half: int
    answer: Answer

    @property
    def declined(self) -> bool:
        return self.answer.status == "abstained"

    @property
    def flagged(self) -> bool:
        """Whether a disagreement is shown; an update is none."""
        return any(not d.update for d in self.answer.disagreements)


def rows(path: Path) -> list[dict[str, Any]]:
    """The questions. Raises InputError where the file is not there."""
    if not path.is_file():
        raise InputError(f"{path} is not there; name the file with --data.")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def records(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The snippets of one question as articles, without a headline."""
    number = 0
    for field, kind in KINDS.items():
        for text in row[field]:
            number += 1
            day = FIRST_DAY + timedelta(days=number)
            yield {"text": text, "outlet": f"{kind} {number}", "published": day.isoformat()}


def put(row: dict[str, Any], half: int, folder: Path) -> list[Asked]:
    """One question to an archive of its own, three times."""
    source = folder / "articles.jsonl"
    held = list(records(row))
    source.write_text("".join(json.dumps(r) + "\n" for r in held), encoding="utf-8")
    out = []
    with Archive.open(folder / "archive", create=True) as archive:
        archive.add([source])
        assistant = Assistant(archive, QuoteReader(), "quote")
        known = set(archive.outlets())
        for which in WHICH:
            outlets = [
                r["outlet"] for r in held
                if r["outlet"].split()[0] in which.split(" and ") and r["outlet"] in known
            ]  # fmt: skip
            # The days are made up: those that a question names are none of publication here.
            answer = assistant.ask(row["query"].strip(), outlets=outlets, window=False)
            out.append(Asked(row["query"], which, half, answer))
    return out


def table(found: list[Asked]) -> Table:
    """Shares by half: what was flagged, where it should be and where not, and what was declined."""
    made = Table("snippets", "half", "questions", "flagged", "share", "declined", "share")
    for which in WHICH:
        for half in sorted({a.half for a in found}):
            some = [a for a in found if a.which == which and a.half == half]
            flagged, declined = sum(a.flagged for a in some), sum(a.declined for a in some)
            made.add_row(
                which, str(half), str(len(some)), str(flagged), f"{flagged / len(some):.2f}",
                str(declined), f"{declined / len(some):.2f}",
            )  # fmt: skip
    return made


def wrong(asked: Asked) -> bool:
    """Whether it is not what is wanted: a flag and an answer, an answer without one, silence."""
    if asked.which == "noise":
        return not asked.declined
    return asked.declined or asked.flagged != (asked.which == "true and false")


def main() -> None:
    """Print how many are flagged and declined."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "rgb" / "en_fact.json")
    parser.add_argument("--half", choices=("first", "second", "all"), default="all")
    parser.add_argument("--wrong", action="store_true", help="print what went wrong")
    given = parser.parse_args()
    asked = rows(given.data)
    middle = len(asked) // 2
    halves = [(1, row) for row in asked[:middle]] + [(2, row) for row in asked[middle:]]
    chosen = {"first": halves[:middle], "second": halves[middle:], "all": halves}[given.half]
    found: list[Asked] = []
    for half, row in chosen:
        with tempfile.TemporaryDirectory(prefix="dateline-rgb-") as folder:
            found += put(row, half, Path(folder))
    if given.wrong:
        for case in filter(wrong, found):
            quotes = [c.quote for c in case.answer.citations]
            print(f"{case.which}: {case.question!r}\n  {case.answer.disagreements}\n  {quotes}")
    Console(width=100).print(table(found))


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        sys.exit(f"{error}")

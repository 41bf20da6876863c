"""What all commands over newsdesk are given: which articles, and where the archive is kept."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.newsdesk import data, held
from evals.newsdesk.data import Page
from index.archive import Archive

WORK = Path(".dateline/bench-answers")


def parser(about: str | None) -> argparse.ArgumentParser:
    """The options that all commands share."""
    made = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--part", choices=("dev", "train"), default="dev")
    made.add_argument("--sets", nargs="+", default=[], help="only the articles of these sets")
    made.add_argument("--file", type=Path, help="another file in the same form")
    made.add_argument("--others", type=int, default=held.OTHERS, help="other articles around")
    made.add_argument("--rows", type=Path, help="write what became of each item here, as JSON")
    made.add_argument("--work", type=Path, default=WORK, help="the archive is made here once")
    made.add_argument("--data", type=Path, default=data.FOLDER.parent)
    return made


def pages(given: argparse.Namespace) -> list[Page]:
    """The articles that are asked for."""
    return data.pages(given.file or given.data / "newsdesk" / f"{given.part}.jsonl", given.sets)


@contextmanager
def opened(given: argparse.Namespace) -> Iterator[tuple[Archive, list[Page]]]:
    """The archive that they stand in, and the articles."""
    found = pages(given)
    with held.archive(held.corpus(found, given.data, given.others), given.work) as archive:
        yield archive, found

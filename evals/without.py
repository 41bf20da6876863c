"""`python -m evals.without`: what each group of rules is worth, by leaving it out.

    python -m evals.without [--group NAME ...] [--most N] [--part dev|train] [--sets S ...] [--claims]

The questions of newsdesk, and the bundled cases, through the whole product as it is and without one
group of rules at a time; with --claims, newsdesk's claims through the verifier. A group stays in
the product where leaving it out costs more than chance (docs/answers.md has the last table).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np

from evals import run
from evals.command import command
from evals.metrics import rates
from evals.newsdesk import ask, claims
from evals.newsdesk import given as options
from evals.newsdesk.data import Page
from evals.retrieval.table import Table
from index.archive import Archive


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _yes(*_: Any, **__: Any) -> bool:
    return True


def _first(one: Any, *_: Any, **__: Any) -> Any:
    return one


def _second(_: Any, other: Any, *__: Any) -> Any:
    return other


def _empty(*_: Any, **__: Any) -> tuple[()]:
    return ()


# What stands in for a group's functions where it is left out.
Group = Mapping[str, Callable[..., Any]]
ANSWERS: dict[str, Group] = {
    "what is counted": {"rag.quote_reader._telling": _second},
    "the newest first": {"rag.quote_reader.asking.is_present": lambda _: False},
    "sources under one statement": {"rag.quote_reader.bears_out": lambda *_: False},
    "orders and questions are none": {"rag.quote_reader.stands": _yes},
    "sides that differ": {
        "rag.assistant.disagreements": _empty, "rag.through.other_sides": _empty,
    },
}  # fmt: skip
CLAIMS: dict[str, Group] = {
    name: {f"rag.verify.{name}.problem": _nothing}
    for name in ("numbers", "dated", "named", "speaker", "wording")
} | {"what turns a sentence's meaning": {"rag.verify.wording._operator": lambda _: ""}}


@contextmanager
def without(group: Group) -> Iterator[None]:
    """The product with a group's functions replaced by what changes nothing."""
    with ExitStack() as stack:
        for name, stand_in in group.items():
            stack.enter_context(patch(name, stand_in))
        yield


def answered(archive: Archive, pages: Sequence[Page]) -> dict[str, float]:
    """The figures of newsdesk's questions, and how many of the bundled cases are right."""
    found = list(ask.outcomes(archive, pages))
    known = [o for o in found if o.item.answerable]
    near = [o for o in found if o.item.kind == "near_miss"]
    false = [o for o in found if o.item.kind == "false_premise"]
    cases = rates(run.run())
    return {
        "first": _mean([o.first for o in known]),
        "in three": _mean([o.three for o in known]),
        "declined": _mean([o.declined for o in known]),
        "near misses": _mean([o.declined for o in near]),
        "false premises": _mean([o.declined for o in false]),
        "quotes that answer": _mean([r for o in found for r in o.right]),
        "cases": cases["answer_correctness"].good,
        "silent": cases["abstention"].good,
        "sides": cases["disagreement"].good,
    }


def stood(archive: Archive, pages: Sequence[Page]) -> dict[str, float]:
    """The share of claims that stand as written, by group."""
    found = list(claims.checked(archive, pages))
    return {
        name: _mean([c.fate == "as written" for c in found if c.group == name])
        for name in claims.GROUPS
    }


def _mean(values: Sequence[bool]) -> float:
    return float(np.mean(values)) if values else float("nan")


def main() -> None:
    parser = options.parser(__doc__)
    parser.add_argument("--group", nargs="+", default=[], help="only these groups")
    parser.add_argument("--most", type=int, default=0, help="only so many articles")
    parser.add_argument("--claims", action="store_true", help="the rules of the verifier")
    given: argparse.Namespace = parser.parse_args()
    groups = CLAIMS if given.claims else ANSWERS
    measured = stood if given.claims else answered
    rows: list[tuple[str, ...]] = []
    head: tuple[str, ...] = ()
    with options.opened(given) as (archive, pages):
        some = pages[: given.most] if given.most else pages
        for name, group in {"as it is": {}, **groups}.items():
            if given.group and name not in ("as it is", *given.group):
                continue
            with without(group):
                made = measured(archive, some)
            head = ("without", *made)
            rows.append((name, *(f"{v:.3f}" if v < 1 else f"{v:.0f}" for v in made.values())))
            print(rows[-1], file=sys.stderr, flush=True)
    print("\n".join(Table("What each group of rules is worth", head, tuple(rows)).lines()))


if __name__ == "__main__":
    command(main)

"""Pairs of sentences that we made up, read by the judge: some are sides, most can both be so.

The rules before were made on the first three files and mended on the fourth. `pairs_unseen.jsonl`
was written before the rules that stay were run on it: 5 of its 10 sides were found at first and 3 of
the other 10 flagged (by the rules before 5 and 1, the answers marked alike).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rag.disagree import disagreements
from tests.rag.disagree.making import judged

HERE = Path(__file__).parent
# What may be missed of the sides, and flagged of the others.
FILES = [
    ("pairs.jsonl", 2, 2),
    ("pairs_later.jsonl", 2, 2),
    ("quantities.jsonl", 2, 3),
    ("quantities_later.jsonl", 10, 16),
    ("pairs_unseen.jsonl", 6, 0),
]


def verdict(row: dict[str, Any]) -> str:
    asked = row["question"]
    sides = [judged(asked, n, row[name], row["title"]) for n, name in enumerate("ab", 1)]
    found = disagreements(asked, [c for c, _ in sides], [e for _, e in sides])
    if not found:
        return "none"
    return "update" if all(d.update for d in found) else "conflict"


@pytest.mark.parametrize(("name", "most_missed", "most_flagged"), FILES)
def test_conflicts_are_found_and_what_can_both_be_so_is_not_flagged(
    name: str, most_missed: int, most_flagged: int
) -> None:
    rows = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    differ = [r for r in rows if r["expect"] != "none"]
    missed = [r["question"] for r in differ if verdict(r) != r["expect"]]
    flagged = [r["question"] for r in rows if r["expect"] == "none" and verdict(r) != "none"]
    assert len(missed) <= most_missed, missed
    assert len(flagged) <= most_flagged, flagged
    turned = [r | {"a": r["b"], "b": r["a"]} for r in differ]
    assert [verdict(r) for r in turned] == [verdict(r) for r in differ]

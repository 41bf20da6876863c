"""Pairs of sentences that we made up, half of which can both be so: none of those may be flagged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rag.disagree import disagreements
from tests.rag.disagree.making import of_pair

HERE = Path(__file__).parent
# The second file was written when the rules were there: at first 15 of its 22 were found and 7 of
# its 25 flagged wrongly.
FILES = ("pairs.jsonl", "pairs_later.jsonl")
MOST_WRONG = 0.05


def verdict(row: dict[str, object]) -> str:
    sides = [of_pair(n, row[name], str(row["title"])) for n, name in enumerate("ab", 1)]  # type: ignore[arg-type]
    found = disagreements(str(row["question"]), sides)
    if not found:
        return "none"
    return "update" if all(d.update for d in found) else "conflict"


@pytest.mark.parametrize("name", FILES)
def test_conflicts_are_found_and_what_can_both_be_so_is_not_flagged(name: str) -> None:
    rows = [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]
    differ = [r for r in rows if r["expect"] != "none"]
    agree = [r for r in rows if r["expect"] == "none"]
    assert len(differ) >= 20
    assert len(agree) >= 20
    missed = [r["question"] for r in differ if verdict(r) != r["expect"]]
    flagged = [r["question"] for r in agree if verdict(r) != "none"]
    assert len(missed) <= MOST_WRONG * len(differ), missed
    assert not flagged
    turned = [r | {"a": r["b"], "b": r["a"]} for r in differ]
    assert [verdict(r) for r in turned] == [verdict(r) for r in differ]

"""A set that gives its labels away is found out, and one that does not is not."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from evals.newsdesk.data import pages
from evals.newsdesk.leaks import table
from tests.evals.newsdesk import made

TOWNS = ("Northmere", "Calderhaven", "Brennwick", "Ashford", "Tolland", "Weld", "Marrow", "Pell")


def _rows(twins: bool) -> list[dict[str, Any]]:
    """Questions with "who" are answered and those with "why" are not; twins are the other way."""
    out = []
    rng = random.Random(5)
    for number in range(40):
        town, other = rng.sample(TOWNS, 2)
        items: list[dict[str, Any]] = [
            {"kind": "answerable", "q": f"Who leads {town} now?", "best": [0], "also": [], "answer": "x"},
            {"kind": "near_miss", "q": f"Why did {other} go?", "nearest": [1], "missing": "why"},
        ]  # fmt: skip
        if twins:
            items += [
                {"kind": "near_miss", "q": f"Who leads {other} now?", "nearest": [0], "missing": "x", "twin_of": 0},
                {"kind": "answerable", "q": f"Why did {town} go?", "best": [1], "also": [], "answer": "x", "twin_of": 1},
            ]  # fmt: skip
        out.append({**made.rows()[0], "id": str(number), "items": items})
    return out


def test_wording_that_gives_it_away_is_found(tmp_path: Path) -> None:
    body = table("made up", pages(made.write(tmp_path, _rows(twins=True)))).body
    told, by, _, without, _, within = body[0]
    assert (told, by) == ("answerable, near misses", "its own words")
    assert float(without.split()[0]) > 0.99
    assert 0.3 < float(within.split()[0]) < 0.75


def test_what_is_not_asked_has_no_figure(tmp_path: Path) -> None:
    body = table("made up", pages(made.write(tmp_path, _rows(twins=False)))).body
    assert {row[3] for row in body if row[0].startswith("right")} == {"-"}

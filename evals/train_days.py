"""`python -m evals.train_days`: learns how to weigh the days that a page offers, and tries that out.

    python -m evals.train_days [--write]

Reads the pages of `evals.published_days`. Every page goes through `clean()` with its address, and
what reaches the scales is kept. The table is cross-validated: pages are dealt into ten parts by
site, and each part is weighed with what was learned on the other nine; so no site is on both sides.
The readers of lines and of mark-up are the same in all parts, and whoever made them has seen the
pages: pages from elsewhere fare somewhat worse. `--write` learns on all pages and writes the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import index.clean.dated as reading
from evals.published_days import Page, Told, ours, pages, row
from index.clean.metadata import host
from index.dates import Clues, scales
from index.dates.publication import Offers, offers, settled
from index.errors import InputError
from index.stamp import Published

PARTS = 10
PULL = 2.0  # how strongly the weights are drawn to what they were before anything is learned
BEFORE = dict.fromkeys(scales.PLACES, 0.7)  # of the log odds of a place: they lean on one another
WRITTEN = Path(scales.__file__).with_name("scales.toml")
Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A page with all that is known of its day, and what its own statements offer; None where it
    holds no article."""

    page: Page
    clues: Clues | None
    found: Offers | None


def cases() -> Iterator[Case]:
    """Each page as the cleaner reads it, the whole page searched. Raises InputError without pages."""
    for page in pages():
        seen: list[Clues] = []

        def kept(clues: Clues, _: Offers, seen: list[Clues] = seen) -> tuple[Published, None]:
            seen.append(clues)
            return Published(), None  # no day is told, so that the page is searched

        with patch.object(reading, "settled", kept):
            ours(page, page.url)
        yield made(page, seen[-1] if seen else None)


def made(page: Page, clues: Clues | None) -> Case:
    """A case of a page, with what its clues offer."""
    return Case(page, clues, offers(clues) if clues else None)


def part(page: Page) -> int:
    """The part a page is dealt to, by the last two names of its site, so that sections stay with it."""
    site = ".".join(host(page.url).split(".")[-2:])
    return hashlib.sha256(site.encode()).digest()[0] % PARTS


def learn(rows: Sequence[Case]) -> Weights:
    """The weights under which the right days are likeliest: those of a page's own statements, then,
    on the pages that these leave in doubt and drawn to them, those after a search."""
    held = [case for case in rows if case.clues]
    own = _fitted([_choices(case, scales.OWN, searched=False) for case in held], scales.OWN, BEFORE)
    weights = {"own": own, "asked": dict.fromkeys((*scales.ASKED, scales.NONE), 0.0)}
    with patch("index.dates.weighing.learned", lambda: weights):
        weak = [case for case in held if reading.is_weak(_stated(case))]
    asked = [_choices(case, scales.ASKED, searched=True) for case in weak]
    return {"own": own, "asked": _fitted(asked, scales.ASKED, own)}


def told(rows: Sequence[Case], weights: Weights) -> Iterator[tuple[Page, Told]]:
    """What each page's day is under these weights, as the cleaner tells it."""
    with patch("index.dates.weighing.learned", lambda: weights):
        for case in rows:
            published = _stated(case)
            if case.clues and reading.is_weak(published):
                published = _stated(case, searched=True)
            stamp = published.stamp
            yield case.page, Told(stamp.day, stamp.found.confidence) if stamp else Told(None)


def _stated(case: Case, *, searched: bool = False) -> Published:
    """What is told of a page, of its own statements or `searched` too."""
    if case.clues is None or case.found is None:
        return Published()
    clues = case.clues if searched else replace(case.clues, searched=None)
    return settled(clues, case.found)[0]


def _choices(
    case: Case, names: Sequence[str], *, searched: bool
) -> tuple[NDArray[np.float64], int]:
    """A row for each day of a page and one for none of them, and which is right."""
    assert case.clues is not None and case.found is not None
    known = case.clues.searched if searched else None
    days = scales.features(case.found.offered, case.found.updated, known)
    rows = [[row.get(name, 0.0) for name in names] + [0.0] for row in days.values()]
    right = list(days).index(case.page.day) if case.page.day in days else len(days)
    return np.array([*rows, [0.0] * len(names) + [1.0]]), right


def _fitted(
    choices: Sequence[tuple[NDArray[np.float64], int]],
    names: Sequence[str],
    known: Mapping[str, float],
) -> dict[str, float]:
    """Multinomial logistic regression by Newton's method, drawn to the weights `known`, else to 0."""
    before = np.array([known.get(name, 0.0) for name in (*names, scales.NONE)])
    weights = before.copy()
    for _ in range(50):
        slope, curve = PULL * (before - weights), PULL * np.eye(len(weights))
        for rows, right in choices:
            sums = rows @ weights
            share = np.exp(sums - sums.max())
            share /= share.sum()
            mean = share @ rows
            slope += rows[right] - mean
            curve += (rows * share[:, None]).T @ rows - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return {
        name: round(float(w), 2) for name, w in zip((*names, scales.NONE), weights, strict=True)
    }


def report(rows: Sequence[Case]) -> Iterator[str]:
    """The table: each part weighed with what was learned on the others; and with today's weights."""
    yield f"{'':44}{'pages':>6}{'right':>8}{'wrong':>8}{'silent':>8}{'sure':>8}{'wrong':>9}"
    across: list[tuple[Page, Told]] = []
    for number in range(PARTS):
        others = learn([case for case in rows if part(case.page) != number])
        across += told([case for case in rows if part(case.page) == number], others)
    yield row("cross-validated by site", across)
    yield row("with the weights as written", list(told(rows, scales.learned())))
    here = sum(any(s.day == c.page.day for s in c.found.offered) for c in rows if c.found)
    yield f"{'the right day is among those stated':44}{len(rows):>6}{here / len(rows):>8.1%}"


def written(weights: Mapping[str, Mapping[str, float]]) -> str:
    """The weights as TOML."""
    parts = [
        "\n".join([f"[{part}]", *(f"{name} = {value}" for name, value in found.items())])
        for part, found in weights.items()
    ]
    head = "# Made by `python -m evals.train_days --write`; SCALES.md says from what.\n"
    return head + "\n\n".join(parts) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Print the table, and with --write learn on all pages; 2 where the pages are not there."""
    parser = argparse.ArgumentParser(prog="python -m evals.train_days", description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn on all pages and keep it")
    options = parser.parse_args(argv)
    try:
        rows = list(cases())
    except InputError as error:
        print(f"train_days: {error}", file=sys.stderr)
        return 2
    if options.write:
        WRITTEN.write_text(written(learn(rows)), encoding="utf-8")
        scales.learned.cache_clear()
    for line in report(rows):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

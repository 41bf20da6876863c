"""`python -m evals.newsdesk.leaks [FILE ...]`: can labels be told without reading the article?

Of each file in newsdesk's form, and of newsdesk's development part if none is named: how well a
logistic regression tells the labels from the wording of the question or claim alone, and how well
from how many words it shares with its sentence; articles that are tested on were not learned from.
An AUROC of .5 is chance. What is far above it with twins in gives its labels away, and a model that
learns from it learns to cheat. Exit code 2: a file is not there.
"""

from __future__ import annotations

import argparse
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.command import command
from evals.newsdesk import data
from evals.newsdesk.data import Item, Page
from evals.newsdesk.right import letters
from evals.retrieval.table import Table
from evals.verifier.score import auroc, interval

Matrix = NDArray[np.float64]
FOLDS = 5
LEAST_SEEN = 3  # items that hold a word, below which it is left out
MOST_WORDS = 2_000
STEPS = 200
RIDGE = 1.0
SEED = 14
TOLD = {  # what is told apart: the kind that is true, and those that are not
    "answerable, near misses": ("answerable", ("near_miss",)),
    "answerable, false premises": ("answerable", ("false_premise",)),
    "right, wrong claims": ("supported", ("refuted",)),
    "right claims, not spoken of": ("supported", ("unsupported",)),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="*", type=Path, default=[data.FOLDER / "dev.jsonl"])
    for path in parser.parse_args().file:
        print("\n".join(table(path.name, data.pages(path)).lines()))


def table(name: str, pages: Sequence[Page]) -> Table:
    """A line for each pair of kinds and each thing that they could be told by."""
    head = ("told apart", "by", "items", "AUROC without twins", "items", "AUROC with twins")
    body = tuple(
        (told, by, *_cells(pages, told, seen, twins=False), *_cells(pages, told, seen, twins=True))
        for told in TOLD
        for by, seen in SEEN.items()
    )
    notes = (f"{FOLDS} folds by article; in brackets the middle 95 % over items drawn anew.",)
    return Table(f"What gives the labels away: {name}", head, body, notes)


def _cells(
    pages: Sequence[Page], told: str, seen: Callable[[Sequence[tuple[Page, Item]]], Matrix], *, twins: bool
) -> tuple[str, str]:  # fmt: skip
    rows = list(_rows(pages, told, twins))
    truth = np.array([item.kind == TOLD[told][0] for _, item in rows])
    if len({page.id for page, _ in rows}) < FOLDS or truth.all() or not truth.any():
        return str(len(rows)), "-"
    drawn = np.random.default_rng(SEED).permutation(len(pages)) % FOLDS
    fold = {page.id: int(number) for page, number in zip(pages, drawn, strict=True)}
    scores = crossed(seen(rows), truth, np.array([fold[page.id] for page, _ in rows]))
    low, high = interval(auroc, scores, truth)
    return str(len(rows)), f"{auroc(scores, truth):.3f} [{low:.3f}, {high:.3f}]"


def _rows(pages: Sequence[Page], told: str, twins: bool) -> Iterator[tuple[Page, Item]]:
    true, others = TOLD[told]
    for page in pages:
        for item in page.items:
            if item.kind in (true, *others) and (twins or not item.twin):
                yield page, item


def words(rows: Sequence[tuple[Page, Item]]) -> Matrix:
    """Which words and pairs of words an item has, and whether it begins with them."""
    held = [_terms(item.text) for _, item in rows]
    counts = Counter(term for terms in held for term in terms)
    known = [t for t, seen in counts.most_common(MOST_WORDS) if seen >= LEAST_SEEN]
    column = {term: at for at, term in enumerate(known)}
    out = np.zeros((len(rows), len(known) + 1))
    for at, ((_, item), terms) in enumerate(zip(rows, held, strict=True)):
        out[at, [column[t] for t in terms if t in column]] = 1
        out[at, -1] = len(item.text) / 100
    return out


def _terms(text: str) -> set[str]:
    plain = letters(text).split()
    pairs = [" ".join(pair) for pair in itertools.pairwise(plain)]
    return {*plain, *pairs, *(f"^ {term}" for term in (*plain[:1], *pairs[:1]))}


def overlap(rows: Sequence[tuple[Page, Item]]) -> Matrix:
    """Shares of the item's words that its sentence has, and the other way round."""
    out = []
    for page, item in rows:
        own = set(letters(item.text).split())
        theirs = set(letters(" ".join(page.marked(item))).split())
        both = len(own & theirs)
        out.append((both / max(1, len(own)), both / max(1, len(theirs)), float(own <= theirs)))
    return np.array(out)


SEEN: dict[str, Callable[[Sequence[tuple[Page, Item]]], Matrix]] = {
    "its own words": words,
    "words in common with its sentence": overlap,
}


def crossed(values: Matrix, truth: NDArray[np.bool_], fold: NDArray[Any]) -> Matrix:
    """The log-odds of each row, by a regression over the rows of the other folds."""
    out = np.zeros(len(values))
    for one in np.unique(fold):
        here = fold == one
        middle, wide = values[~here].mean(axis=0), values[~here].std(axis=0) + 1e-9
        rows = (values - middle) / wide
        weights = regression(rows[~here], truth[~here])
        out[here] = rows[here] @ weights
        out[here] -= np.median(out[here])  # folds are put beside each other
    return out


def regression(values: Matrix, truth: NDArray[np.bool_]) -> Matrix:
    """The weights of a logistic regression over standardised columns, with a ridge that grows with
    their number; labels are centred, so it needs no constant."""
    ridge = RIDGE * max(1.0, values.shape[1] / 50)
    steepest = 0.25 * float(np.linalg.norm(values, 2)) ** 2 + ridge
    share = float(truth.mean())
    constant = np.log(share / (1 - share))
    weights = ahead = np.zeros(values.shape[1])
    for step in range(1, STEPS + 1):
        said = 1 / (1 + np.exp(-(values @ ahead + constant)))
        moved = ahead - (values.T @ (said - truth) + ridge * ahead) / steepest
        ahead = moved + (step - 1) / (step + 2) * (moved - weights)
        weights = moved
    return weights


if __name__ == "__main__":
    command(main)

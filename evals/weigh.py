"""Learn the few weights of `rag.evidence`, and say how they do on questions left out.

    python -m evals.weigh [--data FOLDER] [--most N] [--asked FILE] [--write]

Learned through the product's own search on the set of newsdesk that the judge was not taught on, with our
own twins of its questions, on the bundled cases, on the development questions about the five real pages where
these are there (with --asked, on those of a file too), and on SQuAD questions about titles that the judge never
saw (the shipped weights with --most 0: without). Three small models: a softmax over all candidates, for which of
them are judged; one over those judged and "none of them", for the order; and a logistic regression on the
sentence that comes first, for whether it answers. The last also sees each answered question without the
sentences that answer it, which is what an archive looks like that lacks them. With --write, replaces
`rag/evidence/weights.json`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals import seeds
from evals.answers.rows import Row, Values, from_cases, from_newsdesk, from_pages, from_squad
from evals.retrieval import data
from rag.evidence.near import SIGNALS as NEAR
from rag.evidence.scoring import BIAS, SILENCE, WEIGHTS, order, silence, told
from rag.evidence.signals import FEATURES

RIDGE, SILENCE_RIDGE = 0.01, 0.03  # on standardised signals
STEPS = 1000
FOLDS = 5

Named = dict[str, float]


def learn(rows: Sequence[Row]) -> dict[str, Named]:
    """Both models, as `weights.json` holds them."""
    made = {"near": _near(rows), "order": _order(rows)}
    whole = [*rows, *(a for r in rows if (a := r.absent()))]
    scored = [order(r.reads, made["order"]) for r in whole]
    firsts = [int(np.argmax(s)) for s in scored]
    y = np.array([r.answerable and r.right[n] for r, n in zip(whole, firsts, strict=True)])
    weight = np.array([r.weight for r in whole])
    signals = [silence(r.asked, r.reads, s) for r, s in zip(whole, scored, strict=True)]
    made["silence"] = _logistic(SILENCE, signals, y, weight)
    return made


def _logistic(
    names: Sequence[str], signals: Sequence[Sequence[float]], y: NDArray[np.bool_], weight: Values
) -> Named:
    def slope(w: Values, z: Values) -> Values:
        error = weight / weight.sum() * (1 / (1 + np.exp(-(z @ w[:-1] + w[-1]))) - y)
        return np.append(error @ z, error.sum())

    return _fitted(names, np.array(signals, dtype=np.float64), slope, SILENCE_RIDGE)


def _near(rows: Sequence[Row]) -> Named:
    """By a softmax over all candidates, of which those that answer should be read."""
    useful = [r for r in rows if r.near_right.any()]
    right = [r.near_right for r in useful]
    weight = np.array([r.weight for r in useful])
    made = _ranked([r.near for r in useful], right, weight, NEAR, none=False)
    return {name: made[name] for name in NEAR}


def _order(rows: Sequence[Row]) -> Named:
    """By a softmax over the sentences that were judged and "none of them"."""
    useful = [r for r in rows if r.right.any() or not r.answerable]
    right = [r.right & r.answerable for r in useful]
    weight = np.array([r.weight for r in useful])
    return _ranked([r.features for r in useful], right, weight, FEATURES, none=True)


def _ranked(
    tables: Sequence[Values], marks: Sequence[NDArray[np.bool_]], weight: Values,
    names: Sequence[str], *, none: bool,
) -> Named:  # fmt: skip
    lengths = [len(table) for table in tables]
    starts = np.cumsum([0, *lengths[:-1]])
    right = np.concatenate(marks)
    weight = weight / weight.sum()

    def slope(w: Values, z: Values) -> Values:
        score = z @ w[:-1] + w[-1]
        top = np.maximum(0.0 if none else -np.inf, np.maximum.reduceat(score, starts))
        odds = np.exp(score - np.repeat(top, lengths))
        whole = np.add.reduceat(odds, starts) + (np.exp(-top) if none else 0.0)
        held = np.maximum(np.add.reduceat(odds * right, starts), 1e-12)
        error = odds / np.repeat(whole, lengths) - odds * right / np.repeat(held, lengths)
        error *= np.repeat(weight, lengths)
        return np.append(error @ z, error.sum())

    return _fitted(names, np.vstack(tables), slope, RIDGE)


def _fitted(
    names: Sequence[str], x: Values, slope: Callable[[Values, Values], Values], ridge: float
) -> Named:
    """Weights by Adam, on standardised columns and told for the columns as they are."""
    mean, width = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / width
    w = np.zeros(x.shape[1] + 1)
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        down = slope(w, z) + ridge * np.append(w[:-1], 0.0)
        first, second = 0.9 * first + 0.1 * down, 0.999 * second + 0.001 * down**2
        w -= 0.02 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    plain = w[:-1] / width
    values = [*plain, w[-1] - plain @ mean]
    return {n: round(float(v), 3) for n, v in zip((*names, BIAS), values, strict=True)}


def _signals(row: Row, learned: Named) -> list[float]:
    return silence(row.asked, row.reads, order(row.reads, learned))


def tell(name: str, rows: Sequence[Row], models: Sequence[dict[str, Named]]) -> None:
    """First and in the first three among answerable; AUROC of the log-odds that the first answers,
    and the rates of deciding at even odds."""
    odds, first, third = [], [], []
    for r, m in zip(rows, models, strict=True):
        odds.append(told(m["silence"], SILENCE, _signals(r, m["order"])))
        ranked = np.argsort(-order(r.reads, m["order"]), kind="stable")
        first.append(bool(r.right[ranked[0]]))
        third.append(bool(r.right[ranked[:3]].any()))
    held = np.array([r.answerable for r in rows])
    yes, no = np.array(odds)[held], np.array(odds)[~held]
    print(
        f"{name:28} first {np.mean(np.array(first)[held]):.3f}  in three "
        f"{np.mean(np.array(third)[held]):.3f}  AUROC {np.mean(yes[:, None] > no[None, :]):.3f}  "
        f"answers {np.mean(yes > 0):.2f} of answerable, declines {np.mean(no <= 0):.2f} of others"
    )


def left_out(rows: Sequence[Row], others: Sequence[Row]) -> list[dict[str, Named]]:
    """For each row the weights learned without it."""
    parts = np.random.default_rng(0).integers(0, FOLDS, len(rows))
    made = [
        learn([*(r for r, p in zip(rows, parts, strict=True) if p != k), *others])
        for k in range(FOLDS)
    ]
    return [made[p] for p in parts]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=data.DATA)
    parser.add_argument("--most", type=int, default=300, help="SQuAD questions to use, 0 for none")
    parser.add_argument(
        "--asked", type=Path, action="append", default=[], help="more questions about the pages"
    )
    parser.add_argument("--work", type=Path, help="where newsdesk's archive is kept")
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sets = {"cases": list(from_cases(folder, learnable=True))}
        unseen = list(from_cases(folder, learnable=False))
        if seeds.paths():
            sets["pages"] = list(from_pages(folder, ["development", *given.asked]))
        if given.most:
            sets["SQuAD"] = list(from_squad(given.data, folder, given.most))
        sets["newsdesk"] = list(from_newsdesk(given.data, given.work or folder))
    for name, rows in sets.items():
        others = [r for other, of in sets.items() if other != name for r in of]
        tell(f"{name}, five-fold", rows, left_out(rows, others))
        tell(f"{name}, learned on the rest", rows, [learn(others)] * len(rows))
    made = learn([r for rows in sets.values() for r in rows])
    tell("cases that nothing is learned on", unseen, [made] * len(unseen))
    print(json.dumps(made, indent=2))
    if given.write:
        WEIGHTS.write_text(json.dumps(made, indent=2) + "\n")


if __name__ == "__main__":
    main()

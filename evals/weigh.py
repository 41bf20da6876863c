"""Learn the few weights of `rag.evidence`, and say how they do on questions left out.

    python -m evals.weigh [--data FOLDER] [--most N] [--asked FILE] [--write]

Learned on the bundled cases, on the development questions about the five real pages where these are
there (with --asked, on those of a file too: the shipped weights were learned with
`tests/acceptance/seed_questions.jsonl`), and on SQuAD questions about titles that the cross-encoder never saw, through the product's
own search. Two small models: a softmax over a question's candidate sentences and "none of them"
for the order, then a logistic regression on the sentence that comes first for silence. The second
also sees each answered question without the sentences that answer it, which is what an archive
looks like that lacks them. With --write, replaces `rag/evidence/weights.json`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals import seeds
from evals.cases import load, samples
from evals.metrics import fold
from evals.retrieval import data
from index.archive import Archive
from index.dates import read_day
from index.filters import Filters
from rag import evidence
from rag.assistant import HITS
from rag.cross_encoder.questions import HELD_OUT
from rag.evidence.features import FEATURES
from rag.evidence.scoring import BIAS, WEIGHTS, order
from rag.evidence.silence import SIGNALS, signals
from rag.question import standalone

SQUAD_SHARE = 0.15  # how much a SQuAD question counts: they are many, and not news
ABSENT = 0.3  # how much a question without its answering sentences counts beside itself
RIDGE, SILENCE_RIDGE = 0.01, 0.03  # on standardised signals
STEPS = 1000
FOLDS = 5
FEW = 3  # sentences that must be left for a question without its answer

Values = NDArray[np.float64]
Named = dict[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """One question: what was measured, which sentences are right, and what it counts."""

    measured: evidence.Measured
    right: NDArray[np.bool_]
    answerable: bool
    weight: float

    @property
    def features(self) -> Values:
        return np.array(self.measured[2], dtype=np.float64)

    def absent(self) -> Row | None:
        """The same without the sentences that answer; None if too little would be left."""
        asked, reads, rows = self.measured
        kept = np.flatnonzero(~self.right)
        if not self.answerable or not self.right.any() or len(kept) < FEW:
            return None
        left = asked, [reads[i] for i in kept], [rows[i] for i in kept]
        return Row(left, self.right[kept], False, self.weight * ABSENT)


def from_cases(scratch: Path, learnable: bool) -> Iterator[Row]:
    """The bundled cases that may be learned on, or those that may not."""
    with Archive.open(scratch / f"samples-{learnable}", create=True) as archive:
        archive.add([samples()])
        for case in load():
            if case.learn is not learnable:
                continue
            filters = Filters(_day(case.as_of), _day(case.since), _day(case.until), case.outlets)
            question = standalone(case.question, case.history)
            wanted = [fold(text) for group in case.quotes for text in group]
            yield from _row(archive, question, filters, wanted, case.articles, case.answerable, 1.0)


def from_pages(scratch: Path, asked: Sequence[str | Path]) -> Iterator[Row]:
    """Sets of questions, by name or file, about the five real pages."""
    with Archive.open(scratch / "pages", create=True) as archive:
        archive.add([seeds.FOLDER])
        for row in (row for name in asked for row in seeds.questions(name)):
            wanted = [fold(text) for group in row.get("any_of", ()) for text in group]
            filters = Filters(_day(row.get("as_of")))
            yield from _row(archive, row["question"], filters, wanted, (), row["answerable"], 1.0)


def from_squad(folder: Path, scratch: Path, most: int) -> Iterator[Row]:
    """Questions on titles held out, put to the paragraphs of all."""
    asked = []
    path = folder / "squad2" / "cs224n_dev-v2.0.json"
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"].replace("_", " ")
        for row in (row for p in article["paragraphs"] for row in p["qas"]):
            strings = [] if row["is_impossible"] else [fold(a["text"]) for a in row["answers"]]
            if article["title"] in HELD_OUT:
                asked.append((row["question"], title, strings))
    with Archive.open(scratch / "squad", create=True) as archive:
        archive.add([data.squad(folder).write(scratch).articles])
        for at in np.random.default_rng(3).permutation(len(asked))[:most]:
            question, title, strings = asked[at]
            yield from _row(
                archive, question, Filters(), strings, (title,), bool(strings), SQUAD_SHARE
            )


def _row(
    archive: Archive, question: str, filters: Filters, wanted: list[str], titles: Sequence[str],
    answerable: bool, weight: float,
) -> list[Row]:  # fmt: skip
    """A sentence is right if it holds a wanted string and its article has a right title."""
    hits = archive.search(question, filters, HITS)
    measured = evidence.measure(question, hits, archive)
    if not measured[1]:
        return []
    right = [
        any(w in fold(c.text) for w in wanted) and (not titles or c.hit.article.label in titles)
        for c in (r.candidate for r in measured[1])
    ]
    return [Row(measured, np.array(right), answerable, weight)]


def learn(rows: Sequence[Row]) -> dict[str, Named]:
    """Both models, as `weights.json` holds them."""
    made = {"order": _order(rows)}
    known = [r for r in rows if r.right.any() or not r.answerable]
    whole = [*known, *(a for r in known if (a := r.absent()))]
    x = np.array([_signals(r, made["order"]) for r in whole])
    y = np.array([r.answerable for r in whole], dtype=np.float64)
    weight = np.array([r.weight for r in whole])

    def slope(w: Values, z: Values) -> Values:
        error = weight / weight.sum() * (1 / (1 + np.exp(-(z @ w[:-1] + w[-1]))) - y)
        return np.append(error @ z, error.sum())

    return {**made, "silence": _fitted(SIGNALS, x, slope, SILENCE_RIDGE)}


def _order(rows: Sequence[Row]) -> Named:
    useful = [r for r in rows if r.right.any() or not r.answerable]
    lengths = [len(r.right) for r in useful]
    starts = np.cumsum([0, *lengths[:-1]])
    right = np.concatenate([r.right & r.answerable for r in useful])
    weight = np.array([r.weight for r in useful])
    weight /= weight.sum()

    def slope(w: Values, z: Values) -> Values:
        score = z @ w[:-1] + w[-1]
        top = np.maximum(0.0, np.maximum.reduceat(score, starts))
        odds = np.exp(score - np.repeat(top, lengths))
        whole = np.add.reduceat(odds, starts) + np.exp(-top)
        held = np.maximum(np.add.reduceat(odds * right, starts), 1e-12)
        error = odds / np.repeat(whole, lengths) - odds * right / np.repeat(held, lengths)
        error *= np.repeat(weight, lengths)
        return np.append(error @ z, error.sum())

    return _fitted(FEATURES, np.vstack([r.features for r in useful]), slope, RIDGE)


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


def _ranked(row: Row, learned: Named) -> tuple[Values, NDArray[np.intp]]:
    made = order(row.measured[0], row.measured[2], learned)
    return made, np.argsort(-made, kind="stable")


def _signals(row: Row, learned: Named) -> list[float]:
    asked, reads, rows = row.measured
    made, ranked = _ranked(row, learned)
    first = int(ranked[0])
    return signals(asked, reads[first], rows[first], [float(made[i]) for i in ranked[:2]])


def tell(name: str, rows: Sequence[Row], models: Sequence[dict[str, Named]]) -> None:
    """First and in the first three among answerable; AUROC of the log-odds that the first answers,
    and the rates of deciding at even odds."""
    odds, first, third = [], [], []
    for r, m in zip(rows, models, strict=True):
        named = dict(zip(SIGNALS, _signals(r, m["order"]), strict=True))
        odds.append(m["silence"][BIAS] + sum(m["silence"][n] * v for n, v in named.items()))
        ranked = _ranked(r, m["order"])[1]
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


def _day(value: str | None) -> date | None:
    return read_day(value, "the day").date() if value else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=data.DATA)
    parser.add_argument("--most", type=int, default=300, help="SQuAD questions to use")
    parser.add_argument(
        "--asked", type=Path, action="append", default=[], help="more questions about the pages"
    )
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sets = {"cases": list(from_cases(folder, learnable=True))}
        unseen = list(from_cases(folder, learnable=False))
        if seeds.paths():
            sets["pages"] = list(from_pages(folder, ["development", *given.asked]))
        sets["SQuAD"] = list(from_squad(given.data, folder, given.most))
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

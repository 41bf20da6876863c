"""Learn the few weights of `rag.evidence`, and say how they do on questions left out.

    python -m evals.weigh --squad ../shared/data/squad2/cs224n_dev-v2.0.json

Learned on the bundled cases and on SQuAD questions about titles that the cross-encoder never
saw, through the product's own search. The objective is a softmax over a question's candidate
sentences and "none of them", so that order and silence are learned together: a score is the
log-odds against silence. Writes `rag/weights.json`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.cases import load, samples
from evals.metrics import fold
from index.archive import Archive
from index.filters import Filters
from rag import evidence
from rag.assistant import HITS
from rag.question import standalone

HELD_OUT = ("Normans", "Steam_engine", "Prime_number", "European_Union_law")
RIDGE = 0.01
SQUAD_SHARE = 0.15  # how much a SQuAD question counts: they are many, and not news
WEIGHTS = Path(evidence.__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One question: features (candidates, FEATURES), which candidates are right, its weight."""

    features: NDArray[Any]
    right: NDArray[np.bool_]
    answerable: bool
    weight: float


def from_cases(scratch: Path) -> list[Row]:
    rows = []
    with Archive.open(scratch / "samples", create=True) as archive:
        archive.add([samples()])
        for case in load():
            days = {"as_of": case.as_of, "since": case.since, "until": case.until}
            filters = Filters(**{n: _day(v) for n, v in days.items()}, outlets=case.outlets)
            question = standalone(case.question, case.history)
            wanted = [fold(text) for group in case.quotes for text in group]
            rows += _row(archive, question, filters, wanted, case.articles, case.answerable, 1.0)
    return rows


def from_squad(path: Path, scratch: Path, most: int) -> list[Row]:
    lines, asked = [], []
    for article in json.loads(path.read_text())["data"]:
        if article["title"] not in HELD_OUT:
            continue
        for number, paragraph in enumerate(article["paragraphs"]):
            title = f"{article['title'].replace('_', ' ')} {number}"
            lines.append(json.dumps({"text": paragraph["context"], "title": title}))
            for qa in paragraph["qas"]:
                answers = [] if qa["is_impossible"] else [fold(a["text"]) for a in qa["answers"]]
                asked.append((qa["question"], title, answers))
    (scratch / "squad.jsonl").write_text("\n".join(lines))
    rows = []
    with Archive.open(scratch / "squad", create=True) as archive:
        archive.add([scratch / "squad.jsonl"])
        order = np.random.default_rng(3).permutation(len(asked))[:most]
        for question, title, answers in (asked[i] for i in order):
            rows += _row(
                archive, question, Filters(), answers, (title,), bool(answers), SQUAD_SHARE
            )
    return rows


def _row(
    archive: Archive,
    question: str,
    filters: Filters,
    wanted: list[str],
    titles: tuple[str, ...],
    answerable: bool,
    weight: float,
) -> list[Row]:
    """A sentence is right if it holds a wanted string and its article has a right title."""
    measured = evidence.measure(question, archive.search(question, filters, HITS), archive)
    if not measured:
        return []
    right = [
        any(w in fold(e.text) for w in wanted) and (not titles or e.article.label in titles)
        for e, _ in measured
    ]
    return [Row(np.array([f for _, f in measured]), np.array(right), answerable, weight)]


def learn(rows: list[Row]) -> NDArray[Any]:
    """The weights, bias last, by Adam on the penalised log-likelihood."""
    w = np.zeros(rows[0].features.shape[1] + 1)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    useful = [r for r in rows if r.right.any() or not r.answerable]
    total = sum(r.weight for r in useful)
    for step in range(1, 1501):
        slope = np.zeros_like(w)
        for r in useful:
            score = r.features @ w[:-1] + w[-1]
            top = max(0.0, float(score.max()))
            odds = np.exp(score - top)
            error = odds / (odds.sum() + np.exp(-top))
            if r.answerable:
                error = error - odds * r.right / (odds * r.right).sum()
            slope += r.weight / total * np.append(error @ r.features, error.sum())
        slope[:-1] += RIDGE * w[:-1]
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        w -= 0.02 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def tell(name: str, rows: list[Row], ws: list[NDArray[Any]]) -> None:
    """First and in the first three among answerable, AUROC and rates of the decision at 0."""
    best, first, third = [], [], []
    for r, w in zip(rows, ws, strict=True):
        score = r.features @ w[:-1] + w[-1]
        order = np.argsort(-score)
        best.append(float(score[order[0]]))
        if r.answerable:
            first.append(bool(r.right[order[0]]))
            third.append(bool(r.right[order[:3]].any()))
    yes = np.array([s for s, r in zip(best, rows, strict=True) if r.answerable])
    no = np.array([s for s, r in zip(best, rows, strict=True) if not r.answerable])
    print(
        f"{name:26} first {np.mean(first):.3f}  in three {np.mean(third):.3f}  AUROC "
        f"{np.mean(yes[:, None] > no[None, :]):.3f}  answers {np.mean(yes > 0):.2f} of answerable,"
        f" declines {np.mean(no <= 0):.2f} of others"
    )


def left_out(rows: list[Row], others: list[Row], folds: int = 5) -> list[NDArray[Any]]:
    """For each row the weights learned without it."""
    parts = np.random.default_rng(0).integers(0, folds, len(rows))
    made = [
        learn([r for r, p in zip(rows, parts, strict=True) if p != k] + others)
        for k in range(folds)
    ]
    return [made[p] for p in parts]


def _day(value: str | None) -> Any:
    from index.dates import read_day

    return read_day(value, "the day").date() if value else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", type=Path, required=True)
    parser.add_argument("--most", type=int, default=400, help="SQuAD questions to use")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        cases = from_cases(Path(scratch))
        squad = from_squad(args.squad, Path(scratch), args.most)
    tell("cases, five-fold", cases, left_out(cases, squad))
    tell("SQuAD, five-fold", squad, left_out(squad, cases))
    w = learn(cases + squad)
    judge = np.zeros_like(w)
    judge[0] = 1.0
    tell("cases, judge alone", cases, [judge] * len(cases))
    tell("SQuAD, judge alone", squad, [judge] * len(squad))
    names = (*evidence.FEATURES, "bias")
    values = {n: round(float(v), 3) for n, v in zip(names, w, strict=True)}
    WEIGHTS.write_text(json.dumps(values, indent=2) + "\n")
    print(values)


if __name__ == "__main__":
    main()

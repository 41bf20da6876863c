"""Learn the few weights of the second stage of search, and say how they do on questions left out.

    python -m evals.weigh_search [--work FOLDER] [--data FOLDER] [--write]

Learned on the news quiz (the questions whose own articles hold the answer, each asked as of its
day) and on SQuAD questions about titles that the judge was not taught on. The objective is a
softmax over a question's candidates, any passage that holds the answer being right. Printed are
the figures of each question under weights learned on other weeks, and under weights learned on the
first half of the year alone for the second half.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.bench_retrieval import WORK
from evals.judge.encyclopaedia import HELD_OUT
from evals.retrieval import data
from evals.retrieval.data import Corpus, Question
from evals.retrieval.score import Answers, plain
from index.archive import Archive
from index.filters import Filters
from index.search import rescore

FOLDS = 5
RIDGE = 0.003
STEPS = 300
LOOKED = 100  # candidates of a question, twice what a search looks at again
SQUAD_SHARE = 0.25  # how much such a question counts: it is not news
WEIGHTS = Path(rescore.__file__).parent / "weights.json"
Learn = Callable[[Sequence["Row"]], NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One question: features (candidates, FEATURES), which candidates are right, when asked."""

    features: NDArray[Any]
    right: NDArray[np.bool_]
    asked: date | None
    own: bool
    weight: float


def rows(corpus: Corpus, work: Path, weight: float) -> list[Row]:
    """Every question that has candidates, with what the second stage measures of them."""
    place = corpus.write(work)
    folder = work / "weigh" / place.folder.name
    made = []
    with Archive.open(folder, "static", create=True) as archive:
        archive.add([place.articles])
        for number, question in enumerate(corpus.questions):
            filters = Filters(as_of=question.day)
            found = archive.finder.candidates(question.text, archive._embedding, filters)[:LOOKED]
            right = [
                _right(question, a.text[c.passage.start : c.passage.end], a.url or "")
                for c, a, _ in found
            ]
            if right:
                features, _ = archive.finder.rescorer.measure(question.text, found)
                made.append(Row(features, np.array(right), question.day, question.own, weight))
            if number % 100 == 0:
                print(f"{corpus.name}: {number} of {len(corpus.questions)}", flush=True)
    return made


def _right(question: Question, text: str, url: str) -> bool:
    if question.source:
        return url == question.source
    return Answers(question.answers).stand_in(plain(text))


def learn(given: Sequence[Row]) -> NDArray[Any]:
    """The weights, by Adam on the penalised log-likelihood of the right candidates."""
    useful = [r for r in given if r.right.any() and not r.right.all()]
    total = sum(r.weight for r in useful)
    w = np.zeros(len(rescore.FEATURES))
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = RIDGE * w
        for r in useful:
            score = r.features @ w
            odds = np.exp(score - score.max())
            odds /= odds.sum()
            wanted = odds * r.right
            slope += r.weight / total * (r.features.T @ (odds - wanted / wanted.sum()))
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        w -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def tell(name: str, given: Sequence[Row], ws: Sequence[NDArray[Any]]) -> None:
    """Recall at 1, 5 and 20 of the candidates as the weights order them."""
    found = []
    for r, w in zip(given, ws, strict=True):
        order = np.argsort(-(r.features @ w), kind="stable")
        found.append([r.right[order[:depth]].any() for depth in (1, 5, 20)])
    said = " ".join(f"{value:.3f}" for value in np.mean(found, axis=0))
    print(f"{name:44} {len(given):5} questions  recall@1/5/20 {said}")


def left_out(quiz: Sequence[Row], squad: Sequence[Row]) -> list[NDArray[Any]]:
    """For each question of the quiz the weights learned on other weeks."""
    weeks = sorted({r.asked.isocalendar()[:2] for r in quiz if r.asked})
    fold = [weeks.index(r.asked.isocalendar()[:2]) % FOLDS for r in quiz if r.asked]
    made = [
        learn([r for r, f in zip(quiz, fold, strict=True) if f != k and r.own] + list(squad))
        for k in range(FOLDS)
    ]
    return [made[f] for f in fold]


def main() -> None:
    parser = argparse.ArgumentParser(description=re.split(r"\n\n", __doc__ or "")[0])
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--data", type=Path, default=data.DATA)
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    given = parser.parse_args()
    quiz = rows(data.quiz(given.data), given.work, 1.0)
    whole = data.squad(given.data, 0)
    titles = {title.replace("_", " ") for title in HELD_OUT}
    sources = {d.source for d in whole.documents if d.title in titles}
    # Every third: some 180 beside the 780 of the quiz.
    asked = tuple(q for q in whole.questions if q.source in sources)[::3]
    squad = rows(Corpus("squad2", whole.documents, asked), given.work, SQUAD_SHARE)
    one = np.eye(len(rescore.FEATURES))
    named = dict(zip(rescore.FEATURES, one, strict=True))
    first = named["dense"] + named["lexical"]
    for label, only in (("all", quiz), ("own articles hold it", [r for r in quiz if r.own])):
        tell(f"quiz, {label}: first stage's order", only, [first] * len(only))
    ws = left_out(quiz, squad)
    tell("quiz, all: learned on other weeks", quiz, ws)
    own = [(r, w) for r, w in zip(quiz, ws, strict=True) if r.own]
    tell("quiz, own: learned on other weeks", [r for r, _ in own], [w for _, w in own])
    middle = sorted(r.asked for r in quiz if r.asked)[len(quiz) // 2]
    early = [r for r in quiz if r.own and r.asked and r.asked < middle]
    late = [r for r in quiz if r.asked and r.asked >= middle]
    halved = learn([*early, *squad])
    tell("quiz, second half: learned on the first", late, [halved] * len(late))
    tell("quiz, second half: first stage's order", late, [first] * len(late))
    foreign = learn(squad)
    tell("quiz, all: learned on SQuAD alone", quiz, [foreign] * len(quiz))
    for part in rescore.FEATURES:
        column = rescore.FEATURES.index(part)
        without = [_without(r, column) for r in quiz]
        tell(
            f"quiz, all: other weeks, without {part}",
            without,
            left_out(without, [_without(r, column) for r in squad]),
        )
    w = learn([*(r for r in quiz if r.own), *squad])
    tell("SQuAD, first stage's order", squad, [first] * len(squad))
    tell("SQuAD, all weights (seen)", squad, [w] * len(squad))
    values = {n: round(float(v), 3) for n, v in zip(rescore.FEATURES, w, strict=True)}
    print(values)
    if given.write:
        WEIGHTS.write_text(json.dumps(values, indent=2) + "\n")


def _without(row: Row, column: int) -> Row:
    features = row.features.copy()
    features[:, column] = 0.0
    return Row(features, row.right, row.asked, row.own, row.weight)


if __name__ == "__main__":
    main()

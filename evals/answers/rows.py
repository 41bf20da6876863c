"""Questions with the sentences that the product reads for them, measured, to learn weights from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals import seeds
from evals.cases import load, samples
from evals.judge.encyclopaedia import HELD_OUT
from evals.metrics import fold
from evals.newsdesk import data as newsdesk
from evals.newsdesk import held
from evals.newsdesk.right import holds
from evals.retrieval import data
from index.archive import Archive
from index.dates import read_day
from index.filters import Filters
from rag import evidence
from rag.evidence.asked import Asked
from rag.evidence.candidates import Candidate, candidates
from rag.evidence.gathered import gathered
from rag.evidence.near import nearest
from rag.evidence.scoring import near_weights
from rag.evidence.signals import Read

SQUAD_SHARE = 0.15  # how much a SQuAD question counts: they are many, and not news
ABSENT = 0.3  # how much a question without its answering sentences counts beside itself
FEW = 3  # sentences that must be left for a question without its answer
LEFT_OUT = "S"  # the set of newsdesk that the judge was not taught on
EVERY = 1_000  # more than there ever are

Values = NDArray[np.float64]
Right = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One question: the sentences that were judged and which of them are right, what it counts, and
    of all candidates there were the signals (candidates, NEAR) and which are right."""

    asked: Asked
    reads: tuple[Read, ...]
    right: NDArray[np.bool_]
    answerable: bool
    weight: float
    near: Values
    near_right: NDArray[np.bool_]

    @property
    def features(self) -> Values:
        return np.array([r.features for r in self.reads], dtype=np.float64)

    def absent(self) -> Row | None:
        """The same without the sentences that answer; None if too little would be left."""
        kept = np.flatnonzero(~self.right)
        if not self.answerable or not self.right.any() or len(kept) < FEW:
            return None
        left = tuple(self.reads[i] for i in kept)
        return replace(
            self, reads=left, right=self.right[kept], answerable=False,
            weight=self.weight * ABSENT, near=self.near[:0], near_right=self.near_right[:0],
        )  # fmt: skip


def from_cases(scratch: Path, learnable: bool) -> Iterator[Row]:
    """The bundled cases that may be learned on, or those that may not."""
    with Archive.open(scratch / f"samples-{learnable}", create=True) as archive:
        archive.add([samples()])
        for case in load():
            if case.learn is not learnable:
                continue
            filters = Filters(_day(case.as_of), _day(case.since), _day(case.until), case.outlets)
            wanted = [fold(text) for group in case.quotes for text in group]
            yield from _row(
                archive, case.question, case.history, filters, _holding(wanted, case.articles),
                case.answerable, 1.0,
            )  # fmt: skip


def from_pages(scratch: Path, asked: Sequence[str | Path]) -> Iterator[Row]:
    """Sets of questions, by name or file, about the five real pages."""
    with Archive.open(scratch / "pages", create=True) as archive:
        archive.add([seeds.FOLDER])
        for row in (row for name in asked for row in seeds.questions(name)):
            wanted = [fold(text) for group in row.get("any_of", ()) for text in group]
            filters = Filters(_day(row.get("as_of")))
            yield from _row(
                archive, row["question"], (), filters, _holding(wanted), row["answerable"], 1.0
            )


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
                archive,
                question,
                (),
                Filters(),
                _holding(strings, (title,)),
                bool(strings),
                SQUAD_SHARE,
            )


def from_newsdesk(folder: Path, scratch: Path) -> Iterator[Row]:
    """Questions on articles that the judge was not taught on, put to these among others."""
    left_out = newsdesk.pages(folder / "newsdesk" / "train.jsonl", [LEFT_OUT])
    pages = newsdesk.with_twins(left_out)
    with held.archive(held.corpus(pages, folder), scratch) as archive:
        own = held.articles(pages, archive)
        for page in pages:
            for item in page.asked():
                history = (item.before,) if item.before else ()
                marked = page.marked(item) if item.answerable else []
                article = own[page.id].id
                yield from _row(
                    archive, item.text, history, Filters(), _marked(article, marked),
                    item.answerable, 1.0,
                )  # fmt: skip


def _marked(article: str, marked: Sequence[str]) -> Right:
    return lambda c: c.hit.article.id == article and holds(c.text, marked)


def _holding(wanted: Sequence[str], titles: Sequence[str] = ()) -> Right:
    """Right is what holds a wanted string, in an article with a right title."""
    return lambda c: (
        any(w in fold(c.text) for w in wanted) and (not titles or c.hit.article.label in titles)
    )


def _row(
    archive: Archive, question: str, history: Sequence[str], filters: Filters, right: Right,
    answerable: bool, weight: float,
) -> Iterator[Row]:  # fmt: skip
    hits = gathered(question, history, filters, archive)
    asked, reads = evidence.measure(question, hits, archive, history)
    every = nearest(asked, candidates(hits, archive), evidence.PASSAGES, near_weights(), EVERY)
    if reads:
        yield Row(
            asked, tuple(reads), np.array([right(r.candidate) for r in reads]), answerable, weight,
            np.array([n.signals for n in every]), np.array([right(n.candidate) for n in every]),
        )  # fmt: skip


def _day(value: str | None) -> date | None:
    return read_day(value, "the day").date() if value else None

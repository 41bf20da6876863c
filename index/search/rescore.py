"""Second stage: the first candidates scored again, by the sentence in each that comes nearest."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import asking
from index.article import Article
from index.catalog import Catalog
from index.search.first import Candidate, z_scores
from index.search.reading import Read, Reader
from index.static import vectors
from index.words import names, stems

FEATURES = (
    "dense",  # cosine of question and passage, as a z-score over the candidates
    "lexical",  # BM25, as a z-score over the candidates
    "covered",  # share of the question's words in one sentence, rare ones counting more, 0 to 1
    "covered_near",  # the same with the title and the sentence before
    "covered_all",  # the same in the whole passage with the title
    "covered_title",  # the same in the title alone
    "meaning",  # cosine of question and sentence by the static embedding, -1 to 1
    "named",  # share of the question's names in the passage or its title, 0 to 1; 1 without names
    "kind",  # whether the nearest sentence holds the kind of answer asked for, 0 or 1
    "opening",  # whether the passage opens its article, 0 or 1
    "depth",  # how far into the passage the nearest sentence is, 0 to 1 (the sixth or later)
    "date",  # the date factor, 0 to 1; 0 where the question is about no day
)


# A candidate with its article and its date factor, None where the question is about no day.
Dated = tuple[Candidate, Article, float | None]


@cache
def weights() -> NDArray[np.float64]:
    """One for each of FEATURES; made by `python -m evals.weigh_search`."""
    values = json.loads((Path(__file__).parent / "weights.json").read_text())
    return np.array([values[name] for name in FEATURES])


@dataclass(frozen=True, slots=True)
class Scored:
    """`score` is the weighted sum of FEATURES; `sentence` the span of the nearest one, if any.

    The difference of two scores of one search is the log-odds that the first passage answers and
    not the second; a score alone says nothing of whether any does.
    """

    score: float
    sentence: tuple[int, int] | None


class Rescorer:
    """Scores the candidates of a question in one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._reader = Reader(catalog)

    def scores(self, question: str, found: Sequence[Dated]) -> list[Scored]:
        """One for each candidate, in order."""
        features, sentences = self.measure(question, found)
        return [
            Scored(float(score), sentence)
            for score, sentence in zip(features @ weights(), sentences, strict=True)
        ]

    def measure(
        self, question: str, found: Sequence[Dated]
    ) -> tuple[NDArray[np.float64], list[tuple[int, int] | None]]:
        """FEATURES of shape (candidates, features), and the nearest sentence of each."""
        asked = _Asked.of(question, self._catalog)
        features = np.zeros((len(found), len(FEATURES)))
        if not found:
            return features, []
        features[:, 0] = z_scores(np.array([c.dense for c, _, _ in found]))
        features[:, 1] = z_scores(np.array([c.lexical for c, _, _ in found]))
        nearest: list[tuple[int, int] | None] = []
        reads = self._reader.read([(c.passage, article) for c, article, _ in found])
        for row, (read, (_, article, date)) in enumerate(zip(reads, found, strict=True)):
            features[row, 2:], number = asked.measure(read, article, date)
            nearest.append(read.spans[number] if read.spans else None)
        return features, nearest


@dataclass(frozen=True, slots=True)
class _Asked:
    """What there is to know of a question before any passage is looked at."""

    question: str
    kind: asking.Kind
    words: dict[str, float]  # stem -> how much it counts
    names: frozenset[str]
    vector: NDArray[np.float32]

    @classmethod
    def of(cls, question: str, catalog: Catalog) -> _Asked:
        wanted = list(dict.fromkeys(stems(question)))
        total = catalog.passage_count() + 1
        rarity = [math.log(1 + total / (1 + n)) for n in catalog.full_text.frequencies(wanted)]
        return cls(
            question,
            asking.kind(question),
            dict(zip(wanted, rarity, strict=True)),
            frozenset(names(question)) & frozenset(wanted),
            vectors([question])[0],
        )

    def measure(
        self, read: Read, article: Article, date: float | None
    ) -> tuple[tuple[float, ...], int]:
        """The features but for the first two, and the number of the nearest sentence."""
        if not read.spans:
            return (0.0,) * (len(FEATURES) - 2), 0
        covered = [self._share(held) for held in read.held]
        meaning = read.vectors @ self.vector
        number = int(np.argmax(np.array(covered) + meaning))
        near = [
            self._share(held | read.title | (read.held[n - 1] if n else frozenset()))
            for n, held in enumerate(read.held)
        ]
        everything = read.title.union(*read.held)
        start, end = read.spans[number]
        return (
            max(covered),
            max(near),
            self._share(everything),
            self._share(read.title),
            float(meaning.max()),
            self._share(everything, self.names),
            float(asking.holds(self.kind, self.question, article.text[start:end])),
            float(article.text[: read.spans[0][0]].strip() == ""),
            min(number, 5) / 5,
            date or 0.0,
        ), number

    def _share(self, held: frozenset[str], wanted: frozenset[str] | None = None) -> float:
        """How much of the wanted words is held, rare words counting more; 1 if none is wanted."""
        counted = self.words if wanted is None else {w: self.words[w] for w in wanted}
        total = sum(counted.values())
        return sum(v for w, v in counted.items() if w in held) / total if total else 1.0

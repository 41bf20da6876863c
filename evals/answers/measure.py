"""Each question through the whole product, and at other thresholds; what it took."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evals.answers.sets import Item
from index.archive import Archive
from index.filters import Filters
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader
from rag.reading import MAY_ANSWER, SCALE, Draft, Material, Usage

MOST = 3  # quotes that count
NEAREST = 10  # entries that the raw look-up brings
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # probabilities that a sentence answers


def odds(probability: float) -> float:
    """Log-odds."""
    return math.log(probability / (1 - probability))


class Probe:
    """The quote reader, with what it was given kept for another reading."""

    name = "quote"
    prompt_hash: str | None = None

    def __init__(self) -> None:
        self._reader = QuoteReader()
        self.given: list[Material] = []

    def read(self, material: Material) -> Iterator[Draft | Usage]:
        self.given.append(material)
        yield from self._reader.read(material)

    def at(self, threshold: float) -> list[str]:
        """The quotes it would show at another threshold, before the checks."""
        shown = []
        for material in self.given:
            moved = tuple(
                replace(e, score=e.score + SCALE * (odds(MAY_ANSWER) - odds(threshold)))
                for e in material.evidence
            )
            for draft in self._reader.read(replace(material, evidence=moved)):
                if isinstance(draft, Draft):
                    shown += [quote.text for quote in draft.quotes]
        return shown


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question. `shown` are the quotes of the answer, best first, () where it declined;
    `at` the quotes by threshold; `stages` and `took` are milliseconds, `floor` those of embedding
    the question and one raw query of the vector index."""

    item: Item
    shown: tuple[str, ...]
    at: dict[float, tuple[str, ...]]
    stages: dict[str, float]
    took: float
    floor: float

    @property
    def answered(self) -> bool:
        return bool(self.shown)

    @property
    def right(self) -> bool:
        """Whether the first three quotes answer."""
        return self.answered and self.item.right(self.shown[:MOST])

    @property
    def first(self) -> bool:
        return self.answered and self.item.right(self.shown[:1])


def outcomes(archive: Archive, items: Sequence[Item]) -> list[Outcome]:
    """Every question, after one that only warms up."""
    probe = Probe()
    assistant = Assistant(archive, probe, "quote")
    query = _raw(archive)
    assistant.ask(items[0].text, as_of=items[0].day)
    query(items[0].text)
    out = []
    for item in items:
        probe.given.clear()
        started = time.perf_counter()
        answer = assistant.ask(item.text, as_of=item.day)
        asked = time.perf_counter()
        query(item.text)
        ended = time.perf_counter()
        out.append(
            Outcome(
                item,
                tuple(c.quote for c in answer.citations) if answer.claims else (),
                {t: tuple(probe.at(t)) for t in THRESHOLDS},
                dict(answer.timings_ms),
                (asked - started) * 1000,
                (ended - asked) * 1000,
            )
        )
    return out


def _raw(archive: Archive) -> Any:
    """Embedding a text and one look-up of the nearest vectors, with nothing of ours around it."""
    index: Any = archive.index
    index.sync()

    def query(text: str) -> None:
        vector = archive.embed([text])[0]
        if index._store:
            index._store.query(vector, NEAREST)
        else:  # a small archive has no Chroma index
            index.nearest(vector, NEAREST, Filters())

    return query

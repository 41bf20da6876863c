"""Who answers a row's questions. Each imports its library late: a row's memory is its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from evals.retrieval.data import Place
from evals.retrieval.score import Shown
from evals.retrieval.store import Kept

LIMIT = 40  # passages asked for: more than 2,200 words of any row


class Finder(Protocol):
    """Passages for a question asked on a day (or on none), best first, at most `limit`."""

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What a row is given: the corpus, the work folder, and the archive it needs, if any."""

    place: Place
    work: Path
    kept: Kept | None

    @property
    def archive(self) -> Kept:
        assert self.kept is not None
        return self.kept


def lexical(scene: Scene, day_filter: bool) -> Finder:
    from evals.retrieval.lexical import Lexical

    return Lexical(scene.archive, day_filter)


def dense(scene: Scene, day_filter: bool) -> Finder:
    from evals.retrieval.dense import Dense

    return Dense(scene.archive, day_filter)


def quickstart(scene: Scene, day_filter: bool) -> Finder:
    from evals.retrieval.llama import Quickstart

    return Quickstart(scene.place, scene.work, LIMIT, day_filter)


def fusion(scene: Scene, day_filter: bool, mode: str) -> Finder:
    from evals.retrieval.llama import Fusion

    return Fusion(scene.place, scene.work, LIMIT, day_filter, mode)


def hybrid(scene: Scene, day_filter: bool) -> Finder:
    from evals.retrieval.haystack_hybrid import Hybrid

    return Hybrid(scene.archive, LIMIT, day_filter)


def ours(scene: Scene, embedding: str, without: str) -> Finder:
    from evals.retrieval.ours import Ours

    return Ours(scene.archive, embedding, without)


MAKERS: dict[str, Callable[..., Finder]] = {
    made.__name__: made for made in (lexical, dense, quickstart, fusion, hybrid, ours)
}

"""Each question through the whole product, with what every stage of it brought."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from evals.newsdesk.data import Item, Page
from evals.newsdesk.held import articles
from evals.newsdesk.right import holds
from index.archive import Archive
from rag.answer import Answer, Stage
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader
from rag.reading import Evidence, Material

IN_THREE = 3  # quotes that count
SCALE = 3.0  # points of `Evidence.score` to one of log-odds


@dataclass(frozen=True)
class Watched(Assistant):
    """An assistant that keeps what it gave its reader to read."""

    gathered: list[Material] = field(default_factory=list, compare=False)

    def _material(self, *given: Any, **named: Any) -> Material:
        made = super()._material(*given, **named)
        self.gathered.append(made)
        return made

    def watch(self, question: str, history: Sequence[str]) -> tuple[Answer, list[Material]]:
        """The answer, and the materials of its parts; what is looked up afterwards is none."""
        self.gathered.clear()
        read: list[Material] = []
        answer: Any = None
        for answer in self.stream(question, history=history):
            if isinstance(answer, Stage) and answer.name == "reading":
                read = list(self.gathered)
        assert isinstance(answer, Answer)
        return answer, read


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question. `quotes` are those of the answer in order, () where it declined, and `right`
    tells of each whether it answers, `certain` whether it is shown as an answer and not as what may
    be one.
    `evidence` holds probability and right of each sentence read, best first.

    `stages` are those of the way to the answer that its sentence came through; False where there
    is none.
    """

    item: Item
    page: str
    question: str
    quotes: tuple[str, ...]
    right: tuple[bool, ...]
    probabilities: tuple[float, ...]
    certain: tuple[bool, ...]
    evidence: tuple[tuple[float, bool], ...]
    stages: tuple[bool, ...]
    took: float

    @property
    def declined(self) -> bool:
        """Whether nothing was shown as an answer."""
        return not self.quotes

    @property
    def unsure(self) -> bool:
        """Whether no answer was given for certain."""
        return not any(self.certain)

    @property
    def first(self) -> bool:
        return any(self.right[:1])

    @property
    def three(self) -> bool:
        return any(self.right[:IN_THREE])


STAGES = ("in the archive", "article in 12", "passage in 12", "read", "first read", "first shown", "in three shown")  # fmt: skip


def outcomes(archive: Archive, pages: Sequence[Page]) -> Iterator[Outcome]:
    """Every question of the pages, after one that only warms up."""
    assistant = Watched(archive, QuoteReader(), "quote")
    held = articles(pages, archive)
    assistant.ask(pages[0].asked()[0].text)
    for page in pages:
        for item in page.asked():
            started = time.perf_counter()
            answer, read = assistant.watch(item.text, [item.before] if item.before else [])
            took = (time.perf_counter() - started) * 1000
            yield _outcome(page, item, answer, read, held[page.id].id, held[page.id].text, took)


def _outcome(
    page: Page, item: Item, answer: Answer, read: Sequence[Material], own: str, text: str, took: float
) -> Outcome:  # fmt: skip
    marked = page.marked(item) if item.answerable else []
    shown = {
        marker: getattr(claim, "certain", True)
        for claim in reversed(answer.claims)
        for marker in claim.markers
    }
    quotes = [c for c in answer.citations if c.marker in shown]
    right = tuple(c.article_id == own and holds(c.quote, marked) for c in quotes)
    found = sorted((e for m in read for e in m.evidence), key=lambda e: -e.score)
    known = {(e.article.id, e.start): probability(e) for e in found}
    evidence = tuple((probability(e), e.article.id == own and holds(e.text, marked)) for e in found)
    hits = [hit for m in read for hit in m.hits if hit.article.id == own]
    stages = (
        holds(text, marked), bool(hits), any(holds(hit.text, marked) for hit in hits),
        any(is_right for _, is_right in evidence), any(is_right for _, is_right in evidence[:1]),
        any(right[:1]), any(right[:IN_THREE]),
    )  # fmt: skip
    return Outcome(
        item, page.id, item.text, tuple(c.quote for c in quotes), right,
        tuple(known.get((c.article_id, c.start), math.nan) for c in quotes),
        tuple(shown[c.marker] for c in quotes),
        evidence, stages if item.answerable else (), took,
    )  # fmt: skip


def probability(evidence: Evidence) -> float:
    """That the sentence answers, 0 to 1."""
    said = getattr(evidence, "probability", None)
    return float(said) if said is not None else 1 / (1 + math.exp(-evidence.score / SCALE))


def keep(path: Path, found: Iterable[Outcome]) -> Iterator[Outcome]:
    """The same outcomes, each written as JSON, one a line, as soon as it is there."""
    with path.open("w", encoding="utf-8") as stream:
        for outcome in found:
            print(json.dumps(asdict(outcome), ensure_ascii=False), file=stream, flush=True)
            yield outcome


def kept(path: Path) -> list[Outcome]:
    """What `keep` wrote."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [TypeAdapter(Outcome).validate_python(row) for row in rows]

"""What passes between the stages: Evidence, Material, Draft, Usage, and the Reader protocol."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from index.article import Article, Voice
from index.hit import Hit
from rag.budget import Budget


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article that may answer the question, found at [start, end).

    `score` is about three times the log-odds that it answers: higher is better. `highlight` is
    the span of the answer inside the sentence, where the question asks for one.
    """

    article: Article
    start: int
    end: int
    score: float
    voice: Voice = "narrated"
    speaker: str | None = None
    highlight: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def probability(self) -> float:
        """That it answers, 0 to 1."""
        return 1 / (1 + math.exp(-self.score / 3))


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a reader may use. `hits` and `evidence` are best first.

    `premise` is what the question takes for granted and the evidence does not bear out, "" where
    there is no such thing: then no reader is asked. `budget` is that of the whole answer, which all
    its parts share; None where there is only this.
    """

    question: str
    as_of: date | None
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    premise: str = ""
    budget: Budget | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """Words a reader says stand in an article; nobody has checked them yet."""

    article_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence a reader proposes, with the quotes it claims to rest on.

    Who says it is not for the reader to say: the verifier takes that from the quotes.
    `explains` pairs words of a sentence that is itself a quote ("he", "the minister") with whom or
    what they stand for in their article.
    """

    text: str
    quotes: tuple[DraftQuote, ...]
    explains: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens a model call took."""

    prompt_tokens: int
    completion_tokens: int


class Reader(Protocol):
    """Material in, drafts out, one at a time as they are ready.

    A reader that finds no answer yields no Draft. A Usage is yielded for whatever a model took,
    also before an EndpointError is raised. `name` stands on the Answer ("quote", or
    "chat:MODEL"); `prompt_hash` names the prompt that was used, if any.
    """

    name: str
    prompt_hash: str | None

    def read(self, material: Material) -> Iterator[Draft | Usage]: ...


@runtime_checkable
class Rewriter(Protocol):
    """A reader that can also put a follow-up into words of its own.

    It yields the question, if it is in no doubt about it, and a Usage for whatever a model took.
    """

    def rewrite(
        self, question: str, history: Sequence[str], budget: Budget | None = None
    ) -> Iterator[str | Usage]: ...

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

SCALE = 3.0  # points of `Evidence.score` to one of log-odds
# Probabilities that a sentence answers: from the first on, where it is likelier than not, it is shown
# as an answer; from the second on, chosen on newsdesk (docs/answers.md), as one that may answer.
ANSWERS = 0.5
MAY_ANSWER = 0.13


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of an article that may answer the question, found at [start, end).

    `score` is SCALE times the log-odds that it answers: higher is better. `highlight` is
    the span of the answer inside the sentence, where the question asks for one. `context` is what
    stands before it, as the judge reads it.
    """

    article: Article
    start: int
    end: int
    score: float
    voice: Voice = "narrated"
    speaker: str | None = None
    highlight: tuple[int, int] | None = None
    context: str = ""

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    def draft(self, *, certain: bool = True) -> Draft:
        """The sentence as it stands, as a claim."""
        return Draft(self.text, (DraftQuote(self.article.id, self.text),), certain=certain)

    @property
    def probability(self) -> float:
        """That the sentence answers, 0 to 1."""
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, self.score / SCALE))))

    @property
    def answers(self) -> bool:
        """Whether it is taken for an answer."""
        return self.probability >= ANSWERS

    @property
    def may_answer(self) -> bool:
        """Whether it is shown at all."""
        return self.probability >= MAY_ANSWER


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a reader may use. `hits` and `evidence` are best first.

    `budget` is that of the whole answer, which all its parts share; None where there is only this.
    """

    question: str
    as_of: date | None
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
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
    what they stand for in their article. One that is not `certain` may not answer the question.
    """

    text: str
    quotes: tuple[DraftQuote, ...]
    explains: tuple[tuple[str, str], ...] = ()
    certain: bool = True


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

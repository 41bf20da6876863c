"""Newsdesk as the judge reads it: questions and claims, each with sentences in their context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evals.newsdesk.data import Page
from rag.judge import asked, context_of

ENTAILED, CONTRADICTED, UNSAID = range(3)
LABELS = {"supported": ENTAILED, "refuted": CONTRADICTED, "unsupported": UNSAID}


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article as the judge reads it."""

    text: str
    context: str
    article: str


@dataclass(frozen=True)
class Question:
    """A question, with its history in front, put to the sentences of one article.

    `gold` are the indices of those that answer: none where the article does not. `nearest` are
    those a careless reader would quote. `answer` is the shortest answer as a sentence words it.
    """

    text: str
    kind: str
    sentences: tuple[Sentence, ...]
    gold: frozenset[int]
    nearest: tuple[int, ...]
    answer: str
    twin: bool


@dataclass(frozen=True)
class Claim:
    """A claim with a sentence, and what the sentence makes of it."""

    text: str
    sentence: Sentence
    label: int
    twin: bool


def sentences(page: Page) -> tuple[Sentence, ...]:
    texts, day = page.sentences, page.published[:10]
    before = [texts[max(0, n - 2) : n] for n in range(len(texts))]
    return tuple(
        Sentence(text, context_of(page.title, day, some), page.id)
        for text, some in zip(texts, before, strict=True)
    )


def questions(page: Page) -> Iterator[Question]:
    """All that is asked of an article; a follow-up with the question before it, and written out."""
    held = sentences(page)
    for item in page.asked():
        gold, nearest = (item.marked, ()) if item.answerable else ((), item.marked)
        rest = (held, frozenset(gold), nearest, item.answer, item.twin)
        yield Question(asked(item.text, (item.before,) if item.before else ()), item.kind, *rest)
        if item.kind == "follow_up" and not item.renewed:
            yield Question(item.standalone, "answerable", *rest)


def claims(page: Page) -> Iterator[Claim]:
    held = sentences(page)
    for item in page.claimed():
        yield Claim(item.text, held[item.marked[0]], LABELS[item.kind], item.twin)

"""Questions and claims written on news articles, read as pairs that the judge learns from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.judge.form import asked, context_of

ENTAILED, CONTRADICTED, UNSAID = range(3)
CLAIMS = {"supported": ENTAILED, "refuted": CONTRADICTED, "unsupported": UNSAID}


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
    changed: str
    twin: bool


def rows(path: Path) -> list[dict[str, Any]]:
    """The articles of a file, as they are written there."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sentences(row: dict[str, Any]) -> tuple[Sentence, ...]:
    texts: list[str] = row["sentences"]
    day = str(row["published"])[:10]
    return tuple(
        Sentence(text, context_of(row["title"], day, texts[max(0, n - 2) : n]), row["id"])
        for n, text in enumerate(texts)
    )


def questions(row: dict[str, Any]) -> Iterator[Question]:
    """All that is asked of an article; a follow-up with the question before it, and written out."""
    held = sentences(row)
    for item in row["items"]:
        kind = item["kind"]
        if kind in CLAIMS:
            continue
        gold = frozenset((*item.get("best", ()), *item.get("also", ())))
        rest = (held, gold, tuple(item.get("nearest", ())), item.get("answer", ""), "twin_of" in item)  # fmt: skip
        yield Question(asked(item["q"], (item["before"],) if "before" in item else ()), kind, *rest)
        if kind == "follow_up" and item["standalone"] != item["q"]:
            yield Question(item["standalone"], "answerable", *rest)


def claims(row: dict[str, Any]) -> Iterator[Claim]:
    held = sentences(row)
    for item in row["items"]:
        if item["kind"] in CLAIMS:
            at = (item.get("by") or item.get("near"))[0]
            label = CLAIMS[item["kind"]]
            yield Claim(item["claim"], held[at], label, item.get("changed", ""), "twin_of" in item)

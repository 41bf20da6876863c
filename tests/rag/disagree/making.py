"""Citations and evidence for tests, made from a sentence and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from index.article import Article
from index.stamp import Found, Published, Stamp, utc_day
from rag import judge
from rag.answer import Citation
from rag.reading import SCALE, Evidence


def citation(
    marker: int, quote: str, day: str | None = "2020-02-07", *, speaker: str | None = None,
    outlet: str = "Wire", title: str = "", answer: str | None = None, article: str | None = None,
    start: int = 0,
) -> Citation:  # fmt: skip
    at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    span = (quote.index(answer), quote.index(answer) + len(answer)) if answer else None
    return Citation(
        marker, article or f"a{marker}", title, outlet, at, day or "undated", None, quote, start,
        start + len(quote), speaker, span,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def read(question: str, text: str, title: str) -> tuple[float, tuple[int, int] | None]:
    """The judge's log-odds that a sentence answers, and where the answer is in it."""
    (found,) = judge.answers(question, [(text, judge.context_of(title, "", ()))])
    return found.logit, found.span if found.span[0] < found.span[1] else None


def judged(
    question: str, marker: int, side: dict[str, Any], title: str
) -> tuple[Citation, Evidence]:
    """One side of a line of `pairs.jsonl` as the judge reads it."""
    text, title = side["text"], side.get("title", title)
    logit, span = read(question, text, title)
    known: dict[str, Any] = {
        "speaker": side.get("speaker"),
        "answer": text[slice(*span)] if span else None,
    }
    cited = citation(marker, text, side["day"], outlet=side["outlet"], title=title, **known)
    found = evidence(text, SCALE * logit, side["day"], outlet=side["outlet"], title=title, **known)
    return replace(cited, article_id=found.article.id, highlight=span), replace(
        found, highlight=span
    )


def evidence(
    text: str, score: float = 0.0, day: str = "2020-02-07", *, outlet: str = "Wire",
    title: str = "", speaker: str | None = None, answer: str | None = None,
) -> Evidence:  # fmt: skip
    stated = date.fromisoformat(day)
    stamp = Stamp(utc_day(stated.year, stated.month, stated.day), Found("supplied", 1.0, "given"))
    article = Article(text, title, outlet, published=Published(stamp))
    span = (text.index(answer), text.index(answer) + len(answer)) if answer else None
    return Evidence(article, 0, len(text), score, speaker=speaker, highlight=span)

"""Citations and evidence for tests, made from a sentence and what is known of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from index.article import Article
from index.stamp import Found, Published, Stamp, utc_day
from rag.answer import Citation
from rag.reading import Evidence


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


def of_pair(marker: int, side: dict[str, Any], title: str) -> Citation:
    """One side of a line of `pairs.jsonl`."""
    return citation(
        marker, side["text"], side["day"], speaker=side.get("speaker"), outlet=side["outlet"],
        title=side.get("title", title), answer=side.get("answer"),
    )  # fmt: skip


def evidence(
    text: str, score: float = 0.0, day: str = "2020-02-07", *, outlet: str = "Wire",
    title: str = "", speaker: str | None = None, answer: str | None = None,
) -> Evidence:  # fmt: skip
    stated = date.fromisoformat(day)
    stamp = Stamp(utc_day(stated.year, stated.month, stated.day), Found("supplied", 1.0, "given"))
    article = Article(text, title, outlet, published=Published(stamp))
    span = (text.index(answer), text.index(answer) + len(answer)) if answer else None
    return Evidence(article, 0, len(text), score, speaker=speaker, highlight=span)

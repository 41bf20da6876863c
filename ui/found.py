"""What a search found, in lines for a terminal and in plain values for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from index.facets import Facets
from index.hit import Hit
from index.search.when import When, describe

WIDTH = 96  # characters of a line
MOST = 12  # values of a facet that are listed
LEAST = 0.01  # BM25 that two decimals can tell
SCORES = (
    "Scores: higher is better; they compare within one search only, except cosine (-1 to 1), BM25 "
    "(0 and up) and date (0 far from the day asked about, 1 on it)."
)


def lines(
    hits: Sequence[Hit], when: When, switched_off: bool, *, explain: bool = False
) -> Iterator[str]:
    """Each passage under its headline, outlet and day; with `explain`, why it stands there."""
    said = describe(when)
    if said and not switched_off:
        yield f"Read from the question: {said}. (--no-window switches this off.)"
        yield ""
    if not hits:
        yield "Nothing in the archive passes these filters."
        return
    for number, hit in enumerate(hits, 1):
        article = hit.article
        outlet = article.outlet or "outlet not stated"
        yield f"{number:3}. {article.label}"
        yield f"     {outlet} · {article.published.label()} · {hit.passage.id}"
        for line in textwrap.wrap(" ".join(hit.text.split()), WIDTH - 5):
            yield f"     {line}"
        if explain:
            yield from (f"     | {line}" for line in _why(hit))
        yield ""
    if explain:
        yield SCORES


def _why(hit: Hit) -> Iterator[str]:
    why = hit.why
    yield f"score {hit.score:.2f}; place {why.first_rank} after the first stage"
    yield f"dense    {_rank(why.dense_rank)}cosine {why.dense:.3f}"
    yield f"lexical  {_rank(why.lexical_rank)}BM25 {_bm25(why.lexical)}"
    yield f"fused    {why.fused:.2f} (sum of both as z-scores over the candidates)"
    yield "date     " + ("not asked about" if why.date is None else f"{why.date:.2f}")
    if why.second is not None:
        yield f"second   {why.second:.2f} (sentences re-scored)"
    if why.sentence:
        start, end = why.sentence
        yield f"nearest  “{' '.join(hit.article.text[start:end].split())}”"
    if why.filters:
        yield f"filters  {why.filters}"
    if hit.source:
        yield f"copy     of {hit.source}: only what that one does not say"
    if hit.carriers:
        yield f"carried  by {', '.join(hit.carriers)} as well: one source"


def _bm25(score: float) -> str:
    """A match is never told as 0.00: words that stand in most passages weigh next to nothing."""
    small = 0 < score < LEAST
    return f"under {LEAST} (its words stand in most passages)" if small else f"{score:.2f}"


def _rank(rank: int | None) -> str:
    return f"rank {rank}, " if rank else "not among its first, "


def as_dict(hits: Sequence[Hit], when: When, switched_off: bool) -> dict[str, Any]:
    """The same for programs; offsets are code points into the article's text."""
    return {
        "window": None if switched_off else describe(when) or None,
        "hits": [
            {
                "passage": hit.passage.id, "article": hit.article.id, "title": hit.article.title,
                "outlet": hit.article.outlet, "published": hit.article.published.label(),
                "url": hit.article.url, "start": hit.passage.start, "end": hit.passage.end,
                "text": hit.text, "score": hit.score, "why": asdict(hit.why),
                "source": hit.source, "carriers": list(hit.carriers),
            }
            for hit in hits
        ],
    }  # fmt: skip


def facet_lines(facets: Facets) -> Iterator[str]:
    """How many articles each outlet, author, agency, language, section, year and month has."""
    undated = f", {facets.undated} of them without a stated day" if facets.undated else ""
    yield f"{facets.articles} articles{undated}"
    for name in ("outlets", "authors", "agencies", "languages", "sections", "years", "months"):
        counts = getattr(facets, name)
        if counts:
            more = f", and {len(counts) - MOST} more" if len(counts) > MOST else ""
            listed = ", ".join(f"{value} {count}" for value, count in counts[:MOST])
            yield f"{name:9}  {listed}{more}"

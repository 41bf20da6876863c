"""A span of an article as a Citation: who says it, how, and of when it tells."""

from __future__ import annotations

from collections.abc import Sequence

from index.article import Article, Sentence, Voice
from rag.answer import Citation
from rag.verify.dated import told_of


def cite(
    article: Article, start: int, end: int, marker: int, speaker: str | None,
    highlight: tuple[int, int] | None = None, carried_by: tuple[str, ...] = (),
    sentences: Sequence[Sentence] = (),
) -> Citation:  # fmt: skip
    """The citation of article.text[start:end]; `sentences` are those it runs over, if known."""
    voices = {s.voice for s in sentences}
    voice: Voice = voices.pop() if len(voices) == 1 else "narrated"
    events = [e for s in sentences for e in s.events]
    return Citation(
        marker=marker,
        article_id=article.id,
        title=article.label,
        outlet=article.outlet,
        published=article.published.at,
        published_label=article.published.label(),
        url=article.url,
        quote=article.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        highlight=highlight,
        carried_by=carried_by,
        voice=voice,
        told_of=told_of(events, article.text, article.published),
    )


def around(article: Article) -> str:
    """What a claim may take from the article's own head: title, outlet, day, place."""
    parts = (article.title, article.outlet, article.published.label(), article.place)
    return " ".join(p for p in parts if p)


def overlap(sentence: Sentence, start: int, end: int) -> bool:
    """Whether [start, end) takes in any of the sentence."""
    return sentence.start < end and start < sentence.end

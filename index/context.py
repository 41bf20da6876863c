"""The text that stands for a passage when it is embedded: its words, and what they belong to."""

from __future__ import annotations

from index.article import Article, Passage

VERSION = "title-1"  # stamped in the archive; change it with anything that `embedded_text` gives


def embedded_text(article: Article, passage: Passage) -> str:
    """The passage under its article's title. Used by ingest and reindex alike."""
    words = article.text[passage.start : passage.end]
    return f"{article.title}\n{words}" if article.title else words

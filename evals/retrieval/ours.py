"""Dateline's own search, whole or without some of its parts."""

from __future__ import annotations

from datetime import date

from evals.retrieval.score import Shown
from evals.retrieval.store import Kept
from index.archive import Archive
from index.filters import Filters
from index.search.recipe import Recipe


class Ours:
    """`Archive.search` as of the day of the question; `without` is "as_of", a Recipe's part, or ""."""

    def __init__(self, kept: Kept, embedding: str, without: str) -> None:
        self._archive = Archive.open(kept.archive, embedding)
        self._as_of = without != "as_of"
        self._recipe = Recipe(**{without: False} if without and self._as_of else {})

    def find(self, question: str, day: date | None, limit: int) -> list[Shown]:
        filters = Filters(as_of=day if self._as_of else None)
        hits = self._archive.search(question, filters, limit, recipe=self._recipe)
        return [Shown(h.text, h.article.published.day, h.article.url or "") for h in hits]

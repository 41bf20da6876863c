"""Hybrid search that knows what day it is: candidates, then a second look, then a spread list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from index.catalog import Catalog
from index.filters import Filters
from index.hit import Hit, Why
from index.search.first import candidates
from index.search.prior import factor
from index.search.recipe import WHOLE, Recipe
from index.search.rescore import Dated, Rescorer, Scored
from index.search.spread import Spread
from index.search.terms import terms
from index.search.when import When, read
from index.vectors import VectorIndex
from index.voices import OneVoice

LONGEST_QUERY = 2000  # characters; what lies behind is not searched for
SECOND_STAGE = 50  # candidates that are looked at again
PRIOR = 2.0  # z-scores that the right day is worth where there is no second stage


class Search:
    """Finds passages in one catalog; remembers the sentences it has read."""

    def __init__(self, catalog: Catalog, index: VectorIndex) -> None:
        self._catalog = catalog
        self._index = index
        self.rescorer = Rescorer(catalog)

    def when(self, question: str, filters: Filters) -> When:
        """What the question says of time, asked on `filters.as_of`, or on the newest day there is."""
        return read(question[:LONGEST_QUERY], self.today(filters))

    def today(self, filters: Filters) -> date | None:
        """The day of asking: `filters.as_of`, else the newest day of any article."""
        days = self._catalog.days()
        return filters.as_of or (date.fromordinal(days[1]) if days else None)

    def find(
        self,
        question: str,
        embedding: BaseEmbedding,
        filters: Filters,
        limit: int,
        recipe: Recipe = WHOLE,
    ) -> list[Hit]:
        """The `limit` best passages that `filters` let through, best first. [] if there are none.

        The days that the question names narrow `filters` and never widen them.
        """
        if recipe.window:
            filters = narrowed(filters, self.when(question, filters))
        found = self.candidates(question, embedding, filters, recipe)
        fused = [c.fused + PRIOR * (d or 0.0) for c, _, d in found]
        order = sorted(range(len(found)), key=lambda row: -fused[row])
        second: dict[int, Scored] = {}
        if recipe.rescore:
            looked = order[:SECOND_STAGE]
            scores = self.rescorer.scores(question, [found[row] for row in looked])
            second = dict(zip(looked, scores, strict=True))
            order[:SECOND_STAGE] = sorted(looked, key=lambda row: -second[row].score)
        spread = Spread(
            self._catalog, [c.passage.article_id for c, _, _ in found], filters, recipe.spread
        )
        told = filters.told()
        listed = [(found[row][1], found[row][0].passage) for row in order]
        return [
            _hit(found[order[n]], order[n] + 1, fused[order[n]], second.get(order[n]), spread, told)
            for n in spread.order(listed, limit)
        ]

    def candidates(
        self, question: str, embedding: BaseEmbedding, filters: Filters, recipe: Recipe = WHOLE
    ) -> list[Dated]:
        """What the first stage finds, best first, each with its article and its date factor."""
        question = question[:LONGEST_QUERY]
        when, today = self.when(question, filters), self.today(filters)
        vector = np.asarray(embedding.get_query_embedding(question), dtype=np.float32)
        vector /= np.linalg.norm(vector) or 1.0
        words = terms(question, variants=recipe.variants)
        found = candidates(words, vector, self._catalog, self._index, filters, recipe)
        articles = {i: self._catalog.article(i) for i in {c.passage.article_id for c in found}}
        made = []
        for c in found:
            # None: dropped by another process since the index answered.
            if article := articles[c.passage.article_id]:
                date = factor(when, today, article.published) if recipe.prior else None
                made.append((c, article, date))
        return made


def _hit(
    dated: Dated, rank: int, fused: float, scored: Scored | None, voices: OneVoice, told: str
) -> Hit:
    c, article, date = dated
    why = Why(
        c.dense_rank, c.dense, c.lexical_rank, c.lexical, c.fused, rank, date,
        scored.score if scored else None, scored.sentence if scored else None, told,
    )  # fmt: skip
    score = scored.score if scored else fused
    source, carriers = voices.source(c.passage.article_id), voices.carriers(c.passage.article_id)
    return Hit(c.passage, article, score, why, source, carriers)


def narrowed(filters: Filters, when: When) -> Filters:
    """The filters within the days that the question's own words set."""
    since, until = when.window.filter if when.window else (None, None)
    return replace(
        filters,
        since=max((d for d in (filters.since, since) if d), default=None),
        until=min((d for d in (filters.until, until) if d), default=None),
    )

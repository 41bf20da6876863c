"""Hybrid search that knows what day it is: candidates, then a second look, then a spread list."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np

from index.catalog import Catalog
from index.embed.embedding import Embedding
from index.errors import InputError
from index.filters import Filters
from index.hit import Hit, Why
from index.search.first import candidates
from index.search.prior import factors
from index.search.recipe import WHOLE, Recipe
from index.search.rescore import Dated, Rescorer, Scored
from index.search.spread import Spread
from index.search.terms import LONGEST, terms
from index.search.tongue import language_asked
from index.search.when import When, read
from index.vectors import VectorIndex
from index.voices import OneVoice

SECOND_STAGE = 50  # candidates that are looked at again
# Of those, while other articles have any left; more than FROM_ONE_STORY, so that there is a choice.
OF_ONE_ARTICLE = 10
# z-scores that the right day is worth: it decides which candidates are looked at again, and is the
# date's weight where none are. The second stage has a weight of its own for the day.
PRIOR = 2.0


class Search:
    """Finds passages in one catalog; remembers the sentences it has read."""

    def __init__(self, catalog: Catalog, index: VectorIndex) -> None:
        self._catalog = catalog
        self._index = index
        self.rescorer = Rescorer(catalog)

    def when(self, question: str, filters: Filters) -> When:
        """What the question says of time, asked on `today(filters)`."""
        said = question[:LONGEST]
        return read(said, self.today(filters), language_asked(said))

    def today(self, filters: Filters) -> date | None:
        """The day of asking: `filters.as_of`, else that of the newest article, None if none is dated."""
        newest = self._catalog.newest()
        return filters.as_of or (date.fromordinal(newest) if newest else None)

    def find(
        self,
        question: str,
        embedding: Embedding,
        filters: Filters,
        limit: int,
        recipe: Recipe = WHOLE,
    ) -> list[Hit]:
        """The `limit` best passages that `filters` let through, best first. [] if there are none.

        The days that the question names narrow `filters` and never widen them. Raises InputError
        if there is no letter or figure to look for.
        """
        question = _readable(question)
        if recipe.window:
            filters = narrowed(filters, self.when(question, filters))
        if filters.oldest > filters.newest:
            return []  # not even an article without a day was published between these
        found = self.candidates(question, embedding, filters, recipe)
        fused = [c.fused + PRIOR * (near or 0.0) for c, _, near in found]
        order = sorted(range(len(found)), key=lambda row: -fused[row])
        if recipe.spread:
            order = _many_sided(order, [c.passage.article_id for c, _, _ in found])
        second: dict[int, Scored] = {}
        if recipe.rescore:
            looked = order[:SECOND_STAGE]
            again = self.rescorer.scores(question, [found[row] for row in looked])
            second = dict(zip(looked, again, strict=True))
            order[:SECOND_STAGE] = sorted(looked, key=lambda row: -second[row].score)
        scores = _scores(order, fused, second)
        spread = Spread(
            self._catalog, [c.passage.article_id for c, _, _ in found], filters, recipe.spread
        )
        told = filters.told()
        listed = [
            (found[row][1], found[row][0].passage, second[row].sentence if row in second else None)
            for row in order
        ]
        return [
            _hit(found[order[n]], order[n] + 1, scores[n], second.get(order[n]), spread, told)
            for n in spread.order(listed, limit)
        ]

    def candidates(
        self, question: str, embedding: Embedding, filters: Filters, recipe: Recipe = WHOLE
    ) -> list[Dated]:
        """What the first stage finds, best first, each with its article and its date factor."""
        question = _readable(question)
        when, today = self.when(question, filters), self.today(filters)
        vector = np.asarray(embedding.get_query_embedding(question), dtype=np.float32)
        vector /= np.linalg.norm(vector) or 1.0
        words = terms(question, variants=recipe.variants, language=language_asked(question))
        found = candidates(words, vector, self._catalog, self._index, filters, recipe)
        articles = {i: self._catalog.article(i) for i in {c.passage.article_id for c in found}}
        # None: dropped by another process since the index answered.
        held = [(c, a) for c in found if (a := articles[c.passage.article_id]) is not None]
        if not recipe.prior:
            return [(c, a, None) for c, a in held]
        dates = factors(when, today, [a.published for _, a in held])
        return [(c, a, near) for (c, a), near in zip(held, dates, strict=True)]


def _hit(
    dated: Dated, rank: int, score: float, scored: Scored | None, voices: OneVoice, told: str
) -> Hit:
    c, article, near = dated
    why = Why(
        c.dense_rank, c.dense, c.lexical_rank, c.lexical, c.fused, rank, near,
        scored.score if scored else None, scored.sentence if scored else None, told,
    )  # fmt: skip
    source, carriers = voices.source(c.passage.article_id), voices.carriers(c.passage.article_id)
    return Hit(c.passage, article, score, why, source, carriers)


def _many_sided(order: list[int], article_ids: list[str]) -> list[int]:
    """The same order, with what is more than enough of one article behind the rest."""
    taken: Counter[str] = Counter()
    first: list[int] = []
    later: list[int] = []
    for row in order:
        taken[article_ids[row]] += 1
        (first if taken[article_ids[row]] <= OF_ONE_ARTICLE else later).append(row)
    return first + later


def _scores(order: list[int], fused: list[float], second: dict[int, Scored]) -> list[float]:
    """What the list is sorted by, in its order.

    Behind the second stage's candidates it goes on downwards from the last of them, as the two
    figures do not compare.
    """
    looked = [second[row].score for row in order if row in second]
    rest = [fused[row] for row in order[len(looked) :]]
    return looked + [looked[-1] + (value - rest[0]) if looked else value for value in rest]


def _readable(question: str) -> str:
    """The question's beginning, without what is no character; offsets stay as they are.

    Raises InputError if there is no letter or figure in it.
    """
    text = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs") else c for c in question[:LONGEST]
    )
    if not any(c.isalnum() for c in text):
        raise InputError("There is nothing to look for; ask with a word, a name or a figure.")
    return text


def narrowed(filters: Filters, when: When) -> Filters:
    """The filters within the days that the question's own words set."""
    since, until = when.window.filter if when.window else (None, None)
    return replace(
        filters,
        since=max((d for d in (filters.since, since) if d), default=None),
        until=min((d for d in (filters.until, until) if d), default=None),
    )

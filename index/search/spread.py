"""A list that is not filled by one article, or by the copies of one wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from index.article import Article, Passage
from index.catalog import Catalog
from index.filters import Filters
from index.voices import OneVoice

FROM_ONE_STORY = 6  # passages in a list, while other stories have any left

# An article, its passage, and the span of the sentence in it that is nearest, where that is known.
Placed = tuple[Article, Passage, tuple[int, int] | None]


class Spread(OneVoice):
    """Which of the candidates make the list, in which order."""

    def __init__(
        self, catalog: Catalog, article_ids: list[str], filters: Filters, wanted: bool
    ) -> None:
        super().__init__(catalog, article_ids, filters)
        self._wanted = wanted

    def order(self, ranked: Sequence[Placed], limit: int) -> Iterator[int]:
        """Up to `limit` places in `ranked`, best first.

        What a copy has from the source of its story is always left to the source. A story gives
        FROM_ONE_STORY passages, in however many articles; more of it come only after the others.
        """
        taken: Counter[str] = Counter()
        later: list[int] = []
        given = 0
        for row, (article, passage, sentence) in enumerate(ranked):
            if given == limit:
                return
            if not self.adds(article, passage, sentence):
                continue
            story = self.source(passage.article_id) or passage.article_id
            if self._wanted and taken[story] == FROM_ONE_STORY:
                later.append(row)
                continue
            taken[story] += 1
            given += 1
            yield row
        yield from later[: limit - given]

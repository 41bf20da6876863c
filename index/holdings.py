"""What an archive holds, as it can be read without a question: articles, versions, counts."""

from __future__ import annotations

from datetime import date

from index.article import Article, Sentence
from index.catalog import Catalog
from index.catalog.copies import Copy
from index.facets import Facets, facets
from index.filters import Filters
from index.lookup import named
from index.place import place
from index.versions import Version


class Holdings:
    """The reading half of an Archive."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def count(self) -> int:
        """How many articles it holds."""
        return self._catalog.count()

    def outlets(self) -> list[str]:
        return self._catalog.outlets()

    def speakers(self, limit: int) -> list[str]:
        """Who is quoted most often, most often first."""
        return self._catalog.speakers(limit)

    def days(self) -> tuple[date | None, date | None]:
        """The first and last publication day among dated articles."""
        found = self._catalog.days()
        if found is None:
            return None, None
        return date.fromordinal(found[0]), date.fromordinal(found[1])

    def articles(self) -> list[tuple[str, str]]:
        """(id, title) of the newest version of every article, oldest first."""
        return list(self._catalog.articles())

    def versions(self, article_id: str) -> list[Version]:
        """All versions of an article, oldest first, itself among them."""
        made = []
        for identity in self._catalog.works.versions(article_id):
            article = self._catalog.held(identity)
            made.append(Version.of(article, *self._catalog.works.days(identity)))
        return made

    def copies(self, article_id: str) -> list[Copy]:
        """Every article that carries the same story, its source first; [] if it stands alone."""
        return self._catalog.copies.carried(article_id)

    def article(self, name: str) -> Article:
        """An article by id, by an unmistakable beginning of it, by file path or by title.

        Raises InputError if there is none, or more than one.
        """
        return named(self._catalog, name)

    def places(self, article_id: str) -> list[str]:
        """Where an article came from: paths, with the line for files that hold many."""
        return [place(path, item) for path, item in self._catalog.places.of(article_id)]

    def sentences(self, article_id: str) -> list[Sentence]:
        """The quotable spans of an article, in order, with their speakers."""
        return self._catalog.sentences(article_id)

    def facets(self, filters: Filters | None = None) -> Facets:
        """How many articles each outlet, author and so on has; raises InputError as `search`."""
        return facets(self._catalog, self._known(filters or Filters()))

    def rarity(self, words: list[str]) -> list[float]:
        """How rare each word is among the passages, 0 (in all of them) to 1 (in none)."""
        import numpy as np

        total = np.log(self._catalog.passage_count() + 1) or 1.0
        return [
            float(1 - np.log(n + 1) / total) for n in self._catalog.full_text.frequencies(words)
        ]

    def _known(self, filters: Filters) -> Filters:
        return self._catalog.names.known(filters.checked())

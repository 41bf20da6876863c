"""One story, one source: of the copies among the candidates only the source is heard."""

from __future__ import annotations

from index import same
from index.article import Article, Passage
from index.catalog import Catalog
from index.catalog.copies import Copy
from index.filters import Filters


class OneVoice:
    """Which of the candidate articles speak for themselves, and who else carries what they say."""

    def __init__(self, catalog: Catalog, article_ids: list[str], filters: Filters) -> None:
        self._catalog = catalog
        self._copies: dict[str, list[Copy]] = {}
        self._source: dict[str, str] = {}
        present = set(article_ids)
        for article_id in dict.fromkeys(article_ids):
            copies = [c for c in catalog.copies.carried(article_id) if _let_through(c, filters)]
            if len(copies) > 1:
                self._copies[article_id] = copies
                heard = [c.article_id for c in copies if c.article_id in present]
                self._source[article_id] = heard[0] if heard else article_id

    def adds(self, article: Article, passage: Passage) -> bool:
        """Whether a passage says anything that the source of its story does not say as well."""
        source = self._source.get(article.id, article.id)
        if source == article.id:
            return True
        told = self._catalog.article(source)
        if told is None:
            return True
        heard = same.shingles(told.text)
        for sentence in self._catalog.sentences(article.id):
            if passage.start <= sentence.start < passage.end:
                words = same.shingles(article.text[sentence.start : sentence.end])
                # An editor changes a word here and there; half of a sentence is another sentence.
                if words and len(words & heard) < len(words) / 2:
                    return True
        return False

    def carried_by(self, article_id: str) -> tuple[str, ...]:
        """The outlets of the other articles that carry its story, each once."""
        copies = self._copies.get(article_id, [])
        own = next((c.outlet for c in copies if c.article_id == article_id), None)
        others = [c.outlet or "an outlet that is not named" for c in copies
                  if c.article_id != article_id and (c.outlet is None or c.outlet != own)]  # fmt: skip
        return tuple(dict.fromkeys(others))


def _let_through(copy: Copy, filters: Filters) -> bool:
    """Whether a reader of the day could have seen it there."""
    return copy.first_day is None or copy.first_day.toordinal() <= filters.newest

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
            copies = [c for c in catalog.copies.carried(article_id) if self._seen(c, filters)]
            if len(copies) > 1:
                self._copies[article_id] = copies
                heard = [c.article_id for c in copies if c.article_id in present]
                self._source[article_id] = heard[0] if heard else article_id

    def _seen(self, copy: Copy, filters: Filters) -> bool:
        """Whether a reader of the day could have seen it there, as it stands."""
        first, end = self._catalog.works.days(copy.article_id)
        early = copy.first_day is None or copy.first_day.toordinal() <= filters.newest
        return early and first <= filters.moment < end

    def adds(
        self, article: Article, passage: Passage, sentence: tuple[int, int] | None = None
    ) -> bool:
        """Whether a passage says anything that the source of its story does not say as well.

        Where it is known which `sentence` it was found for, that one must: a line about its own
        newsletter makes no copy a voice of its own. Word for word: where "four" has become "five", it is no copy of that sentence.
        """
        source = self._source.get(passage.article_id, passage.article_id)
        if source == passage.article_id:
            return True
        told = self._catalog.article(source)
        if told is None:
            return True
        heard = same.words(told.text)
        held = self._catalog.spans([passage.article_id])[passage.article_id]
        spans = [sentence] if sentence else [s for s in held if passage.start <= s[0] < passage.end]
        return any(same.words(article.text[start:end]) not in heard for start, end in spans)

    def source(self, article_id: str) -> str | None:
        """The article that counts as the source of its story, None where that is itself."""
        source = self._source.get(article_id, article_id)
        return None if source == article_id else source

    def carriers(self, article_id: str) -> tuple[str, ...]:
        """The other articles that carry its story, in another outlet than its own."""
        copies = self._copies.get(article_id, [])
        own = next((c.outlet for c in copies if c.article_id == article_id), None)
        return tuple(
            c.article_id
            for c in copies
            if c.article_id != article_id and (c.outlet is None or c.outlet != own)
        )

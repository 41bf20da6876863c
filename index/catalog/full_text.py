"""The full-text index: each passage with its article's title and what the article is known by."""

from __future__ import annotations

import json
from collections.abc import Sequence

from index.article import Article, Passage
from index.catalog.database import PLACES, Database
from index.filters import Filters

COLUMNS = ("title", "about", "body")
WEIGHTS = (0.5, 0.5, 1.0)  # of COLUMNS, in that order; docs/retrieval.md has what was measured


class FullText:
    """BM25 over three fields: `title`, `about` (outlet, section, people, place, day) and `body`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, number: int, article: Article, passage: Passage) -> None:
        """Index a passage under its number. Inside a transaction."""
        body = article.text[passage.start : passage.end]
        self._db.write(
            "INSERT INTO words (rowid, title, about, body) VALUES (?, ?, ?, ?)",
            (number, article.title or "", about(article), body),
        )

    def drop(self, article_id: str) -> None:
        """Forget the passages of an article, before they leave the catalog. In a transaction."""
        self._db.write(
            "DELETE FROM words WHERE rowid IN (SELECT number FROM passages WHERE article_id = ?)",
            (article_id,),
        )

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many passages each word occurs, in any inflection, in the title or the body.

        Days and outlets do not make a word common.
        """
        sql = "SELECT count(*) FROM words WHERE words MATCH ?"
        return [int(self._db.one(sql, (f'{{title body}} : "{word}"',))) for word in words]

    def lexical(
        self,
        match: str,
        limit: int,
        filters: Filters,
        among: Sequence[str] = (),
        weights: tuple[float, float, float] = WEIGHTS,
    ) -> dict[str, float]:
        """BM25 by passage id, best first (0 and up, higher is better).

        `match` is an FTS5 expression. `weights` are those of title, about and body; what stands
        in a field of weight 0 is not looked at, so it brings no passage in. With `among`, only
        those passages are scored.
        """
        fields = [name for name, weight in zip(COLUMNS, weights, strict=True) if weight > 0]
        if not match or not fields:
            return {}
        if len(fields) < len(COLUMNS):
            match = f"{{{' '.join(fields)}}} : ({match})"
        condition, values = filters.sql()
        # Neither an expression nor a plus can be looked up: SQLite asks the full text once, and
        # not once for every article or passage that would do.
        inner = (
            "SELECT rowid AS number, -bm25(words, ?, ?, ?) AS score FROM words WHERE words MATCH ? "
            f"AND rowid >> {PLACES} IN (SELECT a.number FROM articles a WHERE {condition})"
        )
        if among:
            inner += (
                " AND +rowid IN (SELECT number FROM passages "
                "WHERE id IN (SELECT value FROM json_each(?)))"
            )
            values.append(json.dumps(list(among)))
        sql = (
            f"SELECT p.id, score FROM ({inner} ORDER BY score DESC, rowid LIMIT ?) AS best "
            "JOIN passages p ON p.number = best.number ORDER BY score DESC, best.number"
        )
        rows = self._db.rows(sql, [*weights, match, *values, limit])
        return {row[0]: row[1] for row in rows}


def about(article: Article) -> str:
    """What an article is known by besides its title, with its day as people write it."""
    day = article.published.day
    dated = f"{day:%A} {day.day} {day:%B %Y} {day.isoformat()}" if day else None
    parts = (
        article.outlet, article.section, *article.authors, *article.agencies, article.place, dated
    )  # fmt: skip
    return " · ".join(part for part in parts if part)

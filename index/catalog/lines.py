"""Lines that an outlet's articles share, counted so that its furniture can be told from story."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import urlsplit

from index.article import Article
from index.catalog.database import Database


class Lines:
    """Hashes of the lines of each article, by outlet; versions and copies count once."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, article: Article, hashes: Iterable[str]) -> None:
        """Count the lines of an article that is in the catalog. Inside a transaction."""
        outlet, identity = site(article), article.id
        if outlet:
            self._db.write_many(
                "INSERT OR IGNORE INTO lines VALUES (?, ?, ?)",
                [(outlet, line, identity) for line in hashes],
            )

    def counts(self, outlet: str, hashes: Iterable[str]) -> dict[str, int]:
        """How many different stories of an outlet carry each line."""
        sql = (
            "SELECT hash, count(DISTINCT coalesce(story, work)) FROM lines l "
            "JOIN articles a ON a.id = l.article_id LEFT JOIN copies c ON c.article_id = a.id "
            "WHERE l.outlet = ? AND hash IN (SELECT value FROM json_each(?)) GROUP BY hash"
        )
        return dict(self._db.rows(sql, (outlet, json.dumps(sorted(hashes)))))

    def carriers(self, outlet: str, line: str) -> list[str]:
        """The articles of an outlet that carry a line."""
        sql = "SELECT article_id FROM lines WHERE outlet = ? AND hash = ?"
        return [i for (i,) in self._db.rows(sql, (outlet, line))]


def site(article: Article) -> str | None:
    """Whose furniture an article can carry: its outlet, else the host of its address."""
    if article.outlet:
        return article.outlet.casefold()
    host = urlsplit(article.url or "").hostname
    return host.removeprefix("www.") if host else None

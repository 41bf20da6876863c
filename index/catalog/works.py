"""Versions: what was corrected stays readable, and each day sees the version it could see.

All versions of one article share a `work`. A version is valid on the days from `valid_from` up to,
but not including, `valid_until`; the newest has no end.
"""

from __future__ import annotations

from datetime import datetime

from index.article import Article
from index.catalog.database import Database
from index.filters import NO_END, NO_FIRST


class Works:
    """The versions of each article, oldest first."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, article_id: str) -> str | None:
        found: str | None = self._db.one("SELECT work FROM articles WHERE id = ?", (article_id,))
        return found

    def seen(self, article_id: str) -> str | None:
        """When a version first came in, as ISO 8601."""
        found: str | None = self._db.one("SELECT seen FROM articles WHERE id = ?", (article_id,))
        return found

    def at_url(self, url: str) -> list[str]:
        """The newest version of each work that names this address as its own."""
        sql = "SELECT id FROM articles WHERE url = ? AND valid_until = ?"
        return [i for (i,) in self._db.rows(sql, (url, NO_END))]

    def versions(self, article_id: str) -> list[str]:
        """The ids of all versions of an article, oldest first, itself among them."""
        sql = (
            "SELECT id FROM articles WHERE work = (SELECT work FROM articles WHERE id = ?) "
            "ORDER BY valid_until, valid_from, seen"
        )
        return [i for (i,) in self._db.rows(sql, (article_id,))]

    def after(self, article_id: str) -> list[str]:
        """The versions that are newer than this one."""
        ids = self.versions(article_id)
        return ids[ids.index(article_id) + 1 :]

    def days(self, article_id: str) -> tuple[int, int]:
        """(valid from, valid until) of a version, as day numbers; the end is not included."""
        sql = "SELECT valid_from, valid_until FROM articles WHERE id = ?"
        first, end = self._db.checked(self._db.rows(sql, (article_id,)), int, int)[0]
        return first, end

    def settle(self, work: str) -> None:
        """Put the versions of a work in order and give each its days. Inside a transaction.

        By the time each states of itself, where all of them do; else as they came. A text counts
        from the day of its last update: before that nobody could read it as it stands. A correction
        that states no day counts from the day it was first seen here.
        """
        rows = self._db.rows(
            "SELECT id, seen, json FROM articles WHERE work = ? ORDER BY seen, number", (work,)
        )
        held = [(i, datetime.fromisoformat(seen), Article.from_json(j)) for i, seen, j in rows]
        if not held:
            return
        stated = [_stated(article) for _, _, article in held]
        if None not in stated and len(set(stated)) == len(stated):
            order = sorted(range(len(held)), key=lambda n: str(stated[n]))
            held = [held[n] for n in order]
        begins: list[int] = []
        for _, seen, article in held:
            before = held[0][2].published.day
            day = article.updated.day if article.updated else article.published.day
            if begins and not article.updated and not (day and before and day > before):
                day = seen.date()  # a correction that does not say when it was made
            first = day.toordinal() if day and (begins or article.updated) else NO_FIRST
            begins.append(max(first, begins[-1] if begins else NO_FIRST))
        for (identity, _, _), first, end in zip(held, begins, [*begins[1:], NO_END], strict=True):
            self._db.write(
                "UPDATE articles SET valid_from = ?, valid_until = ? WHERE id = ?",
                (first, end, identity),
            )


def _stated(article: Article) -> datetime | None:
    return article.updated.at if article.updated else article.published.at

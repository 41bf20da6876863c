"""Copies: articles that carry one story, by MinHash bands and a comparison of the texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index import same
from index.article import Article
from index.catalog.database import Database
from index.filters import NO_LAST

MOST = 40  # candidates that are compared word by word


@dataclass(frozen=True, slots=True)
class Copy:
    """One article among those that carry a story; the first of them counts as its source."""

    article_id: str
    outlet: str | None
    label: str
    first_day: date | None


class Copies:
    """Which articles are one story, told by the newest version of each."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, article: Article, bands: tuple[int, ...]) -> bool:
        """Group an article with what it copies or what copies it. Inside a transaction.

        True if there is such an article. `bands` are `same.bands(article.text)`.
        """
        identity = article.id
        self._db.write_many(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, identity) for band in bands]
        )
        stories: set[str] = set()
        for other in self._candidates(identity, bands):
            found = Article.from_json(
                self._db.one("SELECT json FROM articles WHERE id = ?", (other,))
            )
            if _one_story(article, found):
                story = self._db.one("SELECT story FROM copies WHERE article_id = ?", (other,))
                if story is None:
                    self._db.write("INSERT INTO copies VALUES (?, ?)", (other, other))
                stories.add(story or other)
        if not stories:
            return False
        story, *others = sorted(stories)
        for absorbed in others:
            self._db.write("UPDATE copies SET story = ? WHERE story = ?", (story, absorbed))
        self._db.write("INSERT OR REPLACE INTO copies VALUES (?, ?)", (identity, story))
        return True

    def _candidates(self, article_id: str, bands: tuple[int, ...]) -> list[str]:
        if not bands:
            return []
        sql = (
            "SELECT b.article_id FROM bands b JOIN articles a ON a.id = b.article_id "
            f"WHERE hash IN ({', '.join('?' * len(bands))}) AND valid_until > ? "
            "AND work <> (SELECT work FROM articles WHERE id = ?) "
            "GROUP BY b.article_id ORDER BY count(*) DESC, b.article_id LIMIT ?"
        )
        return [i for (i,) in self._db.rows(sql, (*bands, NO_LAST, article_id, MOST))]

    def story(self, article_id: str) -> str | None:
        """The key of the group an article is in; None if nothing copies it."""
        found: str | None = self._db.one(
            "SELECT story FROM copies WHERE article_id = ?", (article_id,)
        )
        return found

    def carried(self, article_id: str) -> list[Copy]:
        """Every article of the same story, its source first; [] if nothing copies it.

        The source is the one of the agency that others credit, else the earliest, else the
        longest. Articles without a day come after those with one.
        """
        story = self.story(article_id)
        if story is None:
            return []
        rows = self._db.rows(
            "SELECT a.json FROM copies c JOIN articles a ON a.id = c.article_id "
            "WHERE story = ? AND valid_until > ?",
            (story, NO_LAST),
        )
        members = [Article.from_json(j) for (j,) in rows]
        if len(members) < 2:
            return []
        credited = {name.casefold() for m in members for name in m.agencies}

        def key(article: Article) -> tuple[bool, bool, str, bool, str, int, str]:
            own = (article.outlet or "").casefold() in credited
            stamp = article.published.stamp
            day, clock = (str(stamp.day), stamp.clock) if stamp else ("", False)
            # A bare day is not the midnight it begins with: a stated time goes before it.
            return (
                not own, stamp is None, day, not clock, str(article.published.at),
                -len(article.text), article.id,
            )  # fmt: skip

        return [
            Copy(m.id, m.outlet, m.label, m.published.first_day) for m in sorted(members, key=key)
        ]


def _one_story(one: Article, other: Article) -> bool:
    """Whether one article is a copy of the other, and not the next report of the same kind."""
    days = (one.published.day, other.published.day)
    if one.outlet == other.outlet and None not in days and days[0] != days[1]:
        return False  # an outlet's daily reports are alike and say something else
    texts = one.text, other.text
    alike = same.containment(*texts) >= same.SAME_STORY
    return alike and not same.alters(*texts) and not same.other_news(*texts)

"""Articles with their sentences, passages, vectors and full text; what they are found by.

An article goes in with everything that belongs to it, in one transaction, or not at all.
`generation` grows with every change, so that an index made from the catalog knows its age.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article, Passage, Sentence, sentence_of, sentence_row
from index.catalog.admitted import Admitted
from index.catalog.copies import Copies
from index.catalog.database import PLACES, Database
from index.catalog.embedded import Embedded
from index.catalog.full_text import FullText
from index.catalog.lines import Lines
from index.catalog.names import Names
from index.catalog.places import Places
from index.catalog.said import Said
from index.catalog.stacked import stacked
from index.catalog.works import Works
from index.filters import NO_END, NO_FIRST, day_numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that goes into the catalog for one article; `vectors` is (passages, dims).

    `bands` are those of `index.same`, `lines` the hashes of `index.clean.outlet`.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    bands: tuple[int, ...] = ()
    lines: tuple[str, ...] = ()


class Catalog:
    """One open catalog file. Safe to use from several threads."""

    def __init__(self, path: Path, stamp: dict[str, str]) -> None:
        """Open `path`, made if it is not there. Raises ArchiveError if its stamp differs."""
        self.path = path
        self._db = Database(path, stamp)
        self.places = Places(self._db)
        self.said = Said(self._db)
        self.works = Works(self._db)
        self.copies = Copies(self._db)
        self.lines = Lines(self._db)
        self.names = Names(self._db)
        self.admitted = Admitted(self._db)
        self.embedded = Embedded(self._db)
        self.full_text = FullText(self._db)

    def close(self) -> None:
        self._db.close()

    def settle(self) -> None:
        """After the last write, under the archive's write lock: the file vouches for itself."""
        self._db.settle()

    def transaction(self) -> AbstractContextManager[None]:
        """All of the block's writes, or none."""
        return self._db.transaction()

    def rehearsal(self) -> AbstractContextManager[None]:
        """None of the block's writes, though the block sees them."""
        return self._db.rehearsal()

    # --- writing -------------------------------------------------------------------------

    def put(self, entry: Entry, work: str | None = None, seen: str | None = None) -> bool:
        """Add an article with its parts; nothing happens if it is there. Inside a transaction.

        `work` makes it a version of that article; `seen` is when it first came, now if None. True
        if it carries a story that is here.
        """
        article, identity = entry.article, entry.article.id
        if self.has(identity):
            return False
        first, last = day_numbers(article.published.first_day, article.published.last_day)
        number = self._db.write(
            "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                identity, article.title, article.url, first, last, work or identity, NO_FIRST,
                NO_END, len(entry.passages), seen or datetime.now(UTC).isoformat(),
                article.to_json(),
            ),
        )  # fmt: skip
        self.names.add(number, article)
        self._db.write_many(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)",
            [(identity, *sentence_row(s)) for s in entry.sentences],
        )
        for place, (passage, vector) in enumerate(zip(entry.passages, entry.vectors, strict=True)):
            row = (number << PLACES) + place
            self._db.write(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
                (row, passage.id, identity, passage.start, passage.end, vector.tobytes()),
            )
            self.full_text.add(row, article, passage)
        self.works.settle(work or identity)
        copied = self.copies.add(article, entry.bands)
        self.lines.add(article, entry.lines)
        self._touch()
        return copied

    def replace(self, old_id: str, entry: Entry) -> None:
        """The same document, read better: the new article takes the old one's places and days."""
        self.put(entry, self.works.of(old_id), self.works.seen(old_id))
        self.places.relink(old_id, entry.article.id)
        self.drop(old_id)

    def drop(self, article_id: str) -> None:
        """Forget one article and its parts. Inside a transaction."""
        work = self.works.of(article_id)
        self.full_text.drop(article_id)
        self._db.write("DELETE FROM articles WHERE id = ?", (article_id,))
        if work:
            self.works.settle(work)
        self._touch()

    def sweep(self) -> int:
        """Drop the works that no place holds any version of; how many articles. In a transaction."""
        orphans = self._db.rows(
            "SELECT id FROM articles WHERE work NOT IN (SELECT work FROM articles "
            "WHERE id IN (SELECT article_id FROM sources))"
        )
        for (article_id,) in orphans:
            self.drop(article_id)
        return len(orphans)

    def _touch(self) -> None:
        self._db.write("UPDATE stamp SET value = value + 1 WHERE name = 'generation'")

    # --- reading -------------------------------------------------------------------------

    def generation(self) -> int:
        return int(self._db.one("SELECT value FROM stamp WHERE name = 'generation'"))

    def has(self, article_id: str) -> bool:
        return bool(self._db.rows("SELECT 1 FROM articles WHERE id = ?", (article_id,)))

    def count(self) -> int:
        """How many articles there are, each counted once however many versions it has."""
        return int(self._db.one("SELECT count(DISTINCT work) FROM articles"))

    def article(self, article_id: str) -> Article | None:
        """One article, or None. Raises ArchiveError if it is not the one that was put in."""
        found = self._db.rows("SELECT json FROM articles WHERE id = ?", (article_id,))
        return self._sound(article_id, found[0][0]) if found else None

    def held(self, article_id: str) -> Article:
        """An article that something in the archive names. Raises ArchiveError as `article`."""
        if (found := self.article(article_id)) is None:
            raise self._db.damaged(f"article {article_id} is missing")
        return found

    def _sound(self, article_id: str, text: object) -> Article:
        # An article's id is the digest of its JSON: nothing else need be kept to tell damage.
        whole = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""
        if hashlib.sha256(whole).hexdigest()[:16] != article_id:
            raise self._db.damaged(f"article {article_id} is not as it was written")
        try:
            article = Article.from_json(whole.decode())
        except ValueError as error:
            raise self._db.damaged(f"article {article_id} is none") from error
        if article.id != article_id:  # the same, but not as it is written here
            raise self._db.damaged(f"article {article_id} is not as it was written")
        return article

    def articles(self, *, old: bool = False) -> Iterator[tuple[str, str]]:
        """(id, title) of the newest version of every article, oldest first; with `old`, of all."""
        sql = "SELECT id, coalesce(title, '') FROM articles WHERE valid_until >= ? ORDER BY first_day, id"
        yield from ((i, t) for i, t in self._db.rows(sql, (0 if old else NO_END,)))

    def sentences(self, article_id: str) -> list[Sentence]:
        rows = self._db.rows(
            'SELECT start, "end", voice, speaker, events FROM sentences WHERE article_id = ? ORDER BY start',
            (article_id,),
        )
        try:
            self._db.checked(rows, int, int, str, (str, type(None)), str)
            return [sentence_of(row) for row in rows]
        except ValueError as error:
            raise self._db.damaged(f"the sentences of article {article_id}") from error

    def spans(self, article_ids: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
        """(start, end) of the sentences of each article, in order."""
        wanted = list(article_ids)
        found: dict[str, list[tuple[int, int]]] = {i: [] for i in wanted}
        sql = (
            'SELECT article_id, start, "end" FROM sentences '
            "WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, start"
        )
        rows = self._db.rows(sql, (json.dumps(wanted),))
        for article_id, start, end in self._db.checked(rows, str, int, int):
            found[article_id].append((start, end))
        return found

    def outlets(self) -> list[str]:
        return list(self.names.here("outlet").values())

    def speakers(self, limit: int) -> list[str]:
        """Who is named as a speaker most often, in full names, most often first; each person once."""
        sql = (
            "SELECT speaker FROM sentences WHERE speaker GLOB '*[A-Z]* [A-Z]*' "
            "AND speaker NOT GLOB 'A *' AND speaker NOT GLOB 'The *' AND speaker NOT LIKE '% and %' GROUP BY speaker ORDER BY count(*) DESC, speaker LIMIT ?"
        )
        found: list[str] = []
        for (name,) in self._db.rows(sql, (4 * limit,)):
            # "Spokeswoman Ana Brandt" is Ana Brandt once more.
            if not any(f" {a}".endswith(f" {b}") for n in found for a, b in ((name, n), (n, name))):
                found.append(name)
        return found[:limit]

    def days(self) -> tuple[int, int] | None:
        """The first and last day numbers among dated articles."""
        sql = "SELECT min(first_day), max(last_day) FROM articles WHERE first_day = last_day"
        low, high = self._db.rows(sql)[0]
        return (int(low), int(high)) if low is not None else None

    def newest(self) -> int | None:
        """The newest stated day of any article, or bound from which on one appeared, as a number."""
        found: int | None = self._db.one("SELECT max(first_day) FROM articles")
        return found or None

    def passages(self, ids: Iterable[str]) -> dict[str, tuple[Passage, NDArray[np.float32]]]:
        """Passages with their vectors, by id; ids that are not (or no longer) there are left out."""
        wanted = list(ids)
        sql = (
            'SELECT id, article_id, start, "end", vector FROM passages '
            f"WHERE id IN ({', '.join('?' * len(wanted))})"
        )
        rows = self._db.checked(self._db.rows(sql, wanted), str, str, int, int, bytes)
        _, matrix = stacked(self._db, rows)
        return {
            row[0]: (Passage(*row[:4]), vector) for row, vector in zip(rows, matrix, strict=True)
        }

    def neighbours(self, passage_id: str) -> tuple[Passage | None, Passage | None]:
        """The passages before and after one in its article; None at its ends."""
        here = "(SELECT article_id, start FROM passages WHERE id = ?) AS here"
        sql = (
            f'SELECT p.id, p.article_id, p.start, p."end" FROM {here} '
            "JOIN passages p ON p.article_id = here.article_id "
            "WHERE p.start {} here.start ORDER BY p.start {} LIMIT 1"
        )
        before = self._db.rows(sql.format("<", "DESC"), (passage_id,))
        after = self._db.rows(sql.format(">", "ASC"), (passage_id,))
        return Passage(*before[0]) if before else None, Passage(*after[0]) if after else None

    def vectors(self) -> tuple[list[str], NDArray[np.int64], NDArray[np.float32]]:
        """Ids, article numbers and vectors of every passage of every version."""
        import numpy as np

        rows = self._db.rows(
            "SELECT p.id, a.number, p.vector FROM passages p "
            "JOIN articles a ON a.id = p.article_id ORDER BY p.number"
        )
        ids, matrix = stacked(self._db, rows)
        return ids, np.array([r[1] for r in rows], dtype=np.int64), matrix

    def passage_count(self) -> int:
        return int(self._db.one("SELECT count(*) FROM passages"))

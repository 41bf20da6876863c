"""The vectors of all passages as a whole: what made them, and how all of them are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.article import Passage
from index.catalog.database import Database


class Embedded:
    """`era` counts how often the vectors were replaced, so that what is made of them can tell."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def stamps(self) -> dict[str, str]:
        """What the archive says of itself, by name: `embedding`, `setting`, `context`, ...

        Raises ArchiveError if it does not say which embedding its vectors are by.
        """
        found = dict(self._db.rows("SELECT name, value FROM stamp"))
        if lost := {"embedding", "setting"} - found.keys():
            raise self._db.damaged(f"it does not say its {min(lost)}")
        return found

    def era(self) -> int:
        return int(self._db.one("SELECT value FROM stamp WHERE name = 'era'") or 0)

    def dims(self) -> int | None:
        """How many numbers a vector has; None without vectors."""
        size = self._db.one("SELECT length(vector) FROM passages LIMIT 1")
        return int(size) // 4 if size else None

    def check(self) -> None:
        """Raises ArchiveError if the vectors are known not to be as they were written."""
        if self._db.vectors_altered:
            raise self._db.vectors_damaged()

    def passages(self) -> list[Passage]:
        """Every passage of every version, those of one article together."""
        sql = 'SELECT id, article_id, start, "end" FROM passages ORDER BY number'
        return [Passage(*row) for row in self._db.rows(sql)]

    def stamp(self, stamps: Mapping[str, str]) -> None:
        """Say these things of the archive from now on. Inside a transaction."""
        self._db.write_many(
            "INSERT INTO stamp VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            stamps.items(),
        )

    def replace(self, vectors: Iterable[tuple[str, bytes]], stamps: Mapping[str, str]) -> None:
        """Other vectors for passages, by id, and what is to be said of them, in one transaction."""
        with self._db.transaction():
            self._db.write_many(
                "UPDATE passages SET vector = ? WHERE id = ?",
                ((vector, identity) for identity, vector in vectors),
            )
            self.stamp({**stamps, "era": str(self.era() + 1)})
            self._db.write("UPDATE stamp SET value = value + 1 WHERE name = 'generation'")

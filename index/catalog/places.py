"""Where articles come from: files and addresses, and the items in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.catalog.database import Database
from index.place import place

Named = tuple[str, str]  # of an article: its id, and what people call it


class Places:
    """Which file holds which article, and which files have been read to the end."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def link(self, path: str, item: str, article_id: str, raw: str) -> None:
        """Say that this place holds this article now. Inside a transaction.

        `raw` is a digest of the document as it came. Until `finish`, the file does not count as
        read: a kill in between must not let its old fingerprint vouch for what is held now.
        """
        self._db.write("DELETE FROM files WHERE path = ?", (path,))
        self._db.write(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", (path, item, article_id, raw)
        )

    def relink(self, old_id: str, new_id: str) -> None:
        """Every place of one article holds the other now. Inside a transaction."""
        self._db.write("UPDATE sources SET article_id = ? WHERE article_id = ?", (new_id, old_id))

    def finish(self, path: str, fingerprint: str, items: set[str]) -> bool:
        """The file is done: forget what it no longer holds, True if anything. In a transaction."""
        held = self._db.rows("SELECT item FROM sources WHERE path = ?", (path,))
        gone = [item for (item,) in held if item not in items]
        self._db.write_many(
            "DELETE FROM sources WHERE path = ? AND item = ?", [(path, item) for item in gone]
        )
        self._db.write("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, fingerprint))
        return bool(gone)

    def forget(self, path: str) -> None:
        """Drop a file. Inside a transaction; `Catalog.sweep` then drops what only it held."""
        self._db.write("DELETE FROM sources WHERE path = ?", (path,))
        self._db.write("DELETE FROM files WHERE path = ?", (path,))

    def at(self, path: str, item: str) -> tuple[str, str] | None:
        """(article id, raw digest) of what this place holds, or None."""
        found = self._db.rows(
            "SELECT article_id, raw FROM sources WHERE path = ? AND item = ?", (path, item)
        )
        return (found[0][0], found[0][1]) if found else None

    def supply(self, path: str, options: Mapping[str, Any]) -> None:
        """Remember what a person said of a file's articles. Inside a transaction."""
        self._db.write(
            "INSERT OR REPLACE INTO supplied VALUES (?, ?)", (path, json.dumps(dict(options)))
        )

    def supplied(self, path: str) -> dict[str, Any]:
        """What was said of a file's articles before; {} if nothing."""
        found = self._db.one("SELECT options FROM supplied WHERE path = ?", (path,))
        return dict(json.loads(found)) if found else {}

    def fingerprint(self, path: str) -> str | None:
        found: str | None = self._db.one("SELECT fingerprint FROM files WHERE path = ?", (path,))
        return found

    def paths(self) -> list[str]:
        return [p for (p,) in self._db.rows("SELECT DISTINCT path FROM sources ORDER BY path")]

    def held_by(self, path: str) -> list[tuple[str, str]]:
        """(item, article id) of what a file holds."""
        rows = self._db.rows(
            "SELECT item, article_id FROM sources WHERE path = ? ORDER BY item", (path,)
        )
        return [(item, article_id) for item, article_id in rows]

    def lacking(self, paths: Iterable[str]) -> tuple[list[Named], list[Named]]:
        """(id, title or file name) of the articles of these files without a day, without an outlet."""
        sql = (
            "SELECT a.id, coalesce(a.title, ''), s.path, s.item FROM sources s "
            "JOIN articles a ON a.id = s.article_id "
            "WHERE s.path IN (SELECT value FROM json_each(?)) AND {} ORDER BY s.path, s.rowid"
        )
        wanted = (json.dumps(list(paths)),)
        undated = self._db.rows(sql.format("a.first_day <> a.last_day"), wanted)
        nameless = self._db.rows(
            sql.format(
                "NOT EXISTS (SELECT 1 FROM named WHERE field = 'outlet' AND article = a.number)"
            ),
            wanted,
        )
        return _named(undated), _named(nameless)

    def of(self, article_id: str) -> list[tuple[str, str]]:
        """(path, item) of where an article came from."""
        rows = self._db.rows("SELECT path, item FROM sources WHERE article_id = ?", (article_id,))
        return [(path, item) for path, item in rows]


def _named(rows: list[tuple[str, str, str, str]]) -> list[Named]:
    """Each article once, by its title or else the name of its file."""
    return list(
        {i: (i, title or place(Path(path).name, item)) for i, title, path, item in rows}.values()
    )

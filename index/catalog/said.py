"""What a person has said of single articles, by the place they stand in: it outlasts a new reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from index.catalog.database import Database


class Said:
    """Fields that were set by hand, for each place."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, path: str, item: str, raw: str, fields: Mapping[str, Any]) -> None:
        """Remember these fields of a place, beside those that were said before. In a transaction.

        `raw` is a digest of the document as it came: the lines of a file shift.
        """
        found = self._db.one("SELECT fields FROM said WHERE path = ? AND item = ?", (path, item))
        whole = {**(json.loads(found) if found else {}), **fields}
        self._db.write(
            "INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)", (path, item, raw, json.dumps(whole))
        )

    def of(self, path: str) -> list[tuple[str, str, dict[str, Any]]]:
        """(item, raw digest, fields) of what was said of a file's articles, in order."""
        sql = "SELECT item, raw, fields FROM said WHERE path = ? ORDER BY item"
        return [
            (item, raw, json.loads(fields)) for item, raw, fields in self._db.rows(sql, (path,))
        ]

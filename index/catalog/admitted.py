"""What filters let through: the one place where a condition is put to the articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from index.catalog.database import PLACES, Database
from index.catalog.stacked import stacked
from index.filters import Filters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.catalog.stacked import Vectors


class Admitted:
    """The articles and passages that pass, read anew each time: nothing is kept between calls.

    CROSS JOIN and `+p.number` tell SQLite where to begin: left alone it reads every vector there is
    so as not to sort a few. numpy is imported where vectors are read: to list articles, it takes longer than the rest.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def passage_count(self, filters: Filters) -> int:
        """How many passages pass."""
        condition, values = filters.sql()
        sql = f"SELECT coalesce(sum(a.size), 0) FROM articles a WHERE {condition}"
        return int(self._db.one(sql, values))

    def articles(self, filters: Filters) -> NDArray[np.int64]:
        """The numbers of the articles that pass, in order."""
        import numpy as np

        condition, values = filters.sql()
        rows = self._db.rows(f"SELECT a.number FROM articles a WHERE {condition}", values)
        return np.sort(np.array([number for (number,) in rows], dtype=np.int64))

    def days(self, filters: Filters) -> list[tuple[int, int, int]]:
        """(first day, last day, articles) for every pair of days that articles pass with."""
        condition, values = filters.sql()
        rows = self._db.rows(
            f"SELECT a.first_day, a.last_day, count(*) FROM articles a WHERE {condition} "
            "GROUP BY a.first_day, a.last_day ORDER BY a.first_day, a.last_day",
            values,
        )
        return [(int(first), int(last), int(count)) for first, last, count in rows]

    def vectors(self, filters: Filters) -> Vectors:
        """Ids and vectors (passages, dims) of every passage that passes, in the archive's order."""
        condition, values = filters.sql()
        return stacked(
            self._db,
            self._db.rows(
                "SELECT p.id, p.vector FROM articles a CROSS JOIN passages p ON p.article_id = a.id "
                f"WHERE {condition} ORDER BY +p.number",
                values,
            ),
        )

    def vectors_among(self, ids: Iterable[str], filters: Filters) -> Vectors:
        """The same, of these passages only."""
        condition, values = filters.sql()
        return stacked(
            self._db,
            self._db.rows(
                "SELECT p.id, p.vector FROM passages p WHERE p.id IN (SELECT value FROM json_each(?)) "
                f"AND p.number >> {PLACES} IN (SELECT a.number FROM articles a WHERE {condition}) "
                "ORDER BY +p.number",
                [json.dumps(list(ids)), *values],
            ),
        )

"""Whether the values of a catalog can be what they are said to be: kinds, ranges, JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from index.catalog.digest import APART, FTS5
from index.filters import NO_END, NO_FIRST, NO_LAST

DAYS = f"BETWEEN {NO_FIRST} AND {date.max.toordinal()}"
END = "{0} " + DAYS + " OR {0} IN (" + f"{NO_LAST}, {NO_END})"
SPAN = 'start >= 0 AND "end" > start AND "end" <= 20000000'  # code points
MORE = {
    "articles": f"first_day {DAYS} AND valid_from {DAYS} "
    f"AND ({END.format('last_day')}) AND ({END.format('valid_until')}) "
    "AND number BETWEEN 1 AND 1 << 40 AND datetime(seen) IS NOT NULL",
    "sentences": SPAN,
    "passages": SPAN,
    "said": "json_type(fields) = 'object'",
    "supplied": "json_type(options) = 'object'",
    "stamp": "name NOT IN ('era', 'generation') OR (value NOT GLOB '*[^0-9]*' AND length(value) < 16)",
}


def insane(db: sqlite3.Connection, tables: Iterable[str]) -> str:
    """The first of our tables that holds what cannot be; "" where all is well.

    SQLite keeps any kind of value in any column. Raises sqlite3.Error for what is not even JSON.
    """
    for table in tables:
        if table == FTS5 or table.startswith(f"{FTS5}_"):
            continue
        rules = [
            f"typeof(\"{name}\") IN ('{kind.lower()}', '{kind.lower() if given else 'null'}')"
            for _, name, kind, given, _, key in db.execute(f'PRAGMA table_info("{table}")')
            # An INTEGER that is the key can be nothing else; vectors can be made anew.
            if not (key and kind == "INTEGER") and (table, name) not in APART
        ]
        rules += [f"({MORE[table]})"] if table in MORE else []
        if db.execute(
            f'SELECT 1 FROM "{table}" WHERE NOT ({" AND ".join(rules)}) LIMIT 1'
        ).fetchone():
            return table
    return ""

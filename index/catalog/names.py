"""What articles are named by: outlets, authors, agencies, languages and sections, with counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from index.article import Article
from index.catalog.database import Database
from index.errors import InputError
from index.filters import NAMED, Filters, fold

LISTED = 12  # names that an error lists: all of them where there are no more
SHOWN = 60  # letters of an unknown name that an error repeats
SAID = {  # an unknown name in one sentence, and what its like are called
    "outlet": ("is from", "outlets"),
    "author": ("is by", "authors"),
    "agency": ("credits", "agencies"),
    "language": ("is in the language", "languages"),
    "section": ("is in the section", "sections"),
}


class Names:
    """The values of each field of `NAMED`, one row for each article that has it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, number: int, article: Article) -> None:
        """Note what an article is named by. Inside a transaction."""
        values = {
            "outlet": (article.outlet,),
            "author": article.authors,
            "agency": article.agencies,
            "language": (article.language,),
            "section": (article.section,),
        }
        self._db.write_many(
            "INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?)",
            [
                (field, fold(value), number, " ".join(value.split()))
                for field, found in values.items()
                for value in found
                if value and fold(value)
            ],
        )

    def counts(self, field: str, filters: Filters) -> list[tuple[str, int]]:
        """(value, articles that have it) under `filters`, most first, then by name.

        Spellings that differ in case or accents are one value, shown as most articles write it.
        """
        condition, values = filters.sql()
        rows = self._db.rows(
            "SELECT folded, value, count(*) FROM named n JOIN articles a ON a.number = n.article "
            f"WHERE n.field = ? AND {condition} GROUP BY folded, value",
            [field, *values],
        )
        spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for folded, value, count in rows:
            spelt[folded][value] += count
        found = [
            (min(ways, key=lambda way: (-ways[way], way)), ways.total()) for ways in spelt.values()
        ]
        return sorted(found, key=lambda pair: (-pair[1], fold(pair[0])))

    def here(self, field: str, as_of: date | None = None) -> dict[str, str]:
        """Every value in the archive, of old versions too, by how it is compared; in order.

        With `as_of` only those that a reader of that day could have seen.
        """
        seen, values = Filters(as_of=as_of).sql() if as_of else ("1", [])
        sql = (
            "SELECT folded, value FROM named n JOIN articles a ON a.number = n.article "
            f"WHERE n.field = ? AND {seen} GROUP BY folded, value "
            "ORDER BY folded, count(*), value DESC"
        )
        # Of several spellings the commonest is last.
        return dict(self._db.rows(sql, [field, *values]))

    def known(self, filters: Filters) -> Filters:
        """The filters with each name as the archive writes it. Raises InputError if it has none.

        The error names only what a reader of `filters.as_of` could have seen.
        """
        asked = {field: filters.names(field) for field in NAMED if filters.names(field)}
        chosen: dict[str, tuple[str, ...]] = {}
        for field, names in asked.items():
            here = self.here(field)
            for name in names:
                if fold(name) not in here:
                    seen = self.here(field, filters.as_of)
                    raise InputError(_unknown(field, name, seen, filters.as_of))
            chosen[NAMED[field]] = tuple(dict.fromkeys(here[fold(name)] for name in names))
        return replace(filters, **chosen)  # type: ignore[arg-type]


def _unknown(field: str, name: str, here: dict[str, str], as_of: date | None) -> str:
    verb, kind = SAID[field]
    said = f"No article {verb} {_short(name)!r}; "
    kind += f" up to {as_of}" if as_of else ""
    if len(here) <= LISTED:
        return f"{said}the archive's {kind} are: {', '.join(here.values()) or 'none'}."
    asked = fold(name)
    inside = [folded for folded in here if asked and (asked in folded or folded in asked)]
    near = list(dict.fromkeys([*inside, *get_close_matches(asked, here, LISTED, 0.6)]))[:LISTED]
    if not near:
        return f"{said}none of the archive's {len(here)} {kind} is called anything like it."
    return f"{said}the nearest of the archive's {len(here)} {kind} are: {', '.join(here[n] for n in near)}."


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[:SHOWN]}…"

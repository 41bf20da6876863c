"""Which articles a question may use: a day of asking, a range of days, who published or wrote."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from index.article import Article
from index.dates import read_day
from index.errors import InputError

NO_FIRST, NO_LAST = 0, 9_999_999  # day numbers for an article without bounds
NO_END = NO_LAST + 1  # day number for a version that no other has followed
# What an article can be filtered by besides its days, and the field of `Filters` that does it.
NAMED = {
    "outlet": "outlets",
    "author": "authors",
    "agency": "agencies",
    "language": "languages",
    "section": "sections",
}
# Letters that no decomposition takes to the one people type for them.
TYPED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"}
)
Day = date | datetime | str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """All bounds are inclusive days; None and () mean no limit.

    Of several outlets, authors, agencies, languages (ISO 639-1 codes) or sections any one will
    do; what is said in different fields must all hold. Names are compared without case and
    accents. An undated article is out only where its own bounds rule it out: it cannot have
    appeared by `as_of` or `until`, or must have appeared before `since`. Of a corrected article
    the version that stood on `as_of` is in, or the newest.
    """

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    @property
    def newest(self) -> int:
        """The last day number an article may have appeared on."""
        days = [d.toordinal() for d in (self.as_of, self.until) if d]
        return min(days, default=NO_LAST)

    @property
    def oldest(self) -> int:
        """The first day number an article may have appeared on."""
        return self.since.toordinal() if self.since else NO_FIRST

    @property
    def moment(self) -> int:
        """The day number whose versions are read."""
        return self.as_of.toordinal() if self.as_of else NO_LAST

    def names(self, field: str) -> tuple[str, ...]:
        """What is asked for in a field of `NAMED`."""
        return tuple(getattr(self, NAMED[field]))

    def checked(self) -> Self:
        """Itself. Raises InputError if no day can be in the range, as where a person swapped two.

        Filters that are worked out may well exclude everything; they are not checked.
        """
        if self.oldest > self.newest:
            raise InputError(
                f"The range starts on {self.since} and ends before it, on "
                f"{date.fromordinal(self.newest)}; swap the days."
            )
        return self

    def admits(self, article: Article) -> bool:
        """Whether the days and the outlet of an article pass; its other names are not looked at."""
        known = article.published
        first, last = day_numbers(known.first_day, known.last_day)
        outlets = {fold(name) for name in self.outlets}
        return (
            first <= self.newest
            and last >= self.oldest
            and (not outlets or fold(article.outlet or "") in outlets)
        )

    def told(self) -> str:
        """In words, for a person: "as of 2019-10-16; outlet The Tide"; "" where nothing is asked."""
        days = (("as of", self.as_of), ("from", self.since), ("to", self.until))
        said = [f"{name} {day}" for name, day in days if day]
        return "; ".join(
            said + [f"{f} {' or '.join(self.names(f))}" for f in NAMED if self.names(f)]
        )

    def sql(self) -> tuple[str, list[object]]:
        """A condition over the table of articles, which must be called `a`, and its parameters."""
        condition = (
            "a.first_day <= ? AND a.last_day >= ? AND a.valid_from <= ? AND a.valid_until > ?"
        )
        parameters: list[object] = [self.newest, self.oldest, self.moment, self.moment]
        for field in NAMED:
            if wanted := sorted({fold(name) for name in self.names(field)}):
                condition += (
                    " AND a.number IN (SELECT article FROM named WHERE field = ? "
                    "AND folded IN (SELECT value FROM json_each(?)))"
                )
                parameters += [field, json.dumps(wanted)]
        return condition, parameters


def asked(
    as_of: Day = None, since: Day = None, until: Day = None, **names: str | Sequence[str] | None
) -> Filters:
    """Filters as a person writes them: days as values or "2019-10-16", one name or several.

    Raises InputError for what is no day, or where no day can be in the range.
    """
    days = (_day(as_of, "as-of day"), _day(since, "since day"), _day(until, "until day"))
    several: dict[str, Any] = {
        field: (given,) if isinstance(given, str) else tuple(given or ())
        for field, given in names.items()
    }
    return Filters(*days, **several).checked()


def _day(value: Day, what: str) -> date | None:
    return read_day(value, f"The {what}").date() if value not in (None, "") else None


def fold(name: str) -> str:
    """A name as it is compared: 'Recep  Tayyip ERDOĞAN' and 'recep tayyip erdogan' are one."""
    letters = name
    for _ in range(2):  # a letter in another shape may decompose to a capital
        letters = unicodedata.normalize("NFKD", letters.casefold().translate(TYPED))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(bare.split())


def day_numbers(first: date | None, last: date | None) -> tuple[int, int]:
    """The days an article may have appeared on, as numbers that a store can compare."""
    return (
        first.toordinal() if first else NO_FIRST,
        last.toordinal() if last else NO_LAST,
    )

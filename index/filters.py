"""Which articles a question may use: a day of asking, a range of days, outlets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NO_FIRST, NO_LAST = 0, 9_999_999  # day numbers for an article without bounds


@dataclass(frozen=True, slots=True)
class Filters:
    """All bounds are inclusive days; None and () mean no limit.

    An undated article is out only where its own bounds rule it out: it cannot have appeared by
    `as_of` or `until`, or must have appeared before `since`.
    """

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

    @property
    def newest(self) -> int:
        """The last day number (proleptic Gregorian ordinal) an article may have appeared on."""
        days = [d.toordinal() for d in (self.as_of, self.until) if d]
        return min(days, default=NO_LAST)

    @property
    def oldest(self) -> int:
        """The first day number an article may have appeared on."""
        return self.since.toordinal() if self.since else NO_FIRST

    def sql(self) -> tuple[str, list[object]]:
        """A condition over columns `first_day`, `last_day` and `outlet`, with its parameters."""
        condition, values = "first_day <= ? AND last_day >= ?", [self.newest, self.oldest]
        parameters: list[object] = list(values)
        if self.outlets:
            condition += f" AND outlet IN ({', '.join('?' * len(self.outlets))})"
            parameters += self.outlets
        return condition, parameters


def day_numbers(first: date | None, last: date | None) -> tuple[int, int]:
    """The days an article may have appeared on, as numbers that a store can compare."""
    return (
        first.toordinal() if first else NO_FIRST,
        last.toordinal() if last else NO_LAST,
    )

"""Which articles a question may use: a day of asking, a range of days, outlets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

NO_FIRST, NO_LAST = 0, 9_999_999  # day numbers for an article without bounds


class Facts(NamedTuple):
    """What filters ask of a passage, in day numbers (proleptic Gregorian ordinals).

    It can have appeared from `first_day` to `last_day`, both included; it was the version that
    readers saw from `valid_from` up to, but not including, `valid_until`.
    """

    first_day: int
    last_day: int
    valid_from: int
    valid_until: int
    outlet: str


@dataclass(frozen=True, slots=True)
class Filters:
    """All bounds are inclusive days; None and () mean no limit.

    An undated article is out only where its own bounds rule it out: it cannot have appeared by
    `as_of` or `until`, or must have appeared before `since`. Of a corrected article the version
    that stood on `as_of` is in, or the newest.
    """

    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()

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

    def sql(self) -> tuple[str, list[object]]:
        """A condition over the columns named in `Facts`, with its parameters."""
        condition = "first_day <= ? AND last_day >= ? AND valid_from <= ? AND valid_until > ?"
        parameters: list[object] = [self.newest, self.oldest, self.moment, self.moment]
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

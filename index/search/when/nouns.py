"""What a question says of time, as values: the range of days, the days it is about, the present."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.dates.reckoning import Span
from index.stamp import spoken_day


@dataclass(frozen=True, slots=True)
class Window:
    """Days of publication that the question's own words set, inclusive; None is open.

    `question[start:end] == words`, in code points. A bound that is `hard` is a filter; one that
    is not says where the answer most likely stands, and nothing is hidden for lying beyond it.
    """

    since: date | None
    until: date | None
    start: int
    end: int
    words: str
    hard_since: bool = False
    hard_until: bool = False

    @property
    def filter(self) -> tuple[date | None, date | None]:
        """(since, until): the days that may filter, None where none may."""
        return (
            self.since if self.hard_since else None,
            self.until if self.hard_until else None,
        )


@dataclass(frozen=True, slots=True)
class When:
    """What a question says of time.

    `about` are the days on which what it asks about happened, or will; never a filter.
    `present`: it asks how things stand on the day of asking. `centre` and `width` (days, at least
    1) are for a prior: articles published within `width` of `centre` are the likeliest; `width`
    without `centre` is for the day of asking, which was not given. Both None: no prior.
    """

    window: Window | None = None
    about: Span | None = None
    present: bool = False
    centre: date | None = None
    width: int | None = None


def describe(when: When) -> str:
    """One short English phrase for a person; "" where the question says nothing of time."""
    window, parts = when.window, []
    if window:
        since, until = window.filter
        if since or until:
            parts.append(f"published {_range(since, until)}")
        if not when.present and (window.since, window.until) != (since, until):
            likely = _range(None if since else window.since, window.until)
            parts.append(f"first those {likely}")
    elif when.about and when.centre and not when.present:
        parts.append(f"first those near {spoken_day(when.centre)}")
    if when.present:
        parts.append("the newest first")
    if window:
        parts.append(f"from “{window.words}”")
    return ", ".join(parts)


def _range(since: date | None, until: date | None) -> str:
    if since and since == until:
        return f"on {spoken_day(since)}"
    if since and until:
        return f"from {spoken_day(since)} to {spoken_day(until)}"
    if since:
        return f"from {spoken_day(since)} on"
    return f"up to {spoken_day(until)}" if until else ""

"""Timeline and Event: what comes out, frozen, with the quotes that bear each entry out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from rag.answer import Citation

Precision = Literal[
    "day",
    "days",  # a run of days, a week
    "month",
    "year",
    "years",
    "either",  # one of two days a week apart: the words leave open which
    "since",  # from then on, or after it
    "by",  # up to then, or before it
    "not before",  # told in an undated article: only the earliest day it can have been is known
    "not known",  # told in an article that may be of any day
]
UNDATED = ("not before", "not known")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or was to happen, and the quotes that say so.

    `first` and `last` are inclusive days, None where open; `label` says them for people.
    `words` are the article's own for the time, "" where the day is that of publication, which
    `basis` then says. `about` marks days that are approximate. `planned` is the day as of which
    the event lay ahead, in words ("the day it was written" for an undated article), None for what
    is told as past. `said` is the day it was said,
    where the sentence names another than that of the event. `speaker` is whose statement it is,
    None where the reporter tells it. Citations are of independent articles, oldest first; their
    markers are unique in the Timeline. `differing` holds what each says, with its marker, where
    their figures cannot all be so.
    """

    label: str
    precision: Precision
    first: date | None
    last: date | None
    citations: tuple[Citation, ...]
    words: str = ""
    about: bool = False
    basis: Literal["told", "published"] = "told"
    planned: str | None = None
    said: str | None = None
    speaker: str | None = None
    differing: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events on a subject, in the order of their days.

    Those of UNDATED precision stand last, in the order of their articles, since no order of days
    is known of them. `spellings` are the other ways to write the subject that were
    looked for; `found` counts the events before the least telling were left out. The filters are
    those that were given: days of publication for `since` and `until`, of the event for `begin`
    and `end`.
    """

    subject: str
    events: tuple[Event, ...] = ()
    found: int = 0
    spellings: tuple[str, ...] = ()
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    begin: date | None = None
    end: date | None = None
    outlets: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation, by marker."""
        return tuple(c for event in self.events for c in event.citations)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: dates as ISO 8601, tuples as lists."""
        values: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return values

    def to_markdown(self) -> str:
        """The entries with their quotes and sources, ready to paste."""
        from rag.timeline.markdown import render

        return render(self)

    def to_text(self) -> str:
        """The same as plain text, for a terminal or a pipe."""
        from rag.markdown import PLAIN
        from rag.timeline.markdown import render

        return render(self, PLAIN)


@cache
def _adapter() -> TypeAdapter[Timeline]:
    return TypeAdapter(Timeline)

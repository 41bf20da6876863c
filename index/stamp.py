"""When, and how it is known: the values that date an article and what its sentences tell.

Three times are kept apart: when an article was published (`Published`), when what a sentence
tells happened (`EventTime`), and when somebody asks (a filter, not kept here).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

How = Literal[
    "supplied",  # options, a sidecar file, front matter or the fields of a record
    "header",  # the format's own header: NITF, NewsML-G2, ninjs, a feed entry, a mail
    "json-ld",
    "meta",  # a meta tag, a time element and other mark-up of the page
    "line",  # a line of the page that says nothing else: a byline, "16 October, 2019"
    "dateline",
    "url",
    "notice",  # a legal, copyright, subscription or support line
    "text",  # the prose itself
    "file",  # the file's own name or the document's properties
    "inferred",
]


@dataclass(frozen=True, slots=True)
class Found:
    """How something about an article is known.

    `confidence` is the share of such findings that turn out right, 0 to 1, higher is better;
    `reason` says it for people ("the page states it: 16 October, 2019").
    """

    how: How
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in time that is stated: `at` in UTC, `offset` minutes east of UTC as it was written.

    Where only a day was stated `at` is its midnight and `clock` is False. Where a clock was stated
    without a zone `zoned` is False, and `at` holds the day and hour as they were written.
    """

    at: datetime
    found: Found
    offset: int = 0
    clock: bool = False
    zoned: bool = True

    @property
    def day(self) -> date:
        """The day as it was written, in the writer's own zone."""
        return (self.at + timedelta(minutes=self.offset)).date()

    def label(self) -> str:
        """For people: '16 October 2019', or '12 June 2022, 21:41 (UTC-4)'."""
        if not self.clock:
            return spoken_day(self.day)
        local = self.at + timedelta(minutes=self.offset)
        hours, minutes = divmod(abs(self.offset), 60)
        sign = "-" if self.offset < 0 else "+"
        if not self.zoned:
            return f"{spoken_day(self.day)}, {local:%H:%M} (zone not stated)"
        zone = f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if self.offset else "UTC"
        return f"{spoken_day(self.day)}, {local:%H:%M} ({zone})"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared: a stated time, or the bounds that its own text supports.

    `stamp` is None where no day is stated; then `earliest` and `latest` (inclusive days, either
    may be None) hold what the text allows, and `reason` says how all of this was found.
    """

    stamp: Stamp | None = None
    earliest: date | None = None
    latest: date | None = None
    reason: str = "no publication day is stated"

    @property
    def at(self) -> datetime | None:
        """The stated time in UTC, or None."""
        return self.stamp.at if self.stamp else None

    @property
    def day(self) -> date | None:
        """The stated day, in the outlet's own zone, or None."""
        return self.stamp.day if self.stamp else None

    @property
    def first_day(self) -> date | None:
        """The earliest day it can have appeared, or None if the text sets no limit."""
        return self.day or self.earliest

    @property
    def last_day(self) -> date | None:
        """The latest day it can have appeared, or None if the text sets no limit."""
        return self.day or self.latest

    def label(self) -> str:
        """For people: '16 October 2019', or 'undated (not before 27 February 2020)'."""
        if self.day:
            return spoken_day(self.day)
        if self.earliest and self.latest:
            return f"undated (between {spoken_day(self.earliest)} and {spoken_day(self.latest)})"
        if self.earliest:
            return f"undated (not before {spoken_day(self.earliest)})"
        if self.latest:
            return f"undated (not after {spoken_day(self.latest)})"
        return "undated"


Certainty = Literal[
    "stated",  # the text gives the full date
    "resolved",  # worked out from the publication day: "on Thursday", "last week"
    "approximate",  # about then: "in recent weeks", "around 2015", or which week is meant is open
]


@dataclass(frozen=True, slots=True)
class EventTime:
    """When something that a sentence tells happened, happens or is to happen.

    `earliest` and `latest` are inclusive days; None is open ("since early December" has no
    latest). `start` and `end` are the offsets of the time expression in `Article.text`.
    """

    start: int
    end: int
    earliest: date | None
    latest: date | None
    certainty: Certainty


def utc_day(year: int, month: int, day: int) -> datetime:
    """Midnight UTC of a calendar day; ValueError if there is no such day."""
    return datetime(year, month, day, tzinfo=UTC)


def spoken_day(day: date) -> str:
    """'7 February 2020', without the zero that strftime would print."""
    return f"{day.day} {day:%B %Y}"

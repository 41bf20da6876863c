"""The nouns of the archive: plain frozen values, with no storage type inside.

Offsets are code points into `Article.text`. Times are aware datetimes in UTC.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

Voice = Literal["direct", "indirect", "narrated"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the raw page that is not story, and why it was taken out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared: a stated time, or the bounds that its own text supports.

    `at` is None where no day is stated; then `earliest` and `latest` (inclusive days, either may
    be None) hold what the text allows, and `reason` says how all of this was found.
    """

    at: datetime | None = None
    earliest: date | None = None
    latest: date | None = None
    reason: str = "no publication day is stated"

    @property
    def first_day(self) -> date | None:
        """The earliest day it can have appeared, or None if the text sets no limit."""
        return self.at.date() if self.at else self.earliest

    @property
    def last_day(self) -> date | None:
        """The latest day it can have appeared, or None if the text sets no limit."""
        return self.at.date() if self.at else self.latest

    def label(self) -> str:
        """For people: '16 October 2019', or 'undated (not before 27 February 2020)'."""
        if self.at:
            return spoken_day(self.at.date())
        if self.earliest and self.latest:
            return f"undated (between {spoken_day(self.earliest)} and {spoken_day(self.latest)})"
        if self.earliest:
            return f"undated (not before {spoken_day(self.earliest)})"
        if self.latest:
            return f"undated (not after {spoken_day(self.latest)})"
        return "undated"


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. `text` is the body alone: paragraphs separated by a blank line.

    `title` and `outlet` are None where the page does not say; `outlet_reason` tells how the
    outlet was found. `headings` are the spans of sub-headings inside `text`.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    outlet_reason: str = "no outlet is named"
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)
    url: str | None = None
    section: str | None = None
    place: str | None = None
    headings: tuple[tuple[int, int], ...] = ()
    removed: tuple[Removed, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """16 hex digits over everything that is kept; the same content gives the same id."""
        return hashlib.sha256(json.dumps(self._stored(), default=str).encode()).hexdigest()[:16]

    @property
    def label(self) -> str:
        """The title, or the opening words where the page has no headline."""
        if self.title:
            return self.title
        opening = " ".join(self.text.split()[:12])
        return f"(no headline) {opening} …"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; `text` included, so that anybody can check a quote by slicing it."""
        return {**self._stored(), "id": self.id, "label": self.label}

    def _stored(self) -> dict[str, Any]:
        values = asdict(self)
        published = self.published
        values["published"] = {
            "at": published.at.isoformat() if published.at else None,
            "earliest": published.earliest.isoformat() if published.earliest else None,
            "latest": published.latest.isoformat() if published.latest else None,
            "reason": published.reason,
            "label": published.label(),
        }
        values["metadata"] = dict(self.metadata)
        return values

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Article:
        """The inverse of `to_dict`."""
        published = values["published"]
        return cls(
            text=values["text"],
            title=values["title"],
            outlet=values["outlet"],
            outlet_reason=values["outlet_reason"],
            authors=tuple(values["authors"]),
            agencies=tuple(values["agencies"]),
            published=Published(
                datetime.fromisoformat(published["at"]) if published["at"] else None,
                date.fromisoformat(published["earliest"]) if published["earliest"] else None,
                date.fromisoformat(published["latest"]) if published["latest"] else None,
                published["reason"],
            ),
            url=values["url"],
            section=values["section"],
            place=values["place"],
            headings=tuple((a, b) for a, b in values["headings"]),
            removed=tuple(Removed(**r) for r in values["removed"]),
            metadata=tuple(sorted(values["metadata"].items())),
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quotable span: a sentence, or a whole quotation with the words that attribute it."""

    start: int
    end: int
    voice: Voice = "narrated"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences that is embedded and found as one."""

    id: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search brought back, and why.

    `score` is the fused score (a sum of z-scores over the candidates: about -4 to 8, higher is
    better, comparable within one search only). `dense` is the cosine with the question (-1 to 1);
    `lexical` is BM25 (0 and up, higher is better; 0 where no word matched).
    """

    passage: Passage
    article: Article
    score: float
    dense: float
    lexical: float

    @property
    def text(self) -> str:
        return self.article.text[self.passage.start : self.passage.end]


def utc_day(year: int, month: int, day: int) -> datetime:
    """Midnight UTC of a calendar day; ValueError if there is no such day."""
    return datetime(year, month, day, tzinfo=UTC)


def spoken_day(day: date) -> str:
    """'7 February 2020', without the zero that strftime would print."""
    return f"{day.day} {day:%B %Y}"

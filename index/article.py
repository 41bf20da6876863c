"""The nouns of the archive: plain frozen values, with no storage type inside.

Offsets are code points into `Article.text`. Times are aware datetimes in UTC.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from index.stamp import EventTime, Found, Published, Stamp

Voice = Literal["direct", "indirect", "narrated"]
UNKNOWN = Found("inferred", 0.0, "the page does not say")


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the raw page that is not story, and why it was taken out."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a dispatch, "ISTANBUL/ANKARA (Reuters) -", and what they name.

    `words` are verbatim; they stand at the beginning of `Article.text`. `place` is for people
    ("Istanbul/Ankara"); either of `place` and `agency` may be None.
    """

    words: str
    place: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article. `text` is the body alone: paragraphs separated by a blank line.

    What the page does not say is None or (). `found` tells how each field that is known was
    found, by the field's name; `headings` are the spans of sub-headings inside `text`;
    `language` is an ISO 639-1 code; `agencies` are those credited, the dateline's included.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)
    updated: Stamp | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    headings: tuple[tuple[int, int], ...] = ()
    removed: tuple[Removed, ...] = ()
    found: tuple[tuple[str, Found], ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """16 hex digits over everything that is kept; the same content gives the same id."""
        return hashlib.sha256(_adapter().dump_json(self)).hexdigest()[:16]

    @property
    def label(self) -> str:
        """The title, or the opening words where the page has no headline."""
        if self.title:
            return self.title
        opening = " ".join(self.text.split()[:12])
        return f"(no headline) {opening} …"

    @property
    def place(self) -> str | None:
        """Where it was filed, as its dateline says."""
        return self.dateline.place if self.dateline else None

    def how(self, name: str) -> Found:
        """How the field `name` was found; UNKNOWN where it was not."""
        return dict(self.found).get(name, UNKNOWN)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; `text` included, so that anybody can check a quote by slicing it."""
        values: dict[str, Any] = _adapter().dump_python(self, mode="json")
        values["found"] = dict(values["found"])
        values["metadata"] = dict(values["metadata"])
        values["published"]["label"] = self.published.label()
        return {**values, "id": self.id, "label": self.label}

    def to_json(self) -> str:
        """Everything that is kept, compactly, for a store."""
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> Article:
        """The inverse of `to_json`."""
        return _adapter().validate_json(text)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Article:
        """The inverse of `to_dict`."""
        names = cls.__dataclass_fields__
        kept = {name: value for name, value in values.items() if name in names}
        published = dict(kept["published"])
        published.pop("label", None)
        pairs = {name: tuple(kept[name].items()) for name in ("found", "metadata")}
        return _adapter().validate_python({**kept, "published": published, **pairs})


@cache
def _adapter() -> TypeAdapter[Article]:
    return TypeAdapter(Article)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quotable span: a sentence, or a whole quotation with the words that attribute it.

    `speaker` is who is quoted or reported to say it, None for the reporter's own voice; `events`
    are the times its words resolve to, in the order they are said.
    """

    start: int
    end: int
    voice: Voice = "narrated"
    speaker: str | None = None
    events: tuple[EventTime, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences that is embedded and found as one."""

    id: str
    article_id: str
    start: int
    end: int


def sentence_row(sentence: Sentence) -> tuple[int, int, str, str | None, str]:
    """A sentence as five plain columns: start, end, voice, speaker, events as JSON."""
    events = _events().dump_json(sentence.events).decode() if sentence.events else ""
    return sentence.start, sentence.end, sentence.voice, sentence.speaker, events


def sentence_of(row: tuple[Any, ...]) -> Sentence:
    """The inverse of `sentence_row`."""
    start, end, voice, speaker, events = row
    return Sentence(start, end, voice, speaker, _events().validate_json(events) if events else ())


@cache
def _events() -> TypeAdapter[tuple[EventTime, ...]]:
    return TypeAdapter(tuple[EventTime, ...])

"""What comes out: Answer, Claim, Citation. Frozen, and the same whichever reader made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from index.article import Voice

Status = Literal["answered", "uncertain", "abstained"]
Remark = Literal["stale", "later", "undated", "fallback", "widened"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One quote. `quote == article.text[start:end]`, offsets in code points.

    `published` is None for an undated article; `published_label` says so in words, with the
    bounds its text supports. `highlight` is the span of the answer itself inside `quote`
    (code points into `quote`), where the question asks for one and it was found. `carried_by`
    names other outlets that print the same words of the same story; no sources of their own.
    `voice` says whether the words are somebody's ("direct", "indirect") or the reporter's own
    ("narrated"); `told_of` is the time that the words themselves speak of, in words, where it is
    another than the day of publication and known.
    """

    marker: int
    article_id: str
    title: str
    outlet: str | None
    published: datetime | None
    published_label: str
    url: str | None
    quote: str
    start: int
    end: int
    speaker: str | None = None
    highlight: tuple[int, int] | None = None
    carried_by: tuple[str, ...] = ()
    voice: Voice = "narrated"
    told_of: str | None = None

    @property
    def source(self) -> str:
        """Outlet and day, for people: 'The New Arab, 16 October 2019'."""
        return f"{self.outlet or 'outlet not named'}, {self.published_label}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer and the markers of the citations that bear it out.

    One that is not `certain` says what its quotes say, but may not answer the question: it is there
    to be read.
    """

    text: str
    markers: tuple[int, ...]
    speaker: str | None = None
    certain: bool = True


def status_of(claims: Sequence[Claim]) -> Status:
    """What claims come to: an answer if one is certain, else something to read, else nothing."""
    if any(claim.certain for claim in claims):
        return "answered"
    return "uncertain" if claims else "abstained"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more figures for one quantity, or statements about one thing, that cannot all be so.

    Each of `sides` is what one side says, as printed in its quote, and the marker of its citation.
    With `update` they are one body's own, counted or told again on later days, oldest first: no
    conflict.
    """

    about: str
    sides: tuple[tuple[str, int], ...]
    update: bool = False
    kind: Literal["figures", "statements"] = "figures"


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the whole answer, one sentence for people.

    "stale": its newest source is much older than the day of asking; "later": an article outside
    the caller's days is on the same point; "undated": it rests on an article without a day;
    "fallback": another reader answered than was asked for; "widened": there is an answer if the
    days named in the question are left out. `marker` points at a citation where there is one to
    see.
    """

    kind: Remark
    text: str
    marker: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that a question with several parts asks, and which claims answer it."""

    question: str
    claims: tuple[Claim, ...] = ()

    @property
    def status(self) -> Status:
        """Whether this part has an answer."""
        return status_of(self.claims)


@dataclass(frozen=True, slots=True)
class Sources:
    """The citations at a glance: `outlets` in order of first use, inclusive days of publication
    (None where no source has one), `articles` cited, and how many of them are `independent` once
    those that carry one story are counted as one."""

    outlets: tuple[str, ...]
    earliest: date | None
    latest: date | None
    articles: int
    independent: int


@dataclass(frozen=True, slots=True)
class Stage:
    """Streamed while an answer is made: what is going on ("searching", "reading", "checking").

    "falling back": the reader failed and another begins anew; claims streamed so far are void.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Streamed before the final Answer: a claim that passed every check, with its citations."""

    claim: Claim
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, claims to read that may answer, or an abstention with the nearest passages.

    `status` is "answered" if some claim is certain, "uncertain" if there are claims and none is,
    "abstained" if there are none: then `nearest` holds what stands near.
    `timings_ms` maps a stage, and "total", to wall-clock milliseconds; `usage` counts tokens where
    a model was called. `question` is as asked; `standalone` is what was searched for;
    `today` is the day it holds as of: `as_of`, else that of the newest article. `window` says which
    days were read from its words, "" where none. `parts` are given where it
    asks for several things, `sources` where there are claims. `dropped` counts the drafts that the
    checks refused.
    """

    question: str
    status: Status
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    standalone: str = ""
    as_of: date | None = None
    today: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    window: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: Sources | None = None
    dropped: int = 0
    reader: str = "quote"
    prompt_hash: str | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    usage: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: dates as ISO 8601, tuples as lists."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}

    def to_markdown(self) -> str:
        """The answer with its sources, ready to paste. Lives in `rag.markdown`."""
        from rag.markdown import render

        return render(self)

    def to_text(self) -> str:
        """The same as plain text, for a terminal or a pipe."""
        from rag.markdown import PLAIN, render

        return render(self, PLAIN)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value

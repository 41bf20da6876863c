"""What comes out: Answer, Claim, Citation. Frozen, and the same whichever reader made them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Status = Literal["answered", "abstained"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One quote. `quote == article.text[start:end]`, offsets in code points.

    `published` is None for an undated article; `published_label` says so in words, with the
    bounds its text supports. `highlight` is the span of the answer itself inside `quote`
    (code points into `quote`), where the question asks for one and it was found. `carried_by`
    names other outlets that print the same words of the same story; no sources of their own.
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

    @property
    def source(self) -> str:
        """Outlet and day, for people: 'The New Arab, 16 October 2019'."""
        return f"{self.outlet or 'outlet not named'}, {self.published_label}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer and the markers of the citations that bear it out."""

    text: str
    markers: tuple[int, ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more figures for one quantity that cannot all be so.

    With `update` they are one body's own, counted again on later days, oldest first: no conflict.
    """

    about: str
    sides: tuple[tuple[str, int], ...]  # (the figure as printed in the quote, its marker)
    update: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Streamed while an answer is made: what is going on ("searching", "reading", "checking")."""

    name: str


@dataclass(frozen=True, slots=True)
class Verified:
    """Streamed before the final Answer: a claim that passed every check, with its citations."""

    claim: Claim
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or an abstention with the nearest passages in `nearest`.

    `timings_ms` maps a stage to wall-clock milliseconds; `usage` counts tokens where a model
    was called. `question` is as asked; `standalone` is what was searched for;
    `window` says which days were read from its words, "" where none.
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
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    window: str = ""
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

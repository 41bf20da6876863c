"""What a claim rests on: the words quoted, who says them, and what the articles say of themselves."""

from __future__ import annotations

from dataclasses import dataclass

from index.stamp import EventTime, Published


@dataclass(frozen=True, slots=True)
class Ground:
    """The quotes of a claim joined, their speaker, and the heads of the articles (title, outlet,
    day, place), which a claim may repeat.

    `parts` are the quotes one by one; `events` are the times that their words resolve to, reckoned
    from `published`, the day of the first one's article; `voices` are the speakers of the parts.
    """

    quotes: str
    speaker: str | None
    around: str
    parts: tuple[str, ...] = ()
    events: tuple[EventTime, ...] = ()
    published: Published | None = None
    voices: tuple[str | None, ...] = ()

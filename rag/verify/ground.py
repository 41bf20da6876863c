"""What a claim rests on: the words quoted, who says them, and what the articles say of themselves."""

from __future__ import annotations

from dataclasses import dataclass

from index.stamp import EventTime, Published


@dataclass(frozen=True, slots=True)
class Ground:
    """The quotes of a claim joined, their speaker, and the heads of the articles (title, outlet,
    day, place), from which a claim that is judged may take names and years.

    `parts` are the sentences of the quotes, one by one, each with its own speaker and times, and
    with the one quoted right `before` it, so that several that follow each other are recognised;
    a part has no parts.
    `events` are the times that the words resolve to, reckoned from `published`, the day of the
    first quote's article.
    """

    quotes: str
    speaker: str | None
    around: str
    parts: tuple[Ground, ...] = ()
    events: tuple[EventTime, ...] = ()
    published: Published | None = None
    before: Ground | None = None

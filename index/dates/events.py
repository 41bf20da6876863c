"""Event time: the days that the words of a sentence resolve to."""

from __future__ import annotations

from dataclasses import replace

from index.article import Sentence
from index.dates.stated import full_dates
from index.stamp import EventTime, Published


def tell(
    text: str, sentences: list[Sentence], published: Published, language: str | None
) -> list[Sentence]:
    """The same sentences with `events` filled in, in order."""
    return [replace(s, events=_events(text, s)) for s in sentences]


def _events(text: str, sentence: Sentence) -> tuple[EventTime, ...]:
    return tuple(
        EventTime(
            sentence.start + m.start(), sentence.start + m.end(), d.date(), d.date(), "stated"
        )
        for m, d in full_dates(text[sentence.start : sentence.end])
    )

"""A Timeline as Markdown: a day, what the articles say of it, and where."""

from __future__ import annotations

from collections.abc import Iterator

from index.stamp import spoken_day
from rag.markdown import escape, source
from rag.timeline.nouns import UNDATED, Event, Timeline


def render(timeline: Timeline) -> str:
    """Ready to paste. Words from articles are escaped, so none of them can act as mark-up."""
    return "\n\n".join(_parts(timeline)) + "\n"


def _parts(timeline: Timeline) -> Iterator[str]:
    yield f"**Timeline: {escape(timeline.subject)}**"
    if remarks := list(_remarks(timeline)):
        yield "_" + "; ".join(remarks) + "._"
    if not timeline.events:
        when = f" as of {spoken_day(timeline.as_of)}" if timeline.as_of else ""
        yield f"The archive tells no dated event on this{when}."
        return
    dated = [e for e in timeline.events if e.precision not in UNDATED]
    for event in dated:
        yield from _entry(event)
    bounded = timeline.events[len(dated) :]
    if bounded:
        yield "**Told in articles without a stated day** (in the order they are told, not of days)"
    for event in bounded:
        yield from _entry(event)


def _remarks(timeline: Timeline) -> Iterator[str]:
    if timeline.spellings:
        yield f"also looked for: {escape(', '.join(timeline.spellings))}"
    if timeline.as_of:
        yield f"as of {spoken_day(timeline.as_of)}, nothing dated later was read"
    left = timeline.found - len(timeline.events)
    if left > 0:
        yield f"the {len(timeline.events)} most telling of {timeline.found} events"


def _entry(event: Event) -> Iterator[str]:
    yield f"**{head(event)}**"
    for citation in event.citations:
        yield source(citation)
    if event.differing:
        sides = "; ".join(f"{escape(figure)} [{marker}]" for figure, marker in event.differing)
        yield f"The figures differ: {sides}."


def head(event: Event) -> str:
    """'8 February 2020 (planned as of 7 February 2020)'."""
    remarks = []
    if event.planned:
        remarks.append(f"planned as of {event.planned}")
    elif event.said:
        remarks.append(f"said on {event.said}")
    if event.basis == "published":
        remarks.append("day of publication")
    elif event.precision in (*UNDATED, "either") and event.words:
        remarks.append(f"“{' '.join(event.words.split())}”")
    return escape(event.label + (f" ({', '.join(remarks)})" if remarks else ""))

"""A Timeline as Markdown, or as plain text: a day, what the articles say of it, and where."""

from __future__ import annotations

from collections.abc import Iterator

from index.stamp import spoken_day
from rag.markdown import MARKDOWN, Style, source
from rag.timeline.nouns import UNDATED, Event, Timeline


def render(timeline: Timeline, style: Style = MARKDOWN) -> str:
    """Ready to paste: Markdown, unless another style is given."""
    return "\n\n".join(_parts(timeline, style)) + "\n"


def _parts(timeline: Timeline, style: Style) -> Iterator[str]:
    strong, remark = style.strong, style.remark
    yield f"{strong}Timeline: {style.words(timeline.subject)}{strong}"
    if remarks := list(_remarks(timeline, style)):
        yield f"{remark}{'; '.join(remarks)}.{remark}"
    if not timeline.events:
        when = f" as of {spoken_day(timeline.as_of)}" if timeline.as_of else ""
        yield f"The archive tells no dated event on this{when}."
        return
    dated = [e for e in timeline.events if e.precision not in UNDATED]
    for event in dated:
        yield from _entry(event, style)
    bounded = timeline.events[len(dated) :]
    if bounded:
        told = f"{strong}Told in articles without a stated day{strong}"
        yield f"{told} (in the order they are told, not of days)"
    for event in bounded:
        yield from _entry(event, style)


def _remarks(timeline: Timeline, style: Style) -> Iterator[str]:
    if timeline.spellings:
        yield f"also looked for: {style.words(', '.join(timeline.spellings))}"
    if timeline.as_of:
        yield f"as of {spoken_day(timeline.as_of)}, nothing dated later was read"
    left = timeline.found - len(timeline.events)
    if left > 0:
        yield f"the {len(timeline.events)} most telling of {timeline.found} events"


def _entry(event: Event, style: Style) -> Iterator[str]:
    yield f"{style.strong}{style.words(head(event))}{style.strong}"
    for citation in event.citations:
        yield source(citation, style)
    if event.differing:
        sides = "; ".join(f"{style.words(figure)} [{marker}]" for figure, marker in event.differing)
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
    return event.label + (f" ({', '.join(remarks)})" if remarks else "")

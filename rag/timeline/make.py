"""One way through: subject -> tellings -> happenings -> events with their citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.archive import Archive
from index.dates import read_day
from index.errors import ArchiveError, InputError
from index.filters import Day, asked
from index.same import words
from rag.answer import Citation
from rag.timeline.gather import Telling, tellings
from rag.timeline.merge import Happening, differing, happenings, telling_ones
from rag.timeline.nouns import Event, Timeline
from rag.timeline.subject import Subject
from rag.verify import cite

LIMIT, MOST = 40, 500  # events


def timeline(
    subject: str, archive: Archive, as_of: Day = None, since: Day = None, until: Day = None,
    outlets: Sequence[str] = (), *, begin: Day = None, end: Day = None, limit: int = LIMIT,
) -> Timeline:  # fmt: skip
    """The dated events that the archive tells on a subject, each with its quotes.

    `subject` is a name or a few words; other spellings of names are found as well. `as_of`,
    `since`, `until` and `outlets` say which articles count, by publication, as for
    `Assistant.ask`; `begin` and `end` keep to events of these days. All are inclusive. Of more
    than `limit` events (1 to 500) the most telling are kept.

    Raises InputError for a subject, day, outlet or limit that cannot be used, ArchiveError for an
    empty archive.
    """
    wanted = Subject.of(subject)
    filters = asked(as_of, since, until, outlets=outlets)
    opens, closes = _day(begin, "The first day"), _day(end, "The last day")
    if opens and closes and opens > closes:
        raise InputError(f"The events start on {opens} and end before it, on {closes}; swap them.")
    if not 1 <= limit <= MOST:
        raise InputError(f"A timeline holds 1 to {MOST} events, not {limit}.")
    if not archive.count():
        raise ArchiveError(
            f"The archive {archive.folder} holds no articles; fill it with: "
            f"dateline ingest PATH --archive {archive.folder}"
        )
    made = happenings(tellings(wanted, archive, filters), wanted, archive)
    made = [h for h in made if _between(h, opens, closes)]
    events: list[Event] = []
    marker = 1
    for happening in telling_ones(made, limit):
        event = _event(happening, wanted, marker, archive)
        marker += len(event.citations)
        events.append(event)
    return Timeline(
        wanted.text, tuple(events), len(made), wanted.spellings, filters.as_of, filters.since,
        filters.until, opens, closes, filters.outlets,
    )  # fmt: skip


def _day(value: Day, what: str) -> date | None:
    return read_day(value, what).date() if value not in (None, "") else None


def _between(happening: Happening, begin: date | None, end: date | None) -> bool:
    moment = happening.best.moment
    early = end is not None and moment.first is not None and moment.first > end
    late = begin is not None and moment.last is not None and moment.last < begin
    return not (early or late)


def _event(happening: Happening, subject: Subject, marker: int, archive: Archive) -> Event:
    told = happening.best
    moment = told.moment
    citations = tuple(
        _cite(t, marker + n, happening.carriers.get(n, ()), archive)
        for n, t in enumerate(happening.tellings)
    )
    markers = {id(t): c.marker for t, c in zip(happening.tellings, citations, strict=True)}
    speakers = {t.speaker for t in happening.tellings}
    return Event(
        label=moment.label,
        precision=moment.precision,
        first=moment.first,
        last=moment.last,
        citations=citations,
        words=told.article.text[moment.start : moment.end],
        about=moment.about,
        basis="published" if moment.published else "told",
        planned=moment.planned,
        said=moment.said,
        speaker=speakers.pop() if len(speakers) == 1 else None,
        differing=tuple(
            (figure, markers[id(t)]) for t, figure in differing(happening.tellings, subject)
        ),
    )


def _cite(telling: Telling, marker: int, carriers: Sequence[Telling], archive: Archive) -> Citation:
    """The citation of what it quotes; the words that tell the time are marked in it."""
    moment = telling.moment
    inside = moment.start - telling.start, moment.end - telling.start
    said = words(telling.quote)
    others = [archive.article(i) for i in telling.carriers]
    others = [a for a in others if said in words(a.text)] + [t.article for t in carriers]
    outlets = dict.fromkeys(
        a.outlet or "an outlet that is not named"
        for a in others
        if a.outlet is None or a.outlet != telling.article.outlet
    )
    made = cite(
        telling.article, telling.start, telling.end, marker, telling.speaker,
        inside if inside[0] < inside[1] else None, tuple(outlets),
    )  # fmt: skip
    return replace(made, voice=telling.sentence.voice, told_of=moment.label)

"""The day an article appeared: stated somewhere, or the bounds that its own text supports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from index.dates import bounds, own_words
from index.dates.address import day_in_address, month_in_address
from index.dates.beside import day_beside
from index.dates.clues import Clues
from index.dates.lines import (
    LONGEST,
    LineDate,
    either_day,
    impossible_day,
    read_line,
)
from index.dates.reckoning import nearest_year
from index.dates.scales import APART
from index.dates.stated import read_stamp
from index.dates.weighing import DISPUTED, doubted, weighed
from index.errors import InputError
from index.stamp import Found, How, Published, Stamp, spoken_day

PRINT_ERA = 1995  # before it no page was published as one: a bare day there is rarely its own
TOLD = 0.5  # a day less likely than this is not told
# What a system writes that has no day: the zero of Unix, of Windows, of spreadsheets.
ZEROS = {date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30)}


@dataclass(frozen=True, slots=True)
class Offers:
    """What a page states of its day: days `offered`, strongest first, its last update, the last day
    that its text `told` as past, what else bounds it, and what was `refused`, with the reasons;
    and the `order` in which it writes days in figures."""

    offered: list[Stamp]
    updated: Stamp | None
    told: date | None
    evidence: bounds.Evidence
    refused: list[str]
    order: str


def publication(clues: Clues) -> tuple[Published, Stamp | None]:
    """When it appeared, and when it was last updated if that is stated.

    Raises InputError where a supplied value is no date; what a page says of itself wrongly is
    passed over, and the reason says so.
    """
    return settled(clues, offers(clues))


def settled(clues: Clues, found: Offers) -> tuple[Published, Stamp | None]:
    """As `publication`, where what the clues offer is known."""
    updated = found.updated
    stamp = weighed(found.offered, found.told, updated, clues.searched)
    if stamp is None or stamp.found.confidence < TOLD:
        doubted = [f"{stamp.found.reason} (more likely wrong than right)"] if stamp else []
        return _bounded(clues, found.evidence, updated, found.refused + doubted), updated
    if updated and updated.at < stamp.at and updated.day != stamp.day:
        updated = None  # an update before publication is another page's
    return Published(stamp, reason=stamp.found.reason), updated


def offers(clues: Clues) -> Offers:
    """Every day that the clues offer; raises as `publication`."""
    refused: list[str] = []
    order = clues.order()
    offered = list(_supplied(clues.published, order, refused))
    updates = list(_supplied(clues.updated, order, refused))
    evidence = bounds.evidence(clues.body, list(clues.captions), clues.language)
    told = max((b.day for b in evidence.earliest if b.full and b.day <= _tomorrow()), default=None)
    from_lines, late, lower = _from_lines(clues, order, told, refused)
    if not order:
        _open(clues, evidence)
    noted: list[Stamp] = []
    stated = own_words.days(clues.body, clues.dateline, clues.title, clues.language, noted)
    stated += own_words.notes(clues.lines, clues.language, noted)
    offered += [*from_lines, *stated]
    updates += [*late, *noted]
    if clues.url and (address := day_in_address(clues.url)):
        day, sure = address
        _offer(offered, day, "url", sure, f"its address files it under {spoken_day(day)}", refused)
    offered += lower
    if not offered and late:
        # A page that shows one time shows that of its last change, mostly of the same day.
        only = late[0]
        why = f"only the day of an update is stated: {spoken_day(only.day)}"
        offered.append(replace(only, found=Found(only.found.how, 0.7, why)))
    return Offers(offered, updates[0] if updates else None, told, evidence, refused, order)


def _supplied(
    values: tuple[tuple[Any, Found], ...], order: str, refused: list[str]
) -> Iterator[Stamp]:
    for value, found in values:
        try:
            stamp = read_stamp(value, found)
            if found.how == "supplied" or not _zero(stamp):
                yield doubted(stamp, value)
            else:
                refused.append(f"{value!r} ({found.reason}), the zero of a system's calendar")
        except InputError as error:
            if found.how == "supplied":
                raise
            said = read_line(value, order) if isinstance(value, str) else []
            for stamp in filter(None, (_stamp(value, one, refused, 0.95) for one in said[:1])):
                why = f"{found.reason}: {value}"
                yield replace(stamp, found=Found(found.how, min(found.confidence, 0.95), why))
            if not (said or either_day(str(value))):
                refused.append(str(error).rstrip("."))


def _zero(stamp: Stamp) -> bool:
    """Whether it is no day but what a publishing system writes in its place."""
    return stamp.at.timestamp() == 0 or stamp.day in ZEROS


def _from_lines(
    clues: Clues, order: str, told: date | None, refused: list[str]
) -> tuple[list[Stamp], list[Stamp], list[Stamp]]:
    """Days that lines state: published (best first), updated, and a bare one under the opening."""
    paragraphs = clues.body.split("\n\n")
    # A byline with its day may have been read as the headline or as a paragraph.
    edges = [*paragraphs[:2], *(paragraphs[2:][-2:]), *([clues.title] if clues.title else [])]
    openings = {*clues.head, *clues.opening, paragraphs[0]}
    below = {*clues.below, *paragraphs[1:]} if len(paragraphs[0]) > LONGEST else {*clues.below}
    published: list[Stamp] = []
    updated: list[Stamp] = []
    bare: dict[date, Stamp] = {}
    above: set[date] = set()  # days that stand elsewhere than below the opening of the story
    for line in dict.fromkeys((*clues.head, *clues.lines, *edges)):
        if wrong := impossible_day(line):
            refused.append(f"the page says {wrong!r}, which is no day of the years 1600 to 2999")
        for said, sure in _read(line, order, openings):
            stamp = _stamp(line, said, refused, sure)
            if stamp is None:
                continue
            if said.label == "updated":
                updated.append(stamp)
            elif said.label == "published" or line in clues.head:
                published.append(stamp)
            elif told and told - stamp.day > APART:
                # It heads a part of a story that goes on to later days.
                refused.append(f"{stamp.found.reason}, but the text tells of {spoken_day(told)}")
            else:
                above.update({stamp.day} if line not in below else ())
                known = bare.get(stamp.day)
                bare[stamp.day] = known if known and known.clock >= stamp.clock else stamp
    if only := _only(bare):
        if only.day in above:
            published.append(only)
        else:
            sure = min(only.found.confidence, DISPUTED)
            why = f"{only.found.reason} (below the opening of the text)"
            return published, updated, [replace(only, found=Found("line", sure, why))]
    elif bare and not published:
        # Many bare days head the entries of a timeline, a diary or a running log, not the page.
        first, last = spoken_day(min(bare)), spoken_day(max(bare))
        refused.append(f"it heads its parts with days from {first} to {last}")
    return published, updated, []


def _read(line: str, order: str, openings: set[str]) -> list[tuple[LineDate, float]]:
    """The days that a line states by itself, or beside a name where the article opens."""
    if said := read_line(line, order, byline=True):
        # Elsewhere a day without a word for it may be another's.
        return [(one, 0.95 if one.label or line in openings else 0.88) for one in said]
    beside = day_beside(line, order) if line in openings else None
    return [(replace(beside, label=beside.label or "published"), 0.9)] if beside else []


def _only(bare: dict[date, Stamp]) -> Stamp | None:
    """The one moment that bare days state, which two zones may put on two days; else None."""
    if len({(s.clock, s.at) for s in bare.values()}) != 1:
        return None
    return bare[min(bare)]


def _stamp(line: str, said: LineDate, refused: list[str], sure: float) -> Stamp | None:
    written = " ".join(line.split())
    if said.refused:
        refused.append(f"the page says {written!r}, but {said.refused}")
        return None
    sure = sure if said.at.year >= PRINT_ERA else DISPUTED
    try:
        made = read_stamp(said.at, Found("line", sure, f"the page states it: {written}"))
    except InputError:
        refused.append(f"the page says {written!r}, which lies in the future")
        return None
    if _zero(made):
        refused.append(f"the page says {written!r}, the zero of a system's calendar")
        return None
    return made if said.clock else replace(made, clock=False)


def _open(clues: Clues, evidence: bounds.Evidence) -> None:
    """A day in figures that may be two ("03/04/2019"), with nothing to say which, bounds it."""
    readings: dict[str, list[date]] = {}
    for value, found in clues.published:
        readings[f"{found.reason}: {value!r}"] = either_day(str(value))
    for line in dict.fromkeys((*clues.head, *clues.lines, clues.body.split("\n\n")[0])):
        if line not in clues.below:
            readings[f"the page says {' '.join(line.split())!r}"] = either_day(line)
    readings = {said: days for said, days in readings.items() if days and days[1] <= _tomorrow()}
    if len({tuple(days) for days in readings.values()}) == 1:
        said, (first, last) = next(iter(readings.items()))
        why = f"{said}, which is {spoken_day(first)} or {spoken_day(last)}"
        evidence.earliest.append(bounds.Bound(first, why, full=False))
        evidence.latest.append(bounds.Bound(last, why))


def _offer(
    offered: list[Stamp], day: date, how: How, sure: float, why: str, refused: list[str]
) -> None:
    try:
        stamp = read_stamp(day, Found(how, sure, why))
        if _zero(stamp):
            refused.append(f"{why}, the zero of a system's calendar")
        else:
            offered.append(stamp)
    except InputError as error:
        refused.append(f"{why}, which is refused: {error}".rstrip("."))


def _bounded(
    clues: Clues, evidence: bounds.Evidence, updated: Stamp | None, refused: list[str]
) -> Published:
    """No day is stated: what else limits it."""
    if updated:
        evidence.latest.append(
            bounds.Bound(updated.day, f"it was updated on {spoken_day(updated.day)}")
        )
    filed = month_in_address(clues.url) if clues.url else None
    if filed and filed.earliest and filed.latest and filed.earliest <= _tomorrow():
        why = f"its address files it under {filed.earliest:%B %Y}"
        evidence.earliest.append(bounds.Bound(filed.earliest, why))
        evidence.latest.append(bounds.Bound(filed.latest, why))
    made = bounds.settle(evidence)
    if month_day := own_words.dateline_day(clues.dateline or clues.body[:160], clues.language):
        made = _with_dateline(made, *month_day)
    if refused:
        made = replace(
            made, reason=f"{made.reason}; refused: {'; '.join(dict.fromkeys(refused[:3]))}"
        )
    return made


def _with_dateline(made: Published, month: int, day: int) -> Published:
    """A dispatch dated "March 3" without its year: the year may follow from the bounds."""
    first = bounds.dateline_bound(month, day, made.earliest)
    if first is None or (made.latest and first > made.latest):
        return made
    why = f"its dateline names {day} {first:%B}"
    if made.latest and made.earliest:
        year = nearest_year(made.latest, month, day, "past")
        if year == first.year and (made.latest - first).days < 365:
            stamp = read_stamp(
                first, Found("dateline", 0.85, f"{why}, and the year is bounded: {made.reason}")
            )
            return Published(stamp, reason=stamp.found.reason)
    return replace(made, earliest=first, reason=f"{made.reason}; {why}")


def _tomorrow() -> date:
    return datetime.now(UTC).date() + timedelta(days=1)

"""The day an article appeared: stated somewhere, or the bounds that its own text supports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from index.dates.stated import full_dates, read_stamp, stated_on_line
from index.errors import InputError
from index.stamp import Found, Published, Stamp, spoken_day

YEAR_SAID = re.compile(r"\b(?:in|since|until|during|of)\s+(?:\w+\s+)?((?:19|20)\d{2})\b")
AHEAD = re.compile(
    r"\b(?:will|would|shall|due|plans?|planned|planning|scheduled|expect(?:s|ed)?|by|next|aims?"
    r"|target|until the end|deadline|coming|could|may|might|to be held)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clues:
    """What a page offers about its own day.

    `published` and `updated` are values that came under those names, strongest first; `lines`
    are those that are not story, in page order; `dateline` the words that open the body.
    """

    published: tuple[tuple[Any, Found], ...] = ()
    updated: tuple[tuple[Any, Found], ...] = ()
    lines: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    dateline: str = ""
    title: str | None = None
    url: str | None = None
    body: str = ""


def publication(clues: Clues) -> tuple[Published, Stamp | None]:
    """When it appeared, and when it was last updated if that is stated.

    Raises InputError where a supplied value is no date; what a page says of itself wrongly is
    passed over.
    """
    updated = _first(clues.updated)
    if stamp := _first(clues.published):
        return Published(stamp, reason=stamp.found.reason), updated
    days = [(line, at) for line in clues.lines if (at := stated_on_line(line))]
    if days:
        # An "Updated" line tells of a later day than the one it first appeared on.
        line, at = next(
            (d for d in days if not d[0].lower().startswith(("updated", "last updated"))), days[0]
        )
        stamp = read_stamp(at, Found("line", 0.95, f"the page states it: {line}"))
        return Published(stamp, reason=stamp.found.reason), updated
    for _, at in full_dates(clues.dateline):
        why = f"the dateline states it: {clues.dateline.strip()}"
        stamp = read_stamp(at, Found("dateline", 0.95, why))
        return Published(stamp, reason=why), updated
    return bounds(clues.body, list(clues.captions)), updated


def _first(values: tuple[tuple[Any, Found], ...]) -> Stamp | None:
    for value, found in values:
        try:
            return read_stamp(value, found)
        except InputError:
            if found.how == "supplied":
                raise
    return None


def bounds(body: str, captions: list[str]) -> Published:
    """What the text of an undated article says about when it can have appeared.

    A dated photograph cannot be younger than the article that shows it; nor can a full date or
    a year that a sentence tells as past. Sentences that look ahead bound nothing.
    """
    best: tuple[date, str] | None = None
    for caption in captions:
        for _, at in full_dates(caption):
            best = _later(best, at.date(), f"a photo caption is dated {spoken_day(at.date())}")
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", body):
        if AHEAD.search(sentence):
            continue
        for _, at in full_dates(sentence):
            best = _later(best, at.date(), f"it tells of {spoken_day(at.date())}")
        for found in YEAR_SAID.finditer(sentence):
            year = int(found[1])
            best = _later(best, date(year, 1, 1), f"it tells of {year} as past")
    if best is None or best[0] > datetime.now(UTC).date():
        return Published(reason="no publication day is stated, and no dated event bounds it")
    day, why = best
    return Published(earliest=day, reason=f"no publication day is stated; {why}")


def _later(best: tuple[date, str] | None, day: date, why: str) -> tuple[date, str]:
    return (day, why) if best is None or day > best[0] else best

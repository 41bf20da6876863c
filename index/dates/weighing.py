"""Several statements of one page about its day: which is believed, and how far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from index.dates.calendars import opening_weekday
from index.dates.scales import APART, HEARD, PLACES, SHOWN, Searched, features, learned, shares
from index.dates.stated import read_stamp
from index.stamp import Found, Stamp, spoken_day

MOST = 0.98  # the most that any day is trusted that was not supplied
DISPUTED = 0.6  # the same, where another statement contradicts it
NEARLY = 0.85  # the same, where both may be meant, and where only a search gave the day
REFUTED = 0.5  # the same, where the text tells of later things as past

BACK = 11  # hours UTC before which it is still the day before somewhere that news is written
ON = 20  # hours UTC from which it is the next day somewhere; further east few write so


def weighed(
    offered: list[Stamp],
    told: date | None,
    updated: Stamp | None = None,
    searched: Searched | None = None,
) -> Stamp | None:
    """The likeliest day, with its likelihood as confidence; None where no day is offered.

    Where another day, or the text, speaks against it, or one place alone speaks for it, there is a
    limit to that. `offered` is in order of strength; what was supplied, or stands in the format's
    header and is not at odds with itself, is believed before all else. `told` is the last day that
    the text tells as past.
    """
    first = offered[0].found if offered else None
    if first and (
        first.how == "supplied" or (first.how == "header" and first.confidence > DISPUTED)
    ):
        stamp, mine = offered[0], [s for s in offered if s.day == offered[0].day]
        sure = stamp.found.confidence
    else:
        offered = local(offered)
        rows = features(offered, updated, searched)
        likely = shares(rows, learned()["asked" if searched else "own"])
        if not likely:
            return None
        day = max(likely, key=lambda d: likely[d])
        mine = [s for s in offered if s.day == day]
        stamp = max(mine, key=lambda s: s.found.confidence) if mine else _answer(searched)
        sure = min(likely[day], _limit(stamp, rows[day], searched))
    found, why = stamp.found, stamp.found.reason
    if found.how != "supplied":
        clocked = [s for s in mine if s.clock and not stamp.clock and s.found.how != found.how]
        stamp = clocked[0] if clocked else stamp
        heard = [s for s in offered if s.found.confidence >= HEARD]
        if far := [s for s in heard if abs(s.day - stamp.day) > APART]:
            sure = min(sure, DISPUTED)
            why += f"; but {far[0].found.reason}"
    if told and told - stamp.day > APART:
        sure = sure if found.how == "supplied" else min(sure, REFUTED)
        why += f"; but the text tells of {spoken_day(told)} as past"
    return replace(stamp, found=replace(found, confidence=round(sure, 2), reason=why))


def _limit(stamp: Stamp, row: dict[str, float], searched: Searched | None) -> float:
    """The most that a day is trusted: where nothing speaks against it, and two places for it, MOST."""
    places = sum(name in row for name in PLACES)
    against = row["near"] or row["night"] or row["changed"]
    if against or not places or (searched and searched.day and searched.day != stamp.day):
        return NEARLY
    found = places > 1 or (row.get("answer") and row["stated"])
    return MOST if found else min(MOST, stamp.found.confidence)


def _answer(searched: Searched | None) -> Stamp:
    """The day that only a search gave."""
    assert searched is not None and searched.day is not None
    text = searched.text
    why = f"stated beside the story: {text}" if text else "a search of the whole page found it"
    return read_stamp(searched.day, Found("inferred", NEARLY, why))


def doubted(stamp: Stamp, value: Any) -> Stamp:
    """A day that is trusted less because it was not the weekday that stands before it."""
    weekday = opening_weekday(value) if isinstance(value, str) else None
    if weekday in (None, stamp.day.weekday()):
        return stamp
    why = f"{stamp.found.reason}: {value}, but that day was a {stamp.day:%A}"
    sure = min(stamp.found.confidence, DISPUTED)
    return replace(stamp, found=Found(stamp.found.how, sure, why))


def local(offered: list[Stamp]) -> list[Stamp]:
    """A time in UTC becomes the day that the page shows, where both can be one moment.

    Mark-up is often in UTC although readers see their own day: 9 November, 02:11 UTC, is the
    evening of 8 November in Boston, and the page says so.
    """
    return [_local(stamp, offered) for stamp in offered]


def _local(stamp: Stamp, offered: Iterable[Stamp]) -> Stamp:
    if not (stamp.clock and stamp.zoned and stamp.offset == 0):
        return stamp
    shown = [
        s
        for s in offered
        if (s.found.how in SHOWN and s.found.confidence >= HEARD) or (s.at == stamp.at and s.offset)
    ]
    back = [s for s in shown if s.day == stamp.day - timedelta(days=1) and stamp.at.hour < BACK]
    on = [s for s in shown if s.day == stamp.day + timedelta(days=1) and stamp.at.hour >= ON]
    near = back or on
    same = {s.found.how for s in shown if s.day == stamp.day}
    if len({s.found.how for s in near}) <= len(same):
        return stamp
    zoned = next((s for s in near if s.at == stamp.at), near[0])
    return replace(zoned, found=Found(stamp.found.how, stamp.found.confidence, stamp.found.reason))

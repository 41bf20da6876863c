"""Several statements of one page about its day: which is believed, and how far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from math import log
from typing import Any

from index.dates.calendars import opening_weekday
from index.stamp import Found, Stamp, spoken_day

DISPUTED = 0.6  # the most a stated day is trusted when another statement contradicts it
NEARLY = 0.85  # the same, where the other day is so near that both may be meant
APART = timedelta(days=2)  # a day filed, a day published and a zone may differ by this much
HEARD = 0.75  # a weaker statement contradicts nothing
# Whatever comes from the same place comes from the same system, and counts once.
SHOWN = ("line", "url", "dateline", "text")  # what readers see, in the writer's own zone

BACK = 11  # hours UTC before which it is still the day before somewhere that news is written
ON = 20  # hours UTC from which it is the next day somewhere; further east few write so

NIGHT, LATE = 5, 22  # hours UTC before and from which most readers have another day than UTC


def weighed(offered: list[Stamp], told: date | None) -> Stamp:
    """The day with the most behind it, trusted less where another one or the text contradicts it.

    `offered` is in order of strength; what was supplied, or stands in the format's header and is
    not at odds with itself, is believed before all else. `told` is the last day that the text tells as past.
    """
    first = offered[0].found
    if first.how == "supplied" or (first.how == "header" and first.confidence > DISPUTED):
        stamp = offered[0]
    else:
        offered = local(offered)
        best = max(dict.fromkeys(s.day for s in offered), key=lambda day: _support(offered, day))
        stamp = max((s for s in offered if s.day == best), key=lambda s: s.found.confidence)
    found = stamp.found
    sure, why = found.confidence, found.reason
    others = [s for s in offered if s.day != stamp.day and s.found.confidence >= HEARD]
    far = [s for s in others if abs(s.day - stamp.day) > APART]
    agreeing = [s for s in offered if s.day == stamp.day and s.found.how != found.how]
    if found.how != "supplied":
        if agreeing and not others:
            sure = max(sure, min(0.98, sure + 0.03))
        if far:
            sure = min(sure, DISPUTED)
            why += f"; but {far[0].found.reason}"
        elif others and found.how != "header":
            sure = min(sure, NEARLY)
    if found.how not in ("supplied", "header") and _between_days(stamp, offered):
        sure = min(sure, NEARLY)
    if told and told - stamp.day > APART:
        sure = sure if found.how == "supplied" else min(sure, 0.5)
        why += f"; but the text tells of {spoken_day(told)} as past"
    clocked = next((s for s in agreeing if s.clock and not stamp.clock), None)
    if clocked and found.how != "supplied":
        stamp = replace(clocked, found=found)
    return replace(stamp, found=replace(stamp.found, confidence=round(sure, 2), reason=why))


def _between_days(stamp: Stamp, offered: Iterable[Stamp]) -> bool:
    """Whether it is a time in UTC near midnight, and nothing shows which day readers had."""
    near = stamp.at.hour < NIGHT or stamp.at.hour >= LATE
    shown = any(s.how in SHOWN for s in (o.found for o in offered if o.day == stamp.day))
    return stamp.clock and stamp.zoned and stamp.offset == 0 and near and not shown


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


def _support(offered: list[Stamp], day: date) -> float:
    """What speaks for a day: the strongest statement from each place, as odds multiplied."""
    best: dict[str, float] = {}
    for stamp in offered:
        if stamp.day == day:
            sure = min(stamp.found.confidence, 0.99)
            best[stamp.found.how] = max(best.get(stamp.found.how, -9.0), log(sure / (1 - sure)))
    return sum(best.values())

"""Lines of a page that say nothing but when it appeared: "Updated 10:02 GMT, 4 March 2019"."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from index.dates.calendars import weekday_names, words
from index.dates.language import zones
from index.dates.patterns import one_of
from index.dates.stated import full_dates, shaped_dates
from index.stamp import utc_day

Label = Literal["published", "updated", ""]
LONGEST = 160  # characters
CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>2[0-4]|[01]?\d)(?!\d)(?:[:.h](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:\.\d{1,6})?)?)?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?:\s?(?:Uhr|hrs?|h)\b\.?)?\s?\(?(?P<zone>(?:GMT|UTC)?\s?[+-][01]?\d(?::?[0-5]\d)?(?!\d)|[A-Z]{1,4}T?\b)?\)?",
    re.IGNORECASE,
)
UNIT = r"(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?|[smhdw])"
AGO = re.compile(
    rf"\b(?:(?:about |over |less than )?(?:an?|\d{{1,3}})\s?{UNIT} ago|just now|moments? ago"
    r"|vor (?:\d{1,3}|einer|einem) (?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?)"
    r"|il y a (?:\d{1,3}|une?) \w+|hace (?:\d{1,3}|una?) \w+)\b",
    re.IGNORECASE,
)
READING = re.compile(  # how long the story takes: "4 min read"
    r"\b\d{1,3}[\s-]?min(?:ute[ns]?|utos?)?\.?[\s-](?:read|reading|de lectura|lesezeit|de lecture)\b",
    re.IGNORECASE,
)
PASSED = ("ago", "now", "vor ", "il y a ", "hace ")  # one of these is in all that AGO finds
RECENT = ("yesterday", "today", "gestern", "heute", "hier", "hui", "ayer", "hoy")
RECENTLY = re.compile(r"\b(?:yesterday|today|gestern|heute|hier|aujourd[’']hui|ayer|hoy)\b", re.I)
# In every text that NUMERIC finds, and fast to look for.
FIGURES = re.compile(r"[./|-]\s?\d\d?\s?[./|-]\s?\d\d\d\d")
NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})([./-]|\s?\|\s?)(\d{1,2})\2(\d{4})(?![\w/-])")
DIGIT = re.compile(r"\d")
# "30.10.23": with dots the day comes first; with other marks two figures may be year, month or day.
SHORT = re.compile(r"(?<![\w/.:-])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d\d)(?![\w/.:-])")
CENTURY = 70  # two figures below it are of this century


@dataclass(frozen=True, slots=True)
class LineDate:
    """A day that a line states, under the name it gives it; `at` is aware where a zone is said.

    Without a clock and zone `at` is midnight UTC. `refused` says why the day cannot be right
    ("Monday, 16 October 2019" was a Wednesday), or is empty.
    """

    label: Label
    at: datetime
    clock: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    day: date


def stated_on_line(line: str) -> datetime | None:
    """The day, if this line does nothing but state one ("Published: 16 October, 2019 14:05").

    Where it states several, the one it calls published, else the first that it does not call
    updated, else the first. Midnight UTC of the day as it is written.
    """
    found = read_line(line)
    if not found:
        return None
    best = min(found, key=lambda d: ("published", "", "updated").index(d.label))
    return utc_day(best.at.year, best.at.month, best.at.day)


def read_line(line: str, order: str = "", *, byline: bool = False) -> list[LineDate]:
    """The days of a line that states nothing else, in the order they stand; else [].

    `order` decides what 03/04/2019 means: "dmy", "mdy", or "" where that is open and the line
    states no day. With `byline` a line may also name its writers ("By A. Writer | 3 May 2019").
    """
    if len(line) > LONGEST:
        return []
    spots = _spots(line, order)
    if not spots:
        return []
    if not _says_only(line, [(s.start, s.end) for s in spots], byline=byline):
        return []
    return [said for _, _, said in read_spots(line, order)]


def either_day(line: str) -> list[date]:
    """The two days that one in figures may be ("03/04/2019"), in order; [] where it is one or none."""
    both = [read_line(line, order, byline=True) for order in ("dmy", "mdy")]
    days = sorted({said.at.date() for made in both for said in made})
    return days if len(days) == 2 else []


def read_spots(line: str, order: str) -> list[tuple[int, int, LineDate]]:
    """Each day on a line with where it stands, whatever else the line says."""
    spots = _spots(line, order)
    if not spots:
        return []
    labels = [(m.start(), _kind(m)) for m in _labels().finditer(line)]
    made = []
    for number, spot in enumerate(spots):
        begin = spots[number - 1].end if number else 0
        end = spots[number + 1].start if number + 1 < len(spots) else len(line)
        named = [kind for at, kind in labels if at < spot.start]
        label: Label = named[-1] if named else ""
        # The next label opens the next day's words: its clock is not this one's.
        own = [at for at, _ in labels if at >= spot.end]
        made.append((spot.start, spot.end, _dated(line, begin, min([end, *own]), spot, label)))
    return made


def said_beside(text: str) -> str:
    """The text less what may stand beside any day: clocks, weekdays, labels and small words."""
    bare = CLOCK.sub(_unclocked, READING.sub(" ", text))
    return _said_beside().sub(" ", bare)


def dates_the_page(line: str) -> bool:
    """Whether a line says when the page appeared or changed, by a day or only by "3 hours ago"."""
    if len(line) > LONGEST:
        return False
    low = line.casefold()
    recent = any(map(low.__contains__, RECENT)) and RECENTLY.search(line)
    ago = any(map(low.__contains__, PASSED)) and AGO.search(line)
    if ago or (recent and _labels().search(line)):
        bare = RECENTLY.sub(" ", AGO.sub(" ", line))
        return not re.sub(r"[\W_]+", "", said_beside(bare))
    return stated_on_line(line) is not None


def impossible_day(line: str) -> str | None:
    """The day that a line states and no calendar has ("31 February 2020"), as it writes it."""
    if len(line) > LONGEST:
        return None
    found = list(shaped_dates(line))
    if not found:
        return None
    possible = {m.start() for m, _ in full_dates(line)}
    wrong = [m for m in found if m.start() not in possible]
    if wrong and _says_only(line, [m.span() for m in found], byline=False):
        return wrong[0][0]
    return None


def _says_only(line: str, days: list[tuple[int, int]], *, byline: bool) -> bool:
    rest = line
    for start, end in reversed(days):
        rest = rest[:start] + " \n " + rest[end:]
    rest = re.sub(r"(?<=\n )T(?=\d)", "", rest)  # ISO 8601 joins day and clock with a letter
    bare = CLOCK.sub(_unclocked, READING.sub(" ", rest))
    left = re.sub(r"[\W_]+", " ", _said_beside().sub(" ", bare)).strip()
    return not left or (byline and _is_byline(bare))


def _unclocked(match: re.Match[str]) -> str:
    return " " if match["minute"] or match["half"] else match[0]


def _spots(line: str, order: str) -> list[_Spot]:
    if not DIGIT.search(line):
        return []
    found = [_Spot(m.start(), m.end(), at.date()) for m, at in full_dates(line)]
    for match in NUMERIC.finditer(line):
        if day := numeric_day(match[1], match[3], match[4], order, match[2]):
            found.append(_Spot(match.start(), match.end(), day))
    for match in SHORT.finditer(line):
        year = int(match[3]) + (2000 if int(match[3]) < CENTURY else 1900)
        with suppress(ValueError):
            day = date(year, int(match[2]), int(match[1]))
            found.append(_Spot(match.start(), match.end(), day))
    return sorted(found, key=lambda s: s.start)


def numeric_day(first: str, second: str, year: str, order: str, mark: str) -> date | None:
    """A day in figures, where only one reading is possible or the order is known; else None.

    With dots the day comes first unless that cannot be.
    """
    a, b = int(first), int(second)
    readings = set()
    for day, month in ((a, b), (b, a)):
        if 1 <= month <= 12 and 1600 <= int(year) <= 2999:
            try:
                readings.add(date(int(year), month, day))
            except ValueError:
                continue
    if len(readings) == 1:
        return readings.pop()
    if not readings or not (order or mark == "."):
        return None
    day, month = (b, a) if order == "mdy" and mark != "." else (a, b)
    return date(int(year), month, day)


def _dated(line: str, begin: int, end: int, spot: _Spot, label: Label) -> LineDate:
    at = utc_day(spot.day.year, spot.day.month, spot.day.day)
    around = READING.sub(" ", line[begin : spot.start] + "\n" + line[spot.end : end])
    weekday = next(
        (weekday_names().get(m[0].lower()) for m in _weekdays().finditer(around)),
        spot.day.weekday(),
    )
    if weekday != spot.day.weekday():
        return LineDate(label, at, refused=f"that day was a {spot.day:%A}")
    iso = re.match(r"[T ]\d", line[spot.end : spot.end + 2])
    for match in CLOCK.finditer(line[spot.end + 1 : end] if iso else around):
        if (match["minute"] or match["half"]) and (made := _with_clock(spot.day, match)):
            return LineDate(label, made, clock=True)
    return LineDate(label, at)


def _with_clock(day: date, match: re.Match[str]) -> datetime | None:
    """The time in its zone; None where no zone is said, since the hour alone says no time."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 23 or match["zone"] is None:
        return None
    local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    offset = _offset(match["zone"], local)
    if offset is None:
        return None
    return local.replace(tzinfo=timezone(timedelta(minutes=offset)))


def _offset(zone: str, local: datetime) -> int | None:
    name = zone.strip(" ()").lower()
    fixed, named = zones()
    if name in fixed:
        return fixed[name]
    if name in named:
        try:
            beyond = local.replace(tzinfo=ZoneInfo(named[name])).utcoffset()
        except ZoneInfoNotFoundError:  # a system without time zone data: the day alone
            return None
        return int(beyond.total_seconds() // 60) if beyond is not None else None
    if found := re.fullmatch(r"(?:gmt|utc)?\s?([+-])(\d{1,2}):?(\d{2})?", name):
        size = int(found[2]) * 60 + int(found[3] or 0)
        return (-size if found[1] == "-" else size) if size <= 14 * 60 else None
    return None


def _kind(match: re.Match[str]) -> Label:
    return "updated" if match["updated"] else "published"


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<updated>{one_of(words('updated'))})|{one_of(words('published'))})\b",
        re.IGNORECASE,
    )


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(weekday_names())}\b", re.IGNORECASE)


@cache
def _said_beside() -> re.Pattern[str]:
    """What may stand beside a day on a line that states nothing else."""
    fixed, named = zones()
    beside = [
        *words("published"), *words("updated"), *words("fillers"), *weekday_names(), *fixed, *named,
    ]  # fmt: skip
    return re.compile(rf"\b{one_of(beside)}\b", re.IGNORECASE)


def _is_byline(rest: str) -> bool:
    """ "By A. Writer and B. Writer |": a word that opens a byline, then names and no sentence."""
    opened = re.match(rf"\s*{one_of(words('bylines'))}\s+(?=\S)", rest, re.IGNORECASE)
    if not opened:
        return False
    names = re.findall(r"[^\W\d_][\w.'’-]*", rest[opened.end() :])
    small = [n for n in names if n[0].islower()]
    return 2 <= len(names) <= 20 and len(small) <= len(names) // 2

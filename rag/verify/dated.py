"""Dates: the same days, in the same sense, as the quote says or as its words resolve to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from index.article import Sentence
from index.dates import tell
from index.dates.language import language
from index.dates.phrases import Phrase, phrases
from index.figures import TENS, UNITS
from index.stamp import EventTime, Published, spoken_day
from rag.verify.ground import Ground

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d(?=(?:['’]?s)?\b)")
CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:a\.?m|p\.?m)\b", re.I)
LATER = re.compile(
    r"\b(?:(?P<n>\w+) )?(?P<unit>hour|day|week|month|year|decade)s? (?P<side>later|earlier|ago|after|before)\b",
    re.I,
)
SAYING = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|according to|as of|published|stated|reports)\b[^,;.]{0,40}$",
    re.I,
)
Days = tuple[date | None, date | None]


def problem(claim: str, ground: Ground) -> str | None:
    """Which date of the claim the quotes do not bear out, or None."""
    here, held = _phrases(claim), _phrases(ground.quotes)
    events = ground.events or _resolved(ground.quotes, ground.published)
    told = [(e.earliest, e.latest) for e in events]
    resolved = {
        (e.start, e.end): (e.earliest, e.latest) for e in _resolved(claim, ground.published)
    }
    said = {_key(p) for p in held}
    inside: list[tuple[int, int]] = []
    for phrase in here:
        inside.append((phrase.start, phrase.end))
        if _key(phrase) in said:
            continue
        days = next((d for (a, b), d in resolved.items() if a <= phrase.start < b), None)
        if days and any(_holds(days, other) for other in told):
            continue
        if _part_of(phrase, held, ground.quotes):
            continue
        if days and _is_publication(days, claim, phrase.start, ground, bool(held)):
            continue
        return f"the date {claim[phrase.start : phrase.end]!r} is not in the quote"
    return _rest(claim, ground, inside)


def _rest(claim: str, ground: Ground, inside: Sequence[tuple[int, int]]) -> str | None:
    """Years, clock times and "three weeks later", which are no phrases of their own."""
    years = set(YEAR.findall(ground.quotes))
    years |= {str(d.year) for e in ground.events for d in (e.earliest, e.latest) if d}
    around = set(YEAR.findall(ground.around))
    for match in YEAR.finditer(claim):
        if any(a <= match.start() < b for a, b in inside) or match[0] in years:
            continue
        if match[0] in around and not YEAR.search(ground.quotes):
            continue
        return f"the year {match[0]} is not in the quote"
    clocks = {re.sub(r"\W", "", c).lower() for c in CLOCK.findall(ground.quotes)}
    for clock in CLOCK.findall(claim):
        if re.sub(r"\W", "", clock).lower() not in clocks and clock not in ground.quotes:
            return f"the time {clock} is not in the quote"
    held = {_later(m) for m in LATER.finditer(ground.quotes)}
    for match in LATER.finditer(claim):
        if any(a <= match.start() < b for a, b in inside):
            continue
        if _later(match) not in held:
            return f"{match[0]!r} is not in the quote"
    return None


def _later(match: re.Match[str]) -> tuple[str, str]:
    side = {"after": "later", "ago": "earlier", "before": "earlier"}
    return match["unit"].lower(), side.get(match["side"].lower(), match["side"].lower())


@lru_cache(maxsize=256)
def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(phrases(text, language("en")))


def _resolved(text: str, published: Published | None) -> tuple[EventTime, ...]:
    whole = Sentence(0, len(text))
    return tell(text, [whole], published or Published(), "en")[0].events


def _key(phrase: Phrase) -> tuple[object, ...]:
    """What the phrase says, however it is spelled."""
    month = phrase.slots.get("month", "")[:3].lower()
    slots = {
        name: _digits(re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", value.lower()).strip(". "))
        for name, value in phrase.slots.items()
        if name not in ("month", "part")
    }
    if month:
        slots["month"] = month
    rule = "days" if phrase.rule in ("month_day", "day") and "day" in slots else phrase.rule
    sense = "" if phrase.sense in ("about", "from") else phrase.sense
    return rule, phrase.day, sense, *sorted(slots.items())


def _digits(word: str) -> str:
    """ "12" for "twelve"; any other word as it is."""
    return str(UNITS.get(word, TENS.get(word, word)))


def _holds(claimed: Days, told: Days) -> bool:
    """Whether what the quote tells lies in the claimed days: "in February" for "on 7 February"."""
    (first, last), (begin, end) = claimed, told
    if None in claimed or None in told:
        return claimed == told  # "since 2014" is not "since 2016", though it takes it in
    assert first and last and begin and end
    return first <= begin and end <= last and _length(claimed) <= max(366, _length(told))


def _length(days: Days) -> int:
    return (days[1] - days[0]).days if days[0] and days[1] else 0


def _part_of(phrase: Phrase, held: Sequence[Phrase], quotes: str) -> bool:
    """A year, or a month with or without its year, of a fuller date in the quote."""
    if phrase.sense:
        return False
    year = phrase.slots.get("year")
    if phrase.rule == "year":
        return bool(re.search(rf"\b{year}\b", quotes))
    if phrase.rule not in ("month", "month_year"):
        return False
    month = phrase.slots["month"][:3].lower()
    for other in held:
        own = f"{other.day:%b}".lower() if other.day else other.slots.get("month", "")[:3].lower()
        whose = str(other.day.year) if other.day else other.slots.get("year")
        if own == month and (year is None or year == whose):
            return True
    return False


def _is_publication(days: Days, claim: str, at: int, ground: Ground, quote_is_dated: bool) -> bool:
    """Whether the claim tells the day the article appeared: of what is said, or where the quote
    has no time of its own that it could have taken the place of."""
    own = ground.published.day if ground.published else None
    if own is None or days[0] is None or days[1] is None or not days[0] <= own <= days[1]:
        return False
    return not quote_is_dated or bool(SAYING.search(claim[:at]))


def told_of(events: Sequence[EventTime], text: str, published: Published) -> str | None:
    """When the one event that the words tell took place, in words: "16 October 2019", "before 3
    March 2020". None where it is no clear one, or the day of publication itself.

    `text` is the article's, into which the events' offsets point.
    """
    others = [e for e in events if not _on_day(e, published.day)]
    days = {(e.earliest, e.latest) for e in others}
    if len(days) != 1 or any(e.certainty == "approximate" for e in others):
        return None
    first, last = days.pop()
    before = text[others[0].start : others[0].end].lower().startswith(("before", "prior"))
    if before and first is None and last is not None and last < date.max:
        return f"before {spoken_day(date.fromordinal(last.toordinal() + 1))}"
    return _spoken(first, last)


def _on_day(event: EventTime, day: date | None) -> bool:
    return day is not None and event.earliest == day == event.latest


def _spoken(first: date | None, last: date | None) -> str | None:
    if first is None and last is None:
        return None
    if first is None:
        assert last is not None
        return f"until {spoken_day(last)}"
    if last is None:
        return f"since {spoken_day(first)}"
    if first == last:
        return spoken_day(first)
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day >= 28 and (last.day == 31 or _next_is_first(last))
        if whole:
            return f"{first:%B %Y}"
        return f"{first.day} to {spoken_day(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{spoken_day(first)} to {spoken_day(last)}"


def _next_is_first(day: date) -> bool:
    return day.toordinal() < date.max.toordinal() and date.fromordinal(day.toordinal() + 1).day == 1

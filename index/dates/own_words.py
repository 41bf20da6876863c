"""Days that an article states in its own words: a dateline, a title, "today, 12 June 2022"."""

from __future__ import annotations

import re
from functools import cache

from index.dates.events import inside_quotes
from index.dates.language import Language, language
from index.dates.lines import read_spots
from index.dates.phrases import phrases
from index.dates.stated import full_dates, read_stamp
from index.errors import InputError
from index.stamp import Found, Stamp, spoken_day

# "WASHINGTON, March 3, 2020 (Agency) -": capitals, then a date, then a dash, all at the opening.
DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40})(?:,? [\w. ]{2,25})?,\s(?P<rest>[^–—:]{3,60}?)\s?(?:\([^()]{2,40}\)\s?)?[–—:-]"
)
LONGEST = 260  # characters of a paragraph that says when the page itself appeared
OPENING = 100
EDGE = 4  # paragraphs at either end that may say so


def days(
    body: str, dateline: str, title: str | None, code: str | None, updates: list[Stamp]
) -> list[Stamp]:
    """What the words state, the surest first. Days of updates are added to `updates`."""
    lang = language(code or "en")
    made: list[Stamp] = []
    if opening := _dateline(dateline or body[:200]):
        for _, at in full_dates(opening):
            why = f"the dateline states it: {' '.join(opening.split())}"
            made += _read(at, Found("dateline", 0.93, why))
    for paragraph in body.split("\n\n")[:2]:  # a heading may stand above it
        made += _opening(paragraph)
    if lang:
        paragraphs = body.split("\n\n")
        edges = paragraphs[:EDGE] + paragraphs[EDGE:][-EDGE:]
        for paragraph in edges:
            _of_itself(paragraph, lang, made, updates)
        for paragraph in paragraphs[: EDGE * 3]:
            made += _today(paragraph, lang)
    if title:
        made += _title(title, lang)
    return made


def _opening(paragraph: str) -> list[Stamp]:
    """A day that stands before the first sentence: '01.02.2022 "The market ...'."""
    spot = next(iter(read_spots(paragraph[:OPENING], "")), None)
    if spot is None or paragraph[: spot[0]].strip("( ") or spot[2].refused:
        return []
    if spot[2].at.year < 1995 or not re.match(
        r"\)?\s?[–—:|-]?\s?[\"“„«A-ZÀ-Þ]", paragraph[spot[1] :]
    ):
        return []
    day = spot[2].at.date()
    return _read(day, Found("text", 0.75, f"the text opens with {spoken_day(day)}"))


def notes(lines: tuple[str, ...], code: str | None, updates: list[Stamp]) -> list[Stamp]:
    """What notes beside the story state ("This article was amended on 6 May 2019 because ...").

    Days of updates are added to `updates`.
    """
    lang = language(code or "en")
    made: list[Stamp] = []
    if lang:
        for line in lines:
            _of_itself(line, lang, made, updates)
    return made


def dateline_day(opening: str, code: str | None) -> tuple[int, int] | None:
    """Month and day of a dateline that leaves out its year, or None."""
    lang = language(code or "en")
    words = _dateline(opening)
    if not words or lang is None or any(True for _ in full_dates(words)):
        return None
    for phrase in phrases(words, lang):
        if phrase.rule == "month_day":
            number = int("".join(c for c in phrase.slots["day"] if c.isdigit()))
            return lang.months[phrase.slots["month"].rstrip(".")], number
    return None


def _dateline(opening: str) -> str | None:
    found = DATELINE.match(opening if opening.rstrip()[-1:] in "-–—:" else opening[:200])
    return found[0] if found else None


def _of_itself(paragraph: str, lang: Language, made: list[Stamp], updates: list[Stamp]) -> None:
    """ "This story was originally published on 12 June 2022." """
    if len(paragraph) > LONGEST:
        paragraph = paragraph[:OPENING]  # such a note says when first, and may go on for long
    for match, at in full_dates(paragraph):
        for pattern in _own(lang.code):
            said = pattern.search(paragraph[max(0, match.start() - 120) : match.start()])
            if said is None:
                continue
            is_update = said["label"].lower() in lang.labels["updated"]
            why = f"the page states it: {' '.join(paragraph.split())}"
            (updates if is_update else made).extend(_read(at, Found("line", 0.93, why)))
            break


def _today(paragraph: str, lang: Language) -> list[Stamp]:
    """ "Today, Tuesday, 12 July 2022", or a spoken date that "Today ..." follows at once."""
    made: list[Stamp] = []
    opening = paragraph[:1500]
    if next(full_dates(opening), None) is None or not _today_said(lang.code).search(paragraph):
        return []
    found = [p for p in phrases(opening, lang) if p.day]
    quoted = inside_quotes(opening, found)
    for phrase, inside in zip(found, quoted, strict=True):
        if inside or phrase.day is None or phrase.sense not in ("", "since"):
            continue
        before = paragraph[max(0, phrase.start - 40) : phrase.start]
        after = paragraph[phrase.end : phrase.end + 24]
        opens = lang.labels["opens_today"]
        weekday = any(c.isalpha() for c in paragraph[phrase.start : phrase.start + 3])
        if _own_today(lang.code).search(before) or (
            weekday and re.match(rf"\.\s{opens}\b", after, re.IGNORECASE)
        ):
            why = f"the text calls {spoken_day(phrase.day)} today"
            made += _read(phrase.day, Found("text", 0.88, why))
    return made[:1]


def _title(title: str, lang: Language | None) -> list[Stamp]:
    """A day that closes or opens a headline after a mark: "The briefing: 12 June 2022"."""
    found = list(full_dates(title))
    if len(found) != 1:
        return []
    match, at = found[0]
    closes = match.end() >= len(title.rstrip()) and re.search(
        r"[:|–—(-]\s?$|,\s$", title[: match.start()]
    )
    opens = match.start() == 0 and re.match(r"\s?[:|–—-]\s", title[match.end() :])
    if at.year < 1995 or not (closes or opens):
        return []
    words = re.findall(r"\w+", title[: match.start()].lower())
    if lang and words and words[-1] in lang.labels["fillers"]:
        return []  # "Hearing date: 4 March 2019" names what it dates
    return _read(at, Found("text", 0.7, f"the headline names {spoken_day(at.date())}"))


def _read(at: object, found: Found) -> list[Stamp]:
    try:
        return [read_stamp(at, found)]
    except InputError:  # a day that has not come
        return []


@cache
def _own(code: str) -> tuple[re.Pattern[str], ...]:
    lang = language(code)
    return tuple(re.compile(p, re.IGNORECASE) for p in lang.labels["own"]) if lang else ()


@cache
def _own_today(code: str) -> re.Pattern[str]:
    lang = language(code)
    return re.compile(lang.labels["own_today"] if lang else r"(?!)", re.IGNORECASE)


@cache
def _today_said(code: str) -> re.Pattern[str]:
    """What is said wherever a day is called today; to look for it alone spares reading the times."""
    lang = language(code)
    if lang is None:
        return re.compile(r"(?!)")
    before, after = lang.labels["own_today"].removesuffix("$"), lang.labels["opens_today"]
    return re.compile(rf"{before}|\.\s{after}\b", re.IGNORECASE)

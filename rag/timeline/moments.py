"""When what a sentence tells happened: which of its times is the event's, which that of saying.

"... will fly on Saturday, the minister said on Friday" tells an event of Saturday; Friday is when
it was said. A time in passing ("up from the count it gave on Monday") dates neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from index.article import Article, Sentence
from index.dates.language import Language, language
from index.dates.phrases import phrases
from index.dates.tense import Clauses
from index.speakers.cues import Cue, chosen, cues
from index.speakers.quotes import quotations
from index.speakers.tokens import Tokens, tokens
from index.speakers.words import lexicon
from index.stamp import EventTime, spoken_day
from rag.timeline.labels import YEAR, label, precision
from rag.timeline.nouns import Precision

Role = Literal["event", "said", "passing"]
CLOSE = ("day", "days", "month", "either", "not before", "not known")
MOST = 2  # events of one sentence
AFTER_VERB = 8  # words from a verb of saying to its time: "told reporters in Geneva late on Monday"
REACH = 120  # characters before a time in which what it is compared with must stand
COMPARED = re.compile(
    r"(?:\b(?:from|than|against|compared (?:with|to))\s+(?:the\s+|about\s+|some\s+|around\s+)*[\d$€£][\d.,]*[^,;]*|"
    r"\b(?:than|compared (?:with|to))\s+(?:(?:on|in|at|it was|they were)\s+)?)$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince\s(?:[\w-]+\s){0,4}(?:of|in)\s$", re.IGNORECASE)
WEEKDAY = re.compile(r"\b\w+day\b", re.IGNORECASE)
PREPOSITION = re.compile(
    r"(?:in|on|at|during|via|through|after|before|by|to|from|late|early|earlier|later)\b",
    re.IGNORECASE,
)
TOLD = re.compile(r"(?:told|tells|informed|assured|warned|reminded|asked)\b", re.IGNORECASE)
OPENED = re.compile(
    r"\b(?:that|he|she|it|they|we|i|who|which|would|will|could|has|have|is|are|whether|if)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|never|no|nobody|none)\b|n[’']t\b", re.IGNORECASE)
SOON = timedelta(days=62)  # what is longer and no month or year ("recent months") dates no event
COMING = re.compile(r"\b(?:coming|next|upcoming|tomorrow)\b", re.IGNORECASE)
IN_PROSPECT = re.compile(
    r"\b(?:would|(?:was|were|had been|is|are|been) (?:due|expected|scheduled|set|to)|planned|plans)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a sentence gives to something: inclusive days, and how they are to be said.

    `start` and `end` are where its words stand in the article; equal where the day is that of
    publication. `planned` and `said` are as in `Event`.
    """

    first: date | None
    last: date | None
    precision: Precision
    start: int
    end: int
    words: str = ""
    about: bool = False
    vague: bool = False  # a run of days that is not stated as such
    planned: str | None = None
    said: str | None = None
    statement: bool = False  # the day is that of saying
    published: bool = False

    @property
    def label(self) -> str:
        return label(self.first, self.last, self.precision, self.words, about=self.about)


def moments(article: Article, sentence: Sentence) -> list[Moment]:
    """The times that date what a sentence tells, at most MOST; [] where none does."""
    lang = language(article.language or "en")
    text = article.text[sentence.start : sentence.end]
    events = sentence.events or _unknown(article, sentence, text, lang)
    if not events:
        return []
    clauses = Clauses(text, lang.tense) if lang else None
    roles = list(zip(events, _roles(text, sentence.start, events, article.language), strict=True))
    said = [event for event, role in roles if role == "said"]
    told = [event for event, role in roles if role == "event"]
    made = [_moment(article, sentence, e, clauses, lang) for e in told]
    made = [m for m in made if not _an_age(m) and not _no_event(text, sentence.start, m)]
    close = [m for m in made if m.precision in CLOSE]
    close += [m for m in made if m.precision == "by" and m not in close]
    spoken = [_moment(article, sentence, e, clauses, lang) for e in said[:1]]
    if close:
        day = spoken[0].label if spoken and spoken[0].precision == "day" else None
        return [_with_saying(m, day, article) for m in _apart(close)[:MOST]]
    if spoken and not spoken[0].planned:  # nobody has spoken on a day to come
        return [replace(spoken[0], statement=True)]
    return made[:1]


def by_publication(article: Article, sentence: Sentence) -> Moment | None:
    """The day of publication for news that names no day; None where it is not to be had.

    Only for what is told as past, or as said, in a language whose tenses are known.
    """
    day, lang = article.published.day, language(article.language or "en")
    if day is None or lang is None or sentence.events:
        return None
    clauses = Clauses(article.text[sentence.start : sentence.end], lang.tense)
    if sentence.voice != "indirect" and not (sentence.voice == "narrated" and clauses.looks_back):
        return None
    return Moment(
        day, day, "day", sentence.start, sentence.start, published=True,
        statement=sentence.voice == "indirect",
    )  # fmt: skip


def _unknown(
    article: Article, sentence: Sentence, text: str, lang: Language | None
) -> tuple[EventTime, ...]:
    """The times of a sentence whose article may be of any day: said, but not to be reckoned."""
    if article.published.first_day or article.published.last_day or lang is None:
        return ()
    at = sentence.start
    return tuple(
        EventTime(at + p.start, at + p.end, None, None, "approximate") for p in phrases(text, lang)
    )


def _an_age(moment: Moment) -> bool:
    """Whether it is all the time since some year: how things stand, and nothing that happened."""
    first = moment.first
    coarse = first is not None and (first.month, first.day) == (1, 1) and YEAR.search(moment.words)
    return moment.precision == "since" and bool(coarse) and "anuary" not in moment.words


def _no_event(text: str, offset: int, moment: Moment) -> bool:
    """Whether its words date nothing: "in recent years", "will not run before Thursday"."""
    if moment.first and moment.last and moment.vague and moment.last - moment.first > SOON:
        return True
    before = text[max(0, moment.start - offset - REACH) : moment.start - offset]
    not_yet = moment.precision == "by" and moment.words.lower().startswith("before")
    return not_yet and NEGATED.search(before) is not None


def _apart(made: list[Moment]) -> list[Moment]:
    """Those whose days do not lie in those of one before."""
    kept: list[Moment] = []
    for moment in made:
        if not any(_overlap(moment, other) for other in kept):
            kept.append(moment)
    return kept


def _overlap(one: Moment, other: Moment) -> bool:
    first = max(one.first or date.min, other.first or date.min)
    return first <= min(one.last or date.max, other.last or date.max)


def _with_saying(moment: Moment, day: str | None, article: Article) -> Moment:
    planned = moment.planned and (day or moment.planned)
    return replace(moment, planned=planned, said=day if day != moment.label else None)


def _moment(
    article: Article, sentence: Sentence, event: EventTime, clauses: Clauses | None,
    lang: Language | None,
) -> Moment:  # fmt: skip
    begin = event.start
    before = article.text[max(sentence.start, begin - REACH) : begin]
    if since := SINCE.search(before):  # "since the second week of December"
        begin -= len(before) - since.start()
        event = replace(event, latest=None, certainty="stated")
    words = article.text[begin : event.end]
    if words.lower().startswith("as of") and event.latest is None:
        event = replace(event, latest=event.earliest)  # a count stands on that day
    published = article.published
    first, last = event.earliest, event.latest
    open_week = bool(WEEKDAY.search(words)) and event.certainty == "approximate"
    ahead = _ahead(event, sentence, clauses, published.last_day)
    sense = lang.before.get(words.lower().split()[0], "") if lang and words.strip() else ""
    whole = precision(first, last) in ("month", "year", "years")  # said as such, and kept so
    if not ahead and published.day and last and last > published.day and not whole:
        # What is told as past was over by then, however the words are reckoned.
        last, open_week = published.day, False
        if sense == "until" and WEEKDAY.search(words) and event.latest:
            last = _back_to(event.latest, published.day)
    if ahead and first and published.first_day and not whole and not open_week:
        first = max(first, published.first_day)
    how = precision(first, last, open_week=open_week)
    if how in ("since", "by") and not published.day and event.certainty == "approximate":
        open_end = (how == "since") == (sense in ("since", "from", "after"))
        how = how if sense and open_end else "not before"
    about = event.certainty == "approximate" and how in ("month", "year", "years", "days")
    plan = spoken_day(published.day) if published.day else "the day it was written"
    return Moment(
        first,
        last,
        how,
        begin,
        event.end,
        words,
        about,
        vague=how == "days" and event.certainty != "stated",
        planned=plan if ahead else None,
    )


def _back_to(weekday: date, published: date) -> date:
    """The last such weekday that was not after the day of publication."""
    return weekday - timedelta(days=7 * max(0, -(-(weekday - published).days // 7)))


def _ahead(
    event: EventTime, sentence: Sentence, clauses: Clauses | None, published: date | None
) -> bool:
    """Whether the event still lay ahead when it was told."""
    if published and event.earliest and event.earliest > published:
        return True
    if published and event.latest and event.latest < published:
        return False
    if clauses is None:
        return False
    start, end = event.start - sentence.start, event.end - sentence.start
    if COMING.search(clauses.text, start, end):
        return True
    if event.earliest and event.latest and event.latest - event.earliest > SOON:
        return False  # a year that is not over tells nothing of what is to come in it
    looks = clauses.direction(start, end)
    if looks == "future":
        return True
    before = clauses.clause_before(start)
    if looks == "open" and IN_PROSPECT.search(before):
        return True
    # "Has until the end of February to retreat": a term that is not over.
    past = looks == "past" and not re.search(r"\b(?:has|have)\b", before)
    return bool(event.earliest is None and published and not past)


def _roles(
    text: str, offset: int, events: tuple[EventTime, ...], language_code: str | None
) -> list[Role]:
    words = lexicon(language_code)
    spans = [(e.start - offset, e.end - offset) for e in events]
    if words is None:
        return ["event"] * len(spans)
    quotes = [(q.start, q.end) for q in quotations(text)]
    parsed = tokens(text, quotes)
    found = cues(parsed, words)
    main = chosen(found, parsed, words)
    return [_role(span, text, quotes, parsed, found, main) for span in spans]


def _role(
    span: tuple[int, int], text: str, quotes: list[tuple[int, int]], parsed: Tokens,
    found: list[Cue], main: list[Cue],
) -> Role:  # fmt: skip
    start, end = span
    if any(a < start < b for a, b in quotes):
        return "event"
    if COMPARED.search(text[max(0, start - REACH) : start]):
        return "passing"
    for cue in found:
        if _of_saying(cue, start, end, text, parsed):
            # Told in passing, or another's earlier word: it dates neither.
            return "said" if cue in main or cue.place == "head" else "passing"
    return "event"


def _of_saying(cue: Cue, start: int, end: int, text: str, parsed: Tokens) -> bool:
    """Whether a time is that of a verb of saying: beside it, or before its subject."""
    verb_start, verb_end = parsed.spans[cue.at][0], parsed.spans[cue.at][1]
    subject = parsed.spans[cue.phrase.first][0]
    if start >= verb_end:
        between = text[verb_end:start].strip()
        if not between:
            return True
        if len(between.split()) > AFTER_VERB or re.search(r"[,;:—]", between):
            return False
        direct = TOLD.match(text, verb_start) is not None
        return (direct or bool(PREPOSITION.match(between))) and not OPENED.search(between)
    if end <= verb_start and start >= subject:
        return True  # "Lavrov last week rejected"
    if end <= subject and cue.place == "head":
        opening = not re.search(r"\w", re.sub(r"^\W*(?:on|in|at|late|early)\b", "", text[:start]))
        return opening and not re.search(r"\w", text[end:subject])
    return False

"""A question and the day it is asked on -> the days it is about and the range they set.

Three days are kept apart: when something happened, when an article about it appeared, and when
somebody asks. What the words set of each:

- A happening ("in January 2019") cannot have been reported before it began, so its first day is a
  hard bound: only where its year is said, and no word is of what came before or was planned
  ("announced", "the eve of"), since a wrong bound hides the one article that answers. Its end is a soft one: a report of the last day comes out days later, a corrected
  toll or a look back later still, and where it is the only source it must not be hidden. So
  `until` is the end and some days of grace, and says where the answer most likely stands.
- "This week", "today" and the like ask for the newest, which a prior brings: what answers them
  may be older, as the rules that were applied this week are. Their range is soft.
- What is only near a time ("about 2018", "late 2018", "a few years ago", "last March") or was then
  still to come ("was due to open in 2019") sets no hard bound: it can be told from outside of it.
- "As of" and "articles from" are about what had appeared, so they bound hard at the end as well;
  so does "before March 2019", but not "before 2011" and not "by" or "until", whose end is told
  afterwards.
- A time that names a thing ("the January 2019 attack", "Sunday's final") or is still to come ("by
  2030", "in May 2023" asked in 2022) sets no range: it may be told at any time.
- Words for the present, and a question in the present tense that names no time, ask for the
  newest. A question in the past tense that names no time says nothing of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from index.dates.language import Language, language
from index.dates.reckoning import Span, moved
from index.dates.stated import FIRST_YEAR, LAST_YEAR
from index.search.when.nouns import When, Window
from index.search.when.roles import Time
from index.search.when.times import opens_sentence, times
from index.search.when.words import Words, words_of

SOON = 7  # days in which a report of a happening of a month or less appears
YEARLY = 92  # and of a longer one: annual figures come in the months after
TODAY = 3
BACKGROUND = 10  # a time this many times longer than another is not what is asked about
SHORT = 45  # days: a month and what is shorter
LONG = 800  # days: over more than that no day is likelier than another
BY_THEN = 30  # days before an as-of day that tell how things stood on it
STATE = 90  # days back for a question in the present tense without a word for now
COMING = 30  # days back for what is planned
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ASKED = re.compile(r"\?[\W_]*$")
SOME_DAY = date(2001, 1, 3)


def read(question: str, today: date | None, language_code: str = "en") -> When:
    """What `question` says of time, asked on `today`. Never raises on any text.

    Words that need the day of asking ("last week", "on Tuesday") are reckoned from `today` and
    say nothing where it is None or lies outside the years 1600 to 2999; the caller may pass the
    newest article's day. A language without a file of its own is read for full dates only.
    """
    if today is not None and not FIRST_YEAR <= today.year <= LAST_YEAR:
        today = None
    lang = language(language_code)
    words = words_of(lang) if lang else None
    said = times(question, today, lang, words)
    found = _foreground(said)
    reach = _present(question, found, lang, today)
    window = _window(question, found, today, _all_told(question, said, found, words))
    about = _about(found)
    if reach is not None:
        return When(window, about, present=True, centre=today, width=reach)
    if last := _last_before(question, found, words, today):
        return When(window, about, centre=last, width=STATE)
    coarse = about is not None and any(_size(t) > SHORT for t in found if t.role == "happened")
    if coarse and words and _stands(question, words):
        return When(window, about)  # "who is the man that fled in 1974": neither then nor now
    centre, width = _peak(window, about, found, today)
    return When(window, about, centre=centre, width=width)


def _present(
    question: str, found: list[Time], lang: Language | None, today: date | None
) -> int | None:
    """How many days back the present that is asked for reaches; None where it is not."""
    words = words_of(lang) if lang else None
    roles = {time.role for time in found}
    if roles & {"as_of", "published"}:
        return BY_THEN if today in {t.days.latest for t in found if t.role == "as_of"} else None
    reaches = [_reach(time) for time in found if time.role == "present"]
    # "What was the firm now known as Arden called in 1927?" does not ask for now.
    past = words is not None and "happened" in roles and words.past.search(question) is not None
    if words and not past:
        reaches += [words.now[m] for m in _said_now(question, words)]
    if today is None and not found and _names_now(question, lang):
        reaches.append(SOON)
    if _last_before(question, found, words, today):
        return None
    if not reaches and today and "ahead" in roles and "happened" not in roles:
        reaches.append(COMING)  # without today, "ahead of the May 2018 vote" may be long over
    timeless = not reaches and not roles & {"happened", "named", "until"}
    if timeless and words and _stands(question, words):
        reaches.append(STATE)
    return min(reaches, default=None)


def _names_now(question: str, lang: Language | None) -> bool:
    """ "Today", "this week": that it names the day of asking, whichever day that is."""
    words = words_of(lang) if lang else None
    return any(time.role == "present" for time in times(question, SOME_DAY, lang, words))


def _last_before(
    question: str, found: list[Time], words: Words | None, today: date | None
) -> date | None:
    """ "The latest poll before May 2018": the day up to which it is the last, else None."""
    if words is None or {time.role for time in found} != {"until"}:
        return None
    last = min((t.days.latest for t in found if t.days.latest), default=None)
    bounded = last is not None and (today is None or last < today)
    return last if bounded and words.superlative.search(question) else None


def _stands(question: str, words: Words) -> bool:
    """Whether the question itself is in the present tense: the last sentence that asks, or the last."""
    parts = [part for part in SENTENCE.split(question) if part.strip()]
    asked = next((part for part in reversed(parts) if ASKED.search(part)), "".join(parts[-1:]))
    return bool(words.stands.search(asked) and not words.past.search(asked))


def _foreground(found: list[Time]) -> list[Time]:
    """Without the decade of somebody's fame where the day of their death is named."""
    sizes = [_size(time) for time in found if time.role in ("happened", "present")]
    most = max(SHORT, BACKGROUND * min(sizes, default=LONG))
    return [t for t in found if t.role != "happened" or _size(t) <= most or len(sizes) == 1]


def _size(time: Time) -> int:
    first, last = time.days.earliest, time.days.latest
    return (last - first).days + 1 if first and last else LONG


def _reach(time: Time) -> int:
    first, last = time.days.earliest, time.days.latest
    least = TODAY if time.rule == "day" else SOON
    return min(STATE, max(least, (last - first).days)) if first and last else STATE


def _said_now(question: str, words: Words) -> list[str]:
    """Words for the present; one with a capital inside a sentence is part of a name."""
    said = []
    for match in words.says_now.finditer(question):
        opens = opens_sentence(question, match.start())
        key = " ".join(match[0].lower().split())
        if (opens or match[0][0].islower()) and key in words.now:
            said.append(key)
    return said


def _all_told(question: str, said: list[Time], found: list[Time], words: Words | None) -> bool:
    """Whether nothing that appeared before the days in `found` can be what is asked for."""
    if len(said) != len(found):
        return False  # "between yesterday and a year ago": the other one may be
    if words is None:
        return True
    ends = [0, *(time.end for time in said)]
    starts = [*(time.start for time in said), len(question)]
    between = "\n".join(question[end:start] for end, start in zip(ends, starts, strict=True))
    return words.foretold.search(between) is None


def _window(question: str, found: list[Time], today: date | None, all_told: bool) -> Window | None:
    for role in ("published", "as_of"):
        if some := [time for time in found if time.role == role]:
            first, last = _hull(some)
            sure = not any(time.graced for time in some)
            return _made(question, some, first, last, hard_since=True, hard_until=sure)
    events = [time for time in found if time.role == "happened"]
    now = [time for time in found if time.role == "present" and not time.graced]
    if now:
        nearest = min(now, key=_size)
        return _made(question, [nearest], nearest.days.earliest, None)
    if events:
        first, last = _hull(events)
        firm = all_told and all(_tells_since(time) for time in events)
        until = _graced(last, first) if last else None
        if until and today and until >= today:
            until = None
        return _made(question, events, first, until, hard_since=firm)
    return _between_bounds(question, found, all_told)


def _between_bounds(question: str, found: list[Time], all_told: bool) -> Window | None:
    """ "After May 2018", "before March 2019" and both of them together."""
    bounds = [time for time in found if time.role in ("since", "until")]
    if not bounds:
        return None
    first = max((t.days.earliest for t in bounds if t.days.earliest), default=None)
    last = min((t.days.latest for t in bounds if t.days.latest), default=None)
    if first and last and first > last:
        first = last = None  # "who left before 2015 and came back after 2018": not one range
    ends = [time for time in bounds if time.role == "until" and time.days.latest == last]
    soft = any(time.graced or time.rule in ("year", "decade") for time in ends)
    if last and soft:
        last = moved(last, "day", SOON) or last
    closed = bool(ends) and not soft
    return _made(question, bounds, first, last, hard_since=all_told, hard_until=closed)


def _made(
    question: str,
    said: list[Time],
    since: date | None,
    until: date | None,
    *,
    hard_since: bool = False,
    hard_until: bool = False,
) -> Window | None:
    if since is None and until is None:
        return None
    start, end = said[0].start, said[-1].end
    return Window(
        since,
        until,
        start,
        end,
        question[start:end],
        hard_since=hard_since and since is not None,
        hard_until=hard_until and until is not None,
    )


def _tells_since(time: Time) -> bool:
    """Whether nothing that appeared earlier can tell of it: its year is said, and it is past."""
    return time.days.certainty == "stated" and time.looks not in ("future", "open")


def _hull(some: list[Time]) -> tuple[date | None, date | None]:
    firsts = [time.days.earliest for time in some]
    lasts = [time.days.latest for time in some]
    return (
        min((d for d in firsts if d), default=None) if None not in firsts else None,
        max((d for d in lasts if d), default=None) if None not in lasts else None,
    )


def _graced(last: date, first: date | None) -> date:
    """The day by which what ended on `last` is mostly told."""
    soon = first is not None and (last - first).days <= SHORT
    return moved(last, "day", SOON if soon else YEARLY) or last


def _about(found: list[Time]) -> Span | None:
    """The days of what is asked about: what happened, else what is named, ahead or present."""
    for roles in (("happened",), ("named",), ("ahead",), ("present",), ("since", "until")):
        some = [time for time in found if time.role in roles]
        if not some:
            continue
        first, last = _hull(some)
        sure = some[0].days if len(some) == 1 else None
        if first or last:
            return (
                replace(sure, earliest=first, latest=last)
                if sure
                else Span(first, last, "approximate")
            )
    return None


def _peak(
    window: Window | None, about: Span | None, found: list[Time], today: date | None
) -> tuple[date | None, int | None]:
    """The middle of the days that tell it and how far they reach from there, in days."""
    roles = {time.role for time in found}
    if window and window.until and "as_of" in roles:
        return window.until, BY_THEN
    if window and window.since and window.until and "published" in roles:
        first, last = window.since, window.until
    elif about and about.earliest and about.latest and not roles & {"published", "as_of"}:
        first, last = about.earliest, _graced(about.latest, about.earliest)
    else:
        return None, None
    if today and first <= today < last:
        last = today
    size = (last - first).days
    if size > LONG or (roles == {"named"} and size > SHORT + SOON):
        return None, None
    return moved(first, "day", size // 2) or first, max(SOON, (size + 1) // 2)

"""The times that a question names, each with its days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from index.dates import reckoning
from index.dates.language import Language
from index.dates.meaning import TITLE, Ground, resolve
from index.dates.phrases import Phrase, phrases
from index.dates.reckoning import Span
from index.dates.tense import Clauses
from index.dates.together import in_that_week, joined
from index.search.when.numeric import in_figures, with_numeric
from index.search.when.roles import LAST_WORD, NEAR, RECKONED, Asking, Time, in_role, later
from index.search.when.shifted import shifted
from index.search.when.words import Words

YEARS = re.compile(r"(\d{4})-(\d{4})$")
NEARLY = 7  # days around one that "this time last year" speaks of
OPENING = re.compile(r"[.?!:;,“\"]\s{0,3}$")
BACK = ("ago", "year", "period")  # what may be counted back from this very day


def times(text: str, today: date | None, lang: Language | None, words: Words | None) -> list[Time]:
    """In the order they are said; none overlapping another.

    Of a language without words only full dates are read.
    """
    if lang is None or words is None:
        return [
            Time(p.start, p.end, span, "ahead" if later(p.day, today) else "happened")
            for p in with_numeric(text, None, phrases(text, None))
            if p.day and (span := reckoning.one(p.day, "stated"))
        ]
    return _times(words.small.sub(lambda m: m[0].capitalize(), text), Asking(today, lang, words))


def _times(text: str, now: Asking) -> list[Time]:
    lang = now.lang
    found = with_numeric(text, lang, phrases(text, lang))
    if not found:
        return []
    ground = Ground(now.today, now.today, firm=True)
    clauses = Clauses(text, lang.tense)
    headline = _in_capitals(text)
    out: list[Time] = []
    at = 0
    while at < len(found):
        phrase = found[at]
        plain = resolve(clauses, replace(phrase, sense=""), ground, lang)
        span = resolve(clauses, phrase, ground, lang)
        end, named, at = phrase.end, [phrase], at + 1
        if (
            at < len(found)
            and span
            and (both := joined(clauses, phrase, found[at], span, ground, lang))
        ):
            span, end = both, found[at].end
            named.append(found[at])
            at += 1
        week = None
        if at < len(found) and all(p.rule == "weekday" for p in named):
            week = in_that_week(text, named, found[at], ground, lang)
        if week:
            span, end = week, found[at].end
            at += 1
        if span is None or (span.earliest is None and span.latest is None):
            continue
        if not headline and _is_name(text, phrase, now.words):
            continue
        alone = week is None and len(named) == 1
        if alone and (far := shifted(text, phrase, plain, lang, now.words)):
            phrase, plain, span = far
        looks = clauses.direction(phrase.start, end)
        time = Time(phrase.start, end, span, "happened", phrase.rule, looks)
        out.append(in_role(text, _wider(text, time, now.words), phrase, plain, now))
    return _anniversaries(text, out, now)


def _anniversaries(text: str, found: list[Time], now: Asking) -> list[Time]:
    """ "A year ago today", "this week in 1998", "this time last year": near that day of then."""
    out: list[Time] = []
    for time in found:
        merged = _anniversary(text, time, now)
        if merged is not time:
            while out and out[-1].end > merged.start:
                out.pop()
        elif out and time.start < out[-1].end:
            continue
        out.append(merged)
    return out


def _anniversary(text: str, time: Time, now: Asking) -> Time:
    first, last = time.days.earliest, time.days.latest
    back = time.role == "happened" and time.rule in BACK
    if not back or not first or not last or (now.today and first <= now.today <= last):
        return time
    lead = now.words.same_time.start(text, time.start)
    trail = now.words.same_after.match(text, time.end) if time.rule == "ago" else None
    if lead is None and trail is None:
        return time
    start, end = time.start if lead is None else lead, trail.end() if trail else time.end
    days, year = time.days, (first + (last - first) // 2).year
    today = now.today if (last - first).days > 300 else None
    if today and (then := reckoning.moved(today, "year", year - today.year)):
        near = [reckoning.moved(then, "day", by) for by in (-NEARLY, NEARLY)]
        days = Span(near[0] or first, near[1] or last)
    return replace(time, start=start, end=end, days=days.about())


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a clause begins at `start`, so that a capital makes no name."""
    before = text[max(0, start - 8) : start]
    if start <= 8 and not re.search(r"\w", before):
        return True
    return OPENING.search(before) is not None


def _in_capitals(text: str) -> bool:
    """Whether nearly all words are capitalised, as in a headline, so that they make no names."""
    written: list[str] = re.findall(r"(?<![’'])\b[^\W\d_]", text)
    return sum(c.isupper() for c in written) * 4 > len(written) * 3


def _is_name(text: str, phrase: Phrase, words: Words) -> bool:
    """ "This Week", "the Today programme", "Bloody Sunday", "Sunday's Child"."""
    before = text[max(0, phrase.start - NEAR) : phrase.start]
    opens = opens_sentence(text, phrase.start)
    last = m[1] if (m := LAST_WORD.search(before)) else ""
    if phrase.rule in RECKONED:
        said = re.findall(r"\w+", text[phrase.start : phrase.end])
        return any(word[0].isupper() for word in said[1 if opens else 0 :])
    if phrase.rule != "weekday" or "which" in phrase.slots or phrase.sense:
        return False
    if last.lower() in words.no_day and not phrase.possessive:
        return True
    if last[:1].isupper() and not opens and before.strip() != last and not phrase.possessive:
        return True
    title = phrase.possessive and TITLE.match(text, phrase.end)
    return bool(title) and last.lower() not in words.happens


def _wider(text: str, time: Time, words: Words) -> Time:
    """Take in "the week of" before it, "or 2015" after it."""
    first, last = time.days.earliest, time.days.latest
    if first is None or last is None:
        return time
    if time.rule == "weekday" and (m := words.before_last.match(text, time.end)):
        back = Span(reckoning.moved(first, "week", -1), reckoning.moved(last, "week", -1))
        return replace(time, end=m.end(), days=back.about())
    if time.rule in ("year", "month_year") and in_figures(text, time.start, time.end):
        if said := YEARS.search(text, time.start, time.end):
            days = reckoning.whole_years(int(said[1]), int(said[2]), time.days.certainty)
            return replace(time, days=days)
        return replace(time, days=time.days.about())
    start = words.week_of.start(text, time.start) if first == last else None
    if start is not None:
        end = reckoning.moved(first, "day", 6)
        return replace(time, start=start, days=Span(first, end))
    if time.rule == "year" and (m := words.either.match(text, time.end)):
        years = sorted((first.year, last.year, int(m[1])))
        days = reckoning.whole_years(years[0], years[-1], time.days.certainty)
        return replace(time, end=m.end(), days=days)
    return time

"""Event time: the days that the words of a sentence resolve to.

Full dates say it themselves; everything else is reckoned from the day the article appeared. Where
that day is only bounded, the phrase is reckoned from both bounds, so what comes out stays true.
Words inside quotation marks were said on the day of speaking, which is taken to be the day the
sentence names for it ("he said on Tuesday") or, less surely, the day of publication.
"""

from __future__ import annotations

import re

from index.article import Sentence
from index.dates.language import Language, language
from index.dates.meaning import Ground, resolve
from index.dates.phrases import Phrase, clauses_of, phrases
from index.dates.tense import Clauses
from index.dates.together import in_that_week, in_the_week_before, joined, to_the_day
from index.stamp import EventTime, Published

QUOTED = re.compile(r"“[^“”]*”?|\"[^\"]*\"?")
LEAST_SURE = 0.5  # below this confidence the publication day is no firm ground


def tell(
    text: str, sentences: list[Sentence], published: Published, language_code: str | None
) -> list[Sentence]:
    """The same sentences with `events` filled in, in the order they are said.

    Offsets slice `text` to the words of the expression. Never raises on any text; a language
    without a file gets full dates only.
    """
    lang = language(language_code or "en")
    stamp = published.stamp
    firm = stamp is not None and stamp.found.confidence >= LEAST_SURE
    ground = Ground(published.first_day, published.last_day, firm)
    told = ((s, _events(text[s.start : s.end], s.start, ground, lang)) for s in sentences)
    return [
        s if s.events == events else Sentence(s.start, s.end, s.voice, s.speaker, events)
        for s, events in told
    ]


def _events(text: str, offset: int, ground: Ground, lang: Language | None) -> tuple[EventTime, ...]:
    found = phrases(text, lang)
    if not found:
        return ()
    inside = inside_quotes(text, found)
    clauses = clauses_of(text, lang) if lang else None
    spoken = _day_of_speaking(clauses, found, inside, ground, lang)
    elsewhen = bool(clauses and lang and _said_elsewhen(clauses, found, inside, ground, lang))
    events: list[EventTime] = []
    at = 0
    while at < len(found):
        phrase, quoted = found[at], inside[at]
        own = spoken if quoted else ground
        if quoted and elsewhen and not spoken.firm:
            own = Ground(None, None, firm=False)
        span = resolve(clauses, phrase, own, lang)
        end = phrase.end
        if span and lang and clauses and len(found) > 1:
            named = [phrase]
            if at + 1 < len(found) and (
                both := joined(clauses, phrase, found[at + 1], span, own, lang)
            ):
                named.append(found[at + 1])
                span, end = both, found[at + 1].end
                at += 1
            if at + 1 < len(found) and all(p.rule == "weekday" for p in named):
                span = in_that_week(text, named, found[at + 1], own, lang) or span
            if at + 1 < len(found) and (day := to_the_day(text, phrase, found[at + 1], own, lang)):
                span, end = day, found[at + 1].end
                at += 1
            elif at and len(named) == 1:
                span = in_the_week_before(text, found[at - 1], phrase, own, lang) or span
        at += 1
        if span is None or (span.earliest is None and span.latest is None):
            continue
        if quoted and phrase.rule not in ("date", "month_year") and not spoken.firm:
            span = span.about()
        events.append(
            EventTime(
                offset + phrase.start, offset + end, span.earliest, span.latest, span.certainty
            )
        )
    return tuple(events)


def inside_quotes(text: str, found: list[Phrase]) -> list[bool]:
    """For each phrase, which are in order, whether a quotation in `text` holds it."""
    quotes = [m.span() for m in QUOTED.finditer(text) if len(m[0]) > 2]
    inside, at = [], 0
    for phrase in found:
        while at < len(quotes) and quotes[at][1] <= phrase.start:
            at += 1
        inside.append(at < len(quotes) and quotes[at][0] < phrase.start)
    return inside


def _said_elsewhen(
    clauses: Clauses, found: list[Phrase], inside: list[bool], ground: Ground, lang: Language
) -> bool:
    """Whether the words quoted were said in a year, month or day that is not the article's.

    "... said the witness in testimony given in 2014": the time goes with the saying.
    """
    if not any(inside):
        return False
    for phrase, quoted in zip(found, inside, strict=True):
        if quoted or phrase.sense or phrase.rule not in ("year", "month_year", "date"):
            continue
        words = re.findall(r"\w+", clauses.clause_before(phrase.start).lower())
        said = [at for at, word in enumerate(words) if word in lang.tense.speech]
        if not said or lang.tense.loosens.intersection(words[said[-1] + 1 :]):
            continue  # "said Ada, winner of the cup in 2014"
        span = resolve(clauses, phrase, ground, lang)
        near = ground.first or ground.last
        if span and span.earliest and span.latest and near:
            return not span.earliest <= near <= span.latest
    return False


def _day_of_speaking(
    clauses: Clauses | None,
    found: list[Phrase],
    inside: list[bool],
    ground: Ground,
    lang: Language | None,
) -> Ground:
    """The day on which the quoted words were said, if the sentence tells it."""
    loose = Ground(ground.first, ground.last, firm=False)
    if clauses is None or not any(inside):
        return loose
    for phrase, quoted in zip(found, inside, strict=True):
        if quoted or phrase.rule not in ("weekday", "day", "date", "month_day"):
            continue
        if clauses.said_before(phrase.start):
            span = resolve(clauses, phrase, ground, lang)
            if span and span.earliest and span.earliest == span.latest:
                return Ground(span.earliest, span.latest, ground.firm or phrase.rule == "date")
    return loose

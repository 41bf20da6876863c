"""The signals by which a sentence is scored for a question, one row of numbers a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from datetime import date

from index import asking
from index.figures import figures
from index.stamp import EventTime
from index.words import stems
from rag.evidence import form
from rag.evidence.asked import Asked
from rag.evidence.candidates import Candidate
from rag.evidence.models import Read

PASSAGES = 12  # whose sentences are looked at
FEATURES = (
    "judge",  # the cross-encoder's log-odds
    "cosine",  # of question and sentence, -1 to 1
    "covered",  # share of the question's words in the sentence, rare ones counting more, 0 to 1
    "covered_near",  # the same with the title, the sentence before and the speaker
    "voice",  # for questions about somebody's words: whether a speaker named in it speaks, 0 or 1
    "speaker",  # share of the asked speaker's name and office in it or its attribution; 1 for nobody's
    "noun",  # whether the thing asked for is named near, 0 to 1
    "named",  # share of the question's names in the passage or its title, 0 to 1
    "figured",  # share of the question's figures near, 0 to 1
    "counted",  # whether a figure is of what is counted, 0 or 1; 0.5 where nothing is
    "kind",  # whether the sentence holds the kind of answer asked for, 0 or 1
    "rank",  # of the passage in the search, 0 (first) to 1
    "fresh",  # for questions about the present: 0 (oldest candidate) to 1 (newest)
    "dated",  # whether a month or year in the question is the article's or the sentence's
    "event",  # whether what the sentence tells is of a month asked about; 0.5 where nothing says
)


def rows(
    asked: Asked, found: Sequence[Candidate], reads: Sequence[Read]
) -> list[tuple[float, ...]]:
    """FEATURES of each sentence that was read; `found` are all candidates there were."""
    days = sorted({d for c in found if (d := c.hit.article.published.first_day)})
    return [_row(asked, days, r) for r in reads]


def _row(asked: Asked, days: Sequence[date], r: Read) -> tuple[float, ...]:
    c, article = r.candidate, r.candidate.hit.article
    near = f"{article.title or ''}. {c.previous} {c.text} {c.sentence.speaker or ''}"
    held_near = r.held | set(stems(near))
    day = article.published.first_day
    return (
        r.judged,
        r.cosine,
        asked.share(r.held),
        asked.share(held_near),
        asked.voice(c.sentence.speaker),
        _share(asked.speaker, r.held | set(stems(c.sentence.speaker or ""))),
        _share(asked.noun, held_near),
        _share(asked.names, held_near | set(stems(c.hit.text))),
        _share(asked.figures, {str(f.value) for f in figures(near)}),
        float(form.count(asked.question, c.text).same) if asked.kind == "how many" else 0.5,
        float(asking.holds(asked.kind, asked.question, c.text)),
        c.rank / PASSAGES,
        days.index(day) / max(1, len(days) - 1) if asked.present and day else 0.0,
        _dated(asked.months, day, c.text, near),
        _event(asked.months, c.sentence.events),
    )


def _dated(asked: set[tuple[int, int]], day: date | None, text: str, near: str) -> float:
    """1 if the article or the sentence is of a month or year asked about; 0 if asked and not. Where
    the sentence names no year, what stands near it does."""
    if not asked:
        return 0.5
    own = {(day.year, day.month), (day.year, 0)} if day else set()
    return float(bool(asked & (own | (asking.months(text) or asking.months(near)))))


def _event(asked: set[tuple[int, int]], events: Sequence[EventTime]) -> float:
    """1 if an event falls in a month or year asked about, 0 if all fall elsewhere, 0.5 if unknown."""
    if not asked or not events:
        return 0.5
    return float(any(meets(event, year, month) for event in events for year, month in asked))


def meets(event: EventTime, year: int, month: int) -> bool:
    """Whether an event may fall in a month, or a year where `month` is 0."""
    first = date(year, month or 1, 1)
    after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
    return (event.earliest is None or event.earliest < after) and (
        event.latest is None or event.latest >= first
    )


def _share(wanted: Collection[str], held: Set[str]) -> float:
    """The share of wanted words that are held, 0 to 1; 1 if nothing is wanted."""
    return sum(w in held for w in wanted) / len(wanted) if wanted else 1.0

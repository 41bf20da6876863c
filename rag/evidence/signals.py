"""The signals by which a judged sentence is scored for a question, one row of numbers a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import date

from index import asking
from index.figures import figures
from index.stamp import EventTime
from index.words import stems
from rag import judge
from rag.evidence.asked import Asked
from rag.evidence.candidates import Candidate
from rag.evidence.near import SIGNALS as NEAR
from rag.evidence.near import Near

FEATURES = (
    "judge",  # its log-odds that the sentence answers
    *NEAR,
    "named",  # share of the question's names in the passage or its title, 0 to 1
    "figured",  # share of the question's figures near, 0 to 1
    "fresh",  # for questions about the present: 0 (oldest candidate) to 1 (newest)
    "dated",  # whether a month or year in the question is the article's or the sentence's
    "event",  # whether what the sentence tells is of a month asked about; 0.5 where nothing says
)


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate as the judge read it: the log-odds that it answers, where in its text the answer
    would stand, what was read before it, and its FEATURES."""

    candidate: Candidate
    judged: float
    span: tuple[int, int]
    context: str
    features: tuple[float, ...]


def read(asked: Asked, near: Sequence[Near]) -> list[Read]:
    """Each sentence judged and measured, in order."""
    pairs = [(n.candidate.text, _context(n.candidate)) for n in near]
    days = sorted({d for n in near if (d := n.candidate.hit.article.published.first_day)})
    return [
        Read(n.candidate, said.logit, said.span, context, (said.logit, *_row(asked, days, n)))
        for n, (_, context), said in zip(
            near, pairs, judge.answers(asked.whole, pairs), strict=True
        )
    ]


def _context(candidate: Candidate) -> str:
    article = candidate.hit.article
    day = article.published.first_day
    return judge.context_of(article.title or "", day.isoformat() if day else "", candidate.before)


def _row(asked: Asked, days: Sequence[date], n: Near) -> tuple[float, ...]:
    c, article = n.candidate, n.candidate.hit.article
    near = f"{article.title or ''}. {c.previous} {c.text} {c.sentence.speaker or ''}"
    held = n.held | set(stems(near))
    day = article.published.first_day
    return (
        *n.signals,
        _share(asked.names, held | set(stems(c.hit.text))),
        _share(asked.figures, {str(f.value) for f in figures(near)}),
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

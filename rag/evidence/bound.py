"""Whether a sentence is of those, and of the time, that the question names, or of their like."""

from __future__ import annotations

from collections.abc import Sequence

from index import asking
from index.words import stems
from rag.disagree.said import Said
from rag.evidence.asked import Asked
from rag.evidence.features import meets
from rag.reading import Evidence

LIKELY = -1.5  # log-odds at which a sentence that is bound sets the others aside


def bound(asked: Asked, found: Sequence[tuple[Evidence, str]]) -> list[Evidence]:
    """Those of the names and the time asked about; best first, each given with the sentence before it.

    Ten villages tell one story, a firm reports each year in the same words. What lacks a name that
    an answer's article has, or is told of another time than an answer, answers of something else.
    """
    likely = [e for e, _ in found if e.score > LIKELY]
    wanted = set(asked.names) - asking.CALENDAR
    most = max((len(wanted & _held(e)) for e in likely), default=0)
    kept = [(e, before) for e, before in found if len(wanted & _held(e)) >= most]
    if asked.months:
        timed = [_timed(asked, e, before) for e, before in kept]
        if any(t and e.score > LIKELY for t, (e, _) in zip(timed, kept, strict=True)):
            kept = [pair for t, pair in zip(timed, kept, strict=True) if t is not False]
    return [e for e, _ in kept]


def _held(evidence: Evidence) -> set[str]:
    """Stems of the article and of who wrote it."""
    a = evidence.article
    return set(stems(" ".join((a.title or "", a.outlet or "", *a.authors, *a.agencies, a.text))))


def _timed(asked: Asked, evidence: Evidence, before: str) -> bool | None:
    """Whether it is told of a time asked about; None where nothing says.

    Its own words say so; else the sentence before it and the title, then the day it appeared.
    """
    said = Said.of(evidence)
    # What is still to come when it is told ("a contract to June 2024") says nothing of its time.
    past = [e for e in said.events if not (e.earliest and said.day and e.earliest > said.day)]
    if past:
        return any(meets(e, *month) for e in past for month in asked.months)
    years = {year for year, _ in asked.months}
    told = {year for year, _ in asking.months(f"{evidence.article.title or ''}. {before}")}
    if told:
        return bool(told & years)
    return True if said.day and said.day.year in years else None

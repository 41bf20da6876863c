"""Whether a sentence is of those, and of the time, that the question names, or of their like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import asking
from index.article import Article
from index.words import names, stems
from rag.disagree.said import Said
from rag.evidence.asked import Asked
from rag.evidence.features import meets
from rag.evidence.form import one_country
from rag.reading import Evidence

LIKELY = -1.5  # log-odds at which a sentence that is bound sets the others aside


def bound(asked: Asked, found: Sequence[tuple[Evidence, str]]) -> list[Evidence]:
    """Those of the names and the time asked about; best first, each given with the sentence before it.

    Ten villages tell one story, a firm reports each year in the same words. What lacks a name that
    an answer's article has, or is told of another time than an answer, answers of something else;
    where all that could answer is told of another time, nothing of it does.
    """
    likely = [e for e, _ in found if e.score > LIKELY]
    held = {e.article.id: _held(asked, e.article) for e, _ in found}
    most = max((held[e.article.id] for e in likely), default=0)
    kept = [(e, before) for e, before in found if held[e.article.id] >= most]
    if best := next(((e, before) for e, before in kept if e.score > LIKELY), None):
        kept = [pair for pair in kept if not _of_another(asked, pair, best)]
    if not asked.months:
        return [e for e, _ in kept]
    timed = [(e, _timed(asked, e, before)) for e, before in kept]
    told = [of for e, of in timed if e.score > LIKELY]
    if any(told):
        return [e for e, of in timed if of is not False]
    if None in told:
        return [e for e, _ in timed]
    return [replace(e, score=min(e.score, LIKELY)) for e, _ in timed]


def _held(asked: Asked, article: Article) -> int:
    """How many of the names asked about an article holds, its author and outlet among them."""
    who = (article.title or "", article.outlet or "", *article.authors, *article.agencies)
    held = set(stems(" ".join((*who, article.text))))
    wanted = set(asked.names) - asking.CALENDAR
    return sum(n in held or any(one_country(n, h) for h in held) for n in wanted)


def _of_another(asked: Asked, one: tuple[Evidence, str], best: tuple[Evidence, str]) -> bool:
    """Whether it is told under the name of another, of whom the best answer's article says nothing:
    "the library of Arle opened last week", in an article on that of Bolt."""
    mine, its = (set(stems(f"{e.article.title or ''}. {before} {e.text} {e.speaker or ''}"))
                 for e, before in (one, best))  # fmt: skip
    if not set(asked.names) & its - mine:
        return False
    article, known = (
        one[0].article,
        set(stems(f"{best[0].article.title or ''} {best[0].article.text}")),
    )
    return bool(names(article.title or "") & names(article.text) - known - asking.CALENDAR)


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

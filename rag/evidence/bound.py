"""Whether a sentence is of those, and of the time, that the question names, or of their like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index import asking
from index.article import Article
from index.words import names, stems
from rag.disagree.said import Said
from rag.evidence import longer
from rag.evidence.asked import Asked
from rag.evidence.longer import one_country
from rag.evidence.signals import meets
from rag.reading import MAY_ANSWER, Evidence, points

# The score above which a sentence may answer, so that it sets others aside, and one below that.
LIKELY = points(MAY_ANSWER)
UNLIKELY = LIKELY - 0.1


def bound(asked: Asked, found: Sequence[tuple[Evidence, str]]) -> list[Evidence]:
    """Those of the names and the time asked about; best first, each given with the sentence before it.

    Ten villages tell one story, a firm reports each year in the same words. What is told under the
    name of another than the best answer's, or of another time than an answer, answers of something
    else; where all that could answer is told of another time, nothing of it does.
    """
    found = _own_names(asked, found)
    likely = [pair for pair in found if pair[0].score > LIKELY]
    held = {e.article.id: _held(asked, e.article) for e, _ in found}
    kept = list(found)
    # Of those that answer, the best is the first of the article that holds most of the names.
    if best := max(likely, key=lambda pair: len(held[pair[0].article.id]), default=None):
        central = _central(held[best[0].article.id], best[0].article)
        others = {
            e.article.id
            for e, _ in found
            if central - held[e.article.id] and _own(e.article, best[0].article)
        }
        kept = [
            pair
            for pair in found
            if pair[0].article.id not in others and not _of_another(asked, pair, best)
        ]
    if not asked.months:
        return [e for e, _ in kept]
    timed = [(e, _timed(asked, e, before)) for e, before in kept]
    told = [of for e, of in timed if e.score > LIKELY]
    if any(told):
        return [e for e, of in timed if of is not False]
    if None in told:
        return [e for e, _ in timed]
    return [replace(e, score=min(e.score, UNLIKELY)) for e, _ in timed]


def _own_names(
    asked: Asked, found: Sequence[tuple[Evidence, str]]
) -> Sequence[tuple[Evidence, str]]:
    """Without what is told of another whose name is like one asked about; where nothing that could
    answer holds that name, nothing does."""
    names = longer.asked_names(asked.question)
    articles = {e.article.id: e.article for e, _ in found}
    told = longer.Told.of(list(articles.values())) if names else None
    if told is None:
        return found
    others = told.others(names)
    away = {*others, *told.shorter(names)}
    own = [pair for pair in found if pair[0].article.id not in away]
    meant = {s for name in others.values() for s in stems(longer.distinct(name))}
    likely = [e.article for e, _ in own if e.score > LIKELY]
    if any(not meant or meant & _held(asked, article) for article in likely):
        return own
    if not others:
        return found
    return [(replace(e, score=min(e.score, UNLIKELY)), before) for e, before in found]


def _held(asked: Asked, article: Article) -> set[str]:
    """The names asked about that an article holds, its author and outlet among them."""
    who = (article.title or "", article.outlet or "", *article.authors, *article.agencies)
    held = set(stems(" ".join((*who, article.text))))
    wanted = set(asked.names) - asking.CALENDAR
    return {n for n in wanted if n in held or any(one_country(n, h) for h in held)}


def _central(wanted: set[str], article: Article) -> set[str]:
    """Those of the names that an article is about: in its headline, or said more than once.

    "She told reporters in Geneva" makes no article one on Geneva, and no other one of elsewhere.
    """
    counts = Counter(stems(article.text))
    title = set(stems(article.title or ""))
    return {n for n in wanted if n in title or counts[n] > 1}


def _own(article: Article, other: Article) -> set[str]:
    """The names in an article's headline that the other article does not know."""
    known = set(stems(f"{other.title or ''} {other.text}"))
    return names(article.title or "") & names(article.text) - known - asking.CALENDAR


def _of_another(asked: Asked, one: tuple[Evidence, str], best: tuple[Evidence, str]) -> bool:
    """Whether it is told under the name of another, of whom the best answer's article says nothing:
    "the library of Arle opened last week", in an article on that of Bolt."""
    mine, its = (set(stems(f"{e.article.title or ''}. {before} {e.text} {e.speaker or ''}"))
                 for e, before in (one, best))  # fmt: skip
    if not set(asked.names) & its - mine:
        return False
    return bool(_own(one[0].article, best[0].article))


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

"""Articles made up for a test and filed in a catalog; what filters let through, the slow way."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from index.article import Article, Passage
from index.catalog import Catalog, Entry
from index.filters import Filters
from index.stamp import Found, Published, Stamp

SAID = Found("supplied", 1.0, "said so")
DIMS = 8
NAMES = {
    "outlets": ("The Tide", "Le Marée", "Ebb", "THE EBB"),
    "authors": ("Ana Łoś", "Jo Øst", "Bea Erdoğan", "Cy Ng"),
    "agencies": ("Wire One", "Agência Dois"),
    "languages": ("en", "es"),
    "sections": ("World", "Sport", "Économie"),
}
DAYS = [date(2024, 3, day) for day in range(1, 9)]


@dataclass(frozen=True)
class Filed:
    """An article as it is known to the test, with the ids of its passages."""

    article: Article
    passages: tuple[str, ...]
    vectors: np.ndarray[tuple[int, ...], np.dtype[np.float32]]


def on(day: date | None, earliest: date | None = None, latest: date | None = None) -> Published:
    """A publication day, or bounds of one."""
    if day is None:
        return Published(None, earliest, latest)
    return Published(Stamp(datetime(day.year, day.month, day.day, tzinfo=UTC), SAID))


def file(
    catalog: Catalog, article: Article, passages: int = 1, seed: int = 0, work: str | None = None
) -> Filed:
    """Put an article in, cut into so many passages, with unit vectors from `seed`."""
    cuts = [len(article.text) * n // passages for n in range(passages + 1)]
    parts = tuple(
        Passage(f"{article.id}:{start}", article.id, start, end) for start, end in pairwise(cuts)
    )
    # Few directions: many passages are equally near.
    vectors = np.random.default_rng(seed).integers(-2, 3, (passages, DIMS)).astype(np.float32)
    vectors[:, 0] += 0.5
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with catalog.transaction():
        catalog.put(Entry(article, (), parts, vectors), work)
    return Filed(article, tuple(p.id for p in parts), vectors)


def catalog_of(folder: Path) -> Catalog:
    folder.mkdir(parents=True, exist_ok=True)
    return Catalog(folder / "catalog.sqlite", {})


def passes(article: Article, filters: Filters) -> bool:
    """What `Filters` promises, of an article with one version, in plain words."""
    first, last = article.published.first_day, article.published.last_day
    for bound in (filters.as_of, filters.until):
        if bound and first and first > bound:
            return False
    if filters.since and last and last < filters.since:
        return False
    pairs = (
        (filters.outlets, (article.outlet,)),
        (filters.authors, article.authors),
        (filters.agencies, article.agencies),
        (filters.languages, (article.language,)),
        (filters.sections, (article.section,)),
    )
    return all(
        not wanted or {_bare(w) for w in wanted} & {_bare(v) for v in values if v}
        for wanted, values in pairs
    )


def _bare(name: str) -> str:
    plain = name.lower().replace("ł", "l").replace("ø", "o").replace("ı", "i")
    return "".join(
        c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) != "Mn"
    )


def some(values: Sequence[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def typed(name: str) -> st.SearchStrategy[str]:
    """A name as people type it: its own letters, capitals, or none with an accent."""
    return st.sampled_from([name, name.upper(), _bare(name)])


@st.composite
def many_articles(draw: st.DrawFn, least: int = 1, most: int = 12) -> list[Article]:
    """Articles of a few days, dated or bounded or neither, with names out of NAMES."""
    day = st.one_of(st.none(), st.sampled_from(DAYS))
    made = []
    for number in range(draw(st.integers(least, most))):
        low, high = draw(day), draw(day)
        if low and high and low > high:
            low, high = high, low
        made.append(
            Article(
                text=f"Story number {number} of the harbour. " * 4,
                title=f"Story {number}",
                outlet=draw(st.one_of(st.none(), st.sampled_from(NAMES["outlets"]))),
                authors=draw(some(NAMES["authors"], 3)),
                agencies=draw(some(NAMES["agencies"], 2)),
                language=draw(st.one_of(st.none(), st.sampled_from(NAMES["languages"]))),
                section=draw(st.one_of(st.none(), st.sampled_from(NAMES["sections"]))),
                published=on(draw(day), low, high),
            )
        )
    return made


@st.composite
def any_filters(draw: st.DrawFn) -> Filters:
    """Filters over the same days and names; half of the fields without a limit."""
    day = st.one_of(st.none(), st.sampled_from(DAYS))
    names = {
        field: draw(
            st.one_of(
                st.just(()),
                st.lists(st.sampled_from(values).flatmap(typed), min_size=1, max_size=2).map(tuple),
            )
        )
        for field, values in NAMES.items()
        if draw(st.booleans())
    }
    return Filters(draw(day), draw(day), draw(day), **names)

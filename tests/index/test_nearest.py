"""Filtered search by vectors: Chroma, the exact index and a loop over everything agree."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import vectors
from index.article import Article
from index.catalog import Catalog
from index.filters import Filters
from index.vectors import ChromaIndex, ExactIndex
from tests.index.catalog.filing import (
    DAYS,
    DIMS,
    NAMES,
    Filed,
    any_filters,
    catalog_of,
    file,
    on,
    passes,
)

Query = NDArray[np.float32]


def pick(turn: np.random.Generator, values: tuple[str, ...]) -> str:
    return values[int(turn.integers(len(values)))]


def archive(catalog: Catalog) -> list[Filed]:
    """Eighty articles, some of them undated, some with bounds; 240 passages."""
    turn = np.random.default_rng(7)
    filed = []
    for number in range(80):
        day, low = (DAYS[int(n)] for n in turn.integers(len(DAYS), size=2))
        article = Article(
            f"Report number {number} from the harbour. " * 3,
            outlet=pick(turn, NAMES["outlets"]),
            authors=(pick(turn, NAMES["authors"]),),
            agencies=(pick(turn, NAMES["agencies"]),) if number % 3 else (),
            language=pick(turn, NAMES["languages"]),
            section=pick(turn, NAMES["sections"]),
            published=on(day) if number % 4 else on(None, low if number % 8 else None),
        )
        filed.append(file(catalog, article, passages=3, seed=number))
    return filed


@pytest.fixture(scope="module")
def filed() -> Iterator[tuple[Catalog, list[Filed], ChromaIndex]]:
    with tempfile.TemporaryDirectory() as folder:
        catalog = catalog_of(Path(folder))
        made = archive(catalog)
        lock = FileLock(Path(folder) / "vectors.lock")
        lock.acquire()
        index = ChromaIndex(Path(folder), catalog, lock)
        yield catalog, made, index
        index.close()
        catalog.close()


def slowly(filed: list[Filed], vector: Query, limit: int, filters: Filters) -> list[str]:
    """Every passage compared one by one, equals in the archive's order."""
    scored = [
        (-float((row.astype(np.float64) * vector).sum()), identity)
        for f in filed
        if passes(f.article, filters)
        for identity, row in zip(f.passages, f.vectors, strict=True)
    ]
    return [identity for _, identity in sorted(scored, key=lambda pair: pair[0])[:limit]]


def direction(seed: int) -> Query:
    vector = np.random.default_rng(seed).standard_normal(DIMS).astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    filters=any_filters(),
    seed=st.integers(0, 999),
    limit=st.integers(1, 60),
    few=st.sampled_from([0, 50, 1000]),
)
def test_both_indexes_bring_what_a_loop_over_everything_does(
    filed: tuple[Catalog, list[Filed], ChromaIndex],
    monkeypatch: pytest.MonkeyPatch,
    filters: Filters,
    seed: int,
    limit: int,
    few: int,
) -> None:
    catalog, articles, chroma = filed
    monkeypatch.setattr(vectors, "FEW", few)  # so that Chroma is asked on a small archive too
    vector = direction(seed)
    wanted = slowly(articles, vector, limit, filters)
    assert ExactIndex(catalog).nearest(vector, limit, filters) == wanted
    assert chroma.nearest(vector, limit, filters) == wanted


@pytest.mark.parametrize("few", [0, 1000])
def test_nothing_later_than_the_day_of_asking_comes_back(
    filed: tuple[Catalog, list[Filed], ChromaIndex], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    catalog, articles, chroma = filed
    monkeypatch.setattr(vectors, "FEW", few)
    known = {p: f.article for f in articles for p in f.passages}
    for day in DAYS:
        for index in (chroma, ExactIndex(catalog)):
            ids = index.nearest(direction(1), 240, Filters(as_of=day))
            firsts = [known[i].published.first_day for i in ids]
            assert all(first is None or first <= day for first in firsts)
            assert day in firsts  # an article of that very day is there
            assert None in firsts  # nothing says that it was not there yet


def test_chroma_is_asked_where_many_pass_and_not_where_few_do(
    filed: tuple[Catalog, list[Filed], ChromaIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, _, chroma = filed
    asked: list[int] = []
    monkeypatch.setattr(vectors, "FEW", 100)
    chroma.sync()
    assert chroma._store is not None
    real = chroma._store.query

    def query(vector: Query, limit: int) -> list[str]:
        asked.append(limit)
        return real(vector, limit)

    monkeypatch.setattr(chroma._store, "query", query)
    chroma.nearest(direction(2), 5, Filters())
    assert asked and max(asked) < 240
    asked.clear()
    assert chroma.nearest(direction(2), 5, Filters(as_of=DAYS[0])) and not asked
    assert chroma.nearest(direction(2), 5, Filters(authors=("Nobody",))) == []


@pytest.mark.parametrize("few", [0, 1000])
def test_a_correction_and_its_like_are_seen_on_their_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(vectors, "FEW", few)
    catalog = catalog_of(tmp_path)
    old = Article("Three died. The harbour is shut.", published=on(date(2024, 3, 1)))
    new = replace(old, text="Four died. The harbour is shut.", updated=on(date(2024, 3, 5)).stamp)
    filed = [file(catalog, old, 2, seed=1)]
    lock = FileLock(tmp_path / "vectors.lock")
    lock.acquire()
    chroma = ChromaIndex(tmp_path, catalog, lock)
    assert len(chroma.nearest(direction(3), 9, Filters(as_of=date(2024, 3, 9)))) == 2
    filed.append(file(catalog, new, 2, seed=1, work=old.id))
    for index in (chroma, ExactIndex(catalog)):
        for day, seen in ((4, filed[0]), (5, filed[1]), (None, filed[1])):
            filters = Filters(as_of=date(2024, 3, day) if day else None)
            assert set(index.nearest(direction(3), 9, filters)) == set(seen.passages)
    with catalog.transaction():
        catalog.drop(new.id)
    assert set(chroma.nearest(direction(3), 9, Filters())) == set(filed[0].passages)
    chroma.close()
    catalog.close()


def test_equals_come_in_the_order_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "FEW", 0)
    catalog = catalog_of(tmp_path)
    # One vector for all: whichever passages Chroma brings first, those filed first are meant.
    filed = [
        file(catalog, Article(f"Report {n} {secrets.token_hex(4)}."), seed=1) for n in range(30)
    ]
    lock = FileLock(tmp_path / "vectors.lock")
    lock.acquire()
    chroma = ChromaIndex(tmp_path, catalog, lock)
    first = [p for f in filed for p in f.passages][:7]
    assert chroma.nearest(direction(4), 7, Filters()) == first
    assert ExactIndex(catalog).nearest(direction(4), 7, Filters()) == first
    chroma.close()
    catalog.close()

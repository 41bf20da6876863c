"""Facets: counts against counting by hand, a field's own filter, the day of asking."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from index.archive import Archive
from index.article import Article
from index.errors import InputError
from index.facets import facets
from index.filters import Filters
from tests.index.catalog.filing import any_filters, catalog_of, file, many_articles, on, passes


@settings(max_examples=40)
@given(many_articles(), any_filters())
def test_counts_are_what_counting_by_hand_gives(articles: list[Article], filters: Filters) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalog = catalog_of(Path(folder))
        for article in articles:
            file(catalog, article)
        found = facets(catalog, filters)
        catalog.close()
    kept = [a for a in articles if passes(a, filters)]
    assert found.articles == len(kept)
    others = [a for a in articles if passes(a, replace(filters, authors=()))]
    assert dict(found.authors) == Counter(name for a in others for name in a.authors)
    dated = [a.published.first_day for a in articles if passes(a, replace(filters, since=None, until=None))
             and a.published.first_day and a.published.first_day == a.published.last_day]  # fmt: skip
    assert dict(found.months) == Counter(f"{day:%Y-%m}" for day in dated)
    counts = [count for _, count in found.outlets]
    assert counts == sorted(counts, reverse=True)


def test_a_field_does_not_narrow_itself_but_the_others(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path)
    for number, (outlet, section) in enumerate(
        [("Tide", "World"), ("Tide", "Sport"), ("Ebb", "World")]
    ):
        day = on(date(2024, 1 + number, 5))
        file(catalog, Article(f"No. {number}", outlet=outlet, section=section, published=day))
    found = facets(catalog, Filters(outlets=("ebb",)))
    assert found.outlets == (("Tide", 2), ("Ebb", 1)) and found.sections == (("World", 1),)
    assert found.months == (("2024-03", 1),)
    found = facets(catalog, Filters(since=date(2024, 2, 1), as_of=date(2024, 2, 28)))
    assert found.months == (("2024-01", 1), ("2024-02", 1)) and found.years == (("2024", 2),)
    assert found.outlets == (("Tide", 1),) and found.articles == 1
    assert (found.first, found.last) == (date(2024, 2, 5), date(2024, 2, 5))
    catalog.close()


def test_each_work_counts_once_in_the_version_of_the_day(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path)
    old = Article("Three.", authors=("Jo",), published=on(date(2024, 3, 1)))
    new = replace(old, text="Four.", authors=("Ana",), updated=on(date(2024, 3, 5)).stamp)
    file(catalog, old)
    file(catalog, new, work=old.id)
    assert facets(catalog, Filters()).authors == (("Ana", 1),)
    before = facets(catalog, Filters(as_of=date(2024, 3, 4)))
    assert before.authors == (("Jo", 1),) and before.articles == 1
    catalog.close()


def test_the_samples_have_facets(samples: Archive) -> None:
    found = samples.facets()
    assert found.articles == samples.count()
    assert {name for name, _ in found.outlets} == set(samples.outlets())
    assert sum(n for _, n in found.years) + found.undated == found.articles
    none = samples.facets(Filters(as_of=date(1999, 1, 1)))
    assert none.outlets == () and none.first is None


def test_bad_filters_are_one_sentence(samples: Archive) -> None:
    with pytest.raises(InputError, match="No article is from 'Onion'"):
        samples.facets(Filters(outlets=("Onion",)))
    with pytest.raises(InputError, match="swap the days"):
        samples.search("anything", Filters(since=date(2024, 1, 2), until=date(2024, 1, 1)))

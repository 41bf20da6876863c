"""The full text: which field a word is found in, what it weighs, and what filters keep out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, Dateline
from index.catalog import Catalog
from index.catalog.full_text import about
from index.filters import Filters
from tests.index.catalog.filing import catalog_of, file, on

FERRY = Article(
    "BRENN (Wire One) - The ferry did not sail. Its captain waited for the wind.",
    title="No crossing",
    outlet="The Tide",
    authors=("Bea Erdoğan",),
    agencies=("Wire One",),
    section="Transport",
    published=on(date(2024, 10, 16)),
    dateline=Dateline("BRENN (Wire One) -", "Brenn", "Wire One"),
)
OTHERS = [
    Article(
        "The crossing was busy.", title="Bridge", outlet="Ebb", published=on(date(2024, 10, 8))
    ),
    Article("Nothing was said about it.", title="Silence", outlet="Tide and Ebb"),
]
ANY = Filters()


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = catalog_of(tmp_path)
    file(made, FERRY, passages=2)
    for article in OTHERS:
        file(made, article)
    yield made
    made.close()


def found(catalog: Catalog, match: str, **options: object) -> set[str | None]:
    ids = list(catalog.full_text.lexical(match, 10, ANY, **options))  # type: ignore[arg-type]
    articles = [catalog.article(p.article_id) for p, _ in catalog.passages(ids).values()]
    return {article.title for article in articles if article}


def test_about_says_who_where_and_when() -> None:
    assert about(FERRY) == (
        "The Tide · Transport · Bea Erdoğan · Wire One · Brenn · Wednesday 16 October 2024 2024-10-16"
    )
    assert about(Article("Bare.")) == ""


@pytest.mark.parametrize(
    "match", ["erdogan", "transport", '"16 October 2024"', '"2024-10-16"', "wednesday", "captain"]
)
def test_an_article_is_found_by_what_is_known_of_it(catalog: Catalog, match: str) -> None:
    assert found(catalog, match) == {"No crossing"}


def test_a_field_without_weight_does_not_count(catalog: Catalog) -> None:
    assert found(catalog, "crossing") == {"No crossing", "Bridge"}
    assert found(catalog, "crossing", weights=(0.0, 0.5, 1.0)) == {"Bridge"}
    assert found(catalog, "transport OR tide", weights=(2.0, 0.0, 1.0)) == set()
    assert found(catalog, "captain", weights=(0.0, 0.0, 0.0)) == set()
    assert found(catalog, "") == set()


def test_a_heavier_field_scores_more(catalog: Catalog) -> None:
    light, heavy = (
        max(catalog.full_text.lexical("transport", 10, ANY, weights=(2.0, weight, 1.0)).values())
        for weight in (0.5, 5.0)
    )
    assert 0 < light < heavy


def test_among_scores_as_the_whole_does(catalog: Catalog) -> None:
    whole = catalog.full_text.lexical("crossing OR ferry OR wind", 10, ANY)
    assert len(whole) == 3
    for chosen in (list(whole)[:1], list(whole)[1:], [*whole, "not there"]):
        part = catalog.full_text.lexical("crossing OR ferry OR wind", 10, ANY, among=chosen)
        assert part == {i: score for i, score in whole.items() if i in chosen}


def test_filters_keep_out(catalog: Catalog) -> None:
    day = Filters(as_of=date(2024, 10, 15))
    assert len(catalog.full_text.lexical("crossing", 10, day)) == 1
    assert not catalog.full_text.lexical("ferry", 10, day)
    assert len(catalog.full_text.lexical("crossing", 10, Filters(as_of=date(2024, 10, 16)))) == 3
    assert len(catalog.full_text.lexical("ebb OR tide", 10, Filters(outlets=("ebb",)))) == 1
    assert not catalog.full_text.lexical("crossing", 10, Filters(as_of=date(1999, 1, 1)))


def test_days_and_outlets_do_not_make_a_word_common(catalog: Catalog) -> None:
    assert catalog.full_text.frequencies(["tide", "crossing", "captain"]) == [0, 3, 1]


def test_what_is_dropped_is_not_found(catalog: Catalog) -> None:
    with catalog.transaction():
        catalog.drop(FERRY.id)
    assert found(catalog, "ferry OR erdogan OR crossing") == {"Bridge"}

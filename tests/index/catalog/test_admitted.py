"""What filters let through, against the same rule applied to one article after another."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings

from index.article import Article, Passage
from index.catalog import Catalog
from index.filters import Filters
from tests.index.catalog.filing import any_filters, catalog_of, file, many_articles, on, passes


@settings(max_examples=60)
@given(many_articles(), any_filters())
def test_exactly_what_passes_is_let_through(articles: list[Article], filters: Filters) -> None:
    with tempfile.TemporaryDirectory() as folder:
        catalog = catalog_of(Path(folder))
        filed = [file(catalog, a, passages=1 + n % 3, seed=n) for n, a in enumerate(articles)]
        wanted = [p for f in filed if passes(f.article, filters) for p in f.passages]
        ids, matrix = catalog.admitted.vectors(filters)
        assert ids == wanted and len(matrix) == len(wanted)
        assert catalog.admitted.passage_count(filters) == len(wanted)
        every = [p for f in filed for p in f.passages]
        assert catalog.admitted.vectors_among([*reversed(every), "gone"], filters)[0] == wanted
        assert set(catalog.full_text.lexical("harbour", 100, filters)) == set(wanted)
        passing = sum(passes(f.article, filters) for f in filed)
        assert len(catalog.admitted.articles(filters)) == passing
        assert sum(count for _, _, count in catalog.admitted.days(filters)) == passing
        catalog.close()


def versions(catalog: Catalog) -> tuple[str, str]:
    """The passages of an article of 1 March and of its correction of 5 March."""
    old = Article("Three died.", published=on(date(2024, 3, 1)))
    new = Article("Four died.", published=on(date(2024, 3, 1)), updated=on(date(2024, 3, 5)).stamp)
    (first,) = file(catalog, old).passages
    (second,) = file(catalog, new, work=old.id).passages
    return first, second


def test_a_day_lets_the_version_of_that_day_through(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path)
    first, second = versions(catalog)
    for filters, seen in (
        (Filters(as_of=date(2024, 2, 29)), []),
        (Filters(as_of=date(2024, 3, 4)), [first]),
        (Filters(as_of=date(2024, 3, 5)), [second]),
        (Filters(), [second]),
    ):
        assert catalog.admitted.vectors(filters)[0] == seen
        assert list(catalog.full_text.lexical("died", 10, filters)) == seen
        assert catalog.admitted.vectors_among([first, second], filters)[0] == seen
    catalog.close()


def test_passages_have_neighbours_in_their_own_article(tmp_path: Path) -> None:
    catalog = catalog_of(tmp_path)
    text = "One and two and three are here."
    one, two, three = file(catalog, Article(text), passages=3).passages
    (alone,) = file(catalog, Article("Another story.")).passages

    def named(passage: Passage | None) -> str | None:
        return passage.id if passage else None

    assert [tuple(map(named, catalog.neighbours(i))) for i in (one, two, three, alone, "gone")] == [
        (None, two), (one, three), (two, None), (None, None), (None, None)
    ]  # fmt: skip
    catalog.close()

"""Names in the catalog: one value however it is spelt, and an error that helps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.article import Article
from index.catalog import Catalog
from index.errors import InputError
from index.filters import Filters
from tests.index.catalog.filing import catalog_of, file, on


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = catalog_of(tmp_path)
    for number, outlet in enumerate(("Le Marée", "LE MAREE", "Le Marée", "Ebb")):
        authors = (f"Jo Øst {number}", "Ana Łoś", "ana los")
        file(catalog=made, article=Article(f"Story {number}.", outlet=outlet, authors=authors))
    yield made
    made.close()


def test_spellings_are_one_value_shown_as_most_write_it(catalog: Catalog) -> None:
    assert catalog.names.counts("outlet", Filters()) == [("Le Marée", 3), ("Ebb", 1)]
    assert catalog.outlets() == ["Ebb", "Le Marée"]


def test_an_author_named_twice_wrote_one_article(catalog: Catalog) -> None:
    assert catalog.names.counts("author", Filters())[0] == ("Ana Łoś", 4)


def test_what_is_typed_becomes_what_the_archive_writes(catalog: Catalog) -> None:
    asked = Filters(outlets=("le maree", "EBB", "ebb"), authors=("jo ost 2",))
    known = catalog.names.known(asked)
    assert (known.outlets, known.authors) == (("Le Marée", "Ebb"), ("Jo Øst 2",))


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (
            Filters(outlets=("Onion",)),
            "No article is from 'Onion'; the archive's outlets are: Ebb, ",
        ),
        (
            Filters(sections=("Sport",)),
            "is in the section 'Sport'; the archive's sections are: none",
        ),
        (Filters(languages=("xx",)), "is in the language 'xx'"),
        (Filters(agencies=("",)), "credits ''"),
        (Filters(outlets=("Ebb",), authors=("Jo",)), "No article is by 'Jo'"),
    ],
)
def test_an_unknown_name_is_one_sentence(catalog: Catalog, filters: Filters, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        catalog.names.known(filters)
    assert "\n" not in str(caught.value)


def test_among_many_names_the_near_ones_are_listed(catalog: Catalog) -> None:
    for number in range(20):
        file(catalog, Article(f"Other {number}.", authors=(f"Zed Quill{chr(97 + number) * 9}",)))
    with pytest.raises(InputError, match="nearest of the archive's 25 authors are: Ana Łoś"):
        catalog.names.known(Filters(authors=("Anna Los",)))
    with pytest.raises(InputError, match="none of the archive's 25 authors"):
        catalog.names.known(Filters(authors=("Władysław",)))


def test_what_is_dropped_names_nothing(catalog: Catalog) -> None:
    (identity,) = [i for i, _ in catalog.articles() if catalog.article(i).outlet == "Ebb"]  # type: ignore[union-attr]
    with catalog.transaction():
        catalog.drop(identity)
    assert catalog.outlets() == ["Le Marée"]
    with pytest.raises(InputError):
        catalog.names.known(Filters(outlets=("Ebb",)))


def test_an_error_names_nothing_that_came_later(tmp_path: Path) -> None:
    made = catalog_of(tmp_path)
    told = Article("The crane fell.", outlet="Ebb", published=on(date(2024, 3, 2)))
    file(made, told, work="crane")
    later = replace(told, text="The crane fell again.", authors=("Ana Łoś",), outlet="The Ebb")
    stamp = told.published.stamp
    assert stamp is not None
    changed = replace(later, updated=replace(stamp, at=datetime(2024, 3, 5, tzinfo=UTC)))
    file(made, changed, work="crane")
    file(made, Article("A ferry sank.", outlet="Tide", published=on(date(2024, 3, 6))))
    for as_of, names in ((4, "Ebb"), (5, "The Ebb"), (6, "The Ebb, Tide")):
        unknown = Filters(as_of=date(2024, 3, as_of), outlets=("Onion",))
        with pytest.raises(InputError) as caught:
            made.names.known(unknown)
        assert str(caught.value).endswith(f"'s outlets up to 2024-03-0{as_of} are: {names}.")
    made.close()


def test_an_error_repeats_no_more_than_the_start_of_a_long_name(catalog: Catalog) -> None:
    with pytest.raises(InputError) as caught:
        catalog.names.known(Filters(outlets=("x" * 5000,)))
    assert len(str(caught.value)) < 200

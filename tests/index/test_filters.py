"""Names as they are compared, and a range of days that no day can be in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError
from index.filters import Filters, fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("DIŞİŞLERİ", "disisleri"),
        ("Łukasz  Żółć", "lukasz zolc"),
        ("Søren Ærø", "soren aero"),
        ("Straße", "STRASSE"),
        (" El País\n", "el pais"),
        ("Đorđe", "djordje".replace("dj", "d")),
    ],
)
def test_names_are_compared_without_case_and_accents(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@given(st.text())
def test_a_folded_name_stays_as_it_is(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), min_size=1))
def test_a_name_of_letters_never_folds_to_nothing(name: str) -> None:
    assert fold(name)


@pytest.mark.parametrize("last", [Filters(as_of=date(2024, 3, 4)), Filters(until=date(2024, 3, 4))])
def test_a_range_that_ends_before_it_starts_is_one_sentence(last: Filters) -> None:
    with pytest.raises(InputError, match="starts on 2024-03-05 and ends before it, on 2024-03-04"):
        replace(last, since=date(2024, 3, 5)).checked()


def test_a_range_of_one_day_is_a_range() -> None:
    day = date(2024, 3, 4)
    filters = Filters(day, day, day)
    assert filters.checked() is filters

"""The date factor, alone and in the order of a list."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.filters import Filters
from index.hit import Hit
from index.search.prior import factors
from index.search.recipe import Recipe
from index.search.when import When
from index.stamp import Found, Published, Stamp, utc_day

TODAY = date(2021, 6, 30)
WITHOUT = Recipe(prior=False)


def on(day: date) -> Published:
    return Published(Stamp(utc_day(day.year, day.month, day.day), Found("supplied", 1.0, "")))


def about(day: date, width: int = 10) -> When:
    return When(centre=day, width=width)


def test_half_at_the_width_on_either_side() -> None:
    given = [on(TODAY + timedelta(days=n)) for n in (0, 10, -10, 20, -30)]
    assert factors(about(TODAY), None, given) == pytest.approx([1, 0.5, 0.5, 0.25, 0.125])


@given(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 900),
    st.lists(st.dates(date(1990, 1, 1), date(2030, 1, 1)), min_size=1, max_size=8),
)  # fmt: skip
def test_nearer_is_never_worth_less(centre: date, width: int, days: list[date]) -> None:
    days.sort(key=lambda day: abs((day - centre).days))
    values = factors(about(centre, width), TODAY, [on(day) for day in days])
    known = [value for value in values if value is not None]
    assert len(known) == len(days)
    assert known == sorted(known, reverse=True)
    assert all(0 <= value <= 1 for value in known)


def test_the_present_is_the_day_of_asking() -> None:
    given = [on(TODAY), on(date(2020, 1, 1))]
    newest, old = factors(When(present=True, width=7), TODAY, given)
    assert newest == 1 and old is not None and old < 1e-2
    assert factors(When(present=True, width=7), None, given) == [None, None]


def test_of_two_that_are_far_away_the_newer_counts_for_more() -> None:
    given = [on(TODAY), on(TODAY - timedelta(days=900)), on(TODAY - timedelta(days=1000))]
    _, newer, older = factors(When(present=True, width=7), TODAY, given)
    assert newer is not None and older is not None and newer - older > 1e-5


@pytest.mark.parametrize("when", [When(), When(present=True), When(centre=TODAY)])
def test_a_question_about_no_day_has_no_factor(when: When) -> None:
    assert factors(when, TODAY, [on(TODAY), Published()]) == [None, None]


def test_an_article_without_a_day_is_neither_near_nor_far() -> None:
    given = [on(TODAY), Published(), on(TODAY - timedelta(days=10))]
    values = factors(about(TODAY), None, given)
    assert values == pytest.approx([1, 0.75, 0.5])
    assert factors(about(TODAY), None, [Published()]) == [None]
    assert factors(about(TODAY), None, []) == []


def test_bounds_count_from_their_nearer_end() -> None:
    between = Published(earliest=date(2021, 6, 1), latest=date(2021, 6, 20))
    assert factors(about(TODAY), None, [between]) == pytest.approx([0.5])
    assert factors(about(date(2021, 6, 10)), None, [between]) == [1.0]


# --- in a list ---------------------------------------------------------------------------


def place(hits: list[Hit], day: date) -> int:
    return next(n for n, hit in enumerate(hits) if hit.article.published.day == day)


@pytest.mark.parametrize("asked", ["Who is the mayor of Arle now?", "What does the latest say of the mayor of Arle?"])  # fmt: skip
@pytest.mark.parametrize("year", [2016, 2018, 2021, 2023])
def test_now_prefers_the_newest_as_of_the_day(store: Archive, asked: str, year: int) -> None:
    newest = date(year, 2, (year - 2015) % 8 + 1)
    hits = store.search(asked, Filters(as_of=newest + timedelta(days=2)), 30)
    assert hits[0].article.published.day == newest
    dates = [hit.why.date for hit in hits if hit.article.published.day == newest]
    assert dates and all(value is not None and value > 0.5 for value in dates)


@pytest.mark.parametrize("year", [2015, 2017, 2019, 2022])
@pytest.mark.parametrize("rescore", [True, False])
def test_a_day_in_the_past_prefers_what_appeared_near_it(
    store: Archive, year: int, rescore: bool
) -> None:
    day = date(year, 10, 10 + (year - 2015) % 9)
    asked = f"How many passengers took the ferry to Brenn in October {year}?"
    recipe = Recipe(window=False, rescore=rescore)
    hits = store.search(asked, limit=30, recipe=recipe)
    assert hits[0].article.published.day == day
    others = [h for h in hits if h.article.published.day and h.article.published.day.year != year]
    assert hits[0].why.date is not None
    assert all(h.why.date is not None and h.why.date < hits[0].why.date for h in others)


def test_a_question_about_no_day_weighs_no_dates(store: Archive) -> None:
    asked = "How many passengers did the ferry carry?"
    hits = store.search(asked, limit=200)
    assert hits and all(hit.why.date is None for hit in hits)
    plain = store.search(asked, limit=200, recipe=WITHOUT)
    assert [h.passage.id for h in hits] == [h.passage.id for h in plain]


def test_without_the_prior_no_factor_is_told(store: Archive) -> None:
    hits = store.search("Who is the mayor of Arle now?", limit=200, recipe=WITHOUT)
    assert hits and all(hit.why.date is None for hit in hits)


def test_newer_is_lifted_and_not_only_told(store: Archive) -> None:
    newest, asked = date(2020, 2, 6), "What did the mayor of Arle say today?"
    filters = Filters(as_of=newest)
    with_, without = (
        store.search(asked, filters, 30, Recipe(window=False, prior=prior))
        for prior in (True, False)
    )
    assert place(with_, newest) <= place(without, newest)
    assert place(with_, newest) == 0

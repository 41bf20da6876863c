"""The days that a question names: they narrow what the caller allows, and never widen it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.filters import Filters
from index.search import narrowed
from index.search.recipe import WHOLE
from index.search.when import When, Window, describe
from tests.index.search.stories import FIRST, LAST

OPEN = replace(WHOLE, window=False)
BOUND = st.none() | st.dates(FIRST, LAST)
FEBRUARY = "Who opened the council in February 2019?"


@given(BOUND, BOUND, BOUND, BOUND, BOUND, st.booleans(), st.booleans())
def test_days_narrow_and_never_widen(
    as_of: date | None, since: date | None, until: date | None, first: date | None,
    last: date | None, hard_since: bool, hard_until: bool,
) -> None:  # fmt: skip
    given = Filters(as_of, since, until, outlets=("The Tide",))
    window = Window(first, last, 0, 0, "", hard_since=hard_since, hard_until=hard_until)
    made = narrowed(given, When(window))
    assert made.oldest >= given.oldest and made.newest <= given.newest
    assert (made.as_of, made.outlets) == (as_of, ("The Tide",))
    wanted = max([d for d in (since, first if hard_since else None) if d], default=None)
    assert made.since == wanted
    assert narrowed(given, When()) == given


@settings(max_examples=40)
@given(
    st.dates(date(2015, 2, 1), date(2023, 11, 30)), BOUND, BOUND,
    st.sampled_from(["in {:%B %Y}", "on {:%d %B %Y}", "since {:%Y}", "before {:%B %Y}", "as of {:%d %B %Y}"]),
)  # fmt: skip
def test_what_a_question_names_finds_nothing_outside_the_callers_days(
    store: Archive, day: date, since: date | None, until: date | None, said: str
) -> None:
    if since and until and since > until:
        since, until = until, since
    question = f"What happened in Arle {said.format(day)}?"
    given = Filters(since=since, until=until)
    inside = store.search(question, given, 200)
    window = store.when(question, given).window
    first, last = window.filter if window else (None, None)
    for hit in inside:
        published = hit.article.published
        if published.day:
            assert (since or first or FIRST) <= published.day <= (until or last or LAST)
            assert published.day >= max(since or FIRST, first or FIRST)
            assert published.day <= min(until or LAST, last or LAST)
    every = {hit.passage.id for hit in store.search(question, given, 200, OPEN)}
    assert {hit.passage.id for hit in inside} <= every


def test_the_window_hides_what_was_published_before(store: Archive) -> None:
    kept = store.search(FEBRUARY, limit=200)
    days = [h.article.published.day for h in kept if h.article.published.day]
    assert min(days) == date(2019, 2, 5)
    assert kept[0].article.published.day == date(2019, 2, 5)
    assert all("from 2019-02-01" in hit.why.filters for hit in kept)
    free = store.search(FEBRUARY, limit=200, recipe=OPEN)
    assert min(h.article.published.day for h in free if h.article.published.day).year == 2015
    assert all(hit.why.filters == "" for hit in free)


def test_the_archive_says_what_it_read(store: Archive) -> None:
    when = store.when(FEBRUARY)
    assert when.window is not None
    assert when.window.words == "in February 2019"
    assert FEBRUARY[when.window.start : when.window.end] == when.window.words
    assert when.window.filter == (date(2019, 2, 1), None)
    assert "from 1 February 2019 on" in describe(when)
    assert store.when("Who opened the council?") == When()
    # Without a day of asking it is the newest article's: the last year of the archive.
    newest = store.when("What happened last year?").window
    assert newest and newest.since == date(2022, 1, 1)
    asked = store.when("What happened last year?", Filters(as_of=date(2018, 6, 1))).window
    assert asked and asked.since == date(2017, 1, 1)


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        (FEBRUARY, Filters(until=date(2018, 12, 31))),
        ("What stood in articles from May 2016?", Filters(since=date(2017, 1, 1))),
        ("What was said before March 2016?", Filters(since=date(2020, 1, 1))),
        (FEBRUARY, Filters(until=date(2018, 12, 31), outlets=("The Tide",))),
    ],
)
def test_a_contradiction_finds_nothing_not_even_what_has_no_day(
    store: Archive, question: str, filters: Filters
) -> None:
    assert store.search(question, filters, 200) == []
    free = store.search(question, filters, 200, OPEN)
    assert free and any(hit.article.published.day is None for hit in free)


def test_what_was_still_to_come_is_no_window(store: Archive) -> None:
    early = Filters(as_of=date(2016, 6, 1))
    assert store.when(FEBRUARY, early).window is None
    hits = store.search(FEBRUARY, early, 200)
    assert hits
    assert all((hit.article.published.first_day or FIRST) <= date(2016, 6, 1) for hit in hits)


def test_undated_articles_are_in_where_their_bounds_allow(store: Archive) -> None:
    def titles(question: str) -> set[str | None]:
        return {hit.article.title for hit in store.search(question, limit=200)}

    supper, auction = "Recipe for a storm supper", "What the herring auction remembers"
    assert {supper, auction} <= titles("What happened to the herring in October 2021?")
    before = titles("What was said of the herring before March 2018?")
    assert supper in before and auction not in before

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import full_dates, read_day, read_published, stated_on_line
from index.dates.address import day_in_address
from index.errors import InputError

DAYS = st.dates(date(1700, 1, 1), date(2900, 1, 1))


@given(DAYS, st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{d} {m}, {y}", "{iso}"]))
def test_a_full_date_reads_as_itself(day: date, shape: str) -> None:
    text = shape.format(d=day.day, m=f"{day:%B}", y=day.year, iso=day.isoformat())
    found = [at.date() for _, at in full_dates(f"It was on {text} that they met.")]
    assert found == [day]
    assert stated_on_line(f"Published: {text} 14:05 GMT") is not None


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash_and_never_as_an_impossible_day(text: str) -> None:
    for match, at in full_dates(text):
        assert text[match.start() : match.end()] == match[0]
        assert 1600 <= at.year <= 2999


@pytest.mark.parametrize(
    "text", ["31 February 2019", "2019-13-01", "0 May 2019", "May 2019", "01/02/2019"]
)
def test_what_is_no_full_date_is_not_guessed(text: str) -> None:
    assert list(full_dates(text)) == []


@pytest.mark.parametrize(
    "line", ["The deal of 16 October 2019 was signed", "16 October 2019 in Sochi", "x" * 90]
)
def test_a_line_that_says_more_than_a_day_states_none(line: str) -> None:
    assert stated_on_line(line) is None


def test_supplied_days() -> None:
    assert read_day("2019-10-16", "x") == datetime(2019, 10, 16, tzinfo=UTC)
    assert read_day(date(2019, 10, 16), "x") == datetime(2019, 10, 16, tzinfo=UTC)
    assert read_day("2019-10-16T23:30:00-05:00", "x") == datetime(2019, 10, 17, 4, 30, tzinfo=UTC)
    assert read_day("16 October 2019", "x") == datetime(2019, 10, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "value", ["03/04/2019", "yesterday", "", "0000-01-01", 7, "2019-02-30", "1066-10-14"]
)
def test_what_is_not_a_day_is_refused_with_the_remedy(value: object) -> None:
    with pytest.raises(InputError, match=r"YYYY-MM-DD|outside the years"):
        read_day(value, "The day")


def test_a_publication_day_that_has_not_come_is_refused() -> None:
    with pytest.raises(InputError, match="future"):
        read_published("2999-01-01")


@pytest.mark.parametrize(
    "line",
    [
        "Published: 14 Feb 2020 Updated: 20 February 2020",
        "Updated 20 February 2020, published 14 Feb 2020",
    ],
)
def test_of_two_stated_days_the_article_gets_the_one_it_was_published_on(line: str) -> None:
    assert stated_on_line(line) == datetime(2020, 2, 14, tzinfo=UTC)


def test_an_address_with_the_year_last_states_a_day_only_where_no_other_is_meant() -> None:
    assert day_in_address("https://x.org/news/29-10-2021") == (date(2021, 10, 29), 0.75)
    assert day_in_address("https://x.org/news/10-29-2021/") == (date(2021, 10, 29), 0.75)
    assert day_in_address("https://x.org/news/09-10-2021") is None
    assert day_in_address("https://x.org/news/29-13-2021") is None

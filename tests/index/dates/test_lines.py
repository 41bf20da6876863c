from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.lines import read_line, stated_on_line

# Line, then per day it states: label, time in its own zone (a bare day where no clock and zone).
SHAPES = (
    ("Published 9:41 PM EDT Jun 12, 2022", ("published 2022-06-12T21:41:00-04:00",)),
    ("Updated 10:02 GMT, 4 March 2019", ("updated 2019-03-04T10:02:00+00:00",)),
    ("16 October, 2019", (" 2019-10-16",)),
    ("Oct. 16, 2019 / 2:05 PM", (" 2019-10-16",)),
    ("2019-10-16T14:05:00+03:00", (" 2019-10-16T14:05:00+03:00",)),
    ("2019-10-16T14:05:00Z", (" 2019-10-16T14:05:00+00:00",)),
    ("16.10.2019", (" 2019-10-16",)),
    ("10/16/2019", (" 2019-10-16",)),
    ("Wednesday, 16 October 2019 14:05 UTC+3", (" 2019-10-16T14:05:00+03:00",)),
    ("12:15 (GMT+5:30) 5 January 2020", (" 2020-01-05T12:15:00+05:30",)),
    ("Oct 16 2019, 2:05pm PDT", (" 2019-10-16T14:05:00-07:00",)),
    ("First published on Sun 3 Mar 2019 22.15 EST", ("published 2019-03-03T22:15:00-05:00",)),
    ("Last modified: 16-Oct-2019", ("updated 2019-10-16",)),
    (
        "Published 5:01 p.m. ET June 12, 2022 Updated 9:41 a.m. ET January 13, 2023",
        ("published 2022-06-12T17:01:00-04:00", "updated 2023-01-13T09:41:00-05:00"),
    ),
    ("Publicado el 16 de octubre de 2019", ("published 2019-10-16",)),
    ("Noon on 5 January 2020", (" 2020-01-05",)),
    ("5 January 2020, 14:05 CST", (" 2020-01-05",)),  # the name means two zones: the day alone
)


@pytest.mark.parametrize(("line", "expected"), SHAPES)
def test_the_ways_sites_state_a_day(line: str, expected: tuple[str, ...]) -> None:
    said = [f"{d.label} {d.at.isoformat() if d.clock else d.at.date()}" for d in read_line(line)]
    assert tuple(said) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The pact of 16 October 2019 was signed",
        "16 October 2019 in Sochi",
        "03/04/2019",
        "31 February 2019",
        "32.13.2019",
        "12 June",
        "Call 555-2019-10",
        "© 2019",
        "Report 2019-10-16 of the board",
        "x" * 200,
    ],
)
def test_a_line_that_says_more_or_less_than_a_day_states_none(line: str) -> None:
    assert read_line(line) == []


@pytest.mark.parametrize(
    ("line", "order", "day"),
    [
        ("03/04/2019", "dmy", date(2019, 4, 3)),
        ("03/04/2019", "mdy", date(2019, 3, 4)),
        ("03.04.2019", "", date(2019, 4, 3)),
        ("03.04.2019", "mdy", date(2019, 4, 3)),
        ("07/07/2019", "", date(2019, 7, 7)),
    ],
)
def test_days_in_figures(line: str, order: str, day: date) -> None:
    assert [d.at.date() for d in read_line(line, order)] == [day]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Example | April 13, 2016",
        "Story by Ada Example and photographs by Ben Sample, The Valley Star | April 13, 2016",
    ],
)
def test_a_byline_may_carry_the_day(line: str) -> None:
    assert read_line(line) == []
    assert [d.at.date() for d in read_line(line, byline=True)] == [date(2016, 4, 13)]


def test_prose_that_begins_like_a_byline_states_no_day() -> None:
    prose = "By the time the pact was signed on April 13, 2016 all was lost"
    assert read_line(prose, byline=True) == []


def test_a_weekday_that_contradicts_its_day_is_refused_with_the_reason() -> None:
    [said] = read_line("Monday, 16 October 2019")
    assert said.refused == "that day was a Wednesday"


@given(st.dates(date(1700, 1, 1), date(2900, 1, 1)), st.integers(0, 23), st.integers(0, 59))
def test_a_clock_and_zone_are_kept_as_written(day: date, hour: int, minute: int) -> None:
    [said] = read_line(f"{day.day} {day:%B} {day.year} {hour:02}:{minute:02} +05:30")
    assert said.clock
    assert (said.at.date(), said.at.hour, said.at.minute) == (day, hour, minute)
    assert str(said.at.utcoffset()) == "5:30:00"


@given(st.text(max_size=200), st.sampled_from(["", "dmy", "mdy"]))
def test_any_line_is_read_without_a_crash(line: str, order: str) -> None:
    for said in read_line(line, order, byline=True):
        assert 1600 <= said.at.year <= 2999
    stated_on_line(line)


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("30.10.23", [date(2023, 10, 30)]),
        ("Veröffentlicht am 1. 2. 09", [date(2009, 2, 1)]),
        ("31.12.98", [date(1998, 12, 31)]),
        ("10/30/23", []),  # the figures may be day, month or year
        ("31.13.23", []),
        ("Version 1.12.23.4", []),
    ],
)
def test_a_year_of_two_figures_is_read_behind_dots(line: str, days: list[date]) -> None:
    assert [d.at.date() for d in read_line(line)] == days


def test_figures_parted_by_bars_are_a_day() -> None:
    assert stated_on_line("26 | 01 | 2022") == datetime(2022, 1, 26, tzinfo=UTC)
    assert stated_on_line("26|01|2022") == datetime(2022, 1, 26, tzinfo=UTC)
    assert stated_on_line("3 | 4 | 2022") is None
    assert stated_on_line("26 | 01 | 2022 | 7 | 5") is None

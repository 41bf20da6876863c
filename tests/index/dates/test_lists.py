"""Lists of times, and a year that is said once; 15 June 2022 is the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.index.dates.test_events import events, published, written

MONTHS = "January February March April May June July August September October November December"
JOINTS = [" and ", " or ", " and in ", ", and ", " to ", "–"]


def told(sentence: str) -> tuple[str, ...]:
    return tuple(written(sentence, e) for e in events(sentence, published("2022-06-15")))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Floods came in April and in October.", ("April 2022-04-01..2022-04-30", "October 2021-10-01..2021-10-31")),
        ("They came in May or June.", ("May 2022-05-01..2022-05-31", "June 2022-06-01..2022-06-15")),
        ("Floods came in April and in October 2019.", ("April =2019-04-01..2019-04-30", "October 2019 =2019-10-01..2019-10-31")),
        ("It flooded in May, June and July of 2021.", ("May =2021-05-01..2021-05-31", "June =2021-06-01..2021-06-30", "July of 2021 =2021-07-01..2021-07-31")),
        ("It flooded in 2017, 2019 and 2021.", ("2017 =2017-01-01..2017-12-31", "2019 =2019-01-01..2019-12-31", "2021 =2021-01-01..2021-12-31")),
        ("They met on 3 April and 5 October 2019.", ("3 April =2019-04-03", "5 October 2019 =2019-10-05")),
        ("It froze in December and January 2019.", ("December and January 2019 =2018-12-01..2019-01-31",)),
        ("It rained in March, May, June and July 2021.", ("March =2021-03-01..2021-03-31", "May =2021-05-01..2021-05-31", "June and July 2021 =2021-06-01..2021-07-31")),
        ("It froze in November, December and January 2019.", ("November =2018-11-01..2018-11-30", "December and January 2019 =2018-12-01..2019-01-31")),
        ("From November 3 to January 5, 2019 it rained.", ("From November 3 to January 5, 2019 =2018-11-03..2019-01-05",)),
        ("It rose from May until August 2019.", ("from May until August 2019 =2019-05-01..2019-08-31",)),
        ("He was born on November 21 of 1998.", ("November 21 of 1998 =1998-11-21",)),
        ("They met on 30 February and 5 March 2019.", ("5 March 2019 =2019-03-05",)),
        ("In May, June and April Jones met.", ("May 2022-05-01..2022-05-31",)),
        ("In 2015, 2016 homes burned.", ("2015 =2015-01-01..2015-12-31",)),
        ("In May, ſeptember and June 2019 it rained.", ("May 2022-05-01..2022-05-31", "June 2019 =2019-06-01..2019-06-30")),
    ],
)  # fmt: skip
def test_lists(sentence: str, expected: tuple[str, ...]) -> None:
    assert told(sentence) == expected


@given(
    st.lists(st.integers(1, 12), min_size=2, max_size=6, unique=True).map(sorted),
    st.integers(1600, 2099),
    st.sampled_from([" and ", " or ", ", and ", ", or "]),
)
def test_months_listed_before_a_year_are_all_of_that_year(
    months: list[int], year: int, joint: str
) -> None:
    names = [MONTHS.split()[m - 1] for m in months]
    text = f"It rained in {', '.join(names[:-1])}{joint}{names[-1]} {year}."
    found = events(text, published("2022-06-15"))
    begun = [(e.earliest.year, e.earliest.month) for e in found if e.earliest]
    ended = [(e.latest.year, e.latest.month) for e in found if e.latest]
    listed = [(year, month) for month in months]
    # "June and July 2021" is one range, any other pair two times.
    assert begun == listed[: len(begun)]
    assert ended[-1] == listed[-1]
    assert len(begun) >= len(listed) - 1


@given(st.integers(1, 12), st.integers(1, 12), st.sampled_from(JOINTS))
def test_two_months_and_one_year_run_forward(first: int, second: int, joint: str) -> None:
    one, other = (MONTHS.split()[m - 1] for m in (first, second))
    found = events(f"It rained in {one}{joint}{other} 2019.", published("2022-06-15"))
    days = [(e.earliest, e.latest) for e in found]
    assert days == sorted(days)
    assert {d.year for pair in days for d in pair if d} <= {2018, 2019}

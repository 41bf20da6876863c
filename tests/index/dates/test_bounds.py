from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.address import day_in_address, month_in_address
from index.dates.bounds import bounds

PAST = (
    ("They signed it on 5 March 2020.", date(2020, 3, 5)),
    ("The mill closed in 2018.", date(2018, 1, 1)),
    ("The mill was sold in March 2019.", date(2019, 3, 1)),
    ("The group, the army’s ally until 2016, said no.", date(2016, 1, 1)),
    ("It was founded in 1990. It moved in 2007.", date(2007, 1, 1)),
    ("“Well done” — Ada Example (@ada) July 25, 2022", date(2022, 7, 25)),
    ("People queue for water in the port of Exampleville on 30 August 2022. Ada Example/Wire", date(2022, 8, 30)),
)  # fmt: skip
NOTHING = (
    "The line will open on 5 May 2024.",
    "They plan to leave by 2019.",
    "Talks are due on 1 June 2019.",
    "No year is told.",
    "Voters were told of the race in 2024.",
    "The council voted to cut the budget for 2031.",
    "The fair has been postponed until 2021.",
    "He said it would be released in 2022.",
    "It was moved to 30 June 2022.",
    "They put it on the November 2030 ballot.",
    "The coin, to be released in 2029, was shown.",
    "“We lost in 2019,” he said.",
    "If it was built in 2019, it was built badly.",
    "Copyright 2019.",
    "Spring Concert, 12 March 2022",
    "They announced the decision to close it on 15 June 2022.",
)


@pytest.mark.parametrize(("text", "day"), PAST)
def test_what_is_told_as_past_is_older_than_the_article(text: str, day: date) -> None:
    found = bounds(text, [])
    assert (found.earliest, found.latest) == (day, None)
    assert str(day.year) in found.reason


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_planned_quoted_or_supposed_is_no_lower_bound(text: str) -> None:
    assert bounds(text, []).earliest is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministers will meet on 5 March 2020.", date(2020, 3, 5)),
        ("The new rules are due to take effect on July 1, 2021.", date(2021, 7, 1)),
        ("They would meet on 5 March 2020.", None),
        ("He said they will meet on 5 March 2020.", None),
        ("“We will meet on 5 March 2020,” she says.", None),
        ("The panel on the January 6, 2021, attack will meet.", None),
        ("Will attends a service on 28 February 2018.", None),
    ],
)
def test_what_is_announced_is_not_older_than_the_article(text: str, day: date | None) -> None:
    assert bounds(text, []).latest == day


def test_captions_bound_and_the_tightest_counts() -> None:
    found = bounds("They met in 2018.", ["A camp near Exampleville, February 27, 2020. /Wire"])
    assert found.at is None
    assert found.earliest == date(2020, 2, 27)
    assert "caption" in found.reason


def test_bounds_that_contradict_each_other_are_dropped() -> None:
    found = bounds("It was signed on 5 May 2021. They will meet on 5 March 2020.", [])
    assert (found.earliest, found.latest) == (None, None)
    assert "neither" in found.reason


def test_an_unknown_language_is_bounded_by_captions_only() -> None:
    found = bounds("Se oli 5 May 2021 was built.", ["Kuva, 3 May 2019 [Wire]"], "fi")
    assert found.earliest == date(2019, 5, 3)


@given(st.text(max_size=400))
def test_any_text_is_bounded_without_a_crash_and_in_order(text: str) -> None:
    found = bounds(text, [text])
    assert not (found.earliest and found.latest and found.earliest > found.latest)


@pytest.mark.parametrize(
    "piece", ["in 2019, ", "will on 5 May 2020 ", "was 5 May 2019 ", "(@a) ", "“ "]
)
def test_long_text_is_bounded_in_linear_time(piece: str) -> None:
    bounds(piece * (200_000 // len(piece)), [])  # the suite's own time limit is the assertion


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.org/news/2022/06/12/a-story/", date(2022, 6, 12)),
        ("https://x.org/world/2022/jun/12/a-story", date(2022, 6, 12)),
        ("https://x.org/2022-06-12/a", date(2022, 6, 12)),
        ("https://x.org/20220612/a-story", date(2022, 6, 12)),
        ("https://x.org/2022/13/45/a", None),
        ("https://x.org/2022/06/a", None),
        ("https://x.org/a-20220612-20220613", None),
        ("https://x.org/id/120220612345", None),
        ("https://x.org/?d=2022/06/12", None),
        ("http://[", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    found = day_in_address(url)
    assert (found[0] if found else None) == day


def test_an_address_may_name_a_month() -> None:
    filed = month_in_address("https://x.org/2020/02/a-story")
    assert filed is not None
    assert (filed.earliest, filed.latest) == (date(2020, 2, 1), date(2020, 2, 29))

"""Where a clause looks, and what "by", "until" and "starting" make of it.

Wednesday, 15 June 2022 is the day of publication throughout.
"""

from __future__ import annotations

import pytest

from tests.index.dates.test_events import events, published, written

WRITTEN = published("2022-06-15")


def told(sentence: str) -> tuple[str, ...]:
    return tuple(written(sentence, e) for e in events(sentence, WRITTEN))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The water had fallen by Tuesday.", ("by Tuesday ..2022-06-14",)),
        ("They toiled on, and by Tuesday the water had fallen.", ("by Tuesday ..2022-06-14",)),
        ("By Tuesday, when help came, the water had fallen.", ("By Tuesday ..2022-06-14",)),
        ("The fire was out by Tuesday.", ("by Tuesday ..2022-06-14",)),
        ("By Tuesday the water should have fallen.", ("By Tuesday ..2022-06-21",)),
        ("He ordered a report by Tuesday.", ("by Tuesday ~..2022-06-21",)),
        ("They had demanded an answer by Tuesday.", ("by Tuesday ~..2022-06-21",)),
        ("They had been told to leave by Friday.", ("by Friday ~..2022-06-17",)),
        ("They waited in the cold, and by Friday more will come.", ("by Friday ..2022-06-17",)),
    ],
)
def test_a_deadline_is_over_where_its_clause_tells_it_as_kept(
    sentence: str, expected: tuple[str, ...]
) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The body was not found until Tuesday.", ("until Tuesday 2022-06-14",)),
        ("The road will not reopen until Monday.", ("until Monday 2022-06-20",)),
        ("Schools won’t open until 4 July.", ("until 4 July 2022-07-04",)),
        ("The road was shut until Monday.", ("until Monday ~..2022-06-20",)),
        ("He did not say whether it was shut until Monday.", ("until Monday ~..2022-06-20",)),
        ("The hall was full. It was shut until Monday.", ("until Monday ~..2022-06-20",)),
    ],
)
def test_what_is_not_so_until_a_day_begins_on_it(sentence: str, expected: tuple[str, ...]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Schools reopen on Monday.", "2022-06-20"),
        ("The ministry said schools reopen on Monday.", "2022-06-20"),
        ("The inquiry resumes on Monday.", "2022-06-20"),
        ("Voters go to the polls on Monday.", "2022-06-20"),
        ("The deadline is Monday.", "2022-06-20"),
        ("The match is on Monday.", "2022-06-20"),
        ("She is hoping to return on Monday.", "2022-06-20"),
        ("The ferry, due to sail on Monday, is full.", "2022-06-20"),
        ("Rain is forecast for Monday.", "2022-06-20"),
        ("The side, which won the cup, plays again on Monday.", "2022-06-20"),
        ("Classes start Monday.", "2022-06-20"),
        ("He said classes start on Monday.", "2022-06-20"),
        ("The hearing has been moved to Monday.", "2022-06-20"),
        ("Monday is a holiday.", "2022-06-20"),
        ("From Monday drivers pay more.", "2022-06-20"),
        ("The family moved to Oslo on Monday.", "2022-06-13"),
        ("They spoke of its start on Monday.", "2022-06-13"),
        ("Crowds greeted the workers’ return on Monday.", "2022-06-13"),
        ("Monday was a holiday.", "2022-06-13"),
        ("Work begun on Monday will end soon.", "2022-06-13"),
        ("The school did not reopen on Monday.", "2022-06-13"),
        ("The school failed to reopen on Monday.", "2022-06-13"),
        ("The deadline was Monday.", "2022-06-13"),
        ("The school was shut due to snow on Monday.", "2022-06-13"),
        ("They agreed to a truce on Monday.", "2022-06-13"),
        ("He is to appear in court after being arrested on Monday.", "2022-06-13"),
        ("The ferry sunk on Monday will be raised.", "2022-06-13"),
        ("Who is on Monday’s list was not said.", "2022-06-13"),
    ],
)
def test_the_side_that_a_verb_tells(sentence: str, day: str) -> None:
    assert told(sentence)[0].endswith(f" {day}")


def test_a_vow_may_be_made_on_the_day_or_name_it() -> None:
    both = "Monday ~2022-06-13..2022-06-20"
    assert told("He vowed to reopen the road on Monday.") == (both,)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Starting Monday, masks are required.", ("Starting Monday 2022-06-20..",)),
        ("Beginning Monday, masks are required.", ("Beginning Monday 2022-06-20..",)),
        ("It ran for nine days starting Monday.", ("starting Monday 2022-06-13..",)),
        ("In the beginning Monday was calm.", ("Monday 2022-06-13",)),
        ("He resigned the following Monday.", ()),
        ("He left after the previous Tuesday’s vote.", ()),
        ("Following Monday’s vote he left.", ("Monday 2022-06-13",)),
        ("Since around 2015 the river has been clean.", ("Since around 2015 ~2015-01-01..",)),
        ("It has been shut since at least 2015.", ("since at least 2015 ~2015-01-01..",)),
        ("It was shut by about May 2019.", ("by about May 2019 ~..2019-05-31",)),
        ("Shut since the night of 3 June.", ("since the night of 3 June 2022-06-03..",)),
        ("It burned on the night of 3 June.", ("3 June 2022-06-03",)),
    ],
)
def test_words_before_a_time(sentence: str, expected: tuple[str, ...]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize("piece", ["was shut due to ", "due to ", "not until ", "did not reopen "])
def test_cues_over_and_over_are_read_in_linear_time(piece: str) -> None:
    assert told(piece * (100_000 // len(piece)) + "on Monday.")

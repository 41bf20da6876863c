"""Days counted off inside a month or a year; Wednesday, 15 June 2022 is the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.language import language
from tests.index.dates.test_events import events, published, written

MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shut since the second week of December.", ("since the second week of December ~2021-12-08..",)),
        ("Sales fell in the last week of May.", ("the last week of May ~2022-05-25..2022-05-31",)),
        ("It was held on the first Sunday of December.", ("the first Sunday of December 2021-12-05",)),
        ("It will be held on the second Saturday in July.", ("the second Saturday in July 2022-07-09",)),
        ("It rained on the first weekend of May.", ("the first weekend of May ~2022-05-07..2022-05-08",)),
        ("The first ten days of May were dry.", ("The first ten days of May 2022-05-01..2022-05-10",)),
        ("The final weeks of May were dry.", ("The final weeks of May ~2022-05-11..2022-05-31",)),
        ("The first three months of 2020 were dry.", ("The first three months of 2020 =2020-01-01..2020-03-31",)),
        ("The last six months of 2020 were dry.", ("The last six months of 2020 =2020-07-01..2020-12-31",)),
        ("It was held on the fifth Monday of June 2022.", ()),
        ("Rents rose in the year to March 2021.", ("the year to March 2021 =2020-04-01..2021-03-31",)),
        ("Rents rose in the three months to May.", ("the three months to May 2022-03-01..2022-05-31",)),
        ("They wed in June last year.", ("June last year 2021-06-01..2021-06-30",)),
        ("They wed in late June of last year.", ("late June of last year ~2021-06-21..2021-06-30",)),
        ("It opened on 5 May last year.", ("5 May last year 2021-05-05",)),
        ("It opens on July 5 this year.", ("July 5 this year 2022-07-05",)),
        ("He served until June next year.", ("until June next year ..2023-06-30",)),
        ("It was sold last June.", ("last June ~2021-06-01..2021-06-30",)),
        ("It will be sold next June.", ("next June ~2023-06-01..2023-06-30",)),
        ("Shut since the first half of May.", ("since the first half of May 2022-05-01..",)),
        ("The last week of the race was hard.", ()),
        ("The last year of the war was hard.", ()),
    ],
)  # fmt: skip
def test_days_counted_off(sentence: str, expected: tuple[str, ...]) -> None:
    found = events(sentence, published("2022-06-15"))
    assert tuple(written(sentence, e) for e in found) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cayó la primera semana de mayo.", ("la primera semana de mayo ~2022-05-01..2022-05-07",)),
        ("Nació en junio del año pasado.", ("junio del año pasado 2021-06-01..2021-06-30",)),
        ("Renunció el lunes siguiente.", ()),
        ("Llovió en marzo, abril y mayo de 2019.", (
            "marzo =2019-03-01..2019-03-31", "abril =2019-04-01..2019-04-30", "mayo de 2019 =2019-05-01..2019-05-31",
        )),
    ],
)  # fmt: skip
def test_the_same_in_spanish(sentence: str, expected: tuple[str, ...]) -> None:
    found = events(sentence, published("2022-06-15"), "es")
    assert tuple(written(sentence, e) for e in found) == expected


@given(st.sampled_from(list(NTH)), st.integers(0, 6), st.integers(1, 12), st.integers(1600, 2099))
def test_a_counted_weekday_is_where_the_calendar_has_it(
    nth: str, weekday: int, month: int, year: int
) -> None:
    text = f"the {nth} {DAYS.split()[weekday]} of {MONTHS.split()[month - 1]} {year}"
    first = date(year, month, 1)
    days = [first + timedelta(days=n) for n in range(31)]
    days = [d for d in days if d.month == month and d.weekday() == weekday]
    number = NTH[nth] - 1 if NTH[nth] > 0 else -1
    found = events(text, published("2022-06-15"))
    if number >= len(days):
        assert found == ()
    else:
        assert [(e.earliest, e.latest) for e in found] == [(days[number], days[number])]


def test_every_unit_of_every_language_is_read_or_left() -> None:
    for code, say in (("en", "the first {} of May"), ("es", "la primera {} de mayo")):
        lang = language(code)
        assert lang
        for unit in lang.units:
            events(say.format(unit), published("2022-06-15"), code)
            events(say.format(unit.replace(" ", "  ")), published("2022-06-15"), code)

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Sentence
from index.dates import tell
from index.stamp import EventTime, Found, Published, Stamp, utc_day
from tests.index.dates.event_cases import CASES

SIGNS = {"~": "approximate", "=": "stated"}


def published(day: str, confidence: float = 0.95) -> Published:
    at = date.fromisoformat(day)
    return Published(Stamp(utc_day(at.year, at.month, at.day), Found("line", confidence, "said")))


def events(text: str, when: Published, language: str | None = "en") -> tuple[EventTime, ...]:
    return tell(text, [Sentence(0, len(text))], when, language)[0].events


def written(text: str, event: EventTime) -> str:
    """An event as the cases write it."""
    sign = {v: k for k, v in SIGNS.items()}.get(event.certainty, "")
    days = [str(day or "") for day in (event.earliest, event.latest)]
    said = days[0] if days[0] == days[1] else "..".join(days)
    return f"{text[event.start : event.end]} {sign}{said}"


@pytest.mark.parametrize(("day", "sentence", "expected"), CASES)
def test_what_times_mean(day: str, sentence: str, expected: tuple[str, ...]) -> None:
    assert tuple(written(sentence, e) for e in events(sentence, published(day))) == expected


SPANISH = (
    ("El ministro viajará a Lima el jueves, dijo el lunes.", ("jueves 2020-02-13", "lunes 2020-02-03")),
    ("La semana pasada hubo lluvia.", ("La semana pasada 2020-01-27..2020-02-02",)),
    ("Se fue hace dos años.", ("hace dos años ~2017-08-09..2018-08-08",)),
    ("Se firmó el 16 de octubre de 2019.", ("16 de octubre de 2019 =2019-10-16",)),
    ("Rige desde principios de diciembre.", ("desde principios de diciembre ~2019-12-01..",)),
    ("En 2015 cerró, y ayer abrió.", ("2015 =2015-01-01..2015-12-31", "ayer 2020-02-06")),
    ("Nació en los años 90.", ("años 90 =1990-01-01..1999-12-31",)),
    ("Mañana lloverá.", ("Mañana 2020-02-08",)),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SPANISH)
def test_another_language_is_a_file_of_data(sentence: str, expected: tuple[str, ...]) -> None:
    found = events(sentence, published("2020-02-07"), "es")
    assert tuple(written(sentence, e) for e in found) == expected


def test_a_language_without_a_file_keeps_full_dates_only() -> None:
    text = "On Thursday and on 16 October 2019 and 2019-12-24."
    found = events(text, published("2020-02-07"), "fi")
    assert [written(text, e) for e in found] == [
        "16 October 2019 =2019-10-16",
        "2019-12-24 =2019-12-24",
    ]


def test_from_a_bounded_day_only_what_stays_true_is_told() -> None:
    bounded = Published(earliest=date(2020, 2, 27))
    text = "He said on Saturday that the 2018 pact, signed in 2018, fails next week."
    told = [written(text, e) for e in events(text, bounded)]
    assert told == [
        "Saturday ~2020-02-22..",
        "2018 =2018-01-01..2018-12-31",
        "next week ~2020-03-02..",
    ]
    both = Published(earliest=date(2020, 3, 2), latest=date(2020, 3, 4))
    assert (
        written("It was on Sunday.", events("It was on Sunday.", both)[0]) == "Sunday ~2020-03-01"
    )


def test_with_no_day_and_no_bounds_nothing_is_guessed() -> None:
    text = "They met on Thursday, last week, yesterday and in 2015."
    assert [written(text, e) for e in events(text, Published())] == ["2015 =2015-01-01..2015-12-31"]


def test_a_doubtful_day_of_publication_makes_what_hangs_on_it_approximate() -> None:
    text = "They met on Thursday."
    assert events(text, published("2020-02-07", 0.4))[0].certainty == "approximate"


def test_offsets_point_into_the_article_not_the_sentence() -> None:
    text = "Nothing here.\n\nThey met last week."
    second = tell(text, [Sentence(0, 13), Sentence(15, 34)], published("2020-02-07"), "en")[1]
    assert [text[e.start : e.end] for e in second.events] == ["last week"]


WORDS = st.sampled_from(
    [*"on in since until between from to and by the last next this May March 5 2019 31 Monday Sunday’s".split(),
     "“", "”", '"', ",", ".", "two", "weeks", "ago", "early", "late", "December", "yesterday", "1990s", "–", "will", "said", "9999", "ſ", "İ"]
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join)),
    st.sampled_from(["en", "es", "fi", None]),
    st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31))),
)
def test_any_text_gives_spans_in_order_and_days_in_order(
    text: str, language: str | None, day: date | None
) -> None:
    when = published(str(day)) if day else Published(earliest=date(2020, 1, 1))
    found = events(text, when, language)
    at = 0
    for event in found:
        assert at <= event.start < event.end <= len(text)
        assert text[event.start : event.end].strip() == text[event.start : event.end]
        assert event.earliest or event.latest
        assert not (event.earliest and event.latest and event.earliest > event.latest)
        at = event.end


@pytest.mark.parametrize(
    "piece", ["May 5 ", "between ", "on Monday ", "the last ", "5 5 5 ", "“", " ", "a ", "early in ", "by Friday ", "August that year ", "“ yesterday” said in 2014 ", "Monday's A ", "2019-", "and "]
)  # fmt: skip
def test_a_line_of_one_thing_over_and_over_is_read_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    found = events(text, published("2020-02-07"))  # the suite's own time limit is the assertion
    assert len(found) <= len(re.findall(r"\w+", text))

"""Which of several statements about a page's day is believed."""

from __future__ import annotations

from datetime import date

from index.dates import Clues, publication
from index.dates.stated import read_stamp
from index.dates.weighing import NEARLY, weighed
from index.stamp import Found, How, Stamp


def said(value: str, how: How = "meta", sure: float = 0.95) -> Stamp:
    return read_stamp(value, Found(how, sure, f"{how} says {value}"))


def test_mark_up_in_utc_becomes_the_day_that_readers_see() -> None:
    markup = said("2023-11-09T02:11:03Z", "json-ld", 0.97)
    shown = weighed([markup, said("2023-11-08", "line")], None)
    assert shown.day == date(2023, 11, 8)
    zoned = weighed([markup, said("2023-11-08T21:11:03-05:00")], None)
    assert zoned.day == date(2023, 11, 8)
    late = said("2023-11-01T23:01:00Z", "json-ld", 0.97)
    assert weighed([late, said("2023-11-02", "url", 0.9)], None).day == date(2023, 11, 2)


def test_a_day_too_far_from_the_hour_stays_as_marked_up() -> None:
    noon = said("2023-11-09T14:00:00Z", "json-ld", 0.97)
    other = weighed([noon, said("2023-11-08", "line", 0.9)], None)
    assert (other.day, other.found.confidence) == (date(2023, 11, 9), NEARLY)


def test_two_places_outweigh_one() -> None:
    one = said("2022-01-04", "json-ld", 0.97)
    best = weighed([one, said("2022-01-06"), said("2022-01-06", "line")], None)
    assert best.day == date(2022, 1, 6)
    assert best.found.confidence < 0.9


def test_many_statements_of_one_place_count_once() -> None:
    tags = [said("2021-12-20", "meta", 0.85) for _ in range(5)]
    assert weighed([*tags, said("2022-01-27", "line")], None).day == date(2022, 1, 27)


def test_what_was_supplied_is_believed_before_all() -> None:
    given = said("2020-03-01", "supplied", 1.0)
    best = weighed([given, said("2022-01-06"), said("2022-01-06", "line")], None)
    assert (best.day, best.found.confidence) == (date(2020, 3, 1), 1.0)


def test_a_page_changed_long_after_is_trusted_less() -> None:
    found = Found("meta", 0.97, "said so")
    for change, sure in (("2019-05-04", 0.97), ("2021-05-03", NEARLY), ("2019-05-01", NEARLY)):
        clues = Clues(published=(("2019-05-03", found),), updated=((change, found),), body="Rain.")
        stamp = publication(clues)[0].stamp
        assert stamp is not None
        assert (stamp.day, stamp.found.confidence) == (date(2019, 5, 3), sure)


def test_a_day_in_figures_that_may_be_two_bounds_the_article() -> None:
    clues = Clues(lines=("05/03/2019",), head=("05/03/2019",), body="Rain fell.", language="en")
    published = publication(clues)[0]
    assert published.day is None
    assert (published.earliest, published.latest) == (date(2019, 3, 5), date(2019, 5, 3))
    told = Clues(
        lines=("05/03/2019",), head=("05/03/2019",), body="It rained on 04/27/2019.", language="en"
    )
    assert publication(told)[0].day == date(2019, 5, 3)


def test_a_time_in_utc_near_midnight_is_trusted_less_unless_a_day_is_shown() -> None:
    night = said("2019-11-09T02:11:00Z", "json-ld", 0.97)
    assert weighed([night], None).found.confidence == NEARLY
    assert weighed([said("2019-11-09T12:11:00Z", "json-ld", 0.97)], None).found.confidence == 0.97
    shown = said("2019-11-09", "line")
    assert weighed([night, shown], None).found.confidence > NEARLY


def test_a_bare_day_elsewhere_on_the_page_is_trusted_less_than_one_that_opens_it() -> None:
    body = "The council voted to rebuild the pier. Work begins in the spring."
    sure = {}
    for place in ("head", "lines"):
        stamp = publication(Clues(body=body, **{place: ("3 May 2019",)}))[0].stamp
        assert stamp is not None and stamp.day == date(2019, 5, 3)
        sure[place] = stamp.found.confidence
    assert sure["lines"] < 0.9 < sure["head"]

"""Which of several statements about a page's day is believed."""

from __future__ import annotations

from datetime import date

from index.dates import Clues, publication
from index.dates.scales import Searched, features, learned, shares
from index.dates.stated import read_stamp
from index.dates.weighing import NEARLY, weighed
from index.stamp import Found, How, Stamp


def said(value: str, how: How = "meta", sure: float = 0.95) -> Stamp:
    return read_stamp(value, Found(how, sure, f"{how} says {value}"))


def believed(offered: list[Stamp], searched: Searched | None = None) -> Stamp:
    stamp = weighed(offered, None, None, searched)
    assert stamp is not None
    return stamp


def test_mark_up_in_utc_becomes_the_day_that_readers_see() -> None:
    markup = said("2023-11-09T02:11:03Z", "json-ld", 0.97)
    shown = believed([markup, said("2023-11-08", "line")])
    assert shown.day == date(2023, 11, 8)
    zoned = believed([markup, said("2023-11-08T21:11:03-05:00")])
    assert zoned.day == date(2023, 11, 8)
    late = said("2023-11-01T23:01:00Z", "json-ld", 0.97)
    assert believed([late, said("2023-11-02", "url", 0.9)]).day == date(2023, 11, 2)


def test_a_day_too_far_from_the_hour_is_another_and_told_with_doubt() -> None:
    noon = said("2023-11-09T14:00:00Z", "json-ld", 0.97)
    other = believed([noon, said("2023-11-09", "meta"), said("2023-11-08", "line", 0.88)])
    assert other.found.confidence <= NEARLY
    alone = believed([noon, said("2023-11-09", "meta")])
    assert alone.day == date(2023, 11, 9)
    assert alone.found.confidence > other.found.confidence


def test_two_places_outweigh_one() -> None:
    one = said("2022-01-04", "json-ld", 0.97)
    best = believed([one, said("2022-01-06"), said("2022-01-06", "line")])
    assert best.day == date(2022, 1, 6)
    assert best.found.confidence < 0.9


def test_many_statements_of_one_place_count_once() -> None:
    tags = [said("2021-12-20", "meta", 0.85) for _ in range(5)]
    assert believed([*tags, said("2022-01-27", "line")]).day == date(2022, 1, 27)


def test_what_was_supplied_is_believed_before_all() -> None:
    given = said("2020-03-01", "supplied", 1.0)
    best = believed([given, said("2022-01-06"), said("2022-01-06", "line")])
    assert (best.day, best.found.confidence) == (date(2020, 3, 1), 1.0)


def test_a_page_changed_long_after_is_trusted_less() -> None:
    found = Found("meta", 0.97, "said so")
    sure = {}
    for change in ("2019-05-04", "2021-05-03", "2019-05-01"):
        clues = Clues(published=(("2019-05-03", found),), updated=((change, found),), body="Rain.")
        stamp = publication(clues)[0].stamp
        assert stamp is not None and stamp.day == date(2019, 5, 3)
        sure[change] = stamp.found.confidence
    assert sure["2019-05-04"] > 0.9 > NEARLY >= max(sure["2021-05-03"], sure["2019-05-01"])


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
    assert believed([night]).found.confidence <= NEARLY
    noon = believed([said("2019-11-09T12:11:00Z", "json-ld", 0.97)])
    assert noon.found.confidence > believed([night]).found.confidence
    shown = said("2019-11-09", "line")
    assert believed([night, shown]).found.confidence > NEARLY


def test_a_bare_day_elsewhere_on_the_page_is_trusted_less_than_one_that_opens_it() -> None:
    body = "The council voted to rebuild the pier. Work begins in the spring."
    sure = {}
    for place in ("head", "lines"):
        stamp = publication(Clues(body=body, **{place: ("3 May 2019",)}))[0].stamp
        assert stamp is not None and stamp.day == date(2019, 5, 3)
        sure[place] = stamp.found.confidence
    assert sure["lines"] < 0.9 < sure["head"]


def test_the_shares_of_a_page_make_one_with_that_of_no_day() -> None:
    rows = features([said("2019-05-03"), said("2021-05-03", "line", 0.88)], None, None)
    likely = shares(rows, learned()["own"])
    assert set(likely) == {date(2019, 5, 3), date(2021, 5, 3)}
    assert 0 < sum(likely.values()) < 1
    assert shares({}, learned()["own"]) == {}


def test_more_places_that_agree_make_a_day_likelier() -> None:
    offered = [said("2019-05-03", "json-ld", 0.97), said("2019-05-03"), said("2019-05-03", "line")]
    sure = [believed(offered[:n]).found.confidence for n in (1, 2, 3)]
    assert sure == sorted(sure) and sure[0] < sure[2]


def test_a_search_that_finds_the_same_day_makes_it_likelier_and_another_limits_it() -> None:
    weak = said("2019-05-03", "line", 0.6)
    day, other = date(2019, 5, 3), date(2021, 1, 4)
    same = believed([weak], Searched(day, True, ((day, "3 May 2019"),)))
    assert same.day == day and same.found.confidence > 0.6
    strong = said("2019-05-03", "line", 0.95)
    against = believed([strong], Searched(other, True, ((other, "4 January 2021"),)))
    assert against.found.confidence <= NEARLY


def test_an_answer_that_nothing_on_the_page_states_is_none() -> None:
    day = date(2019, 5, 3)
    assert Searched(day).day is None
    assert Searched(day, marked=True).day == day
    assert Searched(day, True, ((date(2020, 5, 3), "3 May 2020"),)).day is None
    assert weighed([], None, None, Searched(day)) is None

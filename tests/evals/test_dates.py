from __future__ import annotations

from datetime import date

import pytest

from evals import dates
from evals.sources import SHARED
from index.stamp import Found, Published, Stamp, utc_day

TEXT = "The council met in the old hall.\n\nIt voted to mend the bridge, officials said.\n\nThe bridge was built in 1990."


def row(day: str) -> dict[str, object]:
    return {
        "url": f"https://x.org/{day}/a",
        "title": "Bridge to be mended",
        "publish_date": day,
        "text": TEXT,
    }


def test_each_way_to_state_a_day_is_read_on_every_kind_of_day() -> None:
    rows = [
        row(f"2021/{month:02}/{day:02}")
        for month in range(1, 13)
        for day in (2, 13, 30)
        if (month, day) != (2, 30)
    ]
    for shift in range(len(dates.SHAPES)):
        tally = dates.Tally("x")
        for number, one in enumerate(rows, shift):
            published = dates._dated(dates._with_line(number, one), None)
            assert published is not None
            tally.count(published, dates._truth(one), None)
        assert (tally.right, tally.wrong_and_sure) == (len(rows), 0)


def test_a_wrong_day_counts_by_its_confidence_and_a_bound_by_its_truth() -> None:
    tally = dates.Tally("x")
    for confidence in (0.9, 0.5):
        stamp = Stamp(utc_day(2020, 1, 2), Found("line", confidence, "said"))
        tally.count(Published(stamp), date(2020, 1, 3), None)
    assert (tally.given, tally.right, tally.wrong_and_sure) == (2, 0, 1)
    tally.count(Published(earliest=date(2020, 1, 2)), date(2020, 1, 5), None)
    tally.count(Published(earliest=date(2020, 1, 2)), date(2019, 1, 5), date(2020, 1, 2))
    assert (tally.bounded, tally.true_bounds, tally.changed, tally.tight) == (2, 1, 1, 1)


@pytest.mark.skipif(not (SHARED / "data" / "realtimeqa").is_dir(), reason="no shared articles")
def test_no_wrong_day_is_given_surely_on_marked_articles() -> None:
    articles, marks = dates.realtimeqa(), dates._marks()[::10]
    rows = [articles[mark["url"]] for mark in marks]
    stated = dates._round("x", rows, dates._with_line)
    assert (stated.right, stated.wrong_and_sure) == (stated.articles, 0)
    assert dates._round("x", rows, dates._with_false_line).wrong_and_sure == 0
    assert len(dates.report(articles, marks)) == 10


def test_without_the_articles_it_ends_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> dict[str, object]:
        raise dates.InputError("the articles are not there.")

    monkeypatch.setattr(dates, "realtimeqa", missing)
    assert dates.main([]) == 2
    assert capsys.readouterr().err == "dates: the articles are not there.\n"

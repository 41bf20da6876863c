"""The field inputs whose day was told wrongly, read from ../shared/field where that lies beside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.article import Article
from index.clean import clean
from index.load import Raw, files, read

FIELD = Path(__file__).resolve().parents[3] / "shared" / "field"
pytestmark = pytest.mark.skipif(not FIELD.is_dir(), reason="the field inputs are not there")


def articles(folder: str) -> dict[str, Article]:
    found = {}
    for path in files([FIELD / folder]):
        assert isinstance(path, Path)
        for raw in read(path, {}):
            assert isinstance(raw, Raw)
            found[raw.item.rsplit("/", 1)[-1] or path.stem] = clean(raw)
    return found


def test_a_day_in_a_script_is_not_told() -> None:
    (article,) = articles("12-js-expiry").values()
    assert article.published.label() == "undated"


def test_a_day_in_figures_follows_the_page() -> None:
    found = articles("14-ambiguous-date")
    assert found["cedarfork"].published.day == date(2019, 3, 4)
    assert found["brantham"].published.day == date(2019, 4, 3)
    assert found["valbrune"].published.day == date(2019, 4, 3)
    open_day = found["nomark"].published
    assert open_day.day is None
    assert (open_day.earliest, open_day.latest) == (date(2019, 3, 4), date(2019, 4, 3))
    assert "03/04/2019" in open_day.reason


def test_feed_days_are_those_that_the_feed_writes() -> None:
    days = [a.published.day for _, a in sorted(articles("15-feed-dates").items())]
    assert days == [
        date(2016, 6, 29), date(2015, 9, 3), date(2015, 4, 30), date(2018, 6, 25),
        date(2019, 12, 31), None,
    ]  # fmt: skip


def test_hours_ago_is_no_day() -> None:
    (article,) = articles("34-relative").values()
    assert article.published.day is None


@pytest.mark.parametrize(
    ("folder", "opening"), [("14-ambiguous-date", "Drivers who"), ("34-relative", "Tram drivers")]
)
def test_the_first_sentence_is_the_storys(folder: str, opening: str) -> None:
    for article in articles(folder).values():
        assert article.text.startswith(opening)

"""The last search for a day: what htmldate finds is believed where the page states it."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from lxml import html

from index.clean import clean
from index.clean.searched import searched
from index.load import Raw

STORY = (
    "<p>The council of Exampleville voted to rebuild the ferry pier after a long debate.</p>"
    "<p>Work begins in the spring, the harbour master told reporters in the hall.</p>"
)


def found(beside: str, order: str = "dmy") -> date | None:
    page = f"<html lang=en><body><h1>Pier to be rebuilt</h1>{beside}{STORY}</body></html>"
    return searched(html.document_fromstring(page), order).day


@pytest.mark.parametrize(
    "beside",
    [
        "<div class=info>Ada Example schrieb das hier am 03.05.2019</div>",
        "<span class=meta data-date='2019-05-03'>last week</span><time datetime='2019-05-03'>x</time>",
        "<div class='post-date'>Item of 3 May 2019</div>",
    ],
)
def test_a_short_text_of_the_page_is_enough(beside: str) -> None:
    assert found(beside) == date(2019, 5, 3)


@pytest.mark.parametrize(
    "beside",
    [
        "<script>var build = '2019-05-03T04:11:09Z'; var ends = new Date('2031-01-31');</script>",
        "<img src='/uploads/2019/05/03/pier.jpg'>",
        "<p>On 3 May 2019 the storm had torn away the old pier and the town stood in the rain.</p>",
        "<footer>© 2009-2019 Exampleville Echo</footer>",
    ],
)
def test_programs_pictures_and_prose_date_nothing(beside: str) -> None:
    assert found(beside) is None


def test_figures_that_may_be_two_days_are_not_settled_by_a_library() -> None:
    assert found("<div class=date>03/05/2019</div>", "") is None
    assert found("<div class=date>03/05/2019</div>", "mdy") != date(2019, 5, 3)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("<p>Exampleville Echo, 3 May 2019</p>", "Exampleville Echo"),
        ("<div>3 May 2019 | The Pier Gazette</div>", "The Pier Gazette"),
    ],
)
def test_an_outlet_beside_a_day_gives_both_and_is_no_title(line: str, outlet: str) -> None:
    page = f"<html lang=en><body><h1>Pier to be rebuilt</h1>{line}{STORY}</body></html>"
    text = f"Pier to be rebuilt\n\n{html.fromstring(line).text}\n\n" + "\n\n".join(
        p.text for p in html.fragments_fromstring(STORY)
    )
    for kind, body in (("html", page.encode()), ("text", text)):
        article = clean(Raw(path="x", item="", kind=kind, body=body, known={}))  # type: ignore[arg-type]
        assert (article.title, article.outlet) == ("Pier to be rebuilt", outlet)
        assert article.published.day == date(2019, 5, 3)
        assert article.text.startswith("The council of Exampleville")


def test_a_day_that_only_a_search_gives_is_told_with_doubt_and_its_reason() -> None:
    page = f"<html lang=de><body><h1>Pier</h1><div class=info>Ada schrieb das am 03.05.2019</div>{STORY}"
    article = clean(Raw(path="x", item="", kind="html", body=page.encode(), known={}))
    stamp = article.published.stamp
    assert stamp is not None and stamp.day == date(2019, 5, 3)
    assert stamp.found.confidence < 0.9
    assert "03.05.2019" in article.published.reason


def test_a_day_in_doubt_is_searched_for_and_one_that_is_sure_is_not() -> None:
    head = "<meta property='article:published_time' content='2019-05-03T10:00:00+02:00'>"
    line = "<p>By Ada Example, 3 May 2019</p>"
    sure = f"<html><head>{head}</head><body><h1>Pier to be rebuilt</h1>{line}{STORY}</body></html>"
    for page, asked in ((sure, 0), (sure.replace(head, ""), 1)):
        with patch("index.clean.dated.searched", wraps=searched) as search:
            clean(Raw(path="x", item="", kind="html", body=page.encode(), known={}))
        assert search.call_count == asked

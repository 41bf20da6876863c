"""A live blog from the field: each post with its own time, and what changed told as an update."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

FOLDER = Path(__file__).parent.parent.parent.parent / "shared" / "field" / "30-liveblog"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no live blog at {FOLDER}")


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("live") / "archive", create=True) as made:
        report = made.add([FOLDER])
        assert (report.added, report.failures) == (3, [])
        yield made


def test_each_post_has_its_own_time_outlet_and_address(blog: Archive) -> None:
    posts = [blog.article(identity) for identity, _ in blog.articles()]
    assert sorted(str(p.published.at)[:16] for p in posts) == [
        "2024-11-04 08:05", "2024-11-04 19:40", "2024-11-05 21:15",
    ]  # fmt: skip
    assert {p.outlet for p in posts} == {"Coastline News"}
    assert len({p.url for p in posts}) == 3
    assert not any(word in p.text for p in posts for word in ("GMT", "Contact us", "cookies"))


def test_the_later_figure_is_an_update_of_the_earlier(blog: Archive) -> None:
    answer = Assistant(blog, QuoteReader(), "quote").ask("How many people died in Storm Hedda?")
    told = {str(c.published)[:10]: c.quote for c in answer.citations}
    assert any(day == "2024-11-05" and "nine" in quote for day, quote in told.items())
    assert any(day == "2024-11-04" and "Four" in quote for day, quote in told.items())
    assert [(d.update, [s for s, _ in d.sides]) for d in answer.disagreements] == [
        (True, ["Four", "nine"])
    ]


def test_asked_on_the_first_day_it_knows_of_four(blog: Archive) -> None:
    answer = Assistant(blog, QuoteReader(), "quote").ask(
        "How many people died in Storm Hedda?", as_of="2024-11-04"
    )
    assert [str(c.published)[:10] for c in answer.citations] == ["2024-11-04"]
    assert "Four" in answer.citations[0].quote


def test_a_second_run_finds_the_same_posts(blog: Archive) -> None:
    report = blog.add([FOLDER])
    assert (report.added, report.updated, report.unchanged) == (0, 0, 3)

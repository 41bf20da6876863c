"""Learning the weights of days, on a few invented pages."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from evals.published_days import Page
from evals.train_days import Case, learn, made, part, told, written
from index.dates import Clues
from index.dates.scales import ASKED, NONE, OWN, Searched, learned
from index.stamp import Found

RIGHT, WRONG = date(2019, 5, 3), date(2021, 1, 4)


def case(number: int, *, line_is_right: bool) -> Case:
    """A page whose mark-up and whose line name two days."""
    line, marked = (RIGHT, WRONG) if line_is_right else (WRONG, RIGHT)
    clues = Clues(
        published=((marked.isoformat(), Found("meta", 0.93, "a meta tag says it")),),
        lines=(line.isoformat(),),
        head=(line.isoformat(),),
        body="The council of Exampleville voted to rebuild the pier.",
        searched=Searched(line, False, ((line, line.isoformat()),)),
    )
    url = f"https://www.site{number}.example/pier"
    return made(Page(str(number), url, RIGHT, "invented", "tuned", b""), clues)


@pytest.mark.parametrize("line_is_right", [True, False])
def test_what_was_right_on_other_pages_is_believed(line_is_right: bool) -> None:
    weights = learn([case(n, line_is_right=line_is_right) for n in range(40)])
    fresh = list(told([case(99, line_is_right=line_is_right)], weights))
    assert [t.day for _, t in fresh] == [RIGHT]
    assert (weights["own"]["line"] > weights["own"]["meta"]) is line_is_right


def test_a_page_without_an_article_is_silent() -> None:
    page = case(1, line_is_right=True).page
    assert [t.day for _, t in told([made(page, None)], learned())] == [None]


def test_a_site_lies_in_one_part() -> None:
    pages = [
        Page(str(n), f"https://{sub}.exampleville.example/{n}", RIGHT, "invented", "tuned", b"")
        for n, sub in enumerate(("www", "blog", "m"))
    ]
    assert len({part(page) for page in pages}) == 1


def test_the_weights_that_are_written_are_those_that_are_read() -> None:
    assert tomllib.loads(written(learned())) == learned()
    assert set(learned()["own"]) == {*OWN, NONE}
    assert set(learned()["asked"]) == {*ASKED, NONE}

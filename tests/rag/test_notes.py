from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.article import Article, Passage
from index.filters import Filters, asked
from index.hit import Hit, Why
from index.stamp import Found, Published, Stamp, utc_day
from rag.answer import Citation
from rag.notes import later, stale, undated
from tests.rag.disagree.making import citation

NOW = "Who controls Manbij?"
WHY = Why(1, 0.5, 1, 4.0, 2.0, 1)


def hit(text: str, day: date | None, title: str = "Manbij", outlet: str = "Tide") -> Hit:
    stamp = (
        Stamp(utc_day(day.year, day.month, day.day), Found("supplied", 1.0, "x")) if day else None
    )
    published = Published(stamp) if stamp else Published()
    article = Article(text, title, outlet, published=published)
    return Hit(Passage("p", article.id, 0, len(text)), article, 1.0, WHY)


def cited(day: str | None) -> Citation:
    return citation(1, "The militia controls Manbij.", day)


def test_an_old_answer_on_how_things_stand_says_both_days() -> None:
    note = stale(
        NOW,
        [replace(cited("2018-12-20"), published_label="20 December 2018, 08:00 (UTC)")],
        date(2019, 10, 16),
        given=True,
    )
    assert note is not None
    assert note.text == (
        "The newest source is of 20 December 2018, 10 months before the day of asking, 16 October 2019."
    )
    assert (note.kind, note.marker) == ("stale", 1)
    unasked = stale(NOW, [cited("2018-12-20")], date(2019, 10, 16))
    assert unasked and "before the newest article of the archive, 16 October" in unasked.text


@pytest.mark.parametrize(
    ("question", "day", "given", "expected"),
    [
        (NOW, "2019-10-01", False, False),  # two weeks old
        (NOW, "2019-09-15", False, False),  # 31 days
        (NOW, "2019-09-14", False, True),
        ("Who signed the accord?", "2018-12-20", False, False),  # nothing of the present
        ("Who signed the accord?", "2018-12-20", True, True),  # asked as of a day
        ("Who signed the accord in 2018?", "2018-12-20", True, False),  # it names its own time
        (NOW, None, True, False),
    ],
)
def test_only_what_should_be_fresh_is_stale(
    question: str, day: str | None, given: bool, expected: bool
) -> None:
    note = stale(question, [cited(day)], date(2019, 10, 16), given=given)
    assert (note is not None) is expected


def test_a_later_article_on_the_point_outside_the_filters_is_named() -> None:
    beyond = [
        hit("The army controls the cinema in Manbij.", date(2019, 1, 3)),
        hit("Government forces control Manbij.", date(2019, 10, 16), "Army enters Manbij"),
        hit("Troops control Saraq.", date(2019, 12, 1), "Saraq"),
        hit("Who knows.", date(2019, 12, 1)),
        hit("The militia still controls Manbij.", None),
    ]
    note = later(NOW, [cited("2018-12-20")], beyond, [asked(until="2018-12-31")])
    assert note is not None
    assert note.kind == "later"
    assert note.text == (
        "A later article on this lies outside the days or outlets asked for: "
        "“Army enters Manbij” (Tide, 16 October 2019)."
    )


def test_nothing_published_after_the_day_of_asking_is_ever_mentioned() -> None:
    beyond = [hit("Government forces control Manbij.", date(2019, 10, 16))]
    assert (
        later(NOW, [cited("2018-12-20")], beyond, [asked(date(2019, 10, 15), until="2018-12-31")])
        is None
    )
    assert (
        later(NOW, [cited("2018-12-20")], beyond, [asked(date(2019, 10, 16), until="2018-12-31")])
        is not None
    )


def test_an_article_that_is_no_later_is_not_mentioned_unless_nothing_was_found() -> None:
    beyond = [hit("Government forces control Manbij.", date(2018, 10, 16))]
    assert later(NOW, [cited("2018-12-20")], beyond, [asked(since="2018-12-01")]) is None
    note = later(NOW, [], beyond, [asked(since="2018-12-01")])
    assert note is not None
    assert note.text.startswith("An article on this lies outside")


@pytest.mark.parametrize(
    ("within", "outside"),
    [
        (asked(until="2019-12-31"), False),
        (asked(until="2019-01-01"), True),
        (asked(outlets="TIDE"), False),
        (asked(outlets="Ledger"), True),
    ],
)
def test_what_lies_inside_is_never_said_to_lie_outside(within: Filters, outside: bool) -> None:
    beyond = [hit("Government forces control Manbij.", date(2019, 10, 16))]
    for citations in ([], [cited("2018-12-20")]):
        assert (later(NOW, citations, beyond, [within]) is not None) is outside


def test_an_answer_on_undated_articles_says_so() -> None:
    loose = replace(cited(None), published_label="undated (not before 27 February 2020)")
    whole = undated([loose])
    assert whole is not None
    assert whole.text == (
        "The answer rests on an article without a publication day (not before 27 February 2020)."
    )
    part = undated([cited("2019-01-01"), loose, replace(loose, article_id="b", marker=3)])
    assert part is not None
    assert "rests in part on 2 articles without" in part.text
    other = replace(loose, article_id="b", published_label="undated (not after 3 May 2020)")
    both = undated([loose, other])
    assert both is not None
    assert both.text == "The answer rests on 2 articles without a publication day."
    bare = undated([cited(None)])
    assert bare is not None
    assert bare.text == "The answer rests on an article without a publication day."
    assert undated([cited("2019-01-01")]) is None
    assert undated([]) is None

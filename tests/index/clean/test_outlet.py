from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article
from index.clean import clean, outlet
from index.load import Raw

STORY = (
    "Mayor Ana Brandt opened bridge number {n} over the river Arle on Monday, two years late.",
    "It will carry trams from the {n}th of May, said the roads office of the city.",
    "The river has flooded the lower town in every second winter since the old wall fell.",  # background
)
NOTES = (
    "Our work in the lower town is paid for by the Brenn Foundation of Orrin.",
    "The Harrier Brief comes to you on weekdays at six.",
)


def article(n: int, *extra: str) -> Article:
    text = "\n\n".join((*(line.format(n=n) for line in STORY), *extra))
    return clean(
        Raw(f"{n}.txt", "", "text", text, {"title": f"Bridge {n}", "outlet": "The Harrier"})
    )


def furniture(articles: list[Article]) -> frozenset[str]:
    counts = Counter(line for a in articles for line in set(outlet.lines(a)))
    return frozenset(line for line, n in counts.items() if outlet.is_furniture(n, line))


def test_what_an_outlet_says_in_every_article_is_furniture_and_background_is_story() -> None:
    filed = [article(n, NOTES[1], "The bridge is made of steel.") for n in range(12)]
    known = furniture(filed)
    left = outlet.without(filed[0], known)
    assert NOTES[1] not in left.text
    assert STORY[2] in left.text
    assert "The bridge is made of steel." in left.text
    assert [(r.text, r.reason) for r in left.removed] == [(NOTES[1], outlet.REASON)]


def test_one_article_alone_teaches_nothing() -> None:
    one = article(1, NOTES[1])
    assert outlet.without(one, furniture([one])) == one


def test_more_carriers_never_make_a_line_story_again() -> None:
    for line in outlet.lines(article(1, *NOTES)):
        said = [outlet.is_furniture(count, line) for count in range(20)]
        assert said == sorted(said)
        assert said[-1]


def test_the_order_of_arrival_does_not_matter() -> None:
    filed = [article(n, NOTES[1]) for n in range(8)]
    known = furniture(filed)
    stripped = [outlet.without(a, known) for a in filed]
    assert [set(outlet.lines(a)) for a in stripped] == [set(outlet.lines(a)) for a in filed]
    assert furniture(stripped) == known
    assert [outlet.without(a, known) for a in stripped] == stripped


def test_lines_that_differ_in_a_figure_are_different_news() -> None:
    lines = [
        outlet.lines(article(1, f"The Harrier Brief comes to you on {n} mornings.")) for n in (5, 7)
    ]
    assert lines[0] != lines[1]


@pytest.mark.parametrize(
    "line",
    [
        "Deaths reported today: 12 in hospital",
        "The Harrier index of prices closed 12 points up.",
        "The curfew begins at 10 p.m. and we ask you to stay in your homes.",
        "Police are asking you to stay away from our beaches.",
        "Judgment: the appeal is dismissed",
        "The flood warning for your area is still in force.",
        "The schools in our district will open at nine",
        "Our reporter was in court for the hearing.",
        "Lord, hear us and grant us your peace.",
    ],
)
def test_news_that_is_the_same_every_day_is_never_learned(line: str) -> None:
    assert outlet._key(line, "The Harrier") is None


def test_the_order_in_which_lines_are_learned_leaves_no_trace() -> None:
    one = article(1, NOTES[1], "The Harrier Review comes to you at noon.")
    first, second = (frozenset({key}) for key in outlet.lines(one))
    ways = [
        outlet.without(outlet.without(one, a), b) for a, b in ((first, second), (second, first))
    ]
    assert ways[0] == ways[1] == outlet.without(one, first | second)
    assert len(ways[0].removed) == 2


def test_an_article_of_nothing_but_furniture_stays() -> None:
    one = article(1, NOTES[1])
    every = frozenset(
        key for _, text in outlet._paragraphs(one) if (key := outlet._key(text, "The Harrier"))
    )
    assert outlet.without(one, every).text


@settings(max_examples=60)
@given(st.sets(st.integers(0, 5)), st.data())
def test_offsets_and_dateline_hold_whatever_is_taken(drop: set[int], data: st.DataObject) -> None:
    lines = [
        "ORRIN (Northwire) — The wall fell on Monday, and you can see it in our film.",
        "A heading here",
    ]
    lines += [f"Line {'abcd'[n]} tells you what our office of the wall has said." for n in range(4)]
    text = "\n\n".join((*lines, "The council of Orrin meets again on the wall next week."))
    one = clean(Raw("a.txt", "", "text", text, {"title": "Wall", "outlet": "The Harrier"}))
    keys = outlet.lines(one)
    taken = frozenset(keys[i] for i in drop if i < len(keys))
    left = outlet.without(one, taken)
    assert all(left.text[a:b] in one.text and "\n" not in left.text[a:b] for a, b in left.headings)
    assert left.dateline is None or left.text.startswith(left.dateline.words)
    assert sorted([*left.text.split("\n\n"), *(r.text for r in left.removed)]) == sorted(
        [*one.text.split("\n\n"), *(r.text for r in one.removed)]
    )


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Herald | 4 May 2021", "Herald"),
        ("Gazette, 4 May 2021", "Gazette"),
        ("News | 4 May 2021", None),
        ("Orrin | 4 May 2021", None),
    ],
)
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_paper_of_one_word_beside_the_day_is_the_outlet(
    line: str, named: str | None, kind: str
) -> None:
    story = [text.format(n=3) for text in STORY]
    if kind == "text":
        raw = Raw("a.txt", "", "text", "\n\n".join(("Bridge opens in Arle", line, *story)))
    else:
        told = f"<h1>Bridge opens in Arle</h1><p>{line}</p>" + "".join(f"<p>{t}</p>" for t in story)
        raw = Raw(
            "a.html", "", "html", f"<html><body><article>{told}</article></body></html>".encode()
        )
    read = clean(raw)
    assert (read.outlet, read.published.label()) == (named, "4 May 2021")

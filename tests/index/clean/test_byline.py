from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from index.article import Article
from index.clean import clean
from index.clean.byline import authors
from index.clean.names import persons, signers
from index.load import Raw

STORY = "".join(
    f"<p>On day {n} the council of Orrin met to speak about the wall and about its cost of {n} crowns.</p>"
    for n in range(6)
)
RIVER = (
    "<section><h2>Latest</h2><div class='item'><h3><a href='/1'>Port to close</a></h3>"
    "<div class='byline'>1 hour ago <a rel='author' href='/j'>Jo Lind</a></div><p>The port of Vell is to close.</p></div></section>"
)


def page(byline: str, head: str = "", after: str = "") -> Article:
    body = f"<article><h1>Council meets over the wall</h1>{byline}{STORY}</article>{after}"
    return clean(
        Raw("p.html", "", "html", f"<html><head>{head}</head><body>{body}</body></html>".encode())
    )


@pytest.mark.parametrize(
    ("byline", "named"),
    [
        ('<div class="byline">By <a rel="author" href="/u">Ulla Brenn</a></div>', ["Ulla Brenn"]),
        ('<div class="story-byline">by <a rel="author">Ulla Brenn</a> (<a>@ulla</a>) <span>May 3, 2021</span></div>',
         ["Ulla Brenn"]),
        ('<p class="author">By Ulla Brenn For Orrin Radio and Max Orr, Political Correspondent</p>',
         ["Ulla Brenn", "Max Orr"]),
        ("<div class='articleByline'>Words by <a>Ulla Brenn</a> | Photos by Jo Lind | Updated 3 hours ago</div>",
         ["Ulla Brenn"]),
        ("<div class='byline'><div>By ULLA BRENN and MAX ORR</div><div>Orrin Press</div></div>", ["ULLA BRENN", "MAX ORR"]),
        ('<span id="author">The Orrin Press</span>', ["The Orrin Press"]),
        ('<span itemprop="author"><span itemprop="name">Ulla Brenn</span></span>', ["Ulla Brenn"]),
        ("<p class='authors'>Erstellt von Ulla Brenn</p>", ["Ulla Brenn"]),
        ("<div class='byline'>Por Ulla de la Brenn</div>", ["Ulla de la Brenn"]),
        ("<div class='byline'>By <a rel=author>Ulla Brenn</a> and <a rel=author>Max Orr</a>, staff writers</div>",
         ["Ulla Brenn", "Max Orr"]),
        ("<div class='author-bio'>Max Orr has written for us since 2001.</div>", []),
        ("<div class='byline'>Staff Reporter</div>", []),
    ],
)  # fmt: skip
def test_a_byline_names_the_authors_and_nobody_else(byline: str, named: list[str]) -> None:
    assert list(page(byline, after=RIVER).authors) == named


def test_the_authors_of_other_stories_are_not_taken() -> None:
    assert page("", after=RIVER).authors == ()
    inside = html.fromstring(
        f"<body><main><h1>Wall</h1>{STORY}{RIVER.replace('section', 'div')}</main></body>"
    )
    assert authors(inside) == []
    aside = html.fromstring(
        f"<body><article><h1>Wall</h1><aside><p class=byline>By Jo Lind</p></aside>{STORY}</article></body>"
    )
    assert authors(aside) == []


def test_a_box_with_a_heading_in_the_story_hides_no_byline() -> None:
    got = page(
        "<div class='wrap'><p class='byline'>By Ulla Brenn</p><h3>Our newsletter</h3>",
        after="</div>",
    )
    assert got.authors == ("Ulla Brenn",)


def test_a_byline_below_its_story_counts() -> None:
    tree = html.fromstring(
        f"<body><article><h1>Wall</h1>{STORY}<p class=byline>Ulla Brenn</p></article></body>"
    )
    assert authors(tree) == ["Ulla Brenn"]


def test_given_and_family_names_of_json_ld_are_one_name() -> None:
    people = [
        {"@type": "Person", "givenName": "Ulla", "familyName": "Brenn"},
        {"name": "Max Orr, Jr."},
        {"@type": "Person"},
    ]
    node = {"@type": "NewsArticle", "headline": "Council meets", "author": people}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert page("", head).authors == ("Ulla Brenn", "Max Orr Jr.")


def test_the_outlet_is_no_author_where_a_person_signs() -> None:
    node = {"@type": "NewsArticle", "author": {"name": "The Harrier"}}
    head = f'<meta property="og:site_name" content="The Harrier"><script type="application/ld+json">{json.dumps(node)}</script>'
    assert page("<p class=byline>By Ulla Brenn</p>", head).authors == ("Ulla Brenn",)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("By Ulla Brenn (@ulla), 3 May 2021", ["Ulla Brenn"]),
        ("By Ulla Brenn in Vell and Max Orr at the Port", ["Ulla Brenn", "Max Orr"]),
        ("By Ulla Brenn, Monday at noon", ["Ulla Brenn"]),
        ("By next week the wall will stand.", []),
        ("By Signing Up You Agree", []),
        ("Killed by Orrin Police", []),
        ("By Monday, the council of Orrin and Ana Brandt had met to speak about it.", []),
    ],
)
def test_a_line_that_opens_as_a_byline_does(line: str, named: list[str]) -> None:
    assert signers(line) == named


def test_above_a_plain_text_a_byline_with_a_handle_is_read() -> None:
    lines = [
        "Council meets over the wall",
        "by Ulla Brenn (@ulla)",
        "The council of Orrin met on Monday to speak about the wall and its cost.",
        "It will meet again in May, when the cost of the wall is known, the mayor said.",
    ]
    got = clean(Raw("a.txt", "", "text", "\n".join(lines), {}))
    assert got.authors == ("Ulla Brenn",)
    assert got.text.startswith("The council")


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through_for_names(text: str) -> None:
    assert all(name and name == name.strip() for name in persons(text))


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("Brenn, Ulla", ["Ulla Brenn"]),
        ("Brenn, Ulla M.", ["Ulla M. Brenn"]),
        ("de la Brenn, Ulla", ["Ulla de la Brenn"]),
        ("BRENN, Ulla", ["Ulla BRENN"]),
        ("Brenn, Ulla; Orr, Max", ["Ulla Brenn", "Max Orr"]),
        ("Brenn, Ulla and Orr, Max", ["Ulla Brenn", "Max Orr"]),
        (["Brenn, Ulla", "Orr, Max"], ["Ulla Brenn", "Max Orr"]),
        ("Brenn, Reuters", ["Brenn", "Reuters"]),
        ("Reuters, AFP", ["Reuters", "AFP"]),
        ("Brenn, Jr.", ["Brenn Jr."]),
        ("Ulla Brenn, Max Orr", ["Ulla Brenn", "Max Orr"]),
    ],
)
def test_a_surname_before_its_comma_is_one_author(field: Any, named: list[str]) -> None:
    said = json.dumps({"@type": "NewsArticle", "headline": "Council meets", "author": field})
    script = f'<script type="application/ld+json">{said}</script>'
    assert list(page("", script).authors) == named
    if isinstance(field, str):
        assert list(page("", f'<meta name="author" content="{field}">').authors) == named
    else:
        header = {"authors": field}
        assert list(clean(Raw("a", "", "text", "One. Two.", {}, header)).authors) == named


def test_a_place_in_a_line_is_no_author() -> None:
    line = "<div class='byline'>By Ulla Brenn | Paris, France</div>"
    assert list(page(line).authors) == ["Ulla Brenn"]
    assert persons("Brenn, Ulla; Orr, Max") == ["Ulla Brenn", "Max Orr"]

from __future__ import annotations

import json
from typing import Any

import pytest

from index.article import Article
from index.clean import clean
from index.clean.jsonld import article
from index.clean.letters import looks_like, plain
from index.load import Raw

STORY = "".join(
    f"<p>On day {n} the council of Orrin met to speak about the wall and about its cost of {n} crowns.</p>"
    for n in range(6)
)
NEWS: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Council meets over the wall",
    "datePublished": "2021-05-03T10:00:00+02:00",
    "dateModified": "2021-05-04T08:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ulla Brenn"}, {"name": "Max Orr"}],
    "publisher": {"@type": "Organization", "name": "The Harrier"},
    "mainEntityOfPage": {"@id": "https://harrier.example/wall"},
    "articleSection": "Region",
    "inLanguage": "en-GB",
}


def page(head: str = "", body: str = STORY, attributes: str = "") -> Article:
    html = f"<!doctype html><html {attributes}><head>{head}</head><body><article>{body}</article></body></html>"
    return clean(Raw("p.html", "", "html", html.encode()))


def ld(*nodes: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(n)}</script>' for n in nodes)


def test_json_ld_is_read_first_and_says_so() -> None:
    head = (
        ld(NEWS)
        + '<meta property="og:title" content="Another title"><meta name="author" content="Nobody">'
    )
    got = page(head)
    assert got.title == "Council meets over the wall"
    assert got.outlet == "The Harrier"
    assert got.authors == ("Ulla Brenn", "Max Orr")
    assert got.url == "https://harrier.example/wall"
    assert (got.section, got.language) == ("Region", "en")
    assert got.published.label() == "3 May 2021"
    assert got.updated is not None
    assert {name: got.how(name).how for name in ("title", "outlet", "authors")} == dict.fromkeys(
        ("title", "outlet", "authors"), "json-ld"
    )
    assert 0.9 < got.how("title").confidence <= 1


@pytest.mark.parametrize(
    "nodes",
    [
        [{"@graph": [{"@type": "WebPage", "name": "Harrier"}, NEWS]}],
        [[{"@type": "BreadcrumbList"}, NEWS]],
        [{"@type": "WebSite", "name": "Harrier"}, NEWS],
        [{**NEWS, "@type": ["Thing", "http://schema.org/ReportageNewsArticle"]}],
    ],
)
def test_the_article_is_found_among_other_nodes(nodes: list[Any]) -> None:
    assert page(ld(*nodes)).title == "Council meets over the wall"


def test_references_inside_a_graph_are_followed() -> None:
    node = {**NEWS, "author": {"@id": "#u"}, "publisher": {"@id": "#h"}}
    people = {"@id": "#u", "name": "Ulla Brenn"}, {"@id": "#h", "name": "The Harrier"}
    got = article([json.dumps({"@graph": [*people, node]})])
    assert (got["authors"], got["outlet"]) == (["Ulla Brenn"], "The Harrier")


def test_of_several_articles_the_pages_own_is_taken() -> None:
    other = {
        **NEWS,
        "headline": "Another story",
        "mainEntityOfPage": "https://harrier.example/other",
    }
    got = article([json.dumps([other, NEWS])], "https://www.harrier.example/wall/?from=front")
    assert got["title"] == NEWS["headline"]


@pytest.mark.parametrize(
    "script", ["{", "[" * 50_000, '{"a":' * 50_000, "null", '{"@type":"NewsArticle"', "<!-- x -->", '{"@type": 7}', '[["NewsArticle"]]']
)  # fmt: skip
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert "published" not in article([script])


def test_a_line_break_inside_a_string_and_a_cut_end_do_no_harm() -> None:
    script = '{"@type": "NewsArticle", "headline": "Council\nmeets", "publisher": {"name": "The Ha'
    assert article([script.replace("The Ha", 'The Harrier"}}')])["title"] == "Council meets"
    assert "outlet" not in article([script.replace("\n", " ")])


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Wall &amp; river">', "title", "Wall & river"),
        ('<meta name="DC.title" content="Wall">', "title", "Wall"),
        ('<meta property="og:site_name" content="The Harrier">', "outlet", "The Harrier"),
        ('<meta name="author" content="By Ulla Brenn and Max Orr">', "authors", ("Ulla Brenn", "Max Orr")),
        ('<meta name="parsely-author" content="Ulla Brenn">', "authors", ("Ulla Brenn",)),
        ('<meta property="article:author" content="https://facebook.example/ulla">', "authors", ()),
        ('<meta property="article:section" content="Region">', "section", "Region"),
        ('<link rel="canonical" href="https://harrier.example/a">', "url", "https://harrier.example/a"),
        ('<link rel="canonical" href="/a">', "url", None),
        ("<title>Council meets | The Harrier</title><link rel=canonical href=https://theharrier.example/a>", "outlet", "The Harrier"),
    ],
)  # fmt: skip
def test_meta_tags(head: str, field: str, value: Any) -> None:
    assert getattr(page(head), field) == value


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-05-03T10:00:00Z">',
        '<meta name="DC.date.issued" content="2021-05-03">',
        '<meta name="parsely-pub-date" content="2021-05-03T10:00:00Z">',
    ],
)
def test_the_day_of_a_page(head: str) -> None:
    assert page(head).published.label() == "3 May 2021"
    assert (
        page(body=f"<time datetime='2021-05-03'>3 May</time>{STORY}").published.label()
        == "3 May 2021"
    )


def test_the_sites_name_is_cut_off_a_title() -> None:
    head = '<meta property="og:title" content="Council meets - The Harrier"><meta property="og:site_name" content="The Harrier">'
    assert page(head).title == "Council meets"


def test_a_language_is_told_only_where_page_and_words_agree_or_are_sure() -> None:
    assert page(attributes='lang="en"').how("language").confidence > 0.95
    wrong = page(attributes='lang="ru"')
    assert (wrong.language, wrong.how("language").how) == ("en", "text")
    short = clean(Raw("a.txt", "", "text", "Zorb quib at last.", {}))
    assert short.language is None


def test_what_is_supplied_wins_and_a_header_comes_before_the_page() -> None:
    html = f"<html><head>{ld(NEWS)}</head><body>{STORY}</body></html>".encode()
    raw = Raw(
        "p",
        "",
        "html",
        html,
        {"title": "Mine"},
        {"title": "Wire", "outlet": "Northwire"},
        "its feed entry",
    )
    got = clean(raw)
    assert (got.title, got.outlet) == ("Mine", "Northwire")
    assert got.how("title").how == "supplied"
    assert got.how("outlet").reason == "stated in its feed entry"


def test_an_outlet_in_letters_that_only_look_latin_is_flagged() -> None:
    fake = page('<meta property="og:site_name" content="\u0412\u0412\u0421 Tide">')
    assert fake.outlet != "BBC Tide"
    assert "only look like" in fake.how("outlet").reason
    assert fake.how("outlet").confidence <= 0.3
    assert looks_like("\u0418\u0437\u0432\u0435\u0441\u0442\u0438\u044f") is None
    assert looks_like("Le Journal de l’Été") is None
    assert looks_like("R\u0435uters") == "Reuters"


def test_invisible_characters_are_taken_out() -> None:
    text = "The may\u200bor\u202e said \u2066no\u2069\U000e0041\ufeff.\x00 So it\u00adis."
    assert plain(text) == "The mayor said no. So itis."
    assert plain("a\ud800b") == "a?b"

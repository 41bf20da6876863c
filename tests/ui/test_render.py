"""The HTML of answers: nothing from an article acts as markup, every marker finds its card."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.errors import ArchiveError
from rag.answer import Citation, Claim, Disagreement
from rag.compose import NEAREST, SILENT
from tests.ui.newsroom import (
    ATTACK,
    COURIER,
    HOSTILE,
    STAR,
    UNDATED,
    Shelf,
    answered,
    cite,
    displaced,
    silent,
)
from ui import render
from ui.render import cards

TAGS = {"a", "blockquote", "br", "button", "details", "div", "h1", "li", "mark", "p", "pre"} | {
    "q",
    "span",
    "strong",
    "summary",
    "ul",
}
ATTRIBUTES = {"class", "href", "id", "open", "rel", "tabindex", "target", "type"}
find = Shelf().article


def test_the_byline_tells_the_whole_time_and_no_sum_of_parts() -> None:
    answer = displaced("How many?")
    timed = replace(answer, timings_ms={"search": 900.0, "read": 600.0, "total": 1234.0})
    assert "Quote reader · 1.2 s<" in render.answer(1, timed)
    assert "Quote reader<" in render.answer(1, replace(answer, timings_ms={"search": 900.0}))


class Seen(HTMLParser):
    """Every tag and attribute of a piece of HTML, its text, and whether its tags are balanced."""

    def __init__(self, piece: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.text += "\n"
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [
            value or "" for _, attrs in self.tags if (value := attrs.get(attribute)) is not None
        ]


def harmless(piece: str) -> Seen:
    """Our own tags only, balanced, on one line, with links to the web or into the page."""
    assert "\n" not in piece
    assert "\r" not in piece
    seen = Seen(piece)
    assert not seen.open
    assert {tag for tag, _ in seen.tags} <= TAGS
    assert {name for _, attrs in seen.tags for name in attrs} <= ATTRIBUTES
    assert all(re.match(r"#t\d+(-[sn]\d+)?$|https?://", href) for href in seen.values("href"))
    return seen


def marks(piece: str) -> list[str]:
    """What stands inside <mark>, as plain text."""
    return [
        html.unescape(re.sub(r"</?strong>", "", found).replace("<br>", "\n"))
        for found in re.findall(r"<mark>(.*?)</mark>", piece)
    ]


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
wild = st.builds(
    "".join, st.lists(st.one_of(words, st.sampled_from([HOSTILE, "\n\n", "</div>", "]("])))
)


@given(wild, wild, wild, wild, st.integers(0, 40), st.integers(0, 40))
def test_article_text_never_acts_as_markup(
    before: str, quote: str, after: str, other: str, at: int, length: int
) -> None:
    quote = quote or "x"
    article = Article(text=before + quote + after, title=other, outlet=other, url=other)
    citation = Citation(
        1, article.id, article.label, other, None, other, other, quote, len(before),
        len(before) + len(quote), other, (at, at + length),
    )  # fmt: skip
    shelf = Shelf(items=(article,))
    seen = harmless(render.card(citation, "t1-s1", 1, shelf.article))
    differ = Disagreement(other, ((other, 1), (quote, 1)))
    value = answered(other, citation, disagreements=(differ,), outlets=(other,))
    harmless(render.answer(1, value))
    harmless(render.answer(1, replace(value, claims=(Claim(quote, (1,), other),))))
    harmless(render.answer(1, replace(silent(other), text=other, reader=other)))
    harmless(render.question(other) + render.problem(other) + render.export(other))
    harmless(render.panel([(1, other, render.export(other))]))
    harmless(render.masthead(other, 1, (None, None), other))
    assert {"#t1"} <= set(seen.values("href"))


@given(wild, st.text(min_size=1), wild, st.data())
def test_exactly_the_quote_is_marked(
    before: str, quote: str, after: str, data: st.DataObject
) -> None:
    quote = quote.replace("\r", " ")
    start = data.draw(st.integers(0, len(quote)))
    end = data.draw(st.integers(start, len(quote)))
    article = Article(text=before + quote + after)
    citation = replace(
        cite(COURIER, 1, COURIER.text[:9]),
        article_id=article.id,
        quote=quote,
        start=len(before),
        end=len(before) + len(quote),
        highlight=(start, end),
    )
    piece = render.card(citation, "t1-s1", 1, Shelf(items=(article,)).article)
    assert marks(piece) == [quote]
    stressed = re.findall(r"<mark>.*?<strong>(.*?)</strong>.*?</mark>", piece)
    assert [html.unescape(s.replace("<br>", "\n")) for s in stressed] == (
        [quote[start:end]] if start < end else []
    )


def test_the_quote_stands_in_its_paragraph_and_no_other() -> None:
    quote = "“Nobody goes back before the wall is dry,” its director Mara Venn told reporters."
    text = harmless(render.card(cite(COURIER, 1, quote), "t1-s1", 1, find)).text
    assert COURIER.text.split("\n\n")[1] in text
    assert "third day" not in text
    assert "Trains" not in text


def test_a_text_without_paragraphs_is_cut_around_the_quote() -> None:
    article = Article(text="a " * 5_000 + "here it is" + " b" * 5_000)
    citation = cite(article, 1, "here it is")
    piece = render.card(citation, "t1-s1", 1, Shelf(items=(article,)).article)
    assert marks(piece) == ["here it is"]
    assert 2 * cards.CONTEXT_CHARACTERS < len(piece) < 2 * cards.CONTEXT_CHARACTERS + 1_000


def test_a_quote_that_is_no_longer_in_the_archive_is_shown_alone() -> None:
    moved = replace(cite(COURIER, 1, "Trains run again"), start=3, end=19)
    gone = replace(moved, article_id="gone")
    for citation in (moved, gone):
        text = harmless(render.card(citation, "t1-s1", 1, find)).text
        assert "Trains run again" in text
        assert "from Thursday" not in text
    with pytest.raises(ArchiveError):
        find("gone")


def test_markers_lead_to_the_cards_of_their_own_turn() -> None:
    ids: list[str] = []
    for turn in (1, 2, 12):
        value = displaced("How many?")
        said = harmless(render.answer(turn, value))
        cards = harmless(render.sources(turn, value.citations, find))
        assert set(said.values("href")) == {f"#{name}" for name in cards.values("id")}
        assert set(cards.values("href")) >= {f"#{name}" for name in said.values("id")}
        ids += said.values("id") + cards.values("id")
    assert len(ids) == len(set(ids)) == 9


def test_a_quoted_claim_shows_source_and_day_before_the_very_words() -> None:
    seen = harmless(render.answer(1, displaced("How many?")))
    assert "The Orrin Courier, 9 March 2021, citing the Civil Protection Office:" in seen.text
    assert "“Close to 6,000 residents were driven out by the water" in seen.text
    assert seen.text.count("9 March 2021") == 2  # the claim, and its side of the disagreement


def test_a_claim_in_other_words_shows_source_and_day_below() -> None:
    citations = displaced("How many?").citations
    claim = Claim("Between 4,200 and 6,000 people fled.", (1, 2), "the mayor")
    text = harmless(render.claim(1, claim, citations)).text
    assert text.endswith(
        "source [1] source [2]"
        "the mayor · The Orrin Courier, 9 March 2021; Evening Star, 11 March 2021"
    )


def test_a_disagreement_shows_both_sides_with_their_sources() -> None:
    text = harmless(render.answer(1, displaced("How many?"))).text
    differ = text[text.index("The figures differ (people") :]
    assert "4,200 people the Civil Protection Office, in The Orrin Courier, 9 March 2021" in differ
    assert "6,000 residents the mayor of Lower Orrin, in Evening Star, 11 March 2021" in differ


def test_an_undated_source_says_so_with_its_bounds() -> None:
    piece = render.card(cite(UNDATED, 1, "Bread was handed out"), "t1-s1", 1, find)
    assert '<span class="undated">undated (not before 8 March 2021)</span>' in piece
    assert "outlet not named" in piece
    assert "(no headline) Bread was handed out" in piece


def test_an_abstention_is_no_answer_and_says_so() -> None:
    value = silent("Who won?")
    said = harmless(render.answer(3, value))
    assert SILENT in said.text
    assert said.values("href") == ["#t3-n1"]
    cards = harmless(render.nearest(3, value.nearest, find))
    assert cards.text.startswith(NEAREST)
    assert "t3-n1" in cards.values("id")
    assert "[1]" not in cards.text
    assert render.nearest(3, (), find) == ""


def test_what_was_searched_for_is_shown_where_it_is_not_the_question() -> None:
    value = answered("Why?", cite(STAR, 1, "He asked the state"))
    assert "scope" not in render.answer(1, value)
    narrowed = replace(
        value, standalone="Why tents?", as_of=date(2021, 3, 12), outlets=("Evening Star",)
    )
    text = harmless(render.answer(1, narrowed)).text
    assert text.startswith("Searched for: Why tents? · as of 12 March 2021 · in Evening Star")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT://a.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://a.example/x",
        "//evil.example",
        "/local",
        "http://",
        "https://[broken",
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert render.link(url, "Read it at") == ""


def test_a_link_names_its_host_and_leaks_nothing() -> None:
    seen = harmless(render.link("https://www.a.example/x?b=1&c='2'\"", "Read it at"))
    assert seen.text == "Read it at a.example"
    ((_, attrs),) = seen.tags
    assert attrs["href"] == "https://www.a.example/x?b=1&c='2'\""
    assert attrs["rel"] == "noopener noreferrer"


def test_the_newest_turn_stands_first_and_open() -> None:
    piece = render.panel([(1, "first?", ""), (2, "second?", render.export("a\n\nb"))])
    harmless(piece)
    assert piece.index("second?") < piece.index("first?")
    assert piece.count('<details class="turn" open>') == 1
    assert "<pre>a&#10;&#10;b</pre>" in piece
    assert "No sources for this question." in piece
    assert "appear here" in render.panel([])


def test_the_hostile_article_is_shown_word_for_word() -> None:
    quote = ATTACK.text[: ATTACK.text.index(" in the log")]
    seen = harmless(render.card(cite(ATTACK, 1, quote, bold=HOSTILE), "t1-s1", 1, find))
    assert HOSTILE in seen.text
    assert ATTACK.title is not None
    assert ATTACK.title in seen.text


def test_a_speaker_is_named_as_inside_a_sentence() -> None:
    said = cite(STAR, 1, STAR.text[:20], speaker="The harbour board")
    made = cards.card(said, "t1-s1", 1, Shelf().article)
    assert "Said by the harbour board" in made

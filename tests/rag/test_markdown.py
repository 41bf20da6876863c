"""An answer as Markdown, read by a CommonMark parser: what articles print is text and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.archive import Archive
from rag.answer import Answer, Citation, Claim, Disagreement, Note, Part, Sources
from rag.assistant import Assistant
from rag.compose import NEAREST, SILENT
from rag.markdown import PLAIN, escape, render, source
from rag.quote_reader import QuoteReader

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# What GitHub makes a link of where it stands in the source (GFM, "Autolinks").
AUTOLINK = re.compile(r"(?:https?|ftp)://|\bwww\.", re.IGNORECASE)
FOUL = [
    "See [2] and [1](https://evil.example/) and ![x](https://evil.example/x.png).",
    "Read https://evil.example/?q=1, HTTP://EVIL.EXAMPLE or ftp://evil.example/ now.",
    "Go to www.evil.example/?q=1 or WWW.evil.example.",
    "//evil.example/x",
    "He said:\n- one\n+ two\n* three\n1. four\n2) five",
    "- one", "+ one", "= one", "1. one", "23) one", "1.", "> one", "# one", "===", "---", "***", "~~~ x",
    "A line\n===\nand\n---\nmore",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "    indented", "\tindented", "a  \nb", "a\\\nb", "[1]: https://evil.example/", "[^1]: note",
    "<b>x</b> <!-- y --> <https://evil.example>", "&lt;b&gt; &copy; AT&T", "`code` ```more",
    "*a* _b_ **c** __d__ ~~e~~ \\*", "x\u2028- y", "x\x85# y", "a_b@evil.example",
]  # fmt: skip


def flat(tokens: list[Token]) -> list[Token]:
    return [t for token in tokens for t in (token, *(token.children or ()))]


def shown(markdown: str) -> str:
    """The text as it is seen; it must be a single paragraph of nothing but text."""
    tokens = READER.parse(markdown)
    kinds = [t.type for t in flat(tokens)]
    assert set(kinds) <= {"paragraph_open", "inline", "text", "paragraph_close"}, kinds
    assert kinds.count("inline") <= 1
    return "".join(t.content for t in flat(tokens) if t.type == "text")


def on_a_line(text: str) -> str:
    return re.sub(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*", " ", text).strip(" \t")


@given(st.sampled_from(FOUL) | st.text(alphabet="-+=#>*_~`[]()!<>|&;:/.@w1a \n\t\\", max_size=40))
@example(FOUL[0])
def test_whatever_an_article_prints_is_seen_as_it_stands_and_is_no_mark_up(text: str) -> None:
    made = escape(text)
    assert "\n" not in made
    assert not AUTOLINK.search(made)
    # CommonMark takes the space from both ends of a paragraph, and nothing else.
    assert shown(f"x{made}")[1:].rstrip(" \t") == on_a_line(text)
    if made:
        assert shown(made).rstrip(" \t") == on_a_line(text)


def test_plain_sentences_stay_as_they_are() -> None:
    for text in (
        "U.S. and E.U. officials met at 3:15 p.m.; prices rose 4.5% (to $5.20) on 5/6.",
        "5-year-olds, he said: “No.” It's over!",
        "3.5 million people left.",
    ):
        assert escape(text) == text


def test_addresses_are_broken_wherever_they_stand() -> None:
    assert escape("(https://evil.example/)") == "(https&#58;&#47;/evil&#46;example/)"
    assert escape("www.x.example") == "www&#46;x&#46;example"
    assert escape("who@evil.example") == "who&#64;evil&#46;example"


def cited(marker: int, quote: str) -> Citation:
    return Citation(
        marker, "a" * 12, "Title [9]", "Wire", None, "undated", "https://wire.example/a", quote, 0,
        len(quote), "the mayor [8]",
    )  # fmt: skip


def made(*texts: str) -> Answer:
    claims = tuple(Claim(text, (n,)) for n, text in enumerate(texts, 1))
    citations = tuple(cited(n, text) for n, text in enumerate(texts, 1))
    return Answer("What [3]?", "answered", "unused", claims, citations, standalone="What [3]?")


def links(markdown: str) -> list[str]:
    return [str(t.attrs["href"]) for t in flat(READER.parse(markdown)) if t.type == "link_open"]


def bare(markdown: str) -> list[str]:
    """The figures in brackets that look like markers of the answer."""
    return re.findall(r"(?<!\\)\[(\d+)(?<!\\)\]", markdown)


def test_only_the_markers_of_claims_are_markers() -> None:
    text = render(made("The army left [2], the mayor said [1, 2].", "Rain fell [1]."))
    assert bare(text) == ["1", "2", "1", "2"]  # two claims, two sources
    assert r"The army left \[2\], the mayor said \[1, 2\]. [1]" in text
    assert links(text) == ["https://wire.example/a"] * 2


def test_every_part_of_an_answer_is_escaped() -> None:
    foul = "[7] https://evil.example/"
    one = made("A fact.", "Another.")
    whole = replace(
        one,
        disagreements=(Disagreement(foul, ((foul, 1), ("6,000 [2]", 2))),),
        parts=(Part(foul, one.claims), Part("Why [2]?")),
        notes=(Note("stale", foul),),
        sources=Sources((foul,), date(2021, 3, 9), date(2021, 3, 9), 2, 2),
        today=date(2021, 3, 10),
        window=foul,
    )
    text = render(whole)
    assert bare(text) == ["1", "2", "1", "2", "1", "2"]
    assert "evil.example" not in text
    assert SILENT in text
    assert links(text) == ["https://wire.example/a"] * 2


def test_where_there_is_no_answer_nothing_is_a_marker_of_one() -> None:
    one = made("A fact [1].")
    silent = replace(one, status="abstained", text="Nothing [1].", claims=(), citations=())
    assert bare(render(silent)) == []
    near = render(replace(silent, nearest=one.citations))
    assert bare(near) == ["1"] and f"\n\n{NEAREST}\n\n[1] " in near


def test_what_may_answer_is_marked_and_its_source_is_a_source() -> None:
    one = made("A fact.")
    claim = replace(one.claims[0], certain=False)
    text = render(replace(one, status="uncertain", claims=(claim,)))
    assert "\n\nMay answer: read it. A fact. [1]\n\nSources:\n\n[1] " in text


def test_a_quote_of_several_paragraphs_stays_in_its_block() -> None:
    text = source(cited(1, "He wrote:\n\n# Order\n\n- Go to [x](https://evil.example/)."))
    tokens = [t.type for t in READER.parse(text)]
    assert not {"heading_open", "bullet_list_open"} & set(tokens)
    assert text.splitlines()[1].startswith("> He wrote: \\# Order - Go to")


def test_the_text_is_the_answer_s_own(samples: Archive) -> None:
    answer = Assistant(samples, QuoteReader(), "quote").ask(
        "How many people have been displaced, and who said so?"
    )
    assert answer.claims
    seen = "".join(
        t.content if t.type == "text" else "\n" if t.type == "paragraph_close" else ""
        for t in flat(READER.parse(answer.to_markdown()))
    )
    for paragraph in answer.text.split("\n\n"):
        assert on_a_line(paragraph) in seen


@given(st.sampled_from(FOUL) | st.text(min_size=1).filter(lambda text: text.strip() != ""))
def test_plain_text_keeps_words_as_they_are_on_one_line(text: str) -> None:
    plain = PLAIN.words(text)
    assert plain.split() == text.split()
    assert len(plain.splitlines()) <= 1


def test_plain_text_has_no_marks_and_names_the_address() -> None:
    told = replace(made("They met on *Monday*."), question="Who *was* it?", standalone="")
    shown_as = replace(told, citations=(replace(cited(1, "It_is & was."), title="R&D at *Sea*"),))
    text = shown_as.to_text()
    assert text.startswith("Who *was* it?\n\n")
    assert "They met on *Monday*. [1]" in text
    assert "[1] R&D at *Sea*. Wire, " in text
    assert "\n> It_is & was.\n" in text
    assert "a, https://wire.example/a" not in text and ", https://wire.example/a\n" in text
    assert "\\" not in text and "&#" not in text
    assert "**Who \\*was\\* it?**" in shown_as.to_markdown()

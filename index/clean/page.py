"""Raw documents to blocks: what each format's own reader makes of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from index.article import Removed
from index.errors import UnreadableError
from index.load.raw import Block

# Zero-width and bidirectional controls can make a quote read otherwise than it is stored.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
HIDDEN = (
    "//*[@hidden or @aria-hidden='true' or contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden')"
    " or contains(translate(@style, ' ', ''), 'font-size:0')]"
)


@dataclass(slots=True)
class Page:
    """The blocks of a document in reading order, and what its mark-up says of it."""

    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)  # field -> how it was found


def plain(text: str) -> str:
    """Text without control, invisible and unpaired characters; white space made one space."""
    text = text.encode("utf-8", "replace").decode()
    text = INVISIBLE.sub("", text)
    text = "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else " " for c in text)
    return " ".join(text.split())


def from_text(text: str) -> Page:
    """A plain dump: a line is a paragraph, unless the file was wrapped at a fixed width."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _is_wrapped(lines):
        joined = re.sub(r"(?<=\S)[ \t]*\n(?=[ \t]*\S)", " ", "\n".join(lines))
        lines = joined.split("\n")
    return Page([Block(line) for line in map(plain, lines) if line])


def _is_wrapped(lines: list[str]) -> bool:
    inner = [a for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(inner) < 4:
        return False
    ended = sum(line.rstrip().endswith((".", "!", "?", '"', "”", ":")) for line in inner)
    wide = sum(40 <= len(line.rstrip()) <= 100 for line in inner)
    return ended / len(inner) < 0.35 and wide / len(inner) > 0.7


def from_blocks(blocks: tuple[Block, ...]) -> Page:
    """A format that tells its own paragraphs and headings."""
    tidy = (Block(plain(b.text), b.level) for b in blocks)
    return Page([b for b in tidy if b.text])


def from_markdown(text: str) -> Page:
    """CommonMark by its own parser; raw HTML in it is set aside, never shown as story."""
    page = Page()
    level = items = 0
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("list_item_open", "list_item_close"):
            items += 1 if token.type == "list_item_open" else -1
        elif token.type == "heading_close":
            level = 0
        elif token.type == "html_block":
            page.removed.append(Removed(plain(token.content), "raw HTML in Markdown"))
        elif token.type in ("inline", "fence", "code_block"):
            parts = [
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or [token]
                if child.type not in ("image", "html_inline")
            ]
            if words := plain("".join(parts)):
                page.blocks.append(Block(f"- {words}" if items else words, level))
    return page


def from_html(data: bytes) -> Page:
    """A saved page, read by trafilatura; what it left out is kept as removed.

    Raises UnreadableError where there is no article in it.
    """
    try:
        data.decode("utf-8")
        parser = lxml_html.HTMLParser(encoding="utf-8")  # a page that says nothing is UTF-8
    except UnicodeDecodeError:
        parser = lxml_html.HTMLParser()
    try:
        tree = lxml_html.fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("no HTML could be read from it") from error
    page = Page()
    for node in tree.xpath(HIDDEN):
        if node.getparent() is not None:
            if words := plain(node.text_content()):
                page.removed.append(Removed(words, "hidden on the page"))
            node.drop_tree()
    # trafilatura's own reader edits the tree, so the full list of lines is taken first.
    everything = _lines(tree)
    document = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=True, deduplicate=False
    )
    if document is None or not (document.text or "").strip():
        raise UnreadableError("no article was found on the page")
    for node in document.body.iter("head", "p", "quote", "item", "cell"):
        if node.tag in ("quote", "item", "cell") and node.find(".//p") is not None:
            continue
        if words := plain(" ".join(node.itertext())):
            words = re.sub(r"\s+([,.;:!?])", r"\1", words)
            page.blocks.append(Block(words, 2 if node.tag == "head" else 0))
    kept = " ".join(b.text for b in page.blocks)
    page.removed += [
        Removed(line, "outside the article") for line in everything if line not in kept
    ]
    _metadata(page, document, data)
    return page


def _lines(tree: Any) -> list[str]:
    seen: dict[str, None] = {}
    for node in tree.iter("p", "li", "h1", "h2", "h3", "h4", "figcaption", "button", "a", "div"):
        own = node.text_content() if node.tag not in ("div",) else (node.text or "")
        if len(words := plain(own)) > 2:
            seen.setdefault(words)
    return list(seen)


def _metadata(page: Page, document: Any, data: bytes) -> None:
    fields = {
        "title": document.title,
        "outlet": document.sitename,
        "url": document.url,
        "authors": [a.strip() for a in (document.author or "").split(";") if a.strip()],
    }
    page.known = {name: value for name, value in fields.items() if value}
    page.found = dict.fromkeys(page.known, "the page's mark-up")
    # The narrow search reads stated dates only; the wide one would take any date on the page.
    found = find_date(data.decode("utf-8", "replace"), original_date=True, extensive_search=False)
    if found:
        page.known["published"] = found
        page.found["published"] = "stated in the page's mark-up"

"""A saved web page: what a reader sees of it, what trafilatura takes for the article, and the rest."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Extractor

from index.article import Removed
from index.clean import front, hidden, metadata, region, shown, story
from index.clean.letters import plain
from index.clean.rules import ENDED
from index.clean.shown import Shown
from index.errors import UnreadableError
from index.load.markup import part_pre
from index.load.raw import Block

LARGEST = 10 * 2**20  # bytes: reading takes a second a MiB at worst
LONGEST = (
    2_000_000  # characters of text, some three novels: what is read takes longer than its length
)
MOST = 100_000  # elements; a long live page has a fifth of them
LITTLE = 0.5  # of what the page shows: an article that is less was perhaps not found whole
DEEPEST = 2048  # elements inside one another, libxml2's own limit
PARAGRAPH = 80  # characters; a shorter line between line breaks is part of one
PARTS = frozenset("head p quote item cell row list table body div lb".split())
BESIDE = "beside the article"
FRAMED = re.compile(rb"<frameset\b", re.IGNORECASE)
# One class for every element: to choose one by its tag takes longer than what is done with it.
ELEMENTS = etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement)
FAST, WHOLE = (Extractor(fast=fast, comments=False, tables=True) for fast in (True, False))
# Parts of a page that say of themselves that they are not its story.
ASIDE = etree.XPath(
    "//nav | //aside | //dialog | //menu | //*[@role='navigation' or @role='complementary' or @role='banner'"
    " or @role='contentinfo' or @role='dialog' or @role='alertdialog' or @role='search' or @role='alert']"
    " | //footer[not(ancestor::article) and not(ancestor::blockquote)] | //button | //select"
)
CAPTURED = etree.XPath(
    "//*[starts-with(@id, 'wm-ipp')]"  # what an archive of the web writes above a page it holds
)
# A button or a menu that is never closed holds the rest of the page, its main part too.
LEFT_OPEN = etree.XPath(
    "//*[self::button or self::nav or self::aside or self::menu or self::header or self::select][descendant::main]"
)
CAPTIONS = etree.XPath(
    "//figcaption | //*[@class][not(self::img)][contains(concat(' ', @class, ' '), ' caption ')"
    " or contains(concat(' ', @class, ' '), ' cap ') or contains(@class, 'wp-caption-text')"
    " or contains(@class, 'image-caption') or contains(@class, 'photo-caption') or contains(@class, 'media-caption')"
    " or contains(@class, 'photo-credit') or contains(@class, 'image-credit')]"
)


def read(data: bytes) -> tuple[list[Block], list[Removed], metadata.Values, Any]:
    """The article's blocks; every line of the page in order, with "" or why it was left out; what
    its mark-up says of it; and what is left of its tree, for a search of the day.

    Raises UnreadableError where there is no article in it, or the page is too large or too deep.
    """
    if len(data) > LARGEST:
        raise UnreadableError(f"the page is larger than {LARGEST // 2**20} MiB")
    tree = _parsed(data)
    values, spoken = metadata.read(tree)
    held = region.sizes(tree)
    if max(held[tree], len(spoken or "")) > LONGEST:
        raise UnreadableError(f"the page holds more than {LONGEST:,} characters of text")
    if len(held) > MOST:
        raise UnreadableError(f"the page has more than {MOST:,} elements, which no article has")
    lines, blocks = _told(tree, held, spoken or "")
    if not _has_prose(blocks):
        # The story was missed: perhaps it stands in a box that bears the name of another thing.
        again = _parsed(data)
        more = _told(again, region.sizes(again), spoken or "", named=False)
        if _has_prose(more[1]):
            tree, (lines, blocks) = again, more
    if not blocks:
        if FRAMED.search(data):
            raise UnreadableError("the page is a frame set; its articles lie in other files")
        raise UnreadableError("no article was found on the page")
    places = {line.text: line.node for line in lines}
    if why := front.why_no_article(blocks, places, tree, values):
        raise UnreadableError(why)
    return blocks, [Removed(line.text, line.reason) for line in lines], values, tree


def _told(
    tree: Any, held: dict[Any, int], spoken: str, *, named: bool = True
) -> tuple[list[Shown], list[Block]]:
    """The lines of a page and its article's blocks; not `named`, no box is left out for its name."""
    lines = _set_aside(tree, held, named)
    size = sum(len(line.text) for line in lines if not line.reason)
    found = _extracted(tree, fast=True)
    if sum(map(len, found)) < LITTLE * size:
        found = _extracted(tree, fast=False)
    blocks = _blocks(_in_story(tree, story.chosen(lines, found, spoken.split("\n"))))
    if spoken and sum(len(b.text) for b in blocks) < 0.3 * len(spoken):
        blocks = [Block(line) for part in spoken.split("\n") if (line := plain(part))]
    return lines, blocks


def _has_prose(blocks: list[Block]) -> bool:
    """Whether a block reads as a paragraph."""
    return any(
        not b.level and len(b.text) >= PARAGRAPH and ENDED.search(b.text[-8:]) for b in blocks
    )


def _parsed(data: bytes) -> Any:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        data.decode("utf-8")
        encoding = "utf-8"  # a page that says nothing is UTF-8
    except UnicodeDecodeError:
        encoding = None
    for huge in (False, True):
        parser = lxml_html.HTMLParser(encoding=encoding, huge_tree=huge, remove_comments=True)
        parser.set_element_class_lookup(ELEMENTS)
        try:
            tree = lxml_html.document_fromstring(data.replace(b"\0", b""), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableError("no HTML could be read from it") from error
        if not any("depth" in entry.message for entry in parser.error_log):
            for node in CAPTURED(tree):
                node.drop_tree()
            part_pre(tree)
            for node in LEFT_OPEN(tree):
                node.drop_tag()
            return tree
    raise UnreadableError(f"its mark-up is nested more than {DEEPEST} deep")


def _set_aside(tree: Any, held: dict[Any, int], named: bool) -> list[Shown]:
    """Every line of the page in order. The parts that are no story are dropped from the tree."""
    out: dict[Any, str] = dict(hidden.hidden(tree, held))
    for node in CAPTIONS(tree):
        out.setdefault(node, "photo caption")
    for node in ASIDE(tree):
        out.setdefault(node, BESIDE)
    for node in region.boxes(tree, held) if named else ():
        out.setdefault(node, BESIDE)
    lines = shown.lines(tree, out)
    for node in out:
        if node.getparent() is not None:
            node.drop_tree()
    return lines


def _in_story(tree: Any, lines: list[Shown]) -> list[Shown]:
    """The lines without those of another column."""
    beside = region.beside(tree, [(line.node, len(line.text)) for line in lines])
    return [line for at, line in enumerate(lines) if at not in beside]


def _blocks(lines: list[Shown]) -> list[Block]:
    """Lines as blocks; what one line break parts in mid-sentence is one paragraph."""
    out: list[Block] = []
    above: Shown | None = None
    among = {id(line) for line in story.among(lines)}
    for line in lines:
        listed = line.row or (
            not line.mostly_linked and shown.within(line.node, ("li", "dd", "blockquote", "pre"))
        )
        if above is not None and line.broken and above.node is line.node and _goes_on(above, line):
            out[-1] = replace(out[-1], text=f"{out[-1].text} {line.text}")
        else:
            out.append(Block(line.text, line.level, listed=listed, placed=id(line) in among))
        above = line
    return out


def _goes_on(above: Shown, line: Shown) -> bool:
    """Whether a line break parts a paragraph; what parts two, or two headlines, ends one."""
    ended = bool(ENDED.search(above.text[-8:]))
    if len(above.text) >= PARAGRAPH:
        return not ended
    return ended or line.text[0].islower() or bool(ENDED.search(line.text[-8:]))


def _extracted(tree: Any, fast: bool) -> list[str]:
    """What trafilatura takes for the article, block by block; not `fast` it asks others too."""
    document = trafilatura.bare_extraction(tree, options=FAST if fast else WHOLE)
    if document is None or document.body is None:
        return []
    parts: list[str] = []
    for event, node in etree.iterwalk(document.body, events=("start", "end")):
        if node.tag in PARTS:
            parts.append("\n")
        parts.append((node.text if event == "start" else node.tail) or "")
    return [line for line in "".join(parts).split("\n") if line.strip()]

"""A saved web page: what a reader sees of it, what trafilatura takes for the article, and the rest."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from index.article import Removed
from index.clean import front, hidden, metadata, region
from index.clean.letters import plain
from index.errors import UnreadableError
from index.load.raw import Block

LARGEST = 10 * 2**20  # bytes: reading takes a second a MiB at worst
LONGEST = (
    2_000_000  # characters of text, some three novels: what is read takes longer than its length
)
LITTLE = 0.5  # of what the page shows: an article that is less was perhaps not found whole
DEEPEST = 2048  # elements inside one another, libxml2's own limit
FRAMED = re.compile(rb"<frameset\b", re.IGNORECASE)
# Parts of a page that say of themselves that they are not its story.
ASIDE = (
    "//nav | //aside | //dialog | //menu | //*[@role='navigation' or @role='complementary' or @role='banner'"
    " or @role='contentinfo' or @role='dialog' or @role='alertdialog' or @role='search' or @role='alert']"
    " | //footer[not(ancestor::article) and not(ancestor::blockquote)] | //button | //select"
)
CAPTIONS = (
    "//figcaption | //*[not(self::img)][contains(concat(' ', @class, ' '), ' caption ')"
    " or contains(concat(' ', @class, ' '), ' cap ') or contains(@class, 'wp-caption-text')"
    " or contains(@class, 'image-caption') or contains(@class, 'photo-caption') or contains(@class, 'media-caption')"
    " or contains(@class, 'photo-credit') or contains(@class, 'image-credit')]"
)
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form frame h1 h2 h3 h4 h5 h6 header hr iframe legend li main menu nav ol option p pre section select summary"
    " table tbody td tfoot th thead title tr ul br amp-ad".split()
)
SILENT = frozenset("script style head svg math object embed audio video canvas iframe".split())


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
    if held[tree] > LONGEST:
        raise UnreadableError(f"the page holds more than {LONGEST:,} characters of text")
    lines, places = _set_aside(tree, held)
    shown = sum(len(line.text) for line in lines if not line.reason)
    found = _extracted(tree, fast=True)
    if sum(len(b.text) for b in found) < LITTLE * shown:
        found = _extracted(tree, fast=False)
    blocks = _in_story(tree, found, places)
    if spoken and sum(len(b.text) for b in blocks) < 0.3 * len(spoken):
        blocks = [Block(line) for part in spoken.split("\n") if (line := plain(part))]
    if not blocks:
        if FRAMED.search(data):
            raise UnreadableError("the page is a frame set; its articles lie in other files")
        raise UnreadableError("no article was found on the page")
    if why := front.why_no_article(blocks, places, tree, values):
        raise UnreadableError(why)
    return blocks, lines, values, tree


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
        try:
            tree = lxml_html.document_fromstring(data.replace(b"\0", b""), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableError("no HTML could be read from it") from error
        if not any("depth" in entry.message for entry in parser.error_log):
            return tree
    raise UnreadableError(f"its mark-up is nested more than {DEEPEST} deep")


def _set_aside(tree: Any, held: dict[Any, int]) -> tuple[list[Removed], dict[str, Any]]:
    """Every line of the page in order, and the element of each that may be story.

    The parts that are no story are dropped from the tree.
    """
    out: dict[Any, str] = dict(hidden.hidden(tree, held))
    for node in tree.xpath(CAPTIONS):
        out.setdefault(node, "photo caption")
    for node in tree.xpath(ASIDE):
        out.setdefault(node, "beside the article")
    for node in region.boxes(tree, held):
        out.setdefault(node, "beside the article")
    lines: list[Removed] = []
    places: dict[str, Any] = {}
    for text, why, node in _lines(tree, out):
        lines.append(Removed(text, why))
        if not why:
            places.setdefault(text, node)
    for node in out:
        if node.getparent() is not None:
            node.drop_tree()
    return lines, places


def _in_story(tree: Any, blocks: list[Block], places: dict[str, Any]) -> list[Block]:
    """The blocks without those of another column; a block found nowhere stays."""
    known = [(at, places[b.text], len(b.text)) for at, b in enumerate(blocks) if b.text in places]
    beside = region.beside(tree, [(node, size) for _, node, size in known])
    out = {known[index][0] for index in beside}
    return [block for at, block in enumerate(blocks) if at not in out]


def _lines(tree: Any, marked: dict[Any, str]) -> Iterator[tuple[str, str, Any]]:
    """The text of the page block by block: why its part is left out, or "", and its element."""
    buffer: list[str] = []
    reasons: list[str] = [""]
    silent = 0
    holder = tree

    def flush() -> Iterator[tuple[str, str, Any]]:
        if buffer:
            if len(words := plain("".join(buffer))) > 2:
                yield words, reasons[-1], holder
            buffer.clear()

    for event, node in etree.iterwalk(tree, events=("start", "end", "pi")):
        name = node.tag
        if not isinstance(name, str):
            continue
        if name in BLOCKS or node in marked:
            yield from flush()
            holder = node if event == "start" else node.getparent()
        if event == "start":
            silent += name in SILENT
            if node in marked:
                reasons.append(reasons[-1] or marked[node])
            if not silent and node.text:
                buffer.append(node.text)
        else:
            silent -= name in SILENT
            if node in marked:
                reasons.pop()
            if not silent and node.tail:
                buffer.append(node.tail)
    yield from flush()


def _extracted(tree: Any, fast: bool) -> list[Block]:
    """What trafilatura takes for the article, block by block; not `fast` it asks others too."""
    document = trafilatura.bare_extraction(
        tree, fast=fast, include_comments=False, include_tables=True, with_metadata=False
    )
    if document is None or document.body is None:
        return []
    blocks: list[Block] = []
    buffer: list[str] = []
    level = 0

    def flush() -> None:
        if words := plain("".join(buffer)):
            blocks.append(Block(words, level))
        buffer.clear()

    for event, node in etree.iterwalk(document.body, events=("start", "end")):
        if node.tag in (
            "head",
            "p",
            "quote",
            "item",
            "cell",
            "row",
            "list",
            "table",
            "body",
            "div",
        ):
            flush()
            level = 2 if node.tag == "head" and event == "start" else 0
        elif node.tag == "lb" and event == "start":
            buffer.append(" ")
        text = node.text if event == "start" else node.tail
        if text:
            buffer.append(text)
    flush()
    return blocks

"""Mark-up of a story alone, such as a feed's or a wire's, to paragraphs and headings."""

from __future__ import annotations

import html
import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from index.errors import UnreadableError
from index.load.flood import refuse_attributes, refuse_tree
from index.load.raw import Block, Kind
from index.load.source import Source
from index.load.wrapped import unwrapped, wrapped_at

TAGS = re.compile(
    r"<(?:/?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|figure|img|table|section|article|span|strong"
    r"|em|b|i|a)\b[^<>]*>|!--|!doctype html)",
    re.IGNORECASE,
)
BLOCK_TAGS = re.compile(
    r"<(?:/?(?:address|article|aside|blockquote|body|br|center|dd|div|dl|dt|figcaption|figure|footer"
    r"|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|th|tr|ul)"
    r"\b[^<>]*>|!doctype html)",
    re.IGNORECASE,
)
PARAGRAPHS = re.compile(r"<(?:p|div|pre|td)\b", re.IGNORECASE)
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
NEWLINE = "\ufdd0"  # stands for a line break while a text is read as HTML; no text holds it
WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
HIDDEN = re.compile(
    r"""\s(?:hidden\b|aria-hidden\s*=\s*["']?true|style\s*=\s*["'][^"'<>]*"""
    r"""(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0))""",
    re.IGNORECASE,
)
NO_STORY = frozenset("script style noscript iframe svg form button object template head".split())
OWN_LINE = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre tr table tbody thead section article"
    " header footer aside main figure figcaption hr br body html address nitf block hl1 hl2 bq"
    " credit body.content body.head body.end media media-caption media-producer note datasource"
    .split()
)  # fmt: skip
LEVELS = {**{f"h{n}": n for n in range(1, 7)}, "hl1": 1, "hl2": 2}
CELLS = ("td", "th")
LONGEST_CELL = 200  # characters
CAPTIONS = frozenset(
    "figure figcaption media media-caption media-producer credit datasource".split()
)


def has_tags(text: str) -> bool:
    """Whether a text holds HTML tags, rather than a "<" of its own."""
    return bool(TAGS.search(text))


def body_of(text: str, marked: bool = False) -> tuple[Kind, str | bytes | tuple[Block, ...]]:
    """What a text field holds, as the kind and body of a Raw: text, blocks, or a whole page.

    A page, or a fragment that hides part of itself, is left to the cleaner, which records what
    it takes out. `marked` says that the field is HTML even where it holds no tag: "Arle &amp; Son".
    A text with tags but without paragraphs of HTML, such as one link in plain text, keeps its own
    blank lines, and its own lines too unless it is `marked`.
    """
    if not has_tags(text):
        return "text", html.unescape(text) if marked else text
    if WHOLE.search(text):
        return "html", text.encode("utf-8", "replace")
    text = text.replace("\r\n", "\n")
    inline = not BLOCK_TAGS.search(text)
    if HIDDEN.search(text):
        # A break, unlike a paragraph, does not end the element that hides what stands on its
        # other side.
        broken = _broken(text, "\n" if inline and not marked else "", "<br>")
        whole = f"<html><body><article>{broken}</article></body></html>"
        return "html", whole.encode("utf-8", "replace")
    if inline:
        broken = _broken(text, "" if marked else "\n", NEWLINE)
        lines = "\n".join(block.text for block in blocks_of_html(broken))
        kept = (line.strip(" ") for line in lines.replace(NEWLINE, "\n").split("\n"))
        return "text", "\n".join(kept)
    return "blocks", blocks_of_html(_broken(text, "", "<br>"))


def _broken(text: str, every: str, mark: str) -> str:
    """A text whose line breaks are marked for the HTML parser, to which they are mere space.

    Blank lines are, unless its tags already tell paragraphs; with `every`, each of those is too.
    """
    if every:
        return text.replace(every, mark)
    return text if PARAGRAPHS.search(text) else BLANK_LINE.sub(mark * 2, text)


def blocks_of_html(text: str) -> tuple[Block, ...]:
    """The blocks of a fragment of HTML. Raises UnreadableError where it holds no words."""
    # lxml refuses NULs, and reads a text with an XML declaration as bytes only.
    data = text.replace("\0", " ").encode("utf-8", "replace")
    refuse_attributes(data)
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("no words could be read from its HTML") from error
    part_pre(tree)
    return blocks_of(tree)


def part_pre(tree: Any) -> None:
    """Make of each blank line inside a <pre> the two line breaks that a reader sees there.

    Plain text in one that was wrapped is parted at its header lines too.
    """
    for pre in tree.xpath("//pre[not(ancestor::pre)]"):
        if not len(pre) and wrapped_at((pre.text or "").split("\n")):
            pre.text = re.sub(r"\n+", "\n\n", unwrapped(pre.text))
        for node in list(pre.iter()):
            first, *more = BLANK_LINE.split(node.text or "") if isinstance(node.tag, str) else [""]
            if more:
                node.text = first
                _insert(node, 0, more)
            first, *more = BLANK_LINE.split(node.tail or "") if node is not pre else [""]
            if more:
                node.tail = first
                _insert(node.getparent(), node.getparent().index(node) + 1, more)


def _insert(node: Any, at: int, texts: list[str]) -> None:
    for text in reversed(texts):
        for tail in (text, ""):
            mark = etree.Element("br")
            mark.tail = tail
            node.insert(at, mark)


def blocks_of(tree: Any) -> tuple[Block, ...]:
    """The blocks under an element of HTML or NITF, in order; walked without recursion."""
    found: list[Block] = []
    words: list[str] = []
    level = skipping = items = captions = 0
    rows = _rows(tree)

    def end() -> None:
        nonlocal words
        if line := " ".join("".join(words).split()):
            text = f"- {line}" if items and not level else line
            found.append(Block(text, level, bool(captions)))
        words = []

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            words.append("" if skipping else node.tail or "")
            continue
        name = _name(node)
        own_line = name in OWN_LINE
        if node in rows:  # in one line, whatever its cells hold
            if event == "start" and not skipping:
                end()
                found.append(Block(rows[node], 0, bool(captions), listed=True))
            skipping += 1 if event == "start" else -1
            continue
        if event == "start":
            skipping += name in NO_STORY
            if skipping:
                continue
            if own_line:
                end()
            items += name == "li"
            captions += name in CAPTIONS
            level = LEVELS.get(name, level)
            words.append(_entity(node) if name == "&" else node.text or "")
            words.append(" " if name in CELLS else "")
        else:
            skipping -= name in NO_STORY
            if not skipping and name not in NO_STORY and own_line:
                end()
            if not skipping and name not in NO_STORY:
                items -= name == "li"
                captions -= name in CAPTIONS
                level = 0 if name in LEVELS else level
                words.append(" " if name in CELLS else "")
            if not skipping and node is not tree:
                words.append(node.tail or "")
    end()
    return tuple(found)


def _rows(tree: Any) -> dict[Any, str]:
    """The rows of tables that hold data, each in one line; a table of long cells is for layout."""
    found: dict[Any, str] = {}
    for table in tree.iter("table"):
        rows = [
            [" ".join(" ".join(cell.itertext()).split()) for cell in row.iter(*CELLS)]
            for row in table.iter("tr")
        ]
        wide = sum(sum(map(bool, row)) > 1 for row in rows)
        nested = next(table.iter(*LEVELS, "blockquote"), None) is not None or any(
            inner is not table for inner in table.iter("table")
        )
        if nested or wide < 2 or max(len(cell) for row in rows for cell in row) > LONGEST_CELL:
            continue
        lines = ("; ".join(filter(None, row)) for row in rows)
        found |= {row: line for row, line in zip(table.iter("tr"), lines, strict=True) if line}
    return found


def words_of(node: Any) -> str:
    """All words under an XML element on one line, "" for None."""
    if node is None:
        return ""
    parts = []
    for part in node.iter():
        if isinstance(part.tag, str):
            parts.append(part.text or "")
        elif part.tag is etree.Entity:
            parts.append(_entity(part))
        parts.append((part.tail or "") if part is not node else "")
    return " ".join("".join(parts).split())


def plain_line(text: str) -> str:
    """A title or name that may hold tags and character references, as one line of text."""
    if has_tags(text):
        try:
            return " ".join(block.text for block in blocks_of_html(text))
        except UnreadableError:
            return ""
    return " ".join(html.unescape(text).split())


def parse_xml(source: Source) -> Any:
    """The root of an XML document: no network, no entities of its own, no huge trees.

    Raises UnreadableError for what is not well-formed or declares entities.
    """
    data = source.whole()
    if re.search(rb"<!ENTITY", data[:65536]):
        raise UnreadableError("its XML declares entities, which news never needs; it is refused")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = " ".join(str(error).split())[:120]
        raise UnreadableError(f"its XML is broken ({said})") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableError("its XML declares entities, which news never needs; it is refused")
    refuse_tree(root)
    return root


def _entity(node: Any) -> str:
    """A reference such as &nbsp; that a document uses without declaring it."""
    return html.unescape(node.text or "")


def _name(node: Any) -> str:
    if node.tag is etree.Entity:
        return "&"
    if not isinstance(node.tag, str):
        return "!"
    # etree.QName refuses names that its own HTML parser lets through, such as "a=".
    name: str = node.tag.rpartition("}")[2]
    return name.lower()

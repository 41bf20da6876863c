"""Raw documents to blocks: what each format's own reader makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt

from index.article import Removed
from index.clean import dateline, html
from index.clean.letters import plain
from index.clean.metadata import Values
from index.errors import UnreadableError
from index.load.raw import Block, Raw
from index.load.wrapped import unwrapped

DIVIDED = re.compile("(?<=\\w)\u00ad[ \\t]*\n[ \\t]*(?=\\w)")  # a word, at a soft hyphen
MOST = 50_000  # paragraphs, or lines that stand for themselves


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a document in reading order, and what its mark-up says of it.

    `lines` is all of the page where `blocks` is only a part of it: each line with why its place
    on the page makes it no story, or "". `tree` is the parsed page, None where there is none.
    """

    blocks: tuple[Block, ...] = ()
    lines: tuple[Removed, ...] = ()
    values: Values = field(default_factory=dict)
    tree: Any = None


def read(raw: Raw) -> Page:
    """The page that `raw` holds. Raises UnreadableError where no article can be in it."""
    if _length(raw.body) > html.LONGEST:
        raise UnreadableError(f"a text of more than {html.LONGEST:,} characters; split it")
    if isinstance(raw.body, bytes):
        blocks, lines, values, tree = html.read(raw.body)
        page = Page(tuple(blocks), tuple(lines), values, tree)
    elif isinstance(raw.body, tuple):
        tidy = (Block(plain(b.text), b.level, listed=b.listed) for b in raw.body)
        page = Page(tuple(b for b in tidy if b.text))
    else:
        page = from_markdown(raw.body) if raw.kind == "markdown" else from_text(raw.body)
    if len(page.blocks) > MOST:
        raise UnreadableError(f"a text of more than {MOST:,} paragraphs; split it")
    return replace(page, blocks=_joined(page.blocks))


def _length(body: str | bytes | tuple[Block, ...]) -> int:
    """Characters of text; 0 for a page, whose reader counts them without its mark-up."""
    if isinstance(body, bytes):
        return 0
    return len(body) if isinstance(body, str) else sum(len(block.text) for block in body)


def from_text(text: str) -> Page:
    """A plain dump: a line is a paragraph, unless the file was wrapped at a fixed width."""
    text = DIVIDED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = unwrapped(text).split("\n")
    return Page(tuple(Block(line) for line in map(plain, lines) if line))


def from_markdown(text: str) -> Page:
    """CommonMark by its own parser; raw HTML in it is set aside, never shown as story."""
    blocks: list[Block] = []
    lines: list[Removed] = []
    level = items = 0
    row: list[str] | None = None  # the cells of the row of a table that is being read
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("list_item_open", "list_item_close"):
            items += 1 if token.type == "list_item_open" else -1
        elif token.type == "heading_close":
            level = 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row:
                blocks.append(Block("; ".join(row), listed=True))
                lines.append(Removed(blocks[-1].text, ""))
            row = None
        elif token.type == "html_block":
            lines.append(Removed(plain(token.content), "raw HTML in Markdown"))
        elif token.type in ("inline", "fence", "code_block"):
            parts = [
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or [token]
                if child.type not in ("image", "html_inline")
            ]
            words = plain("".join(parts))
            if words and row is not None:
                row.append(words)
            elif words:
                blocks.append(Block(f"- {words}" if items else words, level))
                lines.append(Removed(blocks[-1].text, ""))
    return Page(tuple(blocks), tuple(lines))


def _joined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A dateline that stands on a line of its own belongs to the paragraph below it."""
    out: list[Block] = []
    for block in blocks:
        if out and not block.level and not out[-1].level and dateline.alone(out[-1].text):
            out[-1] = Block(f"{out[-1].text} {block.text}")
        else:
            out.append(block)
    return tuple(out)

"""The lines that a page shows, in order, each with its place: paragraphs, headings, items, rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from index.clean.letters import plain

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form frame h1 h2 h3 h4 h5 h6 header hr iframe legend li main menu nav ol option p pre section select summary"
    " table tbody td tfoot th thead title tr ul br amp-ad".split()
)
SILENT = frozenset("script style head svg math object embed audio video canvas iframe".split())
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CELLS = ("td", "th")
CELL, ITEM = "\0", "\1"  # between the cells of a row and what they list: in no page
LONGEST_CELL = 200  # characters; a table with more in a cell was made to lay out the page
NESTED = frozenset("table form h1 h2 h3 hr blockquote article section img iframe".split())


@dataclass(slots=True)
class Shown:
    """A line of the page: its text, why its place makes it no story or "", and its element.

    `row` is True of a row of a table, whose cells stand in one line; `broken` where nothing but
    one line break stands between it and the line before; `linked` counts characters in links.
    """

    text: str
    reason: str
    node: Any
    row: bool = False
    broken: bool = False
    linked: int = 0

    @property
    def level(self) -> int:
        """2 for a heading, 0 else."""
        return 2 if self.node.tag in HEADINGS else 0

    @property
    def mostly_linked(self) -> bool:
        """Whether more than half of it stands in links."""
        return 2 * self.linked > len(self.text)


def lines(tree: Any, marked: dict[Any, str]) -> Iterator[Shown]:
    """Every line of the page; `marked` says which elements are no story, and why."""
    rows = _rows(tree)
    buffer: list[str] = []
    reasons: list[str] = [""]
    silent = links = linked = breaks = 0
    row: Any = None
    holder = tree

    def flush() -> Iterator[Shown]:
        nonlocal linked, breaks
        text = "".join(buffer)
        words = plain(text) if row is None else _cells(text)
        buffer.clear()
        if len(words) > 2:
            yield Shown(words, reasons[-1], holder, row is not None, breaks == 1, linked)
        if words:
            breaks = 0
        linked = 0

    def said(text: str | None) -> None:
        nonlocal linked
        if text and not silent:
            buffer.append(text)
            linked += len(text) if links else 0

    for event, node in etree.iterwalk(tree, events=("start", "end", "pi")):
        name = node.tag
        if not isinstance(name, str):
            continue
        if name in BLOCKS or node in marked:
            if row is None or node is row or node in marked:
                yield from flush()
                if name == "br":
                    breaks += event == "start"
                else:
                    breaks = 2
                    holder = node if event == "start" else node.getparent()
            elif event == "end":
                buffer.append(CELL if name in CELLS else ITEM)
            if name == "tr" and node in rows:
                row = node if event == "start" else None
        if event == "start":
            silent += name in SILENT
            links += name == "a"
            if node in marked:
                reasons.append(reasons[-1] or marked[node])
            said(node.text)
        else:
            silent -= name in SILENT
            links -= name == "a"
            if node in marked:
                reasons.pop()
            said(node.tail)
    yield from flush()


def within(node: Any, tags: tuple[str, ...]) -> bool:
    """Whether an element is one of these or stands in one."""
    return node.tag in tags or next(node.iterancestors(*tags), None) is not None


def _rows(tree: Any) -> set[Any]:
    """The rows of tables that hold data; with a table the page is laid out in, a cell is a block."""
    out: set[Any] = set()
    for table in tree.iter("table"):
        rows = list(table.iter("tr"))
        wide = sum(len([c for c in row if c.tag in CELLS]) > 1 for row in rows)
        if wide < 2 or 2 * wide < len(rows):
            continue
        cells = [c for row in rows for c in row if c.tag in CELLS]
        if any(node.tag in NESTED for cell in cells for node in cell.iterdescendants()):
            continue
        if all(len("".join(cell.itertext())) <= LONGEST_CELL for cell in cells):
            out.update(rows)
    return out


def _cells(row: str) -> str:
    """A row in one line; what is empty in it leaves no mark."""
    cells = (", ".join(filter(None, map(plain, cell.split(ITEM)))) for cell in row.split(CELL))
    return "; ".join(filter(None, cells))

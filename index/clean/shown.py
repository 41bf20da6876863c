"""The lines that a page shows, in order, each with its place: paragraphs, headings, items, rows."""

from __future__ import annotations

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


def lines(tree: Any, marked: dict[Any, str]) -> list[Shown]:
    """Every line of the page; `marked` says which elements are no story, and why."""
    walk = _Walk(tree, marked)
    for event, node in etree.iterwalk(tree, events=("start", "end", "pi")):
        if isinstance(node.tag, str):
            walk.start(node) if event == "start" else walk.end(node)
    walk.flush()
    return walk.made


class _Walk:
    """What has been read of the line that a walk through the page is in."""

    def __init__(self, tree: Any, marked: dict[Any, str]) -> None:
        self.marked, self.rows, self.holder = marked, _rows(tree), tree
        self.made: list[Shown] = []
        self.buffer: list[str] = []
        self.reasons = [""]
        self.silent = self.links = self.linked = self.breaks = 0
        self.row: Any = None
        self.around: list[tuple[list[str], int, Any]] = []  # lines that something is set into

    def flush(self) -> None:
        """The line that ends here."""
        text = "".join(self.buffer)
        words = "" if text.isspace() else plain(text) if self.row is None else _cells(text)
        self.buffer = []
        if len(words) > 2:
            row, broken = self.row is not None, self.breaks == 1
            self.made.append(Shown(words, self.reasons[-1], self.holder, row, broken, self.linked))
        if words:
            self.breaks = 0
        self.linked = 0

    def start(self, node: Any) -> None:
        """Into an element; what stands above it ends."""
        name = node.tag
        if node in self.marked and name not in BLOCKS:
            self.around.append((self.buffer, self.linked, self.holder))
            self.buffer, self.linked, self.holder = [], 0, node
        elif name in BLOCKS and (self.row is None or node in self.marked):
            self._parted(node, node, 1)
        if node in self.rows:
            self.row = node
        self.silent += name in SILENT
        self.links += name == "a"
        if node in self.marked:
            self.reasons.append(self.reasons[-1] or self.marked[node])
        self._said(node.text)

    def end(self, node: Any) -> None:
        """Out of an element; its last line ends."""
        name = node.tag
        if node in self.marked and name not in BLOCKS:
            self.flush()
            self.buffer, self.linked, self.holder = self.around.pop()
        elif name in BLOCKS:
            if self.row is None or node is self.row or node in self.marked:
                self._parted(node, node.getparent(), 0)
            else:
                self.buffer.append(CELL if name in CELLS else ITEM)
        if node in self.rows:
            self.row = None
        self.silent -= name in SILENT
        self.links -= name == "a"
        if node in self.marked:
            self.reasons.pop()
        self._said(node.tail)

    def _parted(self, node: Any, holder: Any, breaks: int) -> None:
        self.flush()
        if node.tag == "br":
            self.breaks += breaks
        else:
            self.breaks, self.holder = 2, holder

    def _said(self, text: str | None) -> None:
        if text and not self.silent:
            self.buffer.append(text)
            self.linked += len(text) if self.links else 0


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

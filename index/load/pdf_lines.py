"""Lines of pages, with where they stand, to paragraphs and headings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.load.raw import Block
from index.load.wrapped import stands_alone

EDGE = 0.09  # of the height of a page, where running heads and feet stand
ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*$""")
HEAD = 6  # blocks of a document, at most, that may be its headline, its byline and its day
LONGEST_WORD = 60
HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. Places are in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    page_height: float


def paragraphs(pages: list[list[Line]]) -> tuple[Block, ...]:
    """The blocks of a document, in reading order; running heads and feet once, at the end."""
    pages, running = _without_running([_whole_lines(page) for page in pages])
    lines = [line for page in pages for line in page]
    if not lines:
        return tuple(Block(text) for text in running)
    body = _common_size(lines)
    words = Counter(
        re.findall(r"\w+(?:[-\u2010]\w+)*", " ".join(line.text for line in lines).lower())
    )
    pieces: list[list[str]] = []  # of each block, put together at the end
    levels: list[int] = []
    for page in pages:
        column = _columns(page)
        leading = _leading(page, body)
        for at, line in enumerate(page):
            before = page[at - 1] if at else None
            level = _level(line, body)
            headed = before is not None and len(levels) < HEAD and not _ended(before.text)
            if not levels or level != levels[-1] or (before and headed and _apart(before, line)):
                starts = True
            elif before is None or before.bottom < line.bottom:  # next page or column
                starts = bool(level) or _ended(pieces[-1][-1])
            else:
                starts = _starts(line, before, column[at], leading)
            if starts:
                pieces.append([line.text])
                levels.append(level)
            else:
                pieces[-1][-1:] = _joined(pieces[-1][-1], line.text, words)
    texts = ("".join(parts) for parts in pieces)
    blocks = [_block(text, level) for text, level in zip(texts, levels, strict=True)]
    return (*blocks, *(Block(text) for text in running))


def _starts(line: Line, before: Line, column: tuple[float, float], leading: float) -> bool:
    """Whether a paragraph starts at a line that stands below `before`."""
    left, right = column
    if before.bottom - line.bottom > 1.3 * leading:
        return True
    indented = line.left - left > 0.7 * line.size
    if indented and before.left - left <= 0.7 * line.size and _ended(before.text):
        return True
    short = right - before.right > 0.18 * (right - left)
    return short and _ended(before.text) and not line.text[:1].islower()


def _apart(*lines: Line) -> bool:
    """Whether one of them is a line of the head that stands by itself: a byline, a day."""
    return any(stands_alone(line.text) for line in lines)


def _ended(text: str) -> bool:
    """Whether a line ends a sentence."""
    return bool(ENDS.search(text[-12:]))


def _joined(text: str, more: str, words: Counter[str]) -> tuple[str, str]:
    """Two lines as pieces of one text; a word cut at the end of the first is mended."""
    cut = HYPHEN.search(text, max(0, len(text) - LONGEST_WORD))
    rest = re.match(r"\w+", more)
    if not cut or not rest or not rest[0][0].islower():
        return (text if text.endswith(("-", "\u2010")) else f"{text} ", more)
    whole = (cut[1] + rest[0]).lower()
    hyphened = f"{cut[1]}-{rest[0]}".lower()
    # A word that the text writes with its hyphen elsewhere keeps it.
    if words[hyphened] > words[whole] and not text.endswith("\u00ad"):
        return text, more
    return text[: cut.end(1)], more


def _whole_lines(page: list[Line]) -> list[Line]:
    """Pieces of one line put together again, where wide gaps had cut it."""
    merged: list[Line] = []
    for line in page:
        last = merged[-1] if merged else None
        same = last is not None and abs(last.bottom - line.bottom) < 0.3 * line.size
        if last is not None and same and -1 <= line.left - last.right < 2.5 * line.size:
            text = f"{last.text} {line.text}"
            merged[-1] = replace(last, text=text, right=line.right, top=max(last.top, line.top))
        else:
            merged.append(line)
    return merged


def _without_running(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """The pages without the lines that stand at the edge of several of them, and those lines."""
    if len(pages) < 2:
        return pages, []
    counted: Counter[str] = Counter()
    for page in pages:
        counted.update({_shape(line) for line in page if _at_edge(line)})
    least = max(2, len(pages) // 3)
    running: dict[str, str] = {}
    kept: list[list[Line]] = []
    for page in pages:
        kept.append([])
        for line in page:
            if _at_edge(line) and counted[_shape(line)] >= least:
                running.setdefault(_shape(line), line.text)
            else:
                kept[-1].append(line)
    return kept, list(running.values())


def _at_edge(line: Line) -> bool:
    return line.bottom < EDGE * line.page_height or line.top > (1 - EDGE) * line.page_height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.lower())


def _columns(page: list[Line]) -> list[tuple[float, float]]:
    """For each line the left and right edge of the lines that share its column.

    A column is a run of lines in reading order that go down the page and overlap.
    """
    edges: list[tuple[float, float]] = []
    run: list[Line] = []

    def close() -> None:
        if run:
            lefts = Counter(round(line.left) for line in run)
            left = min(k for k, n in lefts.items() if n >= max(1, len(run) // 8))
            edges.extend([(left, max(line.right for line in run))] * len(run))
            run.clear()

    for line in page:
        if run and (
            line.bottom > run[-1].bottom or line.left > run[-1].right or line.right < run[-1].left
        ):
            close()
        run.append(line)
    close()
    return edges


def _leading(page: list[Line], body: float) -> float:
    """The usual distance from one line to the next."""
    steps = [
        a.bottom - b.bottom
        for a, b in pairwise(page)
        if 0 < a.bottom - b.bottom < 3 * body and abs(a.size - b.size) < 1
    ]
    return median(sorted(steps)[: max(1, len(steps) * 3 // 4)]) if steps else 1.2 * body


def _common_size(lines: list[Line]) -> float:
    """The size most letters are set in, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0]


def _level(line: Line, body: float) -> int:
    if line.size >= 1.5 * body:
        return 1
    if line.size >= 1.12 * body or (line.bold and len(line.text) < 120):
        return 2
    return 0


def _block(text: str, level: int) -> Block:
    """A heading is short: what is longer was set large or bold, and is a paragraph."""
    return Block(text, level if len(text) <= 250 else 0)

"""Which lines of a page are its story: those that trafilatura takes, and what stands between them.

A page's lines are told by its own mark-up (`shown`); the extractor only points at them, for it
drops links, tables, quotations and lists without a word, and glues paragraphs together.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from index.clean.rules import ENDED
from index.clean.shown import CELLS, HEADINGS, Shown, within

WORD = re.compile(r"\w+")
RUN = 3  # words; a longer line is found by its runs
FOUND = 0.8  # of a line's runs that the extractor took: the line is its own
COPIED = 30  # characters; what is shorter may well be said twice
INNER = frozenset((
    *HEADINGS, *"p ul ol li dl dt dd blockquote table thead tbody tfoot tr figure center font pre br b i em strong span a header".split(),
))  # fmt: skip


def chosen(shown: list[Shown], *taken: list[str]) -> list[Shown]:
    """The lines of the story, in page order.

    Each of `taken` is what one reader of the page took for its story, block by block.
    """
    open_lines = [line for line in shown if not line.reason]
    keys = [_squeezed(line.text) for line in open_lines]
    read = (_found(open_lines, keys, some) for some in taken)
    found = [any(hits) for hits in zip(*read, strict=True)]
    if True not in found:
        return []
    boxes = [_box(line.node) for line in open_lines]
    own = Counter(boxes)
    known = {box for box, hit in zip(boxes, found, strict=True) if hit}
    alike = {_kind(box) for box in known} - {None}
    twins = {_named(box) for box in known if box.get("class")}
    told = [
        at
        for at, hit in enumerate(found)
        if hit and _is_sentence(open_lines[at]) and not open_lines[at].level
    ]
    first, last = (told[0], told[-1]) if told else (0, 0)
    for at in range(last + 1, len(open_lines)):  # the extractor may have stopped half-way
        if boxes[at] in known or _named(boxes[at]) in twins:
            last = at if open_lines[at].node.tag == "p" and _is_prose(open_lines[at]) else last
    out = []
    for at, (line, box) in enumerate(zip(open_lines, boxes, strict=True)):
        if found[at]:
            fits = not _is_link(line)
        elif within(line.node, ("pre",)) and (box in known or box.getparent() in known):
            fits = True  # nobody sets furniture line by line; a poem or a table may end the story
        elif box in known or _kind(box) in alike or _named(box) in twins:
            between = first < at < last
            near = line.node is box or line.node.tag in ("p", "font", "center")
            fits = _is_sentence(line) if between else near and _is_prose(line)
            listed = line.row or line.node.tag in ("p", "li")
            fits = fits or (between and not (line.mostly_linked and (_is_link(line) or not listed)))
        else:
            alone = own[box] == 1 or within(line.node, ("blockquote",))
            around = box.getparent() in known
            if line.row:  # builders wrap a table in boxes that scroll
                alone, around = True, any(up in known for up in box.iterancestors())
            fits = alone and around and first < at < last and not line.mostly_linked
        if fits:
            out.append((line, box))
    return _once(out)


def among(lines: list[Shown]) -> list[Shown]:
    """Those lines of the story that stand in the box of most of it, below the headline."""
    boxes = [_box(line.node) for line in lines]
    named = [_named(box) if box.get("class") else box for box in boxes]
    held: Counter[Any] = Counter()
    for line, name in zip(lines, named, strict=True):
        held[name] += len(line.text)
    if not held or 2 * max(held.values()) < held.total():
        return []
    most = max(held, key=held.__getitem__)
    inside = [line for line, name in zip(lines, named, strict=True) if name == most]
    title = max((at for at, line in enumerate(inside) if line.node.tag == "h1"), default=-1)
    first = title + 1
    return [line for line in inside[first:] if not line.mostly_linked or _is_sentence(line)]


def _once(lines: list[tuple[Shown, Any]]) -> list[Shown]:
    """The lines, without the copies that stand in a box of less story, such as a teaser's."""
    held: Counter[Any] = Counter()
    for line, box in lines:
        held[box] += len(line.text)
    best: dict[str, Any] = {}
    for line, box in lines:
        if line.text not in best or held[box] > held[best[line.text]]:
            best[line.text] = box
    return [
        line
        for line, box in lines
        if len(line.text) < COPIED or _named(best[line.text]) == _named(box)
    ]


def _found(lines: list[Shown], keys: list[str], taken: list[str]) -> list[bool]:
    """Which lines are among what was taken; of what was taken once only one line is found.

    The longest line comes first: a summary in the words of a paragraph does not stand for it.
    """
    theirs = [_squeezed(text) for text in taken]
    whole = Counter(theirs)
    out = [False] * len(lines)
    left = []
    for at, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if whole[key] > 0:
            out[at] = True
            whole[key] -= 1
        elif line.row and all(whole[_squeezed(cell)] > 0 for cell in line.text.split("; ")):
            out[at] = True  # the extractor tells it cell by cell
        else:
            left.append(at)
    runs = Counter(
        run
        for text, key in zip(taken, theirs, strict=True)
        if whole[key] > 0
        for run in _runs(WORD.findall(text))
    )
    for at in sorted(left, key=lambda at: -len(lines[at].text)) if runs else ():
        own = _runs(WORD.findall(lines[at].text))
        if own and sum(runs[run] > 0 for run in own) >= FOUND * len(own):
            out[at] = True
            runs.subtract(own)
    return out


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]


def _box(node: Any) -> Any:
    """The element that holds a paragraph and its neighbours."""
    while node.tag in INNER and node.getparent() is not None:
        node = node.getparent()
    return node


def _kind(box: Any) -> tuple[Any, ...] | None:
    """Boxes that a page repeats, one a paragraph, differ in nothing but what is in them."""
    return None if box.tag in CELLS else (box.getparent(), box.tag, box.get("class"))


def _named(box: Any) -> tuple[Any, ...]:
    """How a box and the one around it are named."""
    up = box.getparent()
    return box.tag, box.get("class"), *(() if up is None else (up.tag, up.get("class")))


def _is_sentence(line: Shown) -> bool:
    return bool(ENDED.search(line.text[-8:])) and len(line.text.split(None, 4)) >= 4


def _is_prose(line: Shown) -> bool:
    """Whether a line reads as a paragraph even where nothing of the story stands above it or below."""
    return _is_sentence(line) and len(line.text) >= 80


def _is_link(line: Shown) -> bool:
    """A headline that leads to another story; a heading, an item of a list and a row are none."""
    words = len(line.text.split(None, 4))
    plain = line.level or line.row or line.node.tag == "li"
    return (
        not plain and words >= 4 and line.linked >= 0.9 * len(line.text) and not _is_sentence(line)
    )

"""A day that no mark-up names and no line states plainly: what htmldate finds, checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from htmldate import find_date
from lxml import etree

from index.clean.letters import INVISIBLE, plain
from index.dates.lines import read_spots, said_beside
from index.stamp import Found

# Of these nothing dates the article: programs, what leads elsewhere, and what is of the site.
BESIDE = ("script", "style", "noscript", "template", "iframe", "svg", "form", "select")
ADDRESSES = {"href", "src", "srcset", "data-src", "data-srcset", "action", "style"}
NAMES = ("datetime", "content", "title", "data-date", "data-time", "data-published")
SHORT = 90  # characters of a text that may date the page
WORDS = 5  # beside a day; with more it is a sentence, unless the page names the place for days
TIMED = re.compile(r"date|time(?!line)|byline|publish|posted|author|meta", re.IGNORECASE)
# Under such a key the data of a program on the page hold the day of publication.
KEY = re.compile(
    r"""(?<=["'])(?:date_?published|published(?:_?(?:at|on|date|time))?|publish_?(?:date|time)|pub_?date|publication_?date"""
    r"""|first_?published(?:_?(?:at|date))?|post_?date)\\?["']\s*:\s*\\?["'](?P<value>\d{4}-\d\d-\d\d[\dT:.Z+-]*)""",
    re.IGNORECASE,
)
YEAR = re.compile(r"\d{4}|\.\s?\d\d(?!\d)")
FIGURE = re.compile(r"\d")
# Four figures, or two behind a dot, whatever is taken out between them: a look that spares tidying most texts.
FIGURES = re.compile(rf"\d(?:{INVISIBLE.pattern}*\d){{3}}|\.\s?\d\d(?!\d)")
MANY = 3  # days, from which on they head entries of a list, and none of them is the page's


def searched_day(tree: Any, order: str) -> tuple[date, Found] | None:
    """The day htmldate finds in the page, where a short text of the page states that very day.

    htmldate always has an answer; what it takes from programs, from addresses of pictures, from
    prose, or from figures that may mean two days is refused. `order` is as for `read_line`.
    """
    page = _bare(tree)
    said = list(_said(page, order))
    if not said:
        return None  # whatever htmldate finds, no text states it; and finding it takes long
    less = 0.1 if len({at for at, _ in said}) >= MANY else 0.0
    for wide, sure in ((False, 0.8), (True, 0.7)):
        # An address given as "" keeps it from the canonical link, whose words may name another day.
        found = find_date(deepcopy(page), url="", original_date=True, extensive_search=wide)
        day = date.fromisoformat(found) if found else None
        texts = [text for at, text in said if at == day]
        if day and texts:
            return day, Found("meta", sure - less, f"stated beside the story: {texts[0]}")
    return None


def programmed_day(tree: Any) -> tuple[str, Found] | None:
    """The day that the data of the page's programs name as that of publication, if they name one."""
    said = [m["value"] for s in tree.iter("script") for m in KEY.finditer(s.text or "")]
    if len({value[:10] for value in said}) != 1:
        return None
    return said[0], Found("meta", 0.7, "the data of a program on the page say it")


def _bare(tree: Any) -> Any:
    """A copy of the page without programs, comments and addresses."""
    copy = deepcopy(tree)
    etree.strip_elements(copy, etree.Comment, *BESIDE, with_tail=False)
    for node in copy.iter("*"):
        for name in ADDRESSES.intersection(node.keys()):
            del node.attrib[name]
        if node.tag == "meta" and "://" in (node.get("content") or ""):
            del node.attrib["content"]
    return copy


def _said(page: Any, order: str) -> Iterator[tuple[date, str]]:
    """Each day that a short text of the page states, with the text, in page order."""
    held = _held(page)
    for node in page.iter("*"):
        marked = [node.get(name) or "" for name in NAMES] if node.keys() else []
        shown = [held.get(node, ""), node.text or "", node.tail or ""]
        for text in filter(FIGURES.search, [*marked, *shown]):
            short = plain(text)
            if len(short) > SHORT or not YEAR.search(short):
                continue
            timed = _is_timed(node)
            for start, end, said in read_spots(short, order):
                beside = len(re.findall(r"[^\W\d_]+", said_beside(short[:start] + short[end:])))
                told = beside > WORDS and not timed
                if not (told or said.refused or said.label == "updated"):
                    yield said.at.date(), short


def _held(page: Any) -> dict[Any, str]:
    """The text of each element that holds a figure and is short; most elements hold none."""
    out: dict[Any, str] = {}
    seen: set[Any] = set()
    for node in page.iter():
        own = isinstance(node.tag, str) and FIGURE.search(node.text or "")
        inside = [node] if own else []
        if FIGURE.search(node.tail or ""):
            inside.append(node.getparent())
        for one in inside:
            up = one
            while up is not None and up not in seen:
                seen.add(up)
                text = up.text_content()
                if len(plain(text[: 4 * SHORT])) > SHORT:
                    break  # and so are all around it
                out[up] = text
                up = up.getparent()
    return out


def _is_timed(node: Any) -> bool:
    """Whether an element, or the one around it, is a place for days."""
    near = (node, node.getparent())
    return node.tag in ("time", "abbr") or any(
        TIMED.search(f"{n.get('class')} {n.get('id')}") for n in near if n is not None
    )

"""A page whose own statements leave its day in doubt, searched whole: what htmldate finds in it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from dateutil.parser import UnknownTimezoneWarning
from htmldate import find_date
from lxml import etree

from index.clean.letters import INVISIBLE, plain
from index.clean.region import sizes
from index.dates.lines import read_spots, said_beside
from index.dates.scales import Searched

# Of these nothing dates the article: programs, what leads elsewhere, and what is of the site.
BESIDE = ("script", "style", "noscript", "template", "iframe", "svg", "form", "select")
ADDRESSES = {"href", "src", "srcset", "data-src", "data-srcset", "action", "style"}
NAMES = ("datetime", "content", "title", "data-date", "data-time", "data-published")
SHORT = 90  # characters of a text that may date the page
SPACED = 10 * SHORT  # characters of such a text with all its white space
WORDS = 5  # beside a day; with more it is a sentence, unless the page names the place for days
TIMED = re.compile(r"date|time(?!line)|byline|publish|posted|author|meta", re.IGNORECASE)
YEAR = re.compile(r"\d{4}|\.\s?\d\d(?!\d)")
# Four figures, or two behind a dot, whatever is taken out between them: a look that spares tidying most texts.
FIGURES = re.compile(rf"\d(?:{INVISIBLE.pattern}*\d){{3}}|\.\s?\d\d(?!\d)")


def searched(tree: Any, order: str) -> Searched:
    """What htmldate finds in the page, and the days that short texts of the page state.

    Changes the tree: only what may date the article is left in it. htmldate always answers, so programs,
    and the addresses of what the page shows or leads to, are taken out first. `order` is as for `read_line`; without it, figures that may mean two days say
    none, and an answer that rests on them is no answer.
    """
    _strip(tree)
    said = tuple(_said(tree, order))
    page = deepcopy(tree) if said else tree  # htmldate takes from it what it has looked at
    found = marked = _found(page, wide=False)
    if said and not marked:  # it reads prose then, which takes long; and only what is stated counts
        found = _found(tree, wide=True)
    day = date.fromisoformat(found) if found else None
    if not order and day not in {at for at, _ in said}:
        day = None
    return Searched(day, bool(marked), said)


def _found(page: Any, *, wide: bool) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownTimezoneWarning)  # only the day is wanted
        # An address given as "" keeps it from the canonical link, whose words may name another day.
        day: str | None = find_date(page, url="", original_date=True, extensive_search=wide)
        return day


def _strip(tree: Any) -> None:
    """Takes programs, comments and addresses out of a page."""
    etree.strip_elements(tree, etree.Comment, *BESIDE, with_tail=False)
    for node in tree.iter("*"):
        for name in ADDRESSES.intersection(node.keys()):
            del node.attrib[name]
        if node.tag == "meta" and "://" in (node.get("content") or ""):
            del node.attrib["content"]


def _said(page: Any, order: str) -> Iterator[tuple[date, str]]:
    """Each day that a short text of the page states, with the text, in page order."""
    held = sizes(page)
    clear: set[Any] = set()  # elements whose words hold no figures
    for node in page.iter("*"):
        texts = [value for name in NAMES if (value := node.get(name))] if node.keys() else []
        if node.getparent() in clear:
            clear.add(node)
        else:
            # Space between the words counts here, so that no short text is missed.
            whole = node.text_content() if held[node] <= SPACED else ""
            if whole and not FIGURES.search(whole):
                clear.add(node)
                texts.append(node.tail or "")
            else:
                texts += [whole, node.text or "", node.tail or ""]
        for text in filter(FIGURES.search, texts):
            short = plain(text)
            if len(short) > SHORT or not YEAR.search(short):
                continue
            timed = _is_timed(node)
            for start, end, said in read_spots(short, order):
                beside = len(re.findall(r"[^\W\d_]+", said_beside(short[:start] + short[end:])))
                told = beside > WORDS and not timed
                if not (told or said.refused or said.label == "updated"):
                    yield said.at.date(), short


def _is_timed(node: Any) -> bool:
    """Whether an element, or the one around it, is a place for days."""
    near = (node, node.getparent())
    return node.tag in ("time", "abbr") or any(
        TIMED.search(f"{n.get('class')} {n.get('id')}") for n in near if n is not None
    )

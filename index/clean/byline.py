"""The byline among the elements of a page: the article's own, not those of other stories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from index.clean.letters import plain
from index.clean.names import MOST, ROLE, persons, signers
from index.clean.origin import PAPER, is_agency

LONGEST = 200  # characters: more is a note on who the author is
PARAGRAPH = 60  # characters of the first paragraph of a story, at least
LINKED = etree.XPath(
    ".//*[contains(concat(' ', @rel, ' '), ' author ')] | .//*[@itemprop='author']"
)
MARKED = etree.XPath(
    "//*[@class or @id or @itemprop='author' or contains(concat(' ', @rel, ' '), ' author ')]"
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
HINT = re.compile(r"by-?line|aut(?:h|o|e)|writer", re.IGNORECASE)  # a cheap first look
CALLED = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?|auteurs?|autor(?:es)?|writers?)(?![a-z])", re.IGNORECASE
)
NOT_IT = re.compile(
    r"(?<![a-z])(?:bio|about|more|related|image|avatar|photo|picture)(?![a-z])", re.IGNORECASE
)
BESIDE = frozenset(["nav", "aside", "footer", "form", "template", "blockquote"])
LINES = frozenset(
    "address br dd div dl dt figcaption h2 h3 h4 h5 h6 li ol p section td tr ul".split()
)
HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def authors(tree: Any) -> list[str]:
    """Who the page's own byline names; [] where it has none, or none that is surely its own."""
    head = next(tree.iter("h1"), None)
    if head is None:
        return []
    order = {node: at for at, node in enumerate(tree.iter())}
    first = next((p for p in tree.iter("p") if order[p] > order[head] and _is_story(p)), None)
    opened = len(order) if first is None else order[first]
    above: list[str] = []
    below: list[str] = []
    taken: list[Any] = []
    for node in MARKED(tree):
        if not _is_byline(node) or any(up in taken for up in node.iterancestors()):
            continue
        shared = _shared(node, head)
        if shared is None or _of_another(node, shared, first):
            continue
        if found := _named(node):
            taken.append(node)
            near = order[node] < opened and (order[node] > order[head] or shared.tag != "body")
            (above if near else below).extend(found)
            if not near and shared.tag in ("html", "body"):
                below.clear()  # it stands under another column's story, or under all of them
    return list(dict.fromkeys(above or below))


def _is_story(paragraph: Any) -> bool:
    return len(plain(paragraph.text_content())) >= PARAGRAPH and not _called(paragraph)


def _is_byline(node: Any) -> bool:
    marked = "author" in (node.get("rel") or "").split() or node.get("itemprop") == "author"
    return (marked or _called(node)) and len(node.text_content()) <= LONGEST


def _called(node: Any) -> bool:
    """Whether its class or its id calls an element a byline."""
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    if len(name) >= 400 or not HINT.search(name):
        return False
    name = CAMEL.sub("-", name)
    return bool(CALLED.search(name)) and not NOT_IT.search(name)


def _shared(node: Any, head: Any) -> Any:
    """The innermost element that holds both; None where the byline stands beside all articles."""
    if any(up.tag in BESIDE for up in node.iterancestors()):
        return None
    around = set(head.iterancestors())
    return next((up for up in node.iterancestors() if up in around), None)


def _of_another(node: Any, shared: Any, first: Any) -> bool:
    """Whether it belongs to another story: an article apart, or what has a heading of its own."""
    story = set() if first is None else set(first.iterancestors())
    for up in node.iterancestors():
        if up is shared or up in story:
            return False
        if up.tag == "article" or next(up.iter(*HEADINGS), None) is not None:
            return True
    return False


def _named(node: Any) -> list[str]:
    """The people it names: what it links as authors, and whom its words name beside them."""
    if node.tag == "meta":
        return []
    text = plain(" | ".join(_lines(node)))
    own = [node] if "author" in (node.get("rel") or "").split() else LINKED(node)
    linked = [name for one in own if (name := plain(" ".join(one.itertext())))]
    linked = [n for name in linked for n in persons(name) or [name] if not ROLE.search(n)]
    told = persons(text) if not linked or signers(text) else []
    known = " ".join(told)
    more = [n for n in linked if n not in known and n[0].isupper() and len(n.split()) <= MOST]
    people = [n for n in (*told, *more) if not (PAPER.match(n) or is_agency(n))]
    return people or [*told, *more]  # a house signs where nobody else does


def _lines(node: Any) -> Iterator[str]:
    """Its text as it stands in lines: "By Max Orr" over "Orrin Gazette" are two."""
    line: list[str] = []
    for event, part in etree.iterwalk(node, events=("start", "end")):
        if part.tag in LINES and line:
            yield "".join(line)
            line.clear()
        if part.tag not in ("script", "style"):
            line.append((part.text if event == "start" else part is not node and part.tail) or "")
    yield "".join(line)

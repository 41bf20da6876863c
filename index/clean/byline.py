"""The byline among the elements of a page: the article's own, not those of other stories."""

from __future__ import annotations

import re
from typing import Any

from index.clean.letters import plain
from index.clean.names import ROLE, persons, signers

LONGEST = 200  # characters: more is a note on who the author is
PARAGRAPH = 60  # characters of the first paragraph of a story, at least
LINKED = ".//*[contains(concat(' ', @rel, ' '), ' author ')] | .//*[@itemprop='author']"
MARKED = "//*[contains(concat(' ', @rel, ' '), ' author ') or @itemprop='author' or @class or @id]"
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
CALLED = re.compile(
    r"(?<![a-z])(?:by-?lines?|authors?|auteurs?|autor(?:es)?|writers?)(?![a-z])", re.IGNORECASE
)
NOT_IT = re.compile(
    r"(?<![a-z])(?:bio|about|more|related|image|avatar|photo|picture)(?![a-z])", re.IGNORECASE
)
BESIDE = frozenset(["nav", "aside", "footer", "form", "template", "blockquote"])
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
    for node in tree.xpath(MARKED):
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
    name = CAMEL.sub("-", f"{node.get('class') or ''} {node.get('id') or ''}")
    return len(name) < 400 and bool(CALLED.search(name)) and not NOT_IT.search(name)


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
    text = plain(" ".join(node.itertext()))
    own = [node] if "author" in (node.get("rel") or "").split() else node.xpath(LINKED)
    linked = [name for one in own if (name := plain(" ".join(one.itertext())))]
    linked = [n for name in linked for n in persons(name) or [name] if not ROLE.search(n)]
    told = persons(text) if not linked or signers(text) else []
    known = " ".join(told)
    return [*told, *(name for name in linked if name not in known and len(name.split()) <= 6)]

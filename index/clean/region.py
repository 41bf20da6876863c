"""Where on a page the story lies: what was taken for it but stands in a column of its own is not."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

SHARE = 0.6  # of the extracted characters: an element that holds so many holds the story
SMALL = 0.2  # of the page's words: a box of more may be named so and be the story all the same
NAMED = etree.XPath("//*[@class or @id]")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# What site builders call the boxes that are no story, as whole words of a class or an id.
BOXES = re.compile(
    r"(?:^|[\s_-])(?:newsletters?|subscribe|subscription|signup|related|recirc(?:ulation)?|recommend(?:ed|ations?)?|promos?|promotion|teasers?|adverts?"
    r"|advertisement|ads?|adslot|sponsored|share|sharing|social|consent|cookies?|gdpr|paywall|donate|donation|most-?read|popular|trending|sidebar|rail"
    r"|widgets?|comments?|breadcrumbs?|tags|video|player|outbrain|taboola|author-?bio|(?:tooltip|popover|popup|rollover|flyout)[_-](?:block|box|card|content|body|text|panel)|footer|nav|navigation|menu|masthead)(?=$|[\s_-])",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"side|rail|relat|recirc|most|trend|popular|promo|teas|card|widget|foot|comment|newsletter|more",
    re.IGNORECASE,
)
WHOLE = frozenset("html body main article head h1 h2 h3 h4 p table tbody tr form".split())


def sizes(tree: Any) -> dict[Any, int]:
    """How many characters of text each element holds, all that is below it included."""
    held: dict[Any, int] = {}
    nodes = list(tree.iter())
    for node in reversed(nodes):
        size = held.get(node, 0) + (len(node.text or "") if isinstance(node.tag, str) else 0)
        held[node] = size
        up = node.getparent()
        if up is not None:
            spoken = node.tag not in ("script", "style")
            held[up] = held.get(up, 0) + (size if spoken else 0) + len(node.tail or "")
    return held


def boxes(tree: Any, held: dict[Any, int]) -> list[Any]:
    """Elements that their class or id calls something other than story, small ones only."""
    whole = held[tree]
    out = []
    for node in NAMED(tree):
        if node.tag in WHOLE or not isinstance(node.tag, str):
            continue
        name = f"{node.get('class', '')} {node.get('id', '')}"
        if (
            len(name) < 400
            and BOXES.search(name)
            and held[node] <= SMALL * whole
            and not _quotes(node)
        ):
            out.append(node)
    return out


def _quotes(node: Any) -> bool:
    """Whether it is a frame around a quotation, such as a post that the story shows."""
    return len(list(node.iterchildren("blockquote"))) == 1


def beside(tree: Any, places: list[tuple[Any, int]]) -> set[int]:
    """Which of the extracted blocks stand after the story, in another column.

    `places` holds, in page order, each block's element and its number of characters; the answer
    holds indices into it. Only what looks like cards or is named as a side column is meant: the
    second half of a story that a page keeps in two elements is not.
    """
    held: dict[Any, int] = {}
    for node, size in places:
        for up in (node, *node.iterancestors()):
            held[up] = held.get(up, 0) + size
    total = sum(size for _, size in places)
    story = tree
    while True:
        inner = next((c for c in story if held.get(c, 0) >= SHARE * total), None)
        if inner is None:
            break
        story = inner
    inside = [any(up is story for up in (n, *n.iterancestors())) for n, _ in places]
    if story is tree or story.tag in ("body", "p") or True not in inside:
        return set()
    last = max(at for at, within in enumerate(inside) if within)
    after = set(range(last + 1, len(places)))
    if not after:
        return after
    nodes = [places[at][0] for at in sorted(after)]
    above = {up for n in nodes for up in n.iterancestors()} - set(story.iterancestors())
    named = any(ASIDE.search(f"{up.get('class', '')} {up.get('id', '')}") for up in above)
    heads = sum(
        n.tag in HEADINGS or (n.getprevious() is not None and n.getprevious().tag in HEADINGS)
        for n in nodes
    )
    return after if named or 2 * heads >= len(nodes) else set()

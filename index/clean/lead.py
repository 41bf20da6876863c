"""What a live page says above its posts: an introduction, or a summary of what matters most."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from lxml import html as lxml_html

from index.clean import html
from index.errors import UnreadableError
from index.load.raw import Block

LEAST = 80  # characters of sentences: a paragraph; "Follow our coverage here." is none
WORDS = 4  # of a sentence
ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")


def blocks(tree: Any, posts: Collection[Any], told: str) -> tuple[Block, ...]:
    """The blocks above the first of the elements `posts`, without those that are in `told`, the
    letters and figures of the posts; () where they hold no paragraph. The tree is not usable afterwards.
    """
    first = next((node for node in tree.iter() if node in posts), None)
    if first is not None:
        _cut(first)
        first.drop_tree()
    for script in list(tree.iter("script")):
        script.drop_tree()  # what it says of the page it says of its posts too
    try:
        found, *_ = html.read(lxml_html.tostring(tree, encoding="utf-8"))
    except UnreadableError:
        return ()
    own = tuple(block for block in found if squeezed(block.text) not in told)
    return own if sum(len(b.text) for b in own if is_prose(b)) >= LEAST else ()


def _cut(node: Any) -> None:
    """Take all that follows an element off its tree."""
    while (up := node.getparent()) is not None:
        for after in list(node.itersiblings()):
            up.remove(after)
        node = up


def is_prose(block: Block) -> bool:
    """Whether it reads as a sentence or more."""
    return len(block.text.split()) >= WORDS and bool(ENDED.search(block.text))


def squeezed(text: str) -> str:
    """Its letters and figures alone."""
    return re.sub(r"[\W_]+", "", text).casefold()

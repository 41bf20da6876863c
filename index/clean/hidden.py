"""What a page holds but does not show: found by attributes, by inline style and by its style sheets."""

from __future__ import annotations

import re
from typing import Any

from cssselect import GenericTranslator, SelectorError
from lxml import etree

WORK = 1_000_000  # elements that are compared with a rule of several parts, all rules together
STYLE = 2_000_000  # characters of style sheet that are looked at
# A declaration that takes what it styles out of sight.
HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|text-indent\s*:\s*-\d{3,}"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|em|rem|pt|%)?\s*(?:;|!|$)|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*\)|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)
QUICK = re.compile(  # a first look that most declarations do not survive
    r"none|hidden|collapse|text-indent|font-size\s*:\s*0|clip|scale|transparent|absolute|fixed",
    re.IGNORECASE,
)
AWAY = re.compile(r"(?<![\w-])(?:left|top|right|bottom)\s*:\s*-\d{3,}", re.IGNORECASE)
PLACED = re.compile(r"position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
NONE = re.compile(
    r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE
)
CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
CLEAR = re.compile(r"(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)", re.IGNORECASE)
SIMPLE = re.compile(r"(\w*|\*)([.#][\w-]+)")
NAMES = re.compile(r"[.#][\w-]+")
PSEUDO = re.compile(r"::|:(?:before|after|first-l|placeholder|selection)", re.IGNORECASE)
ATTRIBUTES = etree.XPath("//*[@hidden or @aria-hidden='true' or self::noscript or self::template]")
STYLED, NAMED = etree.XPath("//*[@style]"), etree.XPath("//*[@class or @id]")
SHOWS = re.compile(r"(?:^|[,\s])(?:screen|all)\b", re.IGNORECASE)
MOST = 0.5  # of the page's words: what a page hides until a script runs is its story, not a trap


def hidden(tree: Any, held: dict[Any, int]) -> list[tuple[Any, str]]:
    """The topmost elements that a reader does not see, each with the reason, in no set order.

    `held` is how many characters each element holds.
    """
    found: dict[Any, str] = {}
    for node in ATTRIBUTES(tree):
        found[node] = "hidden on the page"
    for node in STYLED(tree):
        style = node.get("style")
        # In a style sheet a clear thing is one that fades in; written on the thing itself it stays.
        if conceals(style) or CLEAR.search(style):
            found[node] = "hidden on the page"
    for node in _styled(tree, len(held)):
        found.setdefault(node, "hidden by the page's style sheet")
    out = []
    for node, why in found.items():
        if node.tag in ("html", "body", "head") or any(up in found for up in node.iterancestors()):
            continue
        if node.tag not in ("noscript", "template") and held[node] > MOST * held[tree]:
            continue
        out.append((node, why))
    return out


def _styled(tree: Any, nodes: int) -> list[Any]:
    sheets = [
        style.text
        for style in tree.iter("style")
        if style.text and (not style.get("media") or SHOWS.search(style.get("media")))
    ]
    selectors = hiding("\n".join(sheets)[:STYLE])
    if not selectors:
        return []
    named: dict[str, list[Any]] = {}  # ".wide" and "#top" -> the elements that are so named
    for node in NAMED(tree):
        for name in (node.get("class") or "").split():
            named.setdefault(f".{name}", []).append(node)
        if node.get("id"):
            named.setdefault(f"#{node.get('id')}", []).append(node)
    out: list[Any] = []
    work = WORK
    for selector in dict.fromkeys(selectors):
        if simple := SIMPLE.fullmatch(selector):
            out += [n for n in named.get(simple[2], ()) if simple[1] in ("", "*", n.tag)]
        elif work > 0 and all(name in named for name in NAMES.findall(selector)):
            work -= nodes
            try:
                out += tree.xpath(GenericTranslator().css_to_xpath(selector))
            except (SelectorError, ValueError):  # pseudo-classes and newer syntax: states
                continue
    return out


def conceals(style: str) -> bool:
    """Whether declarations take what they style out of sight."""
    return bool(QUICK.search(style)) and bool(
        HIDES.search(style)
        or (AWAY.search(style) and PLACED.search(style))
        or (NONE.search(style) and CUT.search(style))
    )


def hiding(sheet: str) -> list[str]:
    """The selectors of a style sheet whose rules hide something from everybody, one each.

    Rules for print, for small screens and inside animations hide nothing from everybody.
    """
    if not conceals(sheet):
        return []
    sheet = re.sub(r"/\*.*?(?:\*/|\Z)", " ", sheet, flags=re.DOTALL)
    out: list[str] = []
    around: list[str] = []  # the heads of the blocks that are open
    # With quoted strings unread a brace inside one misleads; at worst a rule is passed over.
    pieces = re.split(r"([{}])", sheet)
    for words, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            around.append(" ".join(words.rsplit(";", 1)[-1].split()))
        elif around:
            rule = around.pop()
            if not rule.startswith("@") and conceals(words) and all(map(_shown, around)):
                parts = (part.strip() for part in rule[:4_000].split(","))
                out += [p for p in parts if re.search(r"[.#\[]", p) and not PSEUDO.search(p)]
    return out


def _shown(at: str) -> bool:
    """Whether the rules inside this block hold on any screen."""
    name = at.lower()
    if name.startswith("@media"):
        return "(" not in name and bool(SHOWS.search(name))
    return name.startswith(("@supports", "@layer"))

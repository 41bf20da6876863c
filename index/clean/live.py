"""A live page to its posts: each becomes a document of its own, with its own time and address."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import quote, urldefrag

from lxml import etree
from lxml import html as lxml_html

from index.clean import hidden, jsonld, lead, metadata, posts, region
from index.clean.letters import plain
from index.dates.stated import read_published
from index.errors import InputError
from index.load.markup import blocks_of, blocks_of_html, has_tags
from index.load.raw import Block, Raw

LARGEST = 10 * 2**20  # bytes: a larger page is refused as a whole
# What the mark-up of a live page says, and what the page calls itself: in its title, its address,
# or the names of its parts.
SAYS = re.compile(rb"LiveBlogPosting|liveBlogUpdate")
CALLED = re.compile(
    r"\blive\b|\b(?:news)?ticker\b|\bas it happened\b|\ben (?:direct|vivo|directo)\b|\bminuto a minuto\b"
    r"|\b(?:in )?diretta\b|\blive[\s_-]?(?:blog|ticker|text|feed|coverage|updates?|posts?|entry|entries)",
    re.IGNORECASE,
)
NAMED = re.compile(
    rb"""(?:class|id|data-[\w-]+)\s*=\s*["'][^"'<>]{0,200}\blive-?_?(?:blog|ticker|text|feed|coverage|update|post|entr)""",
    re.IGNORECASE,
)
# In small letters, in every page that the two above find; far faster to look for.
LIVE = re.compile(rb"live-?_?(?:blog|ticker|text|feed|coverage|update|post|entr)")
TITLED = re.compile(rb"<(title|h1)\b[^>]*>(.{0,400}?)</\1", re.IGNORECASE | re.DOTALL)
LINKED = re.compile(
    rb"""rel\s*=\s*["']?canonical["']?\s[^>]*href\s*=\s*["']([^"']*)""", re.IGNORECASE
)
NAME = "its live page"
NO_STORY = "//figcaption | //button | //nav | //aside | //form | //*[@aria-hidden='true']"
MARKED = "//*[@itemprop='liveBlogUpdate' or contains(@itemtype, 'LiveBlogPosting')]"
SIGNED = ".//*[@rel='author' or @itemprop='author']"
INHERITED = ("outlet", "authors", "agencies", "section", "language", "encoding")
LONGEST = 60  # characters of an anchor that names a post
ALIKE = 60  # letters and figures that two posts begin with only if they are one
FRAGMENT = 6  # words that lead to a post that has no anchor


@dataclass(slots=True)
class _Post:
    """A post on its way: what its own mark-up and the page's JSON-LD say of it."""

    at: datetime | None
    anchor: str = ""
    url: str = ""
    title: str = ""
    authors: list[str] = field(default_factory=list)
    blocks: tuple[Block, ...] = ()


def documents(raw: Raw) -> list[Raw]:
    """The posts of a live page, oldest first, and last what stands above them, if that is prose;
    the document itself where it is no live page.

    The address, title and day that were supplied are the page's: a post has its own.
    """
    if not isinstance(raw.body, bytes) or not _called(
        raw.body, str(raw.known.get("url") or raw.header.get("url") or "")
    ):
        return [raw]
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True)
        tree = lxml_html.document_fromstring(raw.body.replace(b"\0", b""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return [raw]  # whoever cleans it says what is wrong with it
    own, said = jsonld.live(
        [s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    ) or ({}, None)
    page = _page(raw, tree, own)
    found, nodes = _posts(tree, said, page)
    if len(found) < 2:
        return [raw]
    made = [_document(raw, post, item, page) for post, item in _named(found)]
    above = lead.blocks(tree, nodes, " ".join(_squeezed(post.blocks) for post in found))
    return [*made, _above(raw, above, found, page)] if above else made


def _called(data: bytes, address: str) -> bool:
    """Whether a page says or calls itself live: a quick look, for reading one twice takes its time."""
    if len(data) > LARGEST:
        return False
    low = data.lower()
    if LIVE.search(low) and (SAYS.search(data) or NAMED.search(data)):
        return True
    words = [m[2] for m in TITLED.finditer(data)]
    words += [m[1] for m in LINKED.finditer(data)] if b"canonical" in low else []
    said = b" ".join(words).decode("utf-8", "replace")
    return bool(CALLED.search(f"{said} {address}"))


def _page(raw: Raw, tree: Any, own: dict[str, Any]) -> dict[str, Any]:
    """What is known of the whole page: what was supplied, what its container knows, what it says."""
    values, _ = metadata.read(tree)
    page: dict[str, Any] = {name: many[0][0] for name, many in values.items() if many}
    return {
        **page,
        **{k: v for k, v in (*own.items(), *raw.header.items(), *raw.known.items()) if v},
    }


def _posts(
    tree: Any, said: list[dict[str, Any]] | None, page: dict[str, Any]
) -> tuple[list[_Post], set[Any]]:
    """The posts, oldest first, and the elements that hold them."""
    sure = said is not None or bool(tree.xpath(MARKED))
    for node, _ in hidden.hidden(tree, region.sizes(tree)):
        if node.getparent() is not None:
            node.drop_tree()
    shown = posts.find(tree, sure)
    nodes = {node for post in shown for node in post.nodes}
    moments = posts.moments([p.at for p in shown], _day(page.get("published")))
    if None in moments:
        shown, moments = [], []
    found = [_shown(post, at) for post, at in zip(shown, moments, strict=True)]
    for node in said or ():
        made = _said(node)
        element = tree.get_element_by_id(made.anchor, None) if made.anchor else None
        if element is not None and all(made.anchor != post.anchor for post in found):
            found.append(_shown(posts.Post((element,)), made.at))
            nodes.add(element)
        _merge(found, made)
    found = [
        p for p in found if p.at and any(map(lead.is_prose, p.blocks))
    ]  # else a score, a picture or a link
    if len(found) > 1 and _key(found[0]) > _key(found[-1]):
        found.reverse()  # so that of posts of one minute the older one stands first as well
    return sorted(found, key=_key), nodes


def _key(post: _Post) -> datetime:
    assert post.at is not None
    return post.at if post.at.tzinfo else post.at.replace(tzinfo=UTC)


def _day(value: Any) -> Any:
    try:
        return read_published(value).date() if value else None
    except InputError:
        return None


def _shown(post: posts.Post, at: datetime | None) -> _Post:
    """What the page shows of a post."""
    head = posts.head_of(post)
    anchor = next(filter(None, map(_anchor, post.nodes)), "")
    made = _Post(at, anchor, title=plain(head.text_content()) if head is not None else "")
    for node in post.nodes:
        made.authors += [n for a in node.xpath(SIGNED) if (n := plain(a.text_content()))]
    blocks: list[Block] = []
    for node in post.nodes:
        out = {post.timed, head}
        copies = dict(zip(node.iter(), (copy := deepcopy(node)).iter(), strict=True))
        copy.tail, copy.tag = None, "div"  # a post is no item of a list
        gone = [copies[n] for n in out if n in copies]
        gone += list(copy.iter("time"))
        for one in (*gone, *copy.xpath(NO_STORY)):
            if one.getparent() is not None:
                one.drop_tree()
            else:  # the whole of it
                one.clear()
        blocks += [Block(plain(b.text), b.level) for b in blocks_of(copy) if plain(b.text)]
    made.blocks = tuple(b for b in blocks if b.text not in made.authors)
    return made


def _anchor(node: Any) -> str:
    """The name by which an address leads to an element: its own, or that of one inside it."""
    for one in node.iter():
        if isinstance(one.tag, str):
            name = one.get("id") or (one.get("name") if one.tag == "a" else "") or ""
            if 0 < len(name) <= LONGEST and not re.search(r"\s", name):
                return str(name)
    return ""


def _said(node: dict[str, Any]) -> _Post:
    """What JSON-LD says of a post."""
    try:
        at = datetime.fromisoformat(str(node.get("published")))
    except ValueError:
        at = None
    title, url = node.get("title") or "", node.get("url") or ""
    authors = list(node.get("authors") or ())
    return _Post(at, urldefrag(url).fragment, url, title, authors, _told(node.get("body") or ""))


def _merge(found: list[_Post], made: _Post) -> None:
    """Put what JSON-LD says of a post to what the page shows of it, or beside the other posts."""
    for post in found:
        if _is_same(post, made):
            blocks = max(post.blocks, made.blocks, key=lambda b: len(_squeezed(b)))
            post.title, post.url = made.title or post.title, post.url or made.url
            post.at = made.at or post.at
            post.authors = post.authors or made.authors
            post.blocks = tuple(block for block in blocks if block.text != post.title)
            return
    found.append(made)


def _is_same(post: _Post, made: _Post) -> bool:
    """By the anchor, the time with the headline, or the text: clocks on a page may lack their zone."""
    if made.anchor and made.anchor == post.anchor:
        return True
    heads = made.title.casefold(), post.title.casefold()
    if made.at and post.at and _key(made) == _key(post) and ("" in heads or heads[0] == heads[1]):
        return True
    one, other = _squeezed(post.blocks), _squeezed(made.blocks)
    if min(len(one), len(other)) < ALIKE:
        return False
    return one[:ALIKE] in other or other[:ALIKE] in one


def _squeezed(blocks: tuple[Block, ...]) -> str:
    return lead.squeezed("".join(block.text for block in blocks))


def _told(text: str) -> tuple[Block, ...]:
    """What JSON-LD holds for the text of a post: plain, or with tags and character references."""
    if has_tags(text):
        return blocks_of_html(text)
    lines = (plain(line) for line in unescape(text).split("\n"))
    return tuple(Block(line) for line in lines if line)


def _named(found: list[_Post]) -> list[tuple[_Post, str]]:
    """Each post with a name that it keeps when the page grows: its anchor, else its time."""
    made: list[tuple[_Post, str]] = []
    seen: dict[str, int] = {}
    for post in found:
        name = post.anchor or _key(post).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        seen[name] = seen.get(name, 0) + 1
        made.append((post, name if seen[name] == 1 else f"{name}#{seen[name]}"))
    return made


def _above(raw: Raw, told: tuple[Block, ...], found: list[_Post], page: dict[str, Any]) -> Raw:
    """What stands above the posts, as the page's own document.

    It is written anew while the page grows: where that took more than a day it is known to be
    no later than the last change.
    """
    header = {name: page[name] for name in (*INHERITED, "title", "url") if page.get(name)}
    days = {post.at.date() for post in found if post.at}
    latest = max(days)
    first = _day(page.get("published"))
    if len(days) == 1 and first in (None, latest):
        header["published"] = page.get("published") or latest.isoformat()
    else:
        header["updated"] = max(latest, _day(page.get("updated")) or latest).isoformat()
    return replace(raw, kind="blocks", body=told, header=header, header_name=NAME)


def _document(raw: Raw, post: _Post, item: str, page: dict[str, Any]) -> Raw:
    """A post as a document; its title names the page too, which says what the post is about."""
    assert post.at is not None
    header = {name: page[name] for name in INHERITED if page.get(name)}
    title = plain(str(page.get("title") or "")) or post.title
    header |= {
        "title": f"{post.title} ({title})" if title and post.title not in ("", title) else title,
        "published": post.at.isoformat(),
        "url": _address(post, urldefrag(str(page.get("url") or "")).url),
        "authors": post.authors or header.get("authors"),
    }
    known = {
        k: v for k, v in raw.known.items() if k not in ("title", "published", "updated", "url")
    }
    named = f"{raw.item}:{item}" if raw.item else item
    kept = {k: v for k, v in header.items() if v}
    return replace(
        raw, item=named, kind="blocks", body=post.blocks, known=known, header=kept, header_name=NAME
    )


def _address(post: _Post, page: str) -> str:
    """Where the post stands: its own address, its anchor on the page, or its first words there."""
    if post.url.startswith(("http://", "https://")) and post.url != page:
        return post.url
    if not page:
        return ""
    if post.anchor:
        return f"{page}#{post.anchor}"
    words = " ".join((post.title or post.blocks[0].text).split()[:FRAGMENT])
    return f"{page}#:~:text={quote(words, safe='').replace('-', '%2D')}"

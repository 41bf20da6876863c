"""NewsML-G2, the IPTC's envelope: news items with text in XHTML, NITF or plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.errors import UnreadableError
from index.load import nitf
from index.load.markup import blocks_of, body_of, parse_xml, words_of
from index.load.raw import Block, Raw
from index.load.source import Found, Part, Source, mine
from index.load.times import when

NAME = "its NewsML-G2 header"
WITHDRAWN = ("canceled", "cancelled", "withheld")


def read_newsml(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """Each news item of a document. An item is named by its guid, where there are several."""
    root = nitf.strip_namespaces(parse_xml(source))
    items = [root] if root.tag == "newsItem" else list(root.iter("newsItem"))
    if not items:
        raise UnreadableError("a NewsML-G2 package that lists items and holds none")
    seen: set[str] = set()
    for number, item in enumerate(items, 1):
        guid = item.get("guid", "").strip() or str(number)
        name = f"{guid}#{number}" if guid in seen else guid
        seen.add(guid)
        if mine(number, part):
            known_as = name if len(items) > 1 else ""
            yield source.attempt(known_as, _document, source, item, options, known_as)


def _document(source: Source, item: Any, options: Mapping[str, Any], name: str) -> Raw:
    status = _code(item.find("itemMeta/pubStatus"))
    if status in WITHDRAWN:
        raise UnreadableError(f"the wire withdrew it (pubStatus {status})")
    body = _body(item)
    return source.raw("blocks", body, source.supplied(options), _header(item), NAME, name)


def _body(item: Any) -> tuple[Block, ...]:
    """The first rendition with words in it."""
    content = item.find("contentSet")
    renditions = list(content) if content is not None else []
    for rendition in renditions:
        blocks: tuple[Block, ...] = ()
        if rendition.tag == "inlineXML":
            inner = rendition.find("nitf")
            blocks = nitf.story(inner) if inner is not None else blocks_of(rendition)
        elif rendition.tag == "inlineData":
            kind, body = body_of("".join(rendition.itertext()))
            if kind == "blocks" and isinstance(body, tuple):
                blocks = body
            elif isinstance(body, str):
                lines = body.split("\n\n") if "\n\n" in body else body.split("\n")
                blocks = tuple(Block(" ".join(p.split())) for p in lines if p.strip())
        if blocks:
            return blocks
    what = _code(item.find("itemMeta/itemClass")) or "item"
    raise UnreadableError(f"no text inside this NewsML-G2 {what}")


def _header(item: Any) -> dict[str, Any]:
    meta, about = item.find("itemMeta"), item.find("contentMeta")
    first = words_of(_find(meta, "firstCreated")) or words_of(_find(about, "contentCreated"))
    version = words_of(_find(meta, "versionCreated"))
    provider = _label(_find(meta, "provider"))
    inner = item.find("contentSet/inlineXML/nitf")
    inside = nitf.header_of(inner) if inner is not None else {}
    sources = [_label(node) for node in _all(about, "infoSource")]
    creators = [_label(node) for node in _all(about, "creator")]
    bylines = nitf.authors(_all(about, "by"))
    tag = _find(about, "language")
    link = next(
        (n.get("href", "") for n in item.iter("link") if "canonical" in n.get("rel", "")), ""
    )
    outlet = provider or next(iter(sources), "")
    own = {
        "title": words_of(_find(about, "headline")) or words_of(_find(meta, "title")),
        "outlet": outlet,
        "authors": bylines or [name for name in creators if name and name != outlet],
        "agencies": [name for name in sources if name and name != outlet],
        "published": when(first or version),
        "updated": when(version) if first and version != first else None,
        "url": link,
        "language": (tag.get("tag") if tag is not None else "") or item.get(nitf.LANG, ""),
        "dateline": words_of(_find(about, "dateline")),
    }
    return {**inside, **{name: value for name, value in own.items() if value}}


def _find(node: Any, path: str) -> Any:
    return node.find(path) if node is not None else None


def _all(node: Any, path: str) -> list[Any]:
    return list(node.findall(path)) if node is not None else []


def _label(node: Any) -> str:
    """The name an element gives to a party: <name>, a literal, or the end of its code."""
    if node is None:
        return ""
    return words_of(node.find("name")) or node.get("literal", "") or _code(node, keep_case=True)


def _code(node: Any, keep_case: bool = False) -> str:
    """What a code such as "stat:usable" or ".../ninat/text" ends with."""
    if node is None:
        return ""
    code: str = (node.get("qcode") or node.get("uri") or "").rpartition(":")[2].rpartition("/")[2]
    return code if keep_case else code.lower()

"""NITF, the IPTC's wire copy in XML of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from index.errors import UnreadableError
from index.load.markup import blocks_of, parse_xml, words_of
from index.load.raw import Block
from index.load.source import Found, Part, Source
from index.load.times import when

NAME = "its NITF header"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_nitf(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """One NITF document."""
    root = strip_namespaces(parse_xml(source))
    blocks = story(root)
    yield source.raw("blocks", blocks, source.supplied(options), header_of(root), NAME)


def story(root: Any) -> tuple[Block, ...]:
    """The paragraphs of a NITF element. Raises UnreadableError where there are none."""
    content = root.find(".//body.content")
    if content is None:
        content = root if root.tag == "body.content" else None
    blocks = blocks_of(content) if content is not None else ()
    if not blocks:
        raise UnreadableError("no body text in this NITF document")
    tail = root.find(".//body.end/tagline")
    return (*blocks, *(blocks_of(tail) if tail is not None else ()))


def header_of(root: Any) -> dict[str, Any]:
    """What head and body.head say, under our names."""
    pubdata = _attributes(root, ".//pubdata")
    publisher = pubdata.get("name", "")
    distributor = words_of(root.find(".//body.head/distributor"))
    issued = _attributes(root, ".//docdata/date.issue").get("norm")
    owner = _attributes(root, ".//docdata/doc.copyright").get("holder", "")
    owner = owner or _attributes(root, ".//docdata/doc.rights").get("owner", "")
    owner = owner or words_of(root.find(".//body.head/rights/rights.owner"))
    released = _attributes(root, ".//docdata/date.release").get("norm")
    body = root.find("body")
    url = pubdata.get("ex-ref", "")
    return {
        "title": words_of(root.find(".//body.head/hedline/hl1"))
        or words_of(root.find("head/title")),
        "outlet": publisher or distributor or owner,
        "authors": authors(root.findall(".//body.head/byline")),
        "agencies": [distributor] if distributor else [],
        "published": when(pubdata.get("date.publication") or issued or released),
        "updated": when(_attributes(root, ".//head/revision-history").get("norm")),
        "url": url if url.startswith("http") else "",
        "section": pubdata.get("position.section", ""),
        "language": root.get(LANG)
        or (body.get("lang") or body.get(LANG) if body is not None else ""),
        "dateline": words_of(root.find(".//body.head/dateline/location"))
        or words_of(root.find(".//body.head/dateline")),
    }


def authors(bylines: list[Any]) -> list[str]:
    """The names in bylines: the persons marked in them, else the words after "By"."""
    named = []
    for byline in bylines:
        people = [words_of(person) for person in byline.iter("person")]
        for title in list(byline.iter("byttl")):
            title.text, kept = "", title.tail
            title.clear()
            title.tail = kept
        said = re.sub(r"^\s*by\s+", "", words_of(byline), flags=re.IGNORECASE).strip(" ,;")
        named += [name for name in people if name] or ([said] if said else [])
    return named


def strip_namespaces(root: Any) -> Any:
    """The same tree with plain names, so that NITF reads alike with and without a namespace."""
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag[0] == "{":
            node.tag = node.tag.rpartition("}")[2]
    return root


def _attributes(root: Any, path: str) -> dict[str, str]:
    found = root.find(path)
    return {str(k): str(v).strip() for k, v in found.attrib.items()} if found is not None else {}

"""What a page says of itself in JSON-LD: the news article among its nodes, broken parts passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import jiter

from index.clean.letters import plain

ARTICLES = (  # the more a type says "this is the article", the earlier it stands
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle LiveBlogPosting Article SatiricalArticle AdvertiserContentArticle "
    "BlogPosting Report ScholarlyArticle TechArticle HowTo Recipe Review SocialMediaPosting "
    "DiscussionForumPosting PodcastEpisode MedicalWebPage ItemPage WebPage"
).split()
LIVE = "LiveBlogPosting"
NODES = 20_000  # of one page; what lies beyond is not looked at
ROLES = {"author": ("author", "creator"), "outlet": ("publisher", "sourceOrganization", "provider")}


def article(scripts: list[str], url: str | None = None) -> dict[str, Any]:
    """The fields of the page's own article, under Article's names; {} where it has none.

    Keys: title, outlet, authors, published, updated, url, section, language, body. Of several
    articles the one at `url` is taken, else the first of the strongest type nearest the top.
    """
    nodes: list[tuple[int, dict[str, Any]]] = []
    for script in scripts:
        nodes += _nodes(_read(script))
        if len(nodes) > NODES:
            break
    known = {n["@id"]: n for _, n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    ranked = [
        (rank, depth, at, node)
        for at, (depth, node) in enumerate(nodes)
        if (rank := _rank(node)) is not None
    ]
    if not ranked:
        return {}
    own = [r for r in ranked if url and r[0] < len(ARTICLES) - 1 and _same(_address(r[3]), url)]
    node = min(own or ranked, key=lambda r: r[:3])[3]
    return {k: v for k, v in _fields(node, known).items() if v}


def live(scripts: list[str]) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """The fields of a live page and of each of its posts, as `article` names them; None if it is none."""
    nodes = [node for script in scripts for _, node in _nodes(_read(script))]
    known = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    pages = [node for node in nodes if _is_a(node, LIVE) or "liveBlogUpdate" in node]
    if not pages:
        return None
    told = [node.get("liveBlogUpdate") for node in pages]
    many = [one for item in told for one in (item if isinstance(item, list) else [item])]
    held = [known.get(str(one.get("@id")), one) for one in many if isinstance(one, dict)]
    return _fields(pages[0], known), [_fields(node, known) for node in held]


def _read(script: str) -> Any:
    """What the script holds; what is cut off or broken at its end is left out."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)  # line breaks inside strings are common
    except (ValueError, RecursionError):
        try:
            return jiter.from_json(text.encode("utf-8", "replace"), partial_mode=True)
        except ValueError:
            return None


def _nodes(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every object with its depth, nearest the top first."""
    level, depth, seen = [value], 0, 0
    while level and seen < NODES:
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                seen += 1
                yield depth, item
                below += [v for v in item.values() if isinstance(v, (dict, list))]
            elif isinstance(item, list):
                below += [v for v in item if isinstance(v, (dict, list))]
        level, depth = below, depth + 1


def _is_a(node: dict[str, Any], name: str) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and re.split(r"[/:]", kind)[-1] == name
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _rank(node: dict[str, Any]) -> int | None:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    places = [
        ARTICLES.index(name)
        for kind in kinds
        if isinstance(kind, str)
        and (name := kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1]) in ARTICLES
    ]
    return min(places) if places else None


def _fields(node: dict[str, Any], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    outlets = [n for key in ROLES["outlet"] for n in _names(node.get(key), known)]
    return {
        "title": _text(node.get("headline")) or _text(node.get("name")),
        "outlet": outlets[0] if outlets else None,
        "authors": next((n for key in ROLES["author"] if (n := _names(node.get(key), known))), []),
        "published": _text(node.get("datePublished")) or _text(node.get("dateCreated")),
        "updated": _text(node.get("dateModified")),
        "url": _address(node),
        "section": next(iter(_texts(node.get("articleSection"))), None),
        "language": _text(_named(node.get("inLanguage"), "alternateName")),
        "body": node.get("articleBody") if isinstance(node.get("articleBody"), str) else None,
    }


def _names(value: Any, known: dict[str, dict[str, Any]]) -> list[str]:
    """The names of people or bodies: strings, objects, references or a list of these."""
    out: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        one = item
        if isinstance(one, dict) and "name" not in one and isinstance(one.get("@id"), str):
            one = known.get(one["@id"], one)
        out += _texts(_named(one, "name")) or _in_parts(one)
    return out


def _in_parts(person: Any) -> list[str]:
    """The name of a person whose given and family names are told apart."""
    parts = [_text(_named(person, key)) for key in ("givenName", "additionalName", "familyName")]
    whole = " ".join(filter(None, parts)) if isinstance(person, dict) else ""
    return [whole] if whole else []


def _named(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else value


def _texts(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [text for item in many if (text := _text(item))]


def _text(value: Any) -> str | None:
    return plain(unescape(value)) or None if isinstance(value, str) else None


def _address(node: dict[str, Any]) -> str | None:
    for key in ("mainEntityOfPage", "url", "@id"):
        value = _text(_named(node.get(key), "@id"))
        if value and value.startswith(("http://", "https://")):
            return value
    return None


def _same(one: str | None, other: str) -> bool:
    def bare(url: str) -> str:
        return (
            url.split("#", maxsplit=1)[0]
            .split("?", maxsplit=1)[0]
            .rstrip("/")
            .split("//", 1)[-1]
            .removeprefix("www.")
        )

    return one is not None and bare(one) == bare(other)

"""What a page's mark-up says of its article: JSON-LD first, then meta tags, time elements, title."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from index.clean import byline, jsonld
from index.clean.language import code
from index.clean.letters import plain
from index.load.times import when
from index.stamp import Found

Values = dict[str, list[tuple[Any, Found]]]  # field -> what was found for it, strongest first

# Names of meta tags (name, property, itemprop), strongest first, and how often they are right.
TAGS: dict[str, tuple[tuple[str, float], ...]] = {
    "title": tuple(
        (n, 0.95)
        for n in "og:title parsely-title dc.title dcterms.title citation_title headline sailthru.title twitter:title".split()
    ),
    "outlet": tuple(
        (n, c)
        for n, c in (
            ("og:site_name", 0.95), ("citation_journal_title", 0.9), ("dc.publisher", 0.9),
            ("dcterms.publisher", 0.9), ("publisher", 0.85), ("application-name", 0.8),
            ("apple-mobile-web-app-title", 0.8), ("copyright", 0.6),
        )
    ),
    "authors": tuple(
        (n, 0.9)
        for n in "byl parsely-author citation_author dc.creator dcterms.creator article:author_name sailthru.author author article:author creator dable:author".split()
    ),
    "published": tuple(
        (n, c)
        for n, c in (
            ("article:published_time", 0.97), ("datepublished", 0.96), ("og:published_time", 0.9),
            ("og:article:published_time", 0.9), ("parsely-pub-date", 0.95), ("sailthru.date", 0.93),
            ("citation_publication_date", 0.93), ("dc.date.issued", 0.93), ("dcterms.issued", 0.93),
            ("dcterms.created", 0.9), ("dc.date.created", 0.9), ("pubdate", 0.93), ("publishdate", 0.93),
            ("publish-date", 0.93), ("publication_date", 0.93), ("publish_date", 0.93),
            ("article.published", 0.93), ("originalpublicationdate", 0.93), ("ptime", 0.9), ("pdate", 0.9),
            ("cxenseparse:recs:publishtime", 0.93), ("cse_date", 0.9), ("dc.date", 0.88),
            ("dcterms.date", 0.88), ("date", 0.85),
        )
    ),
    "updated": tuple(
        (n, 0.93)
        for n in "article:modified_time datemodified og:updated_time og:article:modified_time dcterms.modified dc.date.modified lastmod last-modified revised utime".split()
    ),
    "url": (("og:url", 0.95), ("parsely-link", 0.9), ("twitter:url", 0.85), ("dc.identifier", 0.7)),
    "section": tuple(
        (n, 0.9)
        for n in "article:section parsely-section og:article:section section dcterms.subject cxenseparse:recs:category".split()
    ),
}  # fmt: skip
NAMED = {
    name: (field, rank, sure)
    for field, tags in TAGS.items()
    for rank, (name, sure) in enumerate(tags)
}
FIRST = "the first time element of the article gives it"
TIMES = (
    (etree.XPath("//*[@itemprop='datePublished']"), "published", 0.95, "the page marks it as the day of publication"),
    # In a link of many words it is the day of what the link leads to.
    (
        etree.XPath(
            "//time[@pubdate][not(ancestor::a[string-length(normalize-space(.)) > 80])]"
        ),
        "published", 0.93, "the page marks it as the day of publication",
    ),
    (etree.XPath("//*[@itemprop='dateModified']"), "updated", 0.93, "the page marks it as the last change"),
    (
        etree.XPath(
            "//time[@datetime][contains(concat(' ', @class), 'publish') or contains(@class, 'entry-date')"
            " or contains(@class, 'posted') or contains(@class, 'created')][not(ancestor::aside or"
            " ancestor::li or ancestor::footer or ancestor::nav)]"
        ),
        "published", 0.88, "a time element of the page gives it",
    ),
    (
        etree.XPath(
            "//time[@datetime][contains(@class, 'updated') or contains(@class, 'modified')]"
        ),
        "updated", 0.9, "a time element of the page gives it",
    ),
    (
        etree.XPath(
            "(//article | //main | //body)[1]//time[@datetime][not(ancestor::aside or ancestor::li or ancestor::footer"
            " or ancestor::nav)][1]"
        ),
        "published", 0.85, FIRST,
    ),
)  # fmt: skip
TITLE_CUT = re.compile(r"\s+(?:\||-|–|—|::|»|•|·|/)\s+")


def read(tree: Any) -> tuple[Values, str | None]:
    """Every value that the mark-up gives for a field, and the body that JSON-LD holds, if any."""
    values: Values = {}
    canonical = _link(tree)
    said = jsonld.article(
        [s.text or "" for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()],
        canonical,
    )
    body = said.pop("body", None)
    for field, value in said.items():
        sure = 0.8 if field in ("url", "language") else 0.97
        values.setdefault(field, []).append(
            (value, Found("json-ld", sure, "the page's JSON-LD says it"))
        )
    if canonical:
        _add(values, "url", canonical, 0.95, "the page's canonical link")
    tags: list[tuple[str, int, float, str, str]] = []
    for node in tree.iter("meta"):
        name = (
            (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        )
        content = plain(node.get("content") or "")
        if name in NAMED and content:
            field, rank, sure = NAMED[name]
            tags.append((field, rank, sure, name, content))
    for field, _, sure, name, content in sorted(tags, key=lambda t: t[:2]):
        _add(values, field, content, sure, f"the page's meta tag {name}")
    for path, field, sure, why in TIMES:
        for node in _timed(tree, path, why):
            stated = node.get("datetime") or node.get("content") or plain(node.text_content())
            _add(values, field, stated, sure, why)
    _add(values, "authors", byline.authors(tree), 0.9, "the page's byline")
    _titles(tree, values)
    for stated in (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")):
        if tag := code(stated):
            _add(values, "language", tag, 0.9, "the page states it")
            _add(values, "tag", stated, 0.9, "the page states it")
    for locale in tree.xpath(
        "//meta[@property='og:locale' or @http-equiv='content-language']/@content"
    )[:2]:
        if tag := code(locale):
            _add(values, "language", tag, 0.85, "the page states it")
    for name in ("published", "updated"):
        values[name] = [(when(value), found) for value, found in values.get(name, [])]
    _prefer_own(values)
    return values, body


def _timed(tree: Any, path: etree.XPath, why: str) -> list[Any]:
    """The first element that states a time in this way, if there is one.

    One that is to stand in the first article is looked at alone: of thousands, each would look
    through the whole page before it, and where the first stands behind an article all others do.
    """
    found: list[Any] = path(tree)[:1]
    return [node for node in found if why != FIRST or not node.xpath("boolean(preceding::article)")]


def host(url: str | None) -> str:
    """The name of the site in an address, without 'www.'; '' where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # "http://[" and the like
        return ""


def _add(values: Values, field: str, value: Any, sure: float, why: str) -> None:
    if value:
        values.setdefault(field, []).append((value, Found("meta", sure, why)))


def _link(tree: Any) -> str | None:
    for href in tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href"):
        if href.strip().lower().startswith(("http://", "https://")):
            return plain(href)
    return None


def _titles(tree: Any, values: Values) -> None:
    """The headline on the page, the browser's title, and the outlet that the latter ends with."""
    heads = [t for h in tree.iter("h1") if (t := plain(h.text_content()))][:3]
    title = next((plain(t.text_content()) for t in tree.iter("title") if t.text), "")
    parts = TITLE_CUT.split(title)
    site = _squeezed(host(next((v for v, _ in values.get("url", [])), None)).split(".")[0])
    if len(parts) > 1:
        last, first = _squeezed(parts[-1]), _squeezed(parts[0])
        if site and last and (last in site or site in last):
            _add(values, "outlet", parts[-1], 0.85, "the browser's title ends with the site's name")
        elif any(_squeezed(h) == first for h in heads) and len(parts[-1].split()) <= 5:
            _add(values, "outlet", parts[-1], 0.75, "the browser's title ends with it")
    outlet = next((_squeezed(str(v)) for v, _ in values.get("outlet", [])), "")
    for at, (value, found) in enumerate(values.get("title", [])):
        pieces = TITLE_CUT.split(value)
        if len(pieces) > 1 and _squeezed(pieces[-1]) in (outlet, site) and outlet + site:
            values["title"][at] = (value[: value.rindex(pieces[-1])].rstrip(" |-–—:»•·/"), found)
    if len(heads) == 1 or (heads and len(heads[0].split()) >= 4):
        _add(values, "title", heads[0], 0.9, "the page's first heading")
    if title:
        whole = parts[0] if len(parts) > 1 and _squeezed(parts[-1]) in (outlet, site) else title
        _add(values, "title", whole, 0.8, "the browser's title")


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _prefer_own(values: Values) -> None:
    """An address counts where it is one; an author who is an address or a handle does not."""
    web = ("http://", "https://")
    values["url"] = [u for u in values.get("url", []) if str(u[0]).startswith(web) and host(u[0])]
    values["authors"] = [
        (name, found)
        for name, found in values.get("authors", [])
        if not (isinstance(name, str) and name.lower().startswith((*web, "www.", "@")))
    ]

"""Sitemaps, indexes of them and Google's news sitemaps: which pages a site lists, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from dateutil.parser import isoparse

from index.errors import UnreadableError
from index.load.markup import parse_xml, words_of
from index.load.source import Source

HEADER_NAME = "the site's news sitemap"
_NAMED = {  # our name: its path in a news sitemap
    "title": "{*}news/{*}title",
    "outlet": "{*}news/{*}publication/{*}name",
    "published": "{*}news/{*}publication_date",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap. `changed` is the newest time it states of it, in UTC, or None.

    When a page was last changed says nothing certain about its article, so `header` holds only
    what a news sitemap states: title, outlet, published.
    """

    url: str
    changed: datetime | None = None
    header: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file lists: `pages`, or `sitemaps` if it is an index; in the order of the file."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """What a sitemap or an index lists. Raises UnreadableError for XML that is broken."""
    root = parse_xml(Source.from_bytes(url, body, "sitemap.xml", media="application/xml"))
    pages = tuple(_listed(root.iterfind("{*}url")))
    sitemaps = tuple(_listed(root.iterfind("{*}sitemap")))
    if not pages and not sitemaps:
        raise UnreadableError("the sitemap lists no pages")
    return Sitemap(pages, sitemaps)


def _listed(entries: Iterator[Any]) -> Iterator[Listed]:
    for entry in entries:
        if not (url := words_of(entry.find("{*}loc"))):
            continue
        header = {name: words_of(entry.find(path)) for name, path in _NAMED.items()}
        stated = {name: value for name, value in header.items() if value}
        times = [stated.get("published", ""), words_of(entry.find("{*}lastmod"))]
        known = [at for said in times if (at := time_of(said))]
        yield Listed(url, max(known, default=None), {**stated, "url": url} if stated else {})


def time_of(said: str) -> datetime | None:
    """A W3C date ("2026", "2026-03-01T08:00Z") in UTC, midnight of its first day; None if it is none."""
    try:
        at = isoparse(said)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None

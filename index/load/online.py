"""A web address to raw documents: a page, the entries of a feed, or the pages of a sitemap."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import httpx2
from lxml import etree

from index.errors import UnreadableError
from index.load.kinds import root_of
from index.load.raw import Failure, Raw
from index.load.readers import read_source
from index.load.sitemap import HEADER_NAME, Listed, read_sitemap, time_of
from index.load.source import Found, Source
from index.load.web import Fetched, Web

FEEDS = ("rss", "feed", "rdf")
SITEMAPS = ("urlset", "sitemapindex")
ADDRESS = "its address"
Reader = Callable[[Source, Mapping[str, Any]], Found]
_OLDEST = datetime.min.replace(tzinfo=UTC)


def documents(
    address: str,
    web: Web,
    options: Mapping[str, Any],
    since: date | None = None,
    read: Reader = read_source,
) -> Iterator[Raw | Failure]:
    """What stands at `address`, which `web` fetches within its limits; raises nothing.

    A page gives its article. A feed gives its entries, in its order and page after page; one of
    which it holds only a summary is fetched from its link. A sitemap gives its pages, those of
    which it states a time first and newest first. `since` leaves out what the feed or sitemap
    itself states to be older (UTC); what it states no time of is read. Where a limit ends the
    reading, a last Failure says so. `options` are as for `index.load.read`; `read` is what reads
    the bytes, for a caller that has it done in another process.
    """
    walk = _Walk(web, options, since, read)
    try:
        page = web.fetch(address)
        root = root_of(page.body[:65536].lstrip())
        if root in SITEMAPS:
            yield from walk.sitemaps(page)
        elif root in FEEDS:
            yield from walk.feed(page)
        else:
            yield from walk.article(page)
    except UnreadableError as error:
        yield Failure(address, str(error))


@dataclass(slots=True)
class _Walk:
    """One feed or sitemap on its way: what was read, so that nothing is read twice or for ever."""

    web: Web
    options: Mapping[str, Any]
    since: date | None
    read: Reader
    lists: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    turned: int = 0

    def sitemaps(self, first: Fetched) -> Found:
        """The pages of a sitemap, or of all sitemaps that an index leads to."""
        limits = self.web.limits
        newest: dict[str, Listed] = {}
        waiting: dict[str, Listed] = {first.url: Listed(first.url)}
        more_pages = more_lists = False
        while waiting and len(self.lists) < limits.lists:
            url = next(iter(waiting))
            del waiting[url]
            self.lists.add(url)
            try:
                fetched = first if url == first.url else self.web.fetch(url)
                found = read_sitemap(fetched.body, fetched.url)
            except UnreadableError as error:
                yield Failure(url, str(error))
                continue
            # Only as many as can be read are kept, so that endless lists take no memory.
            known = self.lists | {first.asked}
            fresh = {one.url: one for one in found.sitemaps if self._wanted(one, known)}
            waiting, cut = _newest({**waiting, **fresh}, limits.lists)
            more_lists = more_lists or cut
            fresh = {one.url: one for one in found.pages if self._wanted(one, set())}
            newest, cut = _newest({**newest, **fresh}, limits.pages)
            more_pages = more_pages or cut
        for listed in newest.values():
            yield from self._linked(listed.url, listed.header, HEADER_NAME)
        if more_pages:
            yield Failure(
                first.asked,
                f"more pages are listed than the limit of {limits.pages:,}; the newest were read",
            )
        if waiting or more_lists:
            yield Failure(
                first.asked,
                f"more sitemaps are listed than the limit of {limits.lists:,}; "
                "give the address of the one you need",
            )

    def _wanted(self, listed: Listed, seen: set[str]) -> bool:
        return listed.url not in seen and not self._too_old(listed.changed)

    def _too_old(self, at: datetime | None) -> bool:
        return self.since is not None and at is not None and at.date() < self.since

    def feed(self, first: Fetched) -> Found:
        """The entries of a feed, and of the further pages of it that it names."""
        limits = self.web.limits
        page = first
        taken = 0
        while True:
            self.lists |= {page.asked, page.url}
            new = [entry for entry in self._entries(page, first.url) if self._is_new(entry, page)]
            for entry in new:
                if isinstance(entry, Raw) and self._too_old(time_of(_published(entry))):
                    continue
                if taken == limits.pages:
                    yield Failure(first.asked, f"it has more entries than the limit of {taken:,}")
                    return
                taken += 1
                yield from self._entry(entry, page)
            onward = next_page(page)
            if not onward or not new:
                return
            self.turned += 1
            if onward in self.lists or self.turned == limits.lists:
                why = "lead back" if onward in self.lists else "do not end"
                yield Failure(page.url, f"the further pages it names {why}; they were left there")
                return
            try:
                page = self.web.fetch(onward)
            except UnreadableError as error:
                yield Failure(onward, str(error))
                return

    def _entries(self, page: Fetched, path: str) -> Found:
        # All pages count as the one feed: an entry moves from page to page as new ones come in.
        source = Source.from_bytes(path, page.body, "feed.xml", charset=page.charset or "")
        return self.read(source, {**self.options, "summaries": True})

    def _is_new(self, entry: Raw | Failure, page: Fetched) -> bool:
        link = str(entry.header.get("url") or "") if isinstance(entry, Raw) else entry.link
        where = entry.place if isinstance(entry, Raw) else entry.origin
        name = link or f"{page.url} {where}"  # without a link it may be named by its place only
        fresh = name not in self.pages
        self.pages.add(name)
        return fresh

    def _entry(self, entry: Raw | Failure, page: Fetched) -> Found:
        """An entry as the feed holds it, or from its link where that is only a part."""
        if isinstance(entry, Failure):
            yield from self._linked(_joined(page, entry.link)) if entry.link else [entry]
        elif entry.known.get("extent") and not self.options.get("summaries"):
            link = _joined(page, str(entry.header.get("url") or ""))
            if link:
                yield from self._linked(link, entry.header, entry.header_name)
            else:
                yield Failure(entry.place, "the feed holds only a summary of it, and no link")
        else:
            yield entry

    def _linked(
        self, url: str, header: Mapping[str, Any] | None = None, header_name: str = ADDRESS
    ) -> Found:
        try:
            yield from self.article(self.web.fetch(url), header, header_name)
        except UnreadableError as error:
            yield Failure(url, str(error))

    def article(
        self,
        page: Fetched,
        header: Mapping[str, Any] | None = None,
        header_name: str = ADDRESS,
    ) -> Found:
        """What a fetched page holds, by the type the site declares; `header` is known of it."""
        source = Source.from_bytes(
            page.url,
            page.body,
            "page",  # the declared type decides: a story's address may end in ".txt" or ".zip"
            media=page.media,
            charset=page.charset or "",
            header={**(header or {}), "url": page.url},
            header_name=header_name if header else ADDRESS,
        )
        return self.read(source, self.options)


def next_page(page: Fetched) -> str:
    """The address that a feed names as its next page (RFC 5005), "" if it names none."""
    links = etree.iterparse(
        BytesIO(page.body), events=("end",), tag="{http://www.w3.org/2005/Atom}link",
        recover=True, resolve_entities=False, no_network=True,
    )  # fmt: skip
    try:
        for _, link in links:
            inside = etree.QName(link.getparent()).localname if link.getparent() is not None else ""
            if link.get("rel") == "next" and inside in ("feed", "channel"):
                return _joined(page, link.get("href") or "")
    except etree.XMLSyntaxError:
        pass  # its entries were read all the same
    return ""


def _joined(page: Fetched, link: str) -> str:
    """`link` as seen from `page`; as it is where the two make no address, so that it is named."""
    try:
        return str(httpx2.URL(page.url).join(link)) if link else ""
    except httpx2.InvalidURL:
        return link


def _published(entry: Raw) -> str:
    return str(entry.header.get("published") or "")


def _newest(listed: Mapping[str, Listed], most: int) -> tuple[dict[str, Listed], bool]:
    """The `most` newest, newest first and then those without a time; whether there were more."""
    kept = heapq.nlargest(most, listed.values(), key=lambda one: one.changed or _OLDEST)
    return {one.url: one for one in kept}, len(kept) < len(listed)

"""Addresses, feeds and sitemaps give their articles once each, and end."""

from __future__ import annotations

import gzip
from datetime import date
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from index.load import Failure, Raw
from index.load.online import documents, next_page
from index.load.web import Fetched
from tests.index.load.site import STORY, Page, Site, body, moved, visitor

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def read(
    site: Site, path: str, since: date | None = None, options: Any = None, **limits: Any
) -> tuple[list[Raw], list[Failure]]:
    found = list(documents(site.url(path), visitor(**limits), options or {}, since))
    return (
        [one for one in found if isinstance(one, Raw)],
        [one for one in found if isinstance(one, Failure)],
    )


def xml(text: str) -> Page:
    return body(text, "application/xml")


def sitemap(site: Site, *entries: tuple[str, str], root: str = "urlset") -> Page:
    item = {"urlset": "url", "sitemapindex": "sitemap"}[root]
    listed = "".join(
        f"<{item}><loc>{site.url(path)}</loc>"
        + (f"<lastmod>{changed}</lastmod>" if changed else "")
        + f"</{item}>"
        for path, changed in entries
    )
    return xml(f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>')


def test_a_page_is_one_document_under_its_final_address(site: Site) -> None:
    site.pages["/old"] = moved("/story")
    site.pages["/story"] = body(STORY)
    (raw,), failures = read(site, "/old", options={"outlet": "Osterholm Post"})
    assert not failures
    assert raw.path == site.url("/story")
    assert raw.header["url"] == site.url("/story")
    assert raw.known == {"outlet": "Osterholm Post"}
    assert raw.kind == "html"


def test_the_type_decides_and_not_how_the_address_ends(site: Site) -> None:
    for path in ("/story.zip", "/story.txt", "/story.pdf", "/story.php"):
        site.pages[path] = body(STORY)
        (raw,), _ = read(site, path)
        assert raw.kind == "html"
    site.pages["/wire"] = body("The ferry is back.\n\nIt left on Monday.", "text/plain")
    (raw,), _ = read(site, "/wire")
    assert raw.kind == "text"


def test_the_charset_of_the_answer_counts(site: Site) -> None:
    words = "Лодка вернулась в гавань в понедельник."
    site.pages["/wire"] = body(words.encode("koi8-r"), "text/plain; charset=koi8-r")
    (raw,), _ = read(site, "/wire")
    assert raw.body == words


@pytest.mark.parametrize("address", ["http://10.0.0.1/x", "ftp://news.example/", "nonsense", ""])
def test_an_address_that_cannot_be_read_is_one_failure(address: str) -> None:
    (failure,) = documents(address, visitor(), {})
    assert isinstance(failure, Failure)
    assert failure.origin == address
    assert failure.reason


def test_a_sitemap_gives_its_pages_newest_first(site: Site) -> None:
    site.pages["/map.xml"] = sitemap(
        site, ("/a", "2026-01-02"), ("/b", ""), ("/c", "2026-03-01T10:00+01:00"), ("/gone", "2026")
    )
    for path in "abc":
        site.pages[f"/{path}"] = body(STORY)
    raws, (failure,) = read(site, "/map.xml")
    assert [raw.path for raw in raws] == [site.url(p) for p in ("/c", "/a", "/b")]
    assert failure.origin == site.url("/gone")
    assert "no such page (404)" in failure.reason


def test_since_leaves_out_what_is_stated_to_be_older(site: Site) -> None:
    site.pages["/index.xml"] = sitemap(
        site, ("/old.xml", "2020-01-01"), ("/new.xml", "2026-03-01"), root="sitemapindex"
    )
    site.pages["/new.xml"] = sitemap(site, ("/a", "2026-01-02"), ("/b", ""), ("/c", "2026-03-01"))
    for path in "abc":
        site.pages[f"/{path}"] = body(STORY)
    raws, failures = read(site, "/index.xml", since=date(2026, 2, 1))
    assert [raw.path for raw in raws] == [site.url("/c"), site.url("/b")]
    assert not failures
    assert "/old.xml" not in site.asked


def test_a_news_sitemap_tells_of_its_articles(site: Site) -> None:
    page = (
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="{NEWS}"><url>'
        f"<loc>{site.url('/a')}</loc><news:news><news:publication><news:name>Osterholm Post"
        "</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-03-01T08:00:00Z</news:publication_date>"
        "<news:title>Ferry &amp; harbour</news:title></news:news></url></urlset>"
    )
    site.pages["/news.xml.gz"] = body(gzip.compress(page.encode()), "application/x-gzip")
    site.pages["/a"] = body(STORY)
    (raw,), failures = read(site, "/news.xml.gz")
    assert not failures
    assert raw.header_name == "the site's news sitemap"
    assert dict(raw.header) == {
        "title": "Ferry & harbour",
        "outlet": "Osterholm Post",
        "published": "2026-03-01T08:00:00Z",
        "url": site.url("/a"),
    }
    assert raw.known == {}


def test_a_sitemap_stops_at_its_limit_and_says_so(site: Site) -> None:
    site.pages["/map.xml"] = sitemap(
        site, *[(f"/{n}", f"2026-01-{n:02}") for n in range(1, 11)], ("/3", "2026-01-03")
    )
    for n in range(1, 11):
        site.pages[f"/{n}"] = body(STORY)
    raws, (failure,) = read(site, "/map.xml", pages=3)
    assert [raw.path for raw in raws] == [site.url(f"/{n}") for n in (10, 9, 8)]
    assert "limit of 3" in failure.reason


def test_indexes_that_lead_in_circles_end(site: Site) -> None:
    site.pages["/index.xml"] = sitemap(
        site, ("/index.xml", ""), ("/other.xml", ""), root="sitemapindex"
    )
    site.pages["/other.xml"] = sitemap(
        site, ("/index.xml", ""), ("/other.xml", ""), ("/map.xml", ""), root="sitemapindex"
    )
    site.pages["/map.xml"] = sitemap(site, ("/a", ""))
    site.pages["/a"] = body(STORY)
    raws, failures = read(site, "/index.xml")
    assert [raw.path for raw in raws] == [site.url("/a")]
    assert not failures
    assert sorted(site.asked_pages) == ["/a", "/index.xml", "/map.xml", "/other.xml"]


def test_indexes_that_never_end_stop_at_the_limit(site: Site) -> None:
    def index(handler: BaseHTTPRequestHandler) -> None:
        number = int(handler.path.strip("/x") or 0)
        entries = [(f"/x{number * 10 + n}", "") for n in range(1, 10)]
        sitemap(site, *entries, root="sitemapindex")(handler)

    class Everywhere(dict[str, Page]):
        def get(self, path: str, default: Any = None) -> Any:
            return index if path.startswith("/x") else default

    site.pages = Everywhere()
    raws, (failure,) = read(site, "/x", lists=7)
    assert not raws
    assert "limit of 7" in failure.reason
    assert len(site.asked_pages) == 7


@pytest.mark.parametrize(
    "text",
    [
        "<urlset></urlset>",
        "<urlset><url><loc>http://news.example/a",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>',
        "<urlset>" + "<url>" * 100_000,
    ],
)
def test_broken_sitemaps_are_one_failure(site: Site, text: str) -> None:
    site.pages["/map.xml"] = xml(text)
    raws, failures = read(site, "/map.xml")
    assert not raws
    assert len(failures) == 1


def test_a_sitemap_cannot_lead_inside(site: Site) -> None:
    site.pages["/map.xml"] = xml(
        "<urlset><url><loc>http://10.0.0.1/admin</loc></url>"
        "<url><loc>file:///etc/hosts</loc></url></urlset>"
    )
    raws, failures = read(site, "/map.xml")
    assert not raws
    assert ["public internet" in f.reason or "scheme" in f.reason for f in failures] == [True, True]


def entry(name: str, content: str = "", summary: str = "", day: str = "2026-03-01") -> str:
    whole = f'<content type="html"><![CDATA[{content}]]></content>' if content else ""
    part = f"<summary>{summary}</summary>" if summary else ""
    link = f'<link href="{name}"/>' if name else ""
    return f"<entry><id>{name}</id><title>T {name}</title>{link}<updated>{day}T00:00:00Z</updated>{part}{whole}</entry>"


def atom(*entries: str, onward: str = "") -> Page:
    link = f'<link rel="next" href="{onward}"/>' if onward else ""
    return body(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Osterholm Post</title>'
        f"{link}{''.join(entries)}</feed>",
        "application/atom+xml",
    )


LONG = "".join(f"<p>The ferry made crossing number {n} on Monday.</p>" for n in range(60))


def test_a_feed_gives_whole_entries_and_fetches_the_others(site: Site) -> None:
    site.pages["/feed"] = atom(
        entry(site.url("/whole"), LONG),
        entry(site.url("/part"), summary="The ferry is back ..."),
        entry(site.url("/bare")),
        entry(site.url("/gone"), summary="It is gone ..."),
        entry("", summary="Nobody knows where ..."),
    )
    site.pages["/part"] = site.pages["/bare"] = body(STORY)
    raws, failures = read(site, "/feed", options={"section": "Harbour"})
    assert [raw.path for raw in raws] == [site.url(p) for p in ("/feed", "/part", "/bare")]
    whole, part, _ = raws
    assert whole.header["url"] == site.url("/whole")
    assert part.header["title"] == f"T {site.url('/part')}"
    assert part.header["url"] == site.url("/part")
    assert part.header_name == "its feed entry"
    assert "extent" not in part.known
    assert all(raw.known["section"] == "Harbour" for raw in raws)
    assert len(failures) == 2
    assert failures[0].origin == site.url("/gone")
    assert "/whole" not in site.asked


def test_a_feed_is_read_page_after_page_and_each_entry_once(site: Site) -> None:
    site.pages["/feed"] = atom(*[entry(site.url(f"/{n}"), LONG) for n in "ab"], onward="/feed?p=2")
    site.pages["/feed?p=2"] = atom(*[entry(site.url(f"/{n}"), LONG) for n in "bc"])
    raws, failures = read(site, "/feed")
    assert not failures
    assert [raw.header["url"] for raw in raws] == [site.url(f"/{n}") for n in "abc"]
    assert {raw.path for raw in raws} == {site.url("/feed")}


def test_since_leaves_out_older_entries(site: Site) -> None:
    site.pages["/feed"] = atom(
        entry(site.url("/a"), LONG), entry(site.url("/b"), LONG, day="2020-01-01")
    )
    raws, failures = read(site, "/feed", since=date(2026, 1, 1))
    assert [raw.header["url"] for raw in raws] == [site.url("/a")]
    assert not failures


def test_feeds_that_lead_in_circles_end(site: Site) -> None:
    site.pages["/feed"] = atom(entry(site.url("/a"), LONG), onward="/feed?p=2")
    site.pages["/feed?p=2"] = atom(entry(site.url("/b"), LONG), onward="/feed")
    raws, (failure,) = read(site, "/feed")
    assert len(raws) == 2
    assert "lead back" in failure.reason


@pytest.mark.parametrize(
    ("limits", "articles", "word"),
    [({"pages": 5}, 5, "limit of 5"), ({"lists": 4}, 8, "do not end")],
)
def test_feeds_that_never_end_stop_at_a_limit(
    site: Site, limits: dict[str, int], articles: int, word: str
) -> None:
    def feed(handler: BaseHTTPRequestHandler) -> None:
        n = int(handler.path.rpartition("=")[2])
        atom(entry(site.url(f"/{n}"), LONG), entry(site.url(f"/{n}b"), LONG), onward=f"?p={n + 1}")(
            handler
        )

    class Everywhere(dict[str, Page]):
        def get(self, path: str, default: Any = None) -> Any:
            return feed if path.startswith("/feed") else default

    site.pages = Everywhere()
    raws, (failure,) = read(site, "/feed?p=1", **limits)
    assert len(raws) == articles
    assert word in failure.reason


def test_only_the_feed_itself_names_its_next_page() -> None:
    feed = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="next" href="/a"/></entry>'
        b'<link rel="self" href="/b"/><link rel="next" href="?page=2"/></feed>'
    )
    page = Fetched("", "https://news.example/feed", "application/atom+xml", feed)
    assert next_page(page) == "https://news.example/feed?page=2"

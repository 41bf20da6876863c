"""Pages come from a real server, politely; what is refused is refused wherever it is led to."""

from __future__ import annotations

import gzip
import ssl
from ipaddress import ip_network

import pytest
import trustme

from index.errors import UnreadableError
from index.load.guard import Guard
from index.load.web import Limits, Web
from tests.index.load.site import STORY, Site, body, moved, refused, serving, visitor

HERE = (ip_network("127.0.0.0/8"),)


def test_a_page_comes_with_what_the_site_says_of_it(site: Site) -> None:
    site.pages["/story?id=7"] = body(STORY, 'text/HTML; charset="Windows-1252"')
    page = visitor().fetch(site.url("/story?id=7#comments"))
    assert page.url == site.url("/story?id=7")
    assert page.asked == site.url("/story?id=7#comments")
    assert (page.media, page.charset) == ("text/html", "windows-1252")
    assert page.body == STORY.encode()


def test_the_site_is_told_who_asks(site: Site) -> None:
    site.pages["/story"] = body(STORY)
    visitor().fetch(site.url("/story"))
    assert site.headers[-1]["User-Agent"].startswith("Dateline/")
    assert site.headers[-1]["Host"] == f"127.0.0.1:{site.port}"


def test_without_a_named_network_this_machine_is_not_asked(site: Site) -> None:
    site.pages["/story"] = body(STORY)
    for address in (site.url("/story"), site.url("/story").replace("127.0.0.1", "localhost")):
        with pytest.raises(UnreadableError, match="not on the public internet"):
            Web().fetch(address)
    assert site.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_end(site: Site, status: int) -> None:
    site.pages["/old"] = moved("/middle", status)
    site.pages["/middle"] = moved(site.url("/story"), status)
    site.pages["/story"] = body(STORY)
    page = visitor().fetch(site.url("/old"))
    assert page.url == site.url("/story")
    assert page.asked == site.url("/old")


@pytest.mark.parametrize(
    ("to", "word"),
    [
        ("http://10.0.0.1/admin", "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", "not on the public internet"),
        ("http://[::ffff:10.0.0.1]/", "not on the public internet"),
        ("//[::1]/", "not on the public internet"),
        ("http://2130706433/", "disguise"),
        ("http://me:secret@127.0.0.1/", "password"),
        ("file:///etc/hosts", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://[", "refused"),
        ("", "nowhere"),
    ],
)
def test_redirects_are_judged_like_first_addresses(site: Site, to: str, word: str) -> None:
    site.pages["/story"] = moved(to)
    assert word in refused(site)


def test_redirect_loops_end(site: Site) -> None:
    site.pages["/story"] = moved("/again")
    site.pages["/again"] = moved("/story")
    assert "redirects more than 5 times" in refused(site)
    assert len(site.asked_pages) == 6


def test_a_name_is_looked_up_once_for_each_connection_and_that_address_is_used(site: Site) -> None:
    site.pages["/story"] = body(STORY)
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        # A second look would lead inside; with the first one used, nobody takes it.
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    web = Web(Limits(robots=False, delay_s=0.0), Guard(HERE, resolve))
    page = web.fetch(f"http://news.example:{site.port}/story")
    assert page.body == STORY.encode()
    assert asked == ["news.example"]
    assert site.headers[-1]["Host"] == f"news.example:{site.port}"
    with pytest.raises(UnreadableError, match=r"news\.example leads to 10\.0\.0\.1"):
        web.fetch(f"http://news.example:{site.port}/story")
    assert len(site.asked) == 1


def test_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/story"] = body(STORY)
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert visitor().fetch(site.url("/story")).body == STORY.encode()
    with pytest.raises(UnreadableError, match="not on the public internet"):
        Web().fetch("http://10.0.0.1/")


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (204, "no page"),
        (300, "no page"),
        (401, "login"),
        (403, "save the page from a browser"),
        (404, "no such page"),
        (410, "no such page"),
        (418, "no page"),
        (500, "try again later"),
    ],
)
def test_statuses_that_hold_no_page(site: Site, status: int, word: str) -> None:
    site.pages["/story"] = body("" if status == 204 else STORY, status=status)
    assert word in refused(site)


@pytest.mark.parametrize(
    ("media", "taken"),
    [
        ("text/html", True),
        ("application/xhtml+xml; charset=utf-8", True),
        ("application/rss+xml", True),
        ("application/ld+json", True),
        ("application/pdf", True),
        ("application/octet-stream", True),  # for it begins like a page
        ("", True),
        ("image/png", False),
        ("video/mp4", False),
        ("application/zip", False),
        ("application/javascript", False),
    ],
)
def test_the_kind_of_content_is_checked(site: Site, media: str, taken: bool) -> None:
    site.pages["/story"] = body(STORY, media)
    if taken:
        assert visitor().fetch(site.url("/story")).body == STORY.encode()
    else:
        assert "not a page" in refused(site)


def test_what_has_no_kind_and_is_no_page_is_refused(site: Site) -> None:
    site.pages["/story"] = body(b"\x7fELF" + bytes(100), "")
    assert "does not say what it is" in refused(site)


def test_packed_pages_and_files_are_unpacked(site: Site) -> None:
    packed = gzip.compress(STORY[:700].encode()) + gzip.compress(STORY[700:].encode())
    site.pages["/story"] = body(packed, Content_Encoding="gzip")
    site.pages["/map.xml.gz"] = body(gzip.compress(b"<urlset/>"), "application/octet-stream")
    assert visitor().fetch(site.url("/story")).body == STORY.encode()
    page = visitor().fetch(site.url("/map.xml.gz"))
    assert (page.body, page.media) == (b"<urlset/>", "application/xml")
    site.pages["/twice.gz"] = body(packed, "application/gzip", Content_Encoding="gzip")
    assert visitor().fetch(site.url("/twice.gz")).media == "text/html"


def test_an_empty_page_is_refused(site: Site) -> None:
    site.pages["/story"] = body(" \n ")
    assert "empty" in refused(site)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secured(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_a_certificate_must_be_trusted_and_be_for_the_name(authority: trustme.CA) -> None:
    guard = Guard(HERE, lambda host, port: ["127.0.0.1"])
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    named: list[str | None] = []
    context = secured(authority, "news.example")
    context.sni_callback = lambda sock, name, ctx: named.append(name)
    with serving(context) as site:
        site.pages["/story"] = body(STORY)
        site.pages["/down"] = moved("http://news.example/story")
        address = f"https://news.example:{site.port}/story"
        page = Web(Limits(delay_s=0.0), guard, tls=trusting).fetch(address)
        assert page.body == STORY.encode()
        assert named[-1] == "news.example"
        with pytest.raises(UnreadableError, match="cannot be trusted"):
            Web(Limits(delay_s=0.0), guard).fetch(address)
        with pytest.raises(UnreadableError, match="cannot be trusted"):
            Web(Limits(delay_s=0.0), guard, tls=trusting).fetch(
                address.replace("news.example", "other.example")
            )
        with pytest.raises(UnreadableError, match="unprotected http"):
            Web(Limits(delay_s=0.0), guard, tls=trusting).fetch(address.replace("story", "down"))

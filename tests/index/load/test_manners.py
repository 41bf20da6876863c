"""Sites are told who asks, not hurried, left alone when they ask for it, and obeyed."""

from __future__ import annotations

from email.utils import formatdate
from ipaddress import ip_network

import httpx2
import pytest

from index.errors import UnreadableError
from index.load.guard import Guard
from index.load.manners import wait_asked_s
from index.load.web import Limits, Web
from tests.index.load.site import STORY, Site, body, in_turn, moved, refused, serving, visitor

HERE = (ip_network("127.0.0.0/8"),)


def test_a_busy_site_is_asked_again_after_the_wait_it_names(site: Site) -> None:
    slept: list[float] = []
    site.pages["/story"] = in_turn(body("", status=429, Retry_After="7"), body(STORY))
    web = Web(Limits(robots=False), Guard(HERE), sleep=slept.append)
    assert web.fetch(site.url("/story")).body == STORY.encode()
    assert slept == [7.0]


def test_a_site_that_asks_for_too_long_a_wait_is_left_alone(site: Site) -> None:
    site.pages["/story"] = body("", status=503, Retry_After="3600")
    site.pages["/other"] = body(STORY)
    web = visitor(robots=False)
    with pytest.raises(UnreadableError, match="3,600 s"):
        web.fetch(site.url("/story"))
    with pytest.raises(UnreadableError, match="left alone"):
        web.fetch(site.url("/other"))
    assert site.asked == ["/story"]


def test_a_site_that_stays_busy_is_given_up(site: Site) -> None:
    site.pages["/story"] = body("", status=503)
    assert "stays busy (503)" in refused(site, robots=False)
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("12", 12.0), ("", 0.0), ("-5", 0.0), ("nan", 0.0), ("inf", 0.0), ("soon", 0.0)],
)
def test_waits_are_read(value: str, seconds: float) -> None:
    assert wait_asked_s(httpx2.Headers({"Retry-After": value})) == seconds


def test_a_wait_may_be_a_date() -> None:
    late = formatdate(4102444800, usegmt=True)  # the year 2100
    assert wait_asked_s(httpx2.Headers({"Retry-After": late})) > 1e9
    assert wait_asked_s(httpx2.Headers({"Retry-After": formatdate(0)})) == 0.0


def test_hosts_are_not_hurried(site: Site) -> None:
    slept: list[float] = []
    now = [100.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    site.pages["/story"] = body(STORY)
    site.pages["/robots.txt"] = body("User-agent: *\nCrawl-delay: 4\n", "text/plain")
    web = Web(Limits(), Guard(HERE), sleep=sleep, clock=lambda: now[0])
    web.fetch(site.url("/story"))
    web.fetch(site.url("/story"))
    assert slept == [4.0]
    Web(Limits(robots=False), Guard(HERE), sleep=sleep, clock=lambda: now[0]).fetch(
        site.url("/story")
    )
    assert slept == [4.0]


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: *\nDisallow: /",
        "User-agent: Dateline\nDisallow: /*?print=\n\nUser-agent: *\nAllow: /",
        "User-agent: other\nUser-agent: dateline\nAllow: /story\nDisallow: /story?print",
    ],
)
def test_robots_txt_is_kept(site: Site, rules: str) -> None:
    site.pages["/robots.txt"] = body(rules, "text/plain")
    site.pages["/story?print=1"] = body(STORY)
    assert "robots.txt" in refused(site, "/story?print=1")
    assert site.asked == ["/robots.txt"]
    assert visitor(robots=False).fetch(site.url("/story?print=1")).body


@pytest.mark.parametrize(
    "rules",
    [
        "User-agent: other\nDisallow: /",
        "User-agent: *\nDisallow: /\nAllow: /story",
        "<html>no such page</html>",
        "\0\0\xff",
        "".join(f"User-agent: a{n}\n" for n in range(5000))
        + "".join(f"Disallow: /{n}*x\n" for n in range(5000)),
    ],
)
def test_robots_txt_that_does_not_mean_us(site: Site, rules: str) -> None:
    site.pages["/robots.txt"] = body(rules, "application/x-whatever")
    site.pages["/story"] = body(STORY)
    web = visitor()
    web.fetch(site.url("/story"))
    web.fetch(site.url("/story"))
    assert site.asked == ["/robots.txt", "/story", "/story"]


def test_robots_txt_that_fails_forbids_and_is_not_asked_for_again(site: Site) -> None:
    site.pages["/robots.txt"] = body("", status=500)
    site.pages["/story"] = body(STORY)
    web = visitor()
    for _ in range(2):
        with pytest.raises(UnreadableError, match=r"robots\.txt of 127\.0\.0\.1 fails"):
            web.fetch(site.url("/story"))
    assert site.asked == ["/robots.txt"]


def test_the_robots_txt_of_a_site_redirected_to_counts(site: Site) -> None:
    with serving() as other:
        other.pages["/robots.txt"] = body("User-agent: *\nDisallow: /story", "text/plain")
        site.pages["/story"] = moved(other.url("/story"))
        assert "robots.txt" in refused(site)
        assert other.asked == ["/robots.txt"]

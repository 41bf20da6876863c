"""Web pages fetched politely and within limits: robots.txt kept, hosts not hurried, redirects judged."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message

import httpcore2
import httpx2
from protego import Protego

from index.errors import UnreadableError
from index.load.guard import Guard, RefusedError
from index.load.kinds import MEDIA
from index.load.manners import AGENT, robots_of, user_agent, wait_asked_s
from index.load.wire import Deadline, Reply, collect, get, unpacked

REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 502, 503, 504)
GZIP = b"\x1f\x8b"
ROBOTS_BYTES = 512 * 1024  # what a reader of robots.txt owes a site (RFC 9309)
ARCHIVES = {"application/warc", "application/zip"}  # fetched by hand, whoever wants them
UNNAMED = ("", "application/octet-stream", "binary/octet-stream")  # judged by how the body begins
_REFUSED = {
    401: "wants a login",
    402: "wants to be paid",
    403: "does not let Dateline in",
    451: "withholds it for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read. `seconds` is for one address with its redirects, retries and waits; the
    robots.txt of a site has a third of that.

    `most_bytes` bounds one answer, packed and unpacked; `pages` the articles of one feed or
    sitemap, `lists` the sitemaps and feed pages read for them; `tries` how often a busy site is
    asked. Between two visits to a host lie `delay_s` seconds, more where its robots.txt asks for
    it, up to `longest_delay_s`. Without `robots` that file is not asked for at all.
    """

    seconds: float = 30.0
    most_bytes: int = 20 * 2**20
    redirects: int = 5
    tries: int = 3
    delay_s: float = 1.0
    longest_delay_s: float = 30.0
    pages: int = 500
    lists: int = 50
    robots: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came. `asked` led to `url`; `media` is its type without parameters.

    `body` is unpacked; `charset` is as the site says, None where it does not.
    """

    asked: str
    url: str
    media: str
    body: bytes
    charset: str | None = None


class Web:
    """One visit to the web: what robots.txt files said and when hosts were asked is remembered.

    `tls` are the certificates trusted, those of the operating system unless given.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        guard: Guard | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or Limits()
        self._guard = guard or Guard()
        self._tls = tls or httpcore2.default_ssl_context()
        self._sleep = sleep
        self._clock = clock
        self._free_at: dict[bytes, float] = {}  # when a host may be asked again
        self._robots: dict[tuple[str, bytes], Protego | str] = {}  # or why there is none

    def fetch(self, address: str) -> Fetched:
        """The page at `address`. Raises UnreadableError with one reason where there is none."""
        url = self._guard.url(address)
        self._await_turn(url.netloc)
        deadline = Deadline(self.limits.seconds, self._clock)
        final, reply = self._follow(url, deadline, readable)
        if reply.status != 200:
            raise _refusal(final.host, reply.status)
        return self._fetched(address, final, reply)

    def _follow(
        self,
        url: httpx2.URL,
        deadline: Deadline,
        accept: Callable[[httpx2.Headers], None] | None,
    ) -> tuple[httpx2.URL, Reply]:
        """The answer at the end of the redirects, each of them judged like a first address.

        Without `accept` it is a robots.txt: of any type, cut at a length, and asking no other.
        """
        for _ in range(self.limits.redirects + 1):
            if accept and self.limits.robots:
                self._ask_robots(url)
            reply = self._get(url, deadline, accept)
            if reply.status not in REDIRECTS:
                return url, reply
            url = self._next(url, reply.headers.get("location", ""))
        raise UnreadableError(
            f"it redirects more than {self.limits.redirects} times, perhaps in a circle; "
            "open it in a browser and save the page"
        )

    def _next(self, url: httpx2.URL, location: str) -> httpx2.URL:
        if not location:
            raise UnreadableError(f"{url.host} redirects it to nowhere; save the page")
        try:
            onward = self._guard.url(str(url.join(location)))
        except (httpx2.InvalidURL, UnreadableError) as error:
            raise UnreadableError(f"it redirects to an address that is refused: {error}") from error
        if url.scheme == "https" and onward.scheme == "http":
            raise UnreadableError(
                f"{url.host} redirects from https to unprotected http; save the page"
            )
        return onward

    def _get(
        self,
        url: httpx2.URL,
        deadline: Deadline,
        accept: Callable[[httpx2.Headers], None] | None,
    ) -> Reply:
        """One answer; a busy site is asked again after the wait it names, while there is time."""
        for attempt in range(self.limits.tries):
            reply = get(
                url, self._guard, deadline, self.limits.most_bytes if accept else ROBOTS_BYTES,
                tls=self._tls, agent=user_agent(), accept=accept, cut=accept is None,
            )  # fmt: skip
            self._free_at[url.netloc] = self._clock() + self._delay(url)
            if reply.status not in BUSY:
                return reply
            wait = wait_asked_s(reply.headers) or 2.0**attempt
            if wait >= deadline.left:
                self._free_at[url.netloc] = self._clock() + wait
                raise UnreadableError(
                    f"{url.host} is busy ({reply.status}) and asks to wait {wait:,.0f} s; "
                    "try again later"
                )
            if attempt + 1 < self.limits.tries:
                self._sleep(wait)
        raise UnreadableError(f"{url.host} stays busy ({reply.status}); try again later")

    def _delay(self, url: httpx2.URL) -> float:
        robots = self._robots.get((url.scheme, url.netloc))
        asked = robots.crawl_delay(AGENT) if isinstance(robots, Protego) else None
        return max(self.limits.delay_s, min(asked or 0.0, self.limits.longest_delay_s))

    def _await_turn(self, host: bytes) -> None:
        wait = self._free_at.get(host, 0.0) - self._clock()
        if wait > max(self.limits.seconds, self.limits.longest_delay_s, self.limits.delay_s):
            raise UnreadableError(
                f"{host.decode('ascii')} asks to be left alone for {wait:,.0f} s; try again later"
            )
        if wait > 0:
            self._sleep(wait)

    def _ask_robots(self, url: httpx2.URL) -> None:
        """UnreadableError where the site's robots.txt keeps Dateline from this address."""
        site = (url.scheme, url.netloc)
        if site not in self._robots:
            self._robots[site] = self._read_robots(url)
        robots = self._robots[site]
        if isinstance(robots, str):
            raise UnreadableError(robots)
        if not robots.can_fetch(str(url), AGENT):
            raise UnreadableError(
                f"the robots.txt of {url.host} asks programs not to read it; "
                "save the page from a browser and ingest the file"
            )

    def _read_robots(self, url: httpx2.URL) -> Protego | str:
        try:
            _, reply = self._follow(
                url.copy_with(raw_path=b"/robots.txt"),
                Deadline(self.limits.seconds / 3, self._clock),
                None,
            )
        except RefusedError as error:
            return str(error)
        except UnreadableError as error:
            return f"{error} (when asked for its robots.txt)"
        if reply.status >= 500:  # nobody knows what it forbids, so it may forbid everything
            return f"the robots.txt of {url.host} fails ({reply.status}); try again later"
        return robots_of(reply.body)

    def _fetched(self, address: str, url: httpx2.URL, reply: Reply) -> Fetched:
        media, charset = media_type(reply.headers)
        body = reply.body
        if body.startswith(GZIP):
            body = collect(unpacked([body]), self.limits.most_bytes)
            media = "application/xml" if body.lstrip()[:1] == b"<" else "text/plain"
        elif media in UNNAMED or MEDIA.get(media) == "gzip":  # unpacked on the way already
            media = _guessed(body)
        if not body.strip():
            raise UnreadableError("the page is empty; open it in a browser and save it")
        return Fetched(
            asked=address,
            url=str(url),
            media=media,
            body=body,
            charset=charset,
        )


def media_type(headers: httpx2.Headers) -> tuple[str, str | None]:
    """The Content-Type in small letters, "" where there is none, and the charset it names."""
    message = Message()
    message["content-type"] = said = headers.get("content-type", "")
    return (message.get_content_type() if said.strip() else ""), message.get_content_charset()


def readable(headers: httpx2.Headers) -> None:
    """UnreadableError where the answer is of a kind that holds no article: a film, a program."""
    media, _ = media_type(headers)
    if (media not in MEDIA or media in ARCHIVES) and not (
        media in UNNAMED or media.endswith(("+xml", "+json"))
    ):
        raise UnreadableError(f"it is {media[:60]}, not a page, feed, sitemap, PDF, JSON or text")


def _guessed(body: bytes) -> str:
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return "text/html"
    raise UnreadableError("the site does not say what it is, and it is no page; save what you need")


def _refusal(host: str, status: int) -> UnreadableError:
    if status in (404, 410):
        return UnreadableError(f"{host} has no such page ({status}); check the address")
    if status in _REFUSED:
        return UnreadableError(
            f"{host} {_REFUSED[status]} ({status}); save the page from a browser"
        )
    if status >= 500:
        return UnreadableError(f"{host} failed to give it ({status}); try again later")
    return UnreadableError(f"{host} answered {status} and no page; check the address")

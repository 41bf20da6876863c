"""A real web site on this machine whose pages are functions, for tests of what reads the web."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from index.errors import UnreadableError
from index.load.guard import Guard
from index.load.web import Limits, Web

Page = Callable[[BaseHTTPRequestHandler], None]
STORY = (
    "<html><head><title>Ferry returns to Osterholm</title></head><body><article>"
    "<h1>Ferry returns to Osterholm</h1>"
    + "".join(
        f"<p>The ferry made crossing number {n} on Monday, said Ida Lund, who runs the harbour.</p>"
        for n in range(1, 9)
    )
    + "</article></body></html>"
)


@dataclass
class Site:
    """The pages by path, and the paths that were asked for, in order."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        """The address of a page."""
        return f"http://127.0.0.1:{self.port}{path}"

    @property
    def asked_pages(self) -> list[str]:
        """What was asked for besides robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


def body(data: str | bytes, media: str = "text/html", status: int = 200, **headers: str) -> Page:
    """A page that answers in the ordinary way."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        payload = data.encode() if isinstance(data, str) else data
        handler.send_response(status)
        if media:
            handler.send_header("Content-Type", media)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(payload)))
        handler.end_headers()
        handler.wfile.write(payload)

    return page


def moved(to: str, status: int = 302) -> Page:
    """A page that has gone elsewhere."""
    return body("", status=status, Location=to)


def in_turn(*pages: Page) -> Page:
    """A page that answers differently each time; the last for ever."""
    left = list(pages)

    def page(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return page


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that runs until the block ends."""
    site = Site()
    stopped = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        gone = stopped

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            page = site.pages.get(self.path) or body("not here", status=404)
            try:
                page(self)
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                self.close_connection = True  # the reader had enough

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: Any) -> None:
            """A reader that turns away from a certificate is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        stopped.set()
        server.shutdown()
        server.server_close()


def refused(site: Site, path: str = "/story", **limits: Any) -> str:
    """Why the page is not read."""
    with pytest.raises(UnreadableError) as caught:
        visitor(**limits).fetch(site.url(path))
    return str(caught.value)


def visitor(**limits: Any) -> Web:
    """A reader that may ask this machine, waits for nothing and remembers nothing."""
    return Web(
        Limits(**{"delay_s": 0.0, **limits}),
        Guard.with_unguarded(["127.0.0.0/8"]),
        sleep=lambda seconds: None,
    )

"""What stands between the network and Gradio: a closed list of paths, and strict headers.

Gradio serves much that this page does not need (uploads, a proxy, an open API); what is not on
the list below does not exist here. Gradio sets no security headers of its own.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASK = "/gradio_api/queue/join"
MAX_BODY = 64 * 1024  # bytes; a question and its filters are far below

_PATHS = {
    "/",
    "/config",
    "/favicon.ico",
    "/page.css",
    "/page.js",
    "/theme.css",
    "/gradio_api/cancel",
    "/gradio_api/reset",
    "/gradio_api/startup-events",
}
_FOLDERS = ("/assets/", "/static/", "/gradio_api/heartbeat/", "/gradio_api/queue/")
_log = logging.getLogger(__name__)
_READ = {"GET", "HEAD"}

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def policy(nonce: str) -> str:
    """The content security policy: everything from here, and no inline script but our own.

    Gradio writes style attributes, hence 'unsafe-inline' for styles alone.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


class Guard:
    """ASGI middleware: refuses what the page does not need, adds the headers to the rest.

    `hosts` are the names the page answers to, None for any: a name that an attacker points at
    127.0.0.1 must not open a local archive to the attacker's page. `fits` tells whether the body
    of a request to answer is one that the page makes. Whatever else goes wrong over a request is
    told in one line of the log.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str] | None = None,
        fits: Callable[[bytes], bool] = lambda body: True,
    ) -> None:
        self.app = app
        self.hosts = hosts
        self.fits = fits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # there are no web sockets here
        nonce = secrets.token_urlsafe(16)
        reply = _Reply(send, nonce)
        refusal = self._refusal(scope)
        if refusal is None and scope["path"] == ASK:
            body = await _whole(receive)
            receive = _again(body, receive)
            if not self.fits(body):
                refusal = PlainTextResponse(
                    "This request is not one the page makes; reload the page.", 422
                )
        if refusal:
            await refusal(scope, receive, reply)
            return
        try:
            await self.app(scope, receive, reply)
        except asyncio.CancelledError:  # the server ends, and this page was still open
            await reply.end()
        except Exception as error:  # noqa: BLE001  one request must not fill the log
            said = " ".join(str(error).split())[:200]
            told = f"{type(error).__name__}: {said}"
            _log.error("A request to %.100r could not be served (%s).", scope["path"], told)
            await reply.end()

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        path, headers = scope["path"], Headers(scope=scope)
        if self.hosts is not None and _host(headers) not in self.hosts:
            return PlainTextResponse("This page answers on this machine only.", 421)
        if path not in _PATHS and not path.startswith(_FOLDERS):
            return PlainTextResponse("There is nothing here.", 404)
        if scope["method"] in _READ:
            return None
        # Another site open in the same browser must not ask in the user's name.
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("Only the page itself may ask.", 403)
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return PlainTextResponse(f"Send at most {MAX_BODY} bytes.", 413)
        return None


async def _whole(receive: Receive) -> bytes:
    """The body of a request; its length was checked."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def _again(body: bytes, receive: Receive) -> Receive:
    """The same body once more, and then what comes after it."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return left.pop() if left else await receive()

    return receiving


def _host(headers: Headers) -> str | None:
    try:
        return urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return None


class _Reply:
    """Sends on what the app sends, with our headers; an HTML page gets the nonce first."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = nonce
        self._start: Message | None = None
        self._page = b""
        self._begun = self._ended = False

    async def end(self) -> None:
        """Finish a reply that whoever made it broke off."""
        if self._ended:
            return
        if not self._begun:
            start = {"type": "http.response.start", "status": 500, "headers": []}
            await self(start)
        self._start = None
        await self({"type": "http.response.body", "body": b""})

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            self._ended = not message.get("more_body", False)
        if message["type"] == "http.response.start":
            self._begun = True
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            headers["Content-Security-Policy"] = policy(self._nonce)
            if headers.get("content-type", "").startswith("text/html"):
                self._start = message  # its length is not known yet
                return
        elif self._start is not None:
            self._page += message.get("body", b"")
            if message.get("more_body"):
                return
            # Gradio writes every "<" of its configuration as an escape, so that what begins
            # like a script here is a script of its own template, never a word of an article.
            body = self._page.replace(b"<script", b'<script nonce="%s"' % self._nonce.encode())
            MutableHeaders(scope=self._start)["Content-Length"] = str(len(body))
            await self._send(self._start)
            self._start = None
            message = {"type": "http.response.body", "body": body}
        await self._send(message)

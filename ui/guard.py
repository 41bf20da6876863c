"""What stands between the network and Gradio: a closed list of paths, and strict headers.

Gradio serves much that this page does not need (uploads, a proxy, an open API); what is not on
the list below does not exist here. Gradio sets no security headers of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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
    127.0.0.1 must not open a local archive to the attacker's page.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None) -> None:
        self.app = app
        self.hosts = hosts

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
        if refusal:
            await refusal(scope, receive, reply)
        else:
            await self.app(scope, receive, reply)

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

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
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

"""A Chat Completions server on loopback: a queue of replies, a history of requests.

It speaks real HTTP, so the SDK, its retries and its time-outs are tested as they are. Every
request takes the next reply off the queue; one too many is refused as a teapot.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Request:
    """One request as it came in; names of headers in small letters."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        """All messages, one after the other."""
        return "\n".join(message["content"] for message in self.body["messages"])


@dataclass(frozen=True)
class Reply:
    """What to send: `pieces` of the body, each after `drip_s`, the first after `pause_s`."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: Iterable[bytes] = ()
    pause_s: float = 0.0
    drip_s: float = 0.0
    reset: bool = False  # end by resetting the connection


Behaviour = Reply | Callable[[Request], Reply]


def says(
    text: str,
    *,
    finish: str | None = "stop",
    usage: tuple[int, int] | None = (11, 7),
    counted: tuple[int, int] | None = None,
    size: int = 9,
    error: Mapping[str, Any] | None = None,
    **how: Any,
) -> Reply:
    """A stream of `text` in deltas of `size` characters.

    `counted` is the usage that every delta already carries, as some servers have it.
    Without `finish` it is cut: no finish_reason, no [DONE]. `error` is sent as an event in
    place of the proper end.
    """
    deltas = [text[at : at + size] for at in range(0, len(text), size)]
    events = [_chunk({"content": delta}) for delta in deltas]
    if counted is not None:
        events = [{**event, "usage": _tokens(counted)} for event in events]
    if error is not None:
        events.append({"error": error})
    elif finish is not None:
        events.append(_chunk({}, finish))
        if usage is not None:
            events.append({**_chunk({}), "choices": [], "usage": _tokens(usage)})
    pieces = [f"data: {json.dumps(event)}\n\n".encode() for event in events]
    end = [b"data: [DONE]\n\n"] if finish is not None and error is None else []
    return Reply(headers={"content-type": "text/event-stream"}, pieces=[*pieces, *end], **how)


def refuses(status: int, message: str = "", **headers: str) -> Reply:
    """An error as the API words it. Underscores in header names stand for dashes."""
    body = json.dumps({"error": {"message": message, "type": "test"}}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status, {"content-type": "application/json", **named}, [body])


def sends(*pieces: bytes, kind: str = "text/event-stream", **how: Any) -> Reply:
    """These bytes and nothing else, with status 200."""
    return Reply(headers={"content-type": kind}, pieces=pieces, **how)


def claims(*them: tuple[str, int, str]) -> str:
    """The JSON a good model writes, from (text, passage number, quote)."""
    listed = [
        {"quotes": [{"passage": number, "quote": quote}], "text": text}
        for text, number, quote in them
    ]
    return json.dumps({"claims": listed}, ensure_ascii=False)


def obeys(request: Request) -> Reply:
    """A model that falls for an injection: it says what a passage tells it to say.

    The instruction reads `... say: SOMETHING.`, and the line that holds it is the quote, so
    that the quote is genuine and only the claim is foul.
    """
    for number, text in re.findall(
        r"passage (\d+) begins ===.*?\ntext:\n(.*?)\n=== \w+ passage", request.prompt, re.DOTALL
    ):
        order = re.search(r"^.*\bsay: (.+)$", text, re.MULTILINE | re.IGNORECASE)
        if order:
            return says(claims((order[1], int(number), order[0])))
    return says(claims())


class FakeEndpoint:
    """`with FakeEndpoint(reply, ...) as fake:` and then `fake.url`, `fake.requests`."""

    def __init__(self, *replies: Behaviour) -> None:
        self.replies = deque(replies)
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fake = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL to give to a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> FakeEndpoint:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_reply(self, request: Request) -> Reply:
        """Note the request and take the next reply off the queue."""
        self.requests.append(request)
        if not self.replies:
            return refuses(418, "the script of this test is over")
        behaviour = self.replies.popleft()
        return behaviour if isinstance(behaviour, Reply) else behaviour(request)


def unused_url() -> str:
    """An address on loopback where nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def _chunk(delta: Mapping[str, str], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "model": "m", "choices": [choice]}


def _tokens(usage: tuple[int, int]) -> dict[str, int]:
    return {"prompt_tokens": usage[0], "completion_tokens": usage[1]}


class _Server(ThreadingHTTPServer):
    fake: FakeEndpoint

    def shutdown_request(self, request: Any) -> None:
        """Close without the polite shutdown, which would turn a reset into a proper end."""
        self.close_request(request)


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        """Play one reply; a client that has hung up ends it."""
        fake = self.server.fake
        body = json.loads(self.rfile.read(int(self.headers["content-length"] or 0)) or "{}")
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = fake.next_reply(Request(self.path, headers, body))
        fake.closing.wait(reply.pause_s)
        try:
            self._send(reply)
        except ConnectionError:
            return
        if reply.reset:
            at_once = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)

    def do_GET(self) -> None:
        """Nobody asks in this way, unless a redirect is followed."""
        self.do_POST()

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in reply.pieces:
            if self.server.fake.closing.is_set():
                return
            self.wfile.write(piece)
            self.wfile.flush()
            if reply.drip_s:
                self.server.fake.closing.wait(reply.drip_s)

    def log_message(self, *_: object) -> None:
        """Keep the test output quiet."""

"""A Chat Completions endpoint on loopback whose replies a script writes."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evals.endpoints.prompt import Seen, see

DELTA = 400  # characters of a reply sent in one event


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back: `content` streamed as the model's words, or an error of HTTP `status`.

    Without `whole` the stream ends in the middle, with no finish_reason.
    """

    content: str
    status: int = 200
    whole: bool = True


Script = Callable[[Seen], Reply]


class ScriptedEndpoint:
    """Serves while entered. `script` may be changed between questions."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL to give to a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def named(self) -> Iterator[None]:
        """While this holds, the settings that name an endpoint name this one."""
        mine = {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "scripted"}
        before = {name: os.environ.get(name) for name in mine}
        os.environ.update(mine)
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value

    def __enter__(self) -> ScriptedEndpoint:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(endpoint: ScriptedEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            prompt = "\n".join(message["content"] for message in body["messages"])
            reply = endpoint.script(see(prompt))
            self.send_response(reply.status)
            streamed = bool(body.get("stream")) and reply.status == 200
            kind = "text/event-stream" if streamed else "application/json"
            self.send_header("content-type", kind)
            self.end_headers()
            try:
                for piece in _events(reply) if streamed else [json.dumps(_whole(reply))]:
                    self.wfile.write(piece.encode())
            except ConnectionError:
                return  # a client may hang up on a reply that is too long for it

        def log_message(self, *_: object) -> None:
            """Keep the table free of access lines."""

    return Handler


def _events(reply: Reply) -> Iterator[str]:
    for at in range(0, len(reply.content), DELTA):
        yield _event({"delta": {"content": reply.content[at : at + DELTA]}, "finish_reason": None})
    if reply.whole:
        yield _event({"delta": {}, "finish_reason": "stop"})
        yield "data: [DONE]\n\n"


def _event(choice: dict[str, Any]) -> str:
    return f"data: {json.dumps(_completion('chat.completion.chunk', choice))}\n\n"


def _whole(reply: Reply) -> dict[str, Any]:
    if reply.status != 200:
        return {"error": {"message": reply.content}}
    message = {"role": "assistant", "content": reply.content}
    finish = "stop" if reply.whole else "length"
    return _completion("chat.completion", {"message": message, "finish_reason": finish})


def _completion(kind: str, choice: dict[str, Any]) -> dict[str, Any]:
    return {"id": "1", "object": kind, "created": 0, "model": "scripted",
            "choices": [{"index": 0, **choice}]}  # fmt: skip

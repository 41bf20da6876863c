"""The time and the bytes that a reply may take, kept by hooks on the HTTP client.

There, nothing slips past it: not the SDK's retries and the waits a server asks for, not keep-alive
comments, which the SDK swallows without ever handing over a chunk, and not a line without an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import httpx2

from index.load.manners import wait_asked_s
from rag.budget import Budget

BYTES = 8 * 2**20  # of one reply, at the least
ERROR_BYTES = 2**16  # of what a server says of its own failure


class OversizedError(Exception):
    """A reply of more bytes than were allowed for."""


class Watch:
    """Holds one call, with the SDK's retries, to a Budget and to `most` bytes.

    `answered` tells whether the reply to the last request has begun.
    """

    def __init__(self, budget: Budget, most: int = BYTES) -> None:
        self.budget = budget
        self.most = max(BYTES, most)
        self.answered = False

    def before(self, request: httpx2.Request) -> None:
        """Request hook: no single wait is longer than what is left."""
        self.answered = False
        most = max(self.budget.left_s, 0.001)
        waits = request.extensions["timeout"]
        request.extensions["timeout"] = {name: min(wait, most) for name, wait in waits.items()}

    def after(self, response: httpx2.Response) -> None:
        """Response hook: forbid a retry that would come too late, and watch the body."""
        self.answered = response.is_success
        if response.is_error and wait_asked_s(response.headers) >= self.budget.left_s:
            response.headers["x-should-retry"] = "false"  # the SDK obeys this header
        # What is packed small may be huge: nobody asked for it, and nobody unpacks it.
        response.headers.pop("content-encoding", None)
        response.stream = _Watched(cast(httpx2.SyncByteStream, response.stream), self)


class _Watched(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for piece in self._stream:
            taken += len(piece)
            if not self._watch.answered and taken > ERROR_BYTES:
                return
            if taken > self._watch.most:
                raise OversizedError
            if self._watch.budget.left_s <= 0:
                raise httpx2.ReadTimeout("the budget of this reply is spent")
            yield piece

    def close(self) -> None:
        self._stream.close()

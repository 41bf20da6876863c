"""One GET to an address that the guard let through, bounded in size and in time from end to end."""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore2
import httpx2

from index.errors import UnreadableError
from index.load.guard import Guard, RefusedError

_SILENCE_S = 20.0  # the longest wait for any one step: connecting, or the next bytes
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its headers, and the body unpacked (empty unless the status is 200)."""

    status: int
    headers: httpx2.Headers
    body: bytes


class Deadline:
    """Seconds for one address with its redirects, waits and retries, counted from now."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """Seconds to go, below 0 once they are over."""
        return self._end - self._clock()

    def step(self) -> float:
        """Seconds that the next step may take; UnreadableError once there are none."""
        if self.left <= 0:
            raise self.over()
        return min(self.left, _SILENCE_S)

    def over(self) -> UnreadableError:
        """What to say when time is up."""
        return UnreadableError(
            f"the site took longer than {self.seconds:g} s; try again, or save the page"
        )


def get(
    url: httpx2.URL,
    guard: Guard,
    deadline: Deadline,
    most_bytes: int,
    *,
    tls: ssl.SSLContext,
    agent: str,
    accept: Callable[[httpx2.Headers], None] | None = None,
    cut: bool = False,
) -> Reply:
    """Ask for `url` on a connection of its own; proxies that the environment names are not used.

    The name is looked up once, the connection goes to the address that was judged, and a
    certificate must be for the name. `accept` sees the headers before any body is read. Over
    `most_bytes`, packed or unpacked, is an UnreadableError, or the rest is left unread if `cut`.
    """
    headers = [
        (b"Host", url.netloc),
        (b"User-Agent", agent.encode("ascii")),
        (b"Accept", b"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"),
        (b"Accept-Encoding", b"gzip"),
        (b"Connection", b"close"),
    ]
    where = httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=tls, max_connections=1, network_backend=_Pinned(guard, deadline)
            ) as pool,
            pool.stream("GET", where, headers=headers) as response,
        ):
            said = httpx2.Headers(response.headers)
            if response.status != 200:
                return Reply(response.status, said, b"")
            if accept:
                accept(said)
            pieces = unpacked(response.iter_stream(), said.get("content-encoding", ""))
            return Reply(200, said, collect(pieces, most_bytes, cut=cut))
    except httpcore2.TimeoutException as error:
        if deadline.left <= 0:
            raise deadline.over() from error
        raise UnreadableError(
            f"the site was silent for {_SILENCE_S:g} s; try again later"
        ) from error
    except (httpcore2.ConnectError, ssl.SSLError) as error:
        raise _not_connected(url.host, error) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise UnreadableError(
            f"the connection to {url.host} broke off before the page was whole; try again"
        ) from error


def _not_connected(host: str, error: Exception) -> RefusedError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return RefusedError(
                f"the certificate of {host} cannot be trusted ({cause.verify_message}); "
                "open the page in a browser and save it if you know the site"
            )
        if isinstance(cause, ssl.SSLError):
            return RefusedError(f"no secure connection to {host} is possible; try again later")
        cause = cause.__cause__ or cause.__context__
    return RefusedError(f"no connection to {host} is possible; try again later")


def collect(pieces: Iterable[bytes], most_bytes: int, *, cut: bool = False) -> bytes:
    """The pieces as one, at most `most_bytes`; what is more is an UnreadableError, or left if `cut`."""
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most_bytes:
            if cut:
                return bytes(body[:most_bytes])
            raise UnreadableError(
                f"it is longer than {most_bytes // 2**20} MiB, or never ends; "
                "save what you need of it as a file"
            )
    return bytes(body)


def unpacked(pieces: Iterable[bytes], encoding: str = "gzip") -> Iterator[bytes]:
    """The pieces without their gzip packing, in bounded steps; cut or broken ones are refused."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in ("gzip", "x-gzip"):
        raise UnreadableError(
            f"the site packs its pages as {encoding[:40]!r}, which was not asked for; save the page"
        )
    inflate = zlib.decompressobj(wbits=31)
    begun = False
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if inflate.eof:  # a gzip file may hold several members
                    if not rest.strip(b"\0"):
                        break
                    inflate = zlib.decompressobj(wbits=31)
                begun = True
                yield inflate.decompress(rest, _PIECE)
                rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
            while begun and not inflate.eof and (more := inflate.decompress(b"", _PIECE)):
                yield more  # what its window still held
    except zlib.error as error:
        raise UnreadableError("its gzip packing is broken; try again, or save the page") from error
    if begun and not inflate.eof:
        raise UnreadableError("its gzip packing is cut short; try again, or save the page")


class _Pinned(httpcore2.NetworkBackend):
    """Connects to the very addresses that the guard has judged, and holds the deadline."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failed: Exception = httpcore2.ConnectError("no address")
        for address in self._guard.addresses(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._deadline.step(), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
            else:
                return _Bounded(stream, self._deadline)
        raise failed


class _Bounded(httpcore2.NetworkStream):
    """A connection on which no step takes longer than what is left, so that no drip outlives it."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.step())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.step())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.step())
        return _Bounded(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

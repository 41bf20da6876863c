"""Servers that are slow, endless, cut off or packed like a bomb cost a bounded time and memory."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.load.wire import collect, unpacked
from tests.index.load.site import STORY, Page, Site, body, visitor

MIB = 2**20


def refused(site: Site, **limits: Any) -> str:
    with pytest.raises(UnreadableError) as caught:
        visitor(robots=False, **limits).fetch(site.url("/story"))
    return str(caught.value)


def for_ever(piece: bytes, pause_s: float = 0.0, first: bytes = b"", **headers: str) -> Page:
    """A page that never ends, as long as its reader listens."""

    def page(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(first)
        while not handler.gone.wait(pause_s):
            handler.wfile.write(piece)

    return page


def test_a_page_that_never_ends_stops_at_the_limit(site: Site) -> None:
    site.pages["/story"] = for_ever(b"<p>and on and on</p>" * 1000)
    assert "never ends" in refused(site, most_bytes=MIB)


def test_a_page_that_comes_in_drops_stops_in_time(site: Site) -> None:
    site.pages["/story"] = for_ever(b"<", pause_s=0.02)
    assert "longer than 0.3 s" in refused(site, seconds=0.3)


def test_headers_that_come_in_drops_stop_in_time(site: Site) -> None:
    def page(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.gone.wait(0.02):
            handler.wfile.write(b"a")

    site.pages["/story"] = page
    assert "longer than 0.3 s" in refused(site, seconds=0.3)


def test_a_silent_server_stops_in_time(site: Site) -> None:
    def page(handler: Any) -> None:
        handler.gone.wait()

    site.pages["/story"] = page
    assert "longer than 0.3 s" in refused(site, seconds=0.3)


def test_headers_without_end_are_refused(site: Site) -> None:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: of the same\r\n" * 20_000)

    site.pages["/story"] = page
    assert "broke off" in refused(site)


def test_a_bomb_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(bytes(200 * MIB), 1)
    site.pages["/story"] = body(bomb, Content_Encoding="gzip")
    site.pages["/file"] = body(bomb, "application/gzip")
    tracemalloc.start()
    assert "longer than 2 MiB" in refused(site, most_bytes=2 * MIB)
    with pytest.raises(UnreadableError, match="longer than 2 MiB"):
        visitor(robots=False, most_bytes=2 * MIB).fetch(site.url("/file"))
    assert tracemalloc.get_traced_memory()[1] < 20 * MIB
    tracemalloc.stop()


def test_a_bomb_that_never_ends_stops_at_the_limit(site: Site) -> None:
    packer = zlib.compressobj(wbits=31)
    first = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    site.pages["/story"] = for_ever(again, first=first, Content_Encoding="gzip")
    assert "never ends" in refused(site, most_bytes=5 * MIB)


@pytest.mark.parametrize(
    ("page", "word"),
    [
        (body(STORY, Content_Length=str(len(STORY) + 500)), "broke off"),
        (body(STORY, Transfer_Encoding="chunked"), "broke off"),
        (body(gzip.compress(STORY.encode())[:-20], Content_Encoding="gzip"), "cut short"),
        (body(STORY, Content_Encoding="gzip"), "broken"),
        (body(STORY, Content_Encoding="br"), "not asked for"),
        (body(STORY, Content_Length="-1"), "broke off"),
        (body(STORY, Content_Length="five"), "broke off"),
    ],
)
def test_half_a_page_is_no_page(site: Site, page: Page, word: str) -> None:
    site.pages["/story"] = page
    assert word in refused(site)


def test_a_handshake_that_does_not_come_stops_in_time() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as mute,
        pytest.raises(UnreadableError, match=r"longer than 0\.3 s"),
    ):
        visitor(robots=False, seconds=0.3).fetch(f"https://127.0.0.1:{mute.getsockname()[1]}/")


def test_a_server_that_speaks_no_tls_is_refused(site: Site) -> None:
    with pytest.raises(UnreadableError, match="no secure connection"):
        visitor(robots=False).fetch(site.url("/story").replace("http:", "https:"))


def test_interim_answers_without_end_stop_in_time(site: Site) -> None:
    def page(handler: Any) -> None:
        while not handler.gone.is_set():
            handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100)

    site.pages["/story"] = page
    assert "longer than 0.3 s" in refused(site, seconds=0.3)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        port = taken.getsockname()[1]
        with pytest.raises(UnreadableError, match="no connection to 127"):
            visitor().fetch(f"http://127.0.0.1:{port}/")


@contextmanager
def answering(data: bytes) -> Iterator[int]:
    """A server that says the same bytes to everybody and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def run() -> None:
            try:
                while True:
                    client, _ = server.accept()
                    with client:
                        client.recv(65536)
                        client.sendall(data)
            except OSError:
                return  # the test is over

        threading.Thread(target=run, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello\r\n\r\n",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ],
)
def test_what_is_not_http_is_refused(data: bytes) -> None:
    with answering(data) as port, pytest.raises(UnreadableError, match="broke off"):
        visitor(robots=False).fetch(f"http://127.0.0.1:{port}/story")


@given(st.binary(max_size=3000), st.integers(1, 400), st.integers(1, 3))
def test_packed_in_any_pieces_it_is_the_same(data: bytes, step: int, members: int) -> None:
    packed = gzip.compress(data) * members
    pieces = [packed[i : i + step] for i in range(0, len(packed), step)]
    assert collect(unpacked(pieces), MIB) == data * members


@given(st.binary(max_size=500), st.integers(0, 30))
def test_cut_anywhere_it_is_refused(data: bytes, left: int) -> None:
    packed = gzip.compress(data)
    cut = packed[: max(len(packed) - 1 - left, 1)]
    with pytest.raises(UnreadableError, match="cut short"):
        collect(unpacked([cut]), MIB)


@given(st.binary(min_size=1, max_size=300))
def test_what_is_no_gzip_is_refused_or_read(data: bytes) -> None:
    try:
        collect(unpacked([data]), MIB)
    except UnreadableError as error:
        assert "gzip" in str(error)

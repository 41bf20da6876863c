"""What the server lets through, what it says of itself, and how it starts and ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest
from starlette.testclient import TestClient

from index.errors import InputError
from tests.ui.newsroom import HOSTILE, Newsroom, Shelf, made
from ui.app import serve
from ui.guard import MAX_BODY

QUEUE = "/gradio_api/queue/join"


@pytest.fixture(scope="module")
def client() -> TestClient:
    app = made({"quote": Newsroom(archive=Shelf(name=HOSTILE))}, examples=[HOSTILE])
    return TestClient(app, base_url="http://127.0.0.1:7860")


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for path in ("/", "/page.css", "/gradio_api/upload", "/nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        script = re.search(r"script-src ([^;]*)", policy)
        assert script
        assert "unsafe" not in script[1]
        assert "http" not in policy


def test_the_page_runs_its_own_scripts_and_none_from_an_archive(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    nonces = []
    for reply in (first, second):
        (nonce,) = set(re.findall(r"'nonce-([^']+)'", reply.headers["content-security-policy"]))
        scripts = re.findall(r"<script[^>]*>", reply.text)
        assert scripts
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        assert int(reply.headers["content-length"]) == len(reply.content)
        nonces.append(nonce)
    assert len(set(nonces)) == 2
    assert "window.hacked" in first.text  # the name of the archive is there, as a word
    assert HOSTILE not in first.text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/api/answer",
        "/gradio_api/call/answer",
        "/gradio_api/run/predict",
        "/gradio_api/vibe-edit",
        "/login",
    ],
)
def test_what_the_page_does_not_need_is_not_there(client: TestClient, path: str) -> None:
    assert client.post(path, json={"data": []}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://a.example/",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/docs",
        "/openapi.json",
        "/monitoring",
        "/gradio_api/runs",
        "/page.py",
        "/app.py",
        "/assets/../../app.py",
        "/static/..%2f..%2froutes.py",
    ],
)
def test_nothing_else_can_be_read(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in {403, 404}


def test_a_request_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.post(QUEUE, content=b"x" * (MAX_BODY + 1)).status_code == 413
    pieces = client.post(QUEUE, content=iter([b"x" * 10]))  # of a length it does not tell
    assert pieces.status_code == 413


def test_other_sites_cannot_ask_in_the_users_name(client: TestClient) -> None:
    for site in ("cross-site", "same-site", "none"):
        reply = client.post(QUEUE, json={}, headers={"Sec-Fetch-Site": site})
        assert reply.status_code == 403
    assert client.post(QUEUE, json={}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 422


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:7860", "[", ""])
def test_a_local_page_answers_to_local_names_only(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:7860", "127.0.0.1", "[::1]:7860"])
def test_local_names_are_local(client: TestClient, host: str) -> None:
    assert client.get("/page.js", headers={"Host": host}).status_code == 200


def test_a_page_for_others_answers_to_any_name() -> None:
    client = TestClient(made({"quote": Newsroom()}, host="0.0.0.0"))  # noqa: S104
    assert client.get("/page.js", headers={"Host": "news.example"}).status_code == 200


def test_a_taken_port_is_told_with_the_option_that_helps() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"Port {port} is in use; choose another with --port"):
            serve({"quote": Newsroom()}, port=port)


def test_a_port_or_host_that_cannot_be_is_told() -> None:
    with pytest.raises(InputError, match="--port"):
        serve({"quote": Newsroom()}, port=65_536)
    with pytest.raises(InputError, match=r"192\.0\.2\.1 is no address of this machine: .*--host"):
        serve({"quote": Newsroom()}, host="192.0.2.1", port=0)


def test_serve_says_where_it_is_and_ends_on_an_interrupt() -> None:
    code = "from tests.ui.newsroom import Newsroom; from ui.app import serve; serve({'q': Newsroom()}, port=0)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        said = run.stdout.readline()
        address = re.fullmatch(
            r"Dateline is at (http://127.0.0.1:\d+/) \(Ctrl-C ends it\).\n", said
        )
        assert address
        with urllib.request.urlopen(address[1], timeout=30) as reply:
            assert b"Dateline: orrin" in reply.read()
        run.send_signal(signal.SIGINT)
        assert run.wait(20) == 0

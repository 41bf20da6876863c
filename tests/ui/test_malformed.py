"""Requests that the page does not make: one clear reply each, and at most one line in the log."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

GOOD = ["hello?", None, "quote", "", "", "", [], True]
CODE = (
    "from tests.ui.newsroom import Newsroom; from ui.app import serve; from ui.terminal import shield;"
    "shield(); serve({'quote': Newsroom()}, port=0)"
)


class Page:
    """The real application in a process of its own, with its log."""

    def __init__(self, address: str, log: Path) -> None:
        self.address, self._log, self._read, self._asked = address, log, 0, 0

    def post(self, path: str, body: bytes) -> tuple[int, str]:
        """The status and the reply."""
        request = urllib.request.Request(
            self.address + path, body, {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def ask(self, **body: Any) -> str:
        """The status and what is said, now or by the event that follows."""
        self._asked += 1
        session = f"s{self._asked}"
        made = {"data": GOOD, "fn_index": 0, "session_hash": session, "trigger_id": 9, **body}
        code, said = self.post("gradio_api/queue/join", json.dumps(made).encode())
        return f"{code} {said if code != 200 else self.events(made['session_hash'])}"

    def events(self, session: str) -> str:
        """All that is told of a session until its answer is complete."""
        said = ""
        url = f"{self.address}gradio_api/queue/data?session_hash={session}"
        with urllib.request.urlopen(url, timeout=30) as stream:
            while line := stream.readline().decode():
                said += line
                if "process_completed" in line or "close_stream" in line:
                    break
        return said

    def logged(self) -> list[str]:
        """The lines since the last call."""
        lines = self._log.read_text().splitlines()
        fresh, self._read = lines[self._read :], len(lines)
        return fresh


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    log = tmp_path_factory.mktemp("page") / "log"
    with (
        log.open("w") as stream,
        subprocess.Popen(
            [sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=stream, text=True,
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as run,
    ):  # fmt: skip
        assert run.stdout
        yield Page(run.stdout.readline().split()[3], log)
        run.send_signal(signal.SIGINT)
        assert run.wait(30) == 0
    assert "Traceback" not in log.read_text()


def test_what_the_page_asks_is_answered(page: Page) -> None:
    assert "The archive does not say" in page.ask()
    assert page.logged() == []


STRANGE = (None, 5, {"a": 1}, [1, [2]], "zzz", True, "x" * 3000, [[1] * 5000], -1, 1.5, [None])
MAY_BE_ANYTHING = 1  # the state, which the server keeps itself


@pytest.mark.parametrize("place", range(len(GOOD)))
def test_a_value_of_another_kind_is_refused_or_told(page: Page, place: int) -> None:
    for value in STRANGE:
        said = page.ask(data=[value if at == place else v for at, v in enumerate(GOOD)])
        if place != MAY_BE_ANYTHING:
            assert "reload the page" in said or '"success":true' in said, (value, said)
        assert page.logged() == [], value


@pytest.mark.parametrize(
    "body",
    [
        {"data": []}, {"data": GOOD * 5}, {"data": None}, {"data": {"a": 1}}, {"data": "x"},
        {"fn_index": 99}, {"fn_index": -1}, {"fn_index": None}, {"fn_index": "x"}, {"fn_index": 1.5},
        {"fn_index": 10**30}, {"fn_index": True}, {"fn_index": 1}, {"fn_index": [1]},
        {"session_hash": None}, {"session_hash": 5}, {"session_hash": ""}, {"session_hash": "x" * 5000},
        {"session_hash": "\u202e\x1b[2J"}, {"session_hash": "a/b\n"}, {"trigger_id": "x"},
        {"trigger_id": [1]}, {"event_data": 5}, {"event_data": "x"}, {"event_data": []},
    ],
)  # fmt: skip
def test_a_request_of_another_shape_is_refused(page: Page, body: dict[str, Any]) -> None:
    assert page.ask(**body).startswith("422 ")
    assert page.logged() == []


@pytest.mark.parametrize(
    "event", [None, {}, {"text": None}, {"value": None}, {"value": {"text": 5}}, {"value": [1]}]
)
def test_an_example_that_is_none_is_told(page: Page, event: Any) -> None:
    assert "Choose one of the examples" in page.ask(event_data=event, trigger_id=7)
    assert page.logged() == []


@pytest.mark.parametrize(
    "raw",
    [b"{", b"", b"[]", b"null", b"\xff", b"[" * 30_000, b'{"data":' + b"[" * 20_000,
     b'{"fn_index": NaN}', b'{"fn_index": 1e999}', b'{"data": "\\ud800"}'],
)  # fmt: skip
def test_what_is_no_request_is_refused(page: Page, raw: bytes) -> None:
    for path in ("queue/join", "cancel", "reset"):
        code, _ = page.post(f"gradio_api/{path}", raw)
        assert code >= 400
    time.sleep(0.3)  # a line may come after its reply
    assert len(page.logged()) <= 2  # of the two that Gradio judges by itself


def test_a_stream_of_nobody_ends(page: Page) -> None:
    for session in ("", "nobody", "x" * 3000):
        url = f"{page.address}gradio_api/queue/data?session_hash={session}"
        with urllib.request.urlopen(url, timeout=30) as stream:
            stream.read()
        time.sleep(0.3)
        assert len(page.logged()) <= 1


def test_a_page_that_is_open_when_the_server_ends_leaves_no_traceback(page: Page) -> None:
    """The fixture reads the log at the end: this one keeps a stream open until then."""
    stream = urllib.request.urlopen(f"{page.address}gradio_api/heartbeat/x", timeout=30)
    assert stream.status == 200

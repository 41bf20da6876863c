"""The page served by a thread of this process, and Debian's Chromium to look at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from tests.ui.browser import HOW, found
from tests.ui.newsroom import made
from tests.ui.visit import CHAT, QUOTE, WAIT_MS, Visit, visiting

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
EXAMPLES = ("How many people left their homes?", "Who won the cup?")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page, served by a thread of this process on a port of its own."""
    from ui.app import _listen  # late: Gradio takes seconds, and not every test here needs it

    with _listen("127.0.0.1", 0) as listening:
        app = made({"quote": QUOTE, "chat": CHAT}, examples=EXAMPLES)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = found()
    if not path:
        pytest.fail(HOW)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, viewport={"width": 1280, "height": 900}) as seen:
        yield seen


@pytest.fixture
def steps() -> Iterator[threading.Semaphore]:
    """Holds the quote reader before each thing it streams, until the test lets one through."""
    held = threading.Semaphore(0)
    QUOTE.step = lambda: held.acquire(timeout=WAIT_MS / 1000)
    yield held
    QUOTE.step = lambda: None
    held.release(100)

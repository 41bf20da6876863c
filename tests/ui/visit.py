"""A visitor with a real browser, who notes every request and every complaint of the console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.ui.newsroom import Newsroom

QUOTE = Newsroom()
CHAT = Newsroom(reader_label="Chat reader: tiny at localhost")
WAIT_MS = 10_000


expect.set_options(timeout=WAIT_MS)


@dataclass
class Visit:
    """An open page, with every request it made and every complaint of its console."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def follow(self, request: Request) -> None:
        self.requests.append(request)

    def listen(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"}:
            self.complaints.append(line.text)

    def ask(self, question: str) -> None:
        self.page.get_by_test_id("textbox").first.fill(question)
        self.page.get_by_role("button", name="Ask", exact=True).click()

    def ask_and_wait(self, question: str, turn: int) -> None:
        self.ask(question)
        expect(self.page.locator(f"#t{turn} .byline")).to_be_visible()


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Visit]:
    """A fresh visitor. In the end: nothing was asked of another host, nothing complained."""
    QUOTE.asked.clear()
    CHAT.asked.clear()
    context = browser.new_context(**options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    seen = Visit(page)
    page.on("request", seen.follow)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", seen.listen)
    page.goto(address)
    expect(page.locator(".masthead")).to_be_visible()
    yield seen
    context.close()
    outside = {urlsplit(r.url).hostname for r in seen.requests if not r.url.startswith("data:")}
    assert outside == {"127.0.0.1"}
    assert seen.complaints == []


CONTRAST = """element => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const ink = light(numbers(getComputedStyle(element).color));
    let behind = element;
    const paper = e => numbers(getComputedStyle(e).backgroundColor);
    while (behind.parentElement && (paper(behind)[3] ?? 1) === 0) behind = behind.parentElement;
    const sheet = light(paper(behind));
    return (Math.max(ink, sheet) + 0.05) / (Math.min(ink, sheet) + 0.05);
}"""

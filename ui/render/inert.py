"""Article text is untrusted: here it becomes inert HTML on a single line, every time."""

from __future__ import annotations

import html
from urllib.parse import urlsplit


def escape(text: str, line_break: str = "<br>") -> str:
    """Text as inert HTML on one line; its line breaks stay visible."""
    lines = html.escape(text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\n", line_break)


def link(url: str | None, words: str) -> str:
    """A link that leaks no referrer, or nothing where `url` is not plain http(s)."""
    if url is None:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    target = escape(url, line_break="")
    place = escape(parts.hostname.removeprefix("www."))
    return (
        f'<a href="{target}" target="_blank" rel="noopener noreferrer">{escape(words)} {place}</a>'
    )


def marker(turn: int, number: int) -> str:
    """A marker such as [1], which leads to the source card of the same turn."""
    return (
        f'<a class="marker" href="#t{turn}-s{number}"><span class="sr">source </span>[{number}]</a>'
    )

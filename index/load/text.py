"""Plain text, Markdown with front matter, and saved web pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.errors import UnreadableError
from index.load.encoding import codec, declared_in, decode
from index.load.sidecar import front_matter
from index.load.source import Found, Part, Source


def read_text(source: Source, options: Mapping[str, Any], part: Part, kind: str = "text") -> Found:
    """One article of plain text; front matter above it tells what is known."""
    text, guessed = decode(source.whole(), str(options.get("encoding") or source.charset))
    known, body = front_matter(text)
    if not body.strip():
        raise UnreadableError("there is no text below its front matter")
    yield source.raw(
        "markdown" if kind == "markdown" else "text",
        body,
        {**known, **source.supplied(options)},
        {"encoding": guessed},
        "its bytes",
    )


def read_markdown(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """One article of Markdown."""
    yield from read_text(source, options, part, "markdown")


def read_html(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """One saved page, as UTF-8 bytes whatever it came in."""
    data = source.whole()
    declared = str(options.get("encoding") or source.charset) or declared_in(data)
    try:
        text, guessed = decode(data, declared)
    except UnreadableError as error:
        if "binary" in str(error):
            raise UnreadableError("this is a binary file, not HTML") from error
        # Pages are full of stray bytes, and browsers read them in spite of that. What is broken
        # shows as such in the text; a page with more of it than that was misread as a whole.
        charset = codec(declared) or "utf-8"
        text, guessed = data.decode(charset, "replace"), f"{charset} with errors"
        if text.count("\N{REPLACEMENT CHARACTER}") > max(3, len(text) // 1000):
            raise
    yield source.raw(
        "html",
        text.encode("utf-8", "replace"),
        source.supplied(options),
        {"encoding": guessed},
        "its bytes",
    )

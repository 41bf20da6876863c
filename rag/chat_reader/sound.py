"""Words of a model that may be shown: plain text of bounded length, or none at all."""

from __future__ import annotations

import re

from index.clean.letters import plain

# What a page or a Markdown reader would make something of: addresses, links, images, tags, code.
_MARKUP = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,20}:\s?//|(?:javascript|data|mailto|file|tel):\S|www\.)"
    r"|\b[\w-]{1,63}\.[a-z]{2,24}/"  # "host.example/path"
    r"|</?[a-z!]|\]\s?[(\[:]|!\[|&(?:#\w{1,8}|[a-z]{2,8});|```|~~~",
    re.IGNORECASE,
)
# "[1]", "[2, 3]", "【4】": the markers of an answer are given where its quotes are checked.
_MARKER = re.compile(r"\s?[\[【]\s?\^?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,10}\s?[\]】]")
_STYLE = re.compile(r"\*\*|__|`|^(?:#{1,6}|[-*•>]|\d{1,2}[.)])\s+")


def sound(text: str, longest: int) -> str | None:
    """`text` on one line without invisible characters, markers and styling; None if it holds
    markup or an address, has no letter in it, or is of more than `longest` characters."""
    if len(text) > 2 * longest:
        return None
    line = _MARKER.sub("", "".join(c for c in plain(text) if c.isprintable()))
    if _MARKUP.search(line):
        return None
    line = " ".join(_STYLE.sub("", line).split())
    shows = any(c.isalnum() for c in line) and not _MARKUP.search(line)
    return line if shows and len(line) <= longest else None

"""The name of a document's place, for people."""

from __future__ import annotations


def place(path: str, item: str) -> str:
    """The name of an item of a file, for people; every character of it can be printed."""
    whole = f"{path}{item}" if not item or item.startswith("!") else f"{path}:{item}"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in whole)

"""What is hung onto a claim: each part between commas has to rest on the quotes, not only the whole."""

from __future__ import annotations

import re

from rag.verify.ground import Ground
from rag.verify.reach import covered
from rag.verify.stance import SAYING
from rag.verify.tokens import Token, content

# Where one part ends: at a stop of any kind, but not inside a figure.
PART = re.compile(r"[,;:](?!\d)\s|\s[–—]\s|(?<=[.!?])\s")
LEAST_SHARE = (
    0.5  # of a part's content words that must stand in the quotes, in these or other words
)
LEAST_WORDS = 2  # content words below which a part says nothing of its own
LIGHT = frozenset(
    "later also then now still already again according however meanwhile former more much many other".split()
)


def problem(claim: str, ground: Ground) -> str | None:
    """The first part of the claim that the quotes say nothing of, or None."""
    parts = [part.strip() for part in PART.split(claim)]
    if len(parts) < 2:
        return None
    held = f"{ground.quotes} {ground.speaker or ''} {ground.around}"
    for part in parts:
        words = [t for t in content(part) if _says(t)]
        if len({t.stem for t in words}) < LEAST_WORDS:
            continue
        if covered(" ".join(t.text for t in words), held) < LEAST_SHARE:
            return f"the quote says nothing of {part!r}"
    return None


def _says(token: Token) -> bool:
    return token.low not in LIGHT and token.stem not in SAYING

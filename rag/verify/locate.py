"""Find a quote in an article. The look-up is forgiving about typography; the result never is:
what comes back are offsets, and the quote is whatever the article holds there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

LEAST_WORDS = 2
MOST_PLACES = 20  # at which the same words are looked at
LONGEST_GAP = 300  # characters that "..." may stand for, within one paragraph
SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)  # fmt: skip
ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…)\s*")
PARAGRAPH = "\n\n"


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """[start, end) of `quote` in `text`, or None; the first place where it stands at several."""
    return next(iter(places(quote, text)), None)


def places(quote: str, text: str) -> list[tuple[int, int]]:
    """Every [start, end) of `quote` in `text`, in order, at most 20. Exact first, then with
    typographic quotes, dashes, white space and composed characters folded, letter case kept.

    Words left out with "..." are found where both sides stand in one paragraph; the span then
    holds what was left out.
    """
    wanted = quote.strip()
    if len(wanted.split()) < LEAST_WORDS:
        return []
    if exact := [(at, at + len(wanted)) for at in islice(_find(wanted, text), MOST_PLACES)]:
        return exact
    folded, origins = _fold(text)
    needle, _ = _fold(wanted)
    # Readers like to close a quote with an ellipsis or to wrap it in quotation marks.
    for trial in dict.fromkeys([needle, needle.strip("\" '…."), re.sub(r"\s*\.\.\.$", "", needle)]):
        if len(trial.split()) < LEAST_WORDS:
            continue
        if found := list(islice(_find(trial, folded), MOST_PLACES)):
            return [(origins[at], origins[at + len(trial) - 1] + 1) for at in found]
    return _with_gaps(wanted, text)


def _with_gaps(wanted: str, text: str) -> list[tuple[int, int]]:
    pieces = [p for p in ELLIPSIS.split(wanted) if p.strip()]
    if len(pieces) < 2 or any(len(p.split()) < LEAST_WORDS for p in pieces):
        return []
    start = end = None
    for piece in pieces:
        after = [s for s in places(piece, text) if end is None or s[0] >= end]
        if not after:
            return []
        if end is not None:
            gap = text[end : after[0][0]]
            if len(gap) > LONGEST_GAP or PARAGRAPH in gap:
                return []
        start, end = after[0][0] if start is None else start, after[0][1]
    assert start is not None
    assert end is not None
    return [(start, end)]


def _find(needle: str, text: str) -> Iterator[int]:
    """Where `needle` stands as whole words: "5 people" is not in "15 people"."""
    bounded = rf"(?<!\w){re.escape(needle)}(?!\w)"
    return (found.start() for found in re.finditer(bounded, text))


@lru_cache(maxsize=32)
def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it came from."""
    out: list[str] = []
    origins: list[int] = []
    for i, char in enumerate(text):
        for piece in unicodedata.normalize("NFKC", char).translate(SAME).replace("…", "..."):
            if piece.isspace() and out and out[-1] == " ":
                continue
            out.append(" " if piece.isspace() else piece)
            origins.append(i)
    return "".join(out), origins

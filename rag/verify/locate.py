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
MOST_MARKS = 30  # upon one letter; no script has more, and sorting more takes long


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
    folded, starts, ends = _fold(text)
    needle, _, _ = _fold(wanted)
    # Readers like to close a quote with an ellipsis or to wrap it in quotation marks.
    for trial in dict.fromkeys([needle, needle.strip("\" '…."), re.sub(r"\s*\.\.\.$", "", needle)]):
        if len(trial.split()) < LEAST_WORDS:
            continue
        if found := list(islice(_find(trial, folded), MOST_PLACES)):
            return [(starts[at], ends[at + len(trial) - 1]) for at in found]
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
    for found in re.finditer(bounded, text):
        # A mark belongs to the letter before it: "cafe" is not in "cafe\u0301".
        if not _joins(text[found.start()]) and not _joins(text[found.end() : found.end() + 1]):
            yield found.start()


@lru_cache(maxsize=32)
def _fold(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its characters where what it came from starts and ends."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _letters(text):
        composed = unicodedata.normalize("NFKC", text[start:end])
        for piece in composed.translate(SAME).replace("…", "..."):
            if piece.isspace() and out and out[-1] == " ":
                continue
            out.append(" " if piece.isspace() else piece)
            starts.append(start)
            ends.append(end)
    return "".join(out), starts, ends


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each character with the marks that combine with it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or at - start > MOST_MARKS or not _joins(text[at]):
            if start < at:
                yield start, at
            start = at


def _joins(char: str) -> bool:
    """Whether it combines with what stands before it: an accent, a vowel sign, the second and third
    part of a Korean syllable."""
    if char < "\u0300":
        return False
    first = unicodedata.normalize("NFKC", char)[:1]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"

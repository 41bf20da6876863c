"""Find a quote in an article. The look-up is forgiving about typography; the result never is:
what comes back are offsets, and the quote is whatever the article holds there."""

from __future__ import annotations

import re
import unicodedata

LEAST_WORDS = 2
SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
)  # fmt: skip


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """[start, end) of `quote` in `text`, or None. Exact first, then with typographic quotes,
    dashes, white space and composed characters folded, letter case kept."""
    wanted = quote.strip()
    if len(wanted.split()) < LEAST_WORDS:
        return None
    at = _find(wanted, text)
    if at >= 0:
        return at, at + len(wanted)
    folded, origins = _fold(text)
    needle, _ = _fold(wanted)
    # Readers like to close a quote with an ellipsis or to wrap it in quotation marks.
    for trial in dict.fromkeys([needle, needle.strip("\" '…."), re.sub(r"\s*\.\.\.$", "", needle)]):
        if len(trial.split()) < LEAST_WORDS:
            continue
        at = _find(trial, folded)
        if at >= 0:
            return origins[at], origins[at + len(trial) - 1] + 1
    return None


def _find(needle: str, text: str) -> int:
    """Where `needle` stands as whole words: "5 people" is not in "15 people"."""
    bounded = rf"(?<!\w){re.escape(needle)}(?!\w)"
    found = re.search(bounded, text)
    return found.start() if found else -1


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

"""When a quote counts as the sentence that was marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"\w+")
HALF = 0.5  # of the marked sentence, where a quote is only a piece of it


def letters(text: str) -> str:
    """Words alone, case folded, a space before and after each."""
    shown = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    return f" {' '.join(WORD.findall(shown.casefold()))} "


def holds(text: str, sentences: Iterable[str]) -> bool:
    """Whether one of the sentences stands in the text, or the text is at least half of one."""
    quote = letters(text)
    return any(
        marked in quote or (quote in marked and len(quote) >= HALF * len(marked))
        for marked in map(letters, sentences)
        if marked.strip()
    )

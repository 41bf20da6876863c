"""Names: whom and what the claim names, the quotes name too."""

from __future__ import annotations

from index.words import names, stems
from rag.verify.ground import Ground


def problem(claim: str, ground: Ground) -> str | None:
    """A name of the claim that is neither in the quotes nor in the heads of the articles, or None."""
    held = set(stems(f"{ground.quotes} {ground.speaker or ''} {ground.around}"))
    missing = names(claim) - held
    # A sentence may open with any word in capitals; a plain word there is no name.
    words = claim.split()
    opening = set(stems(words[0])) if words else set()
    missing -= opening - names(" ".join(["x", *words[1:]]))
    return f"{sorted(missing)[0]!r} is not named in the quote" if missing else None

"""An unsupported claim cut back to what its quotes say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rag.verify.tokens import content, tokens

# Where something is hung onto a sentence that stands without it.
HUNG_ON = re.compile(
    r",? (?:because|due to|owing to|as a result of|thanks to|in order to|so that|after which|although|though|whereas|while|unless"
    r"|which means|meaning|making|causing|leading|prompting|forcing|suggesting|indicating|showing|proving|resulting in|despite)\b"
    r"|, (?:which|who|whose|where|when|and|but|after|before|with|including|adding|as|or|following|amid|for|by|in|on)\b|; | – | — |[.!?] (?=[A-Z])",
)
# Words put into a sentence that stands without them.
PUT_IN = re.compile(
    r"\b(?:exactly|precisely|only|always|entirely|completely|totally|clearly|definitely|certainly|already|deliberately|illegally|brutally"
    r"|tragically|undoubtedly|obviously|successfully|officially|immediately|finally|all|every|also|again|still|now|secretly|suddenly) ",
    re.I,
)
LEAST_WORDS = 4
MOST_TRIED = 8  # shortenings, the longest first
LEAST_KEPT = 0.35  # of a claim's content words, so that what is left still says what it is about
CUT_SHORT = frozenset(
    "said says told added that the a an of to in on at by for with and or but is was were are has have had as he she it they will would".split()
)


def narrowed(claim: str, stands: Callable[[str], bool]) -> str | None:
    """The longest shortening of the claim that stands, or None."""
    least = max(LEAST_WORDS, LEAST_KEPT * len(content(claim)))
    for shorter in sorted(set(_shorter(claim)), key=len, reverse=True)[:MOST_TRIED]:
        words = tokens(shorter)
        kept = [t for t in words if t.stem]
        if len(words) < LEAST_WORDS or len(kept) < least or words[-1].low in CUT_SHORT:
            continue
        if stands(shorter):
            return shorter
    return None


def _shorter(claim: str) -> Iterator[str]:
    bare = PUT_IN.sub("", claim)
    for text in dict.fromkeys((claim, bare)):
        if text != claim and text:
            yield text[0].upper() + text[1:]
        for match in HUNG_ON.finditer(text):
            before = text[: match.start()].rstrip(" ,;–—")
            if before.count("“") == before.count("”") and before.count('"') % 2 == 0:
                yield f"{before}." if before[-1:] not in (".", "!", "?") else before

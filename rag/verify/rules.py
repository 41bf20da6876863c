"""Does a quote bear out a claim? What can be compared as it stands, then its wording."""

from __future__ import annotations

import re

from rag.verify import dated, named, numbers, speaker, wording
from rag.verify.ground import Ground
from rag.verify.tokens import printed

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]*|!?\[[^\[\]]*\]\([^\s()]*|<[a-z!/][^<>]*>", re.I)


def problem(claim: str, ground: Ground) -> str | None:
    """Why the quotes do not bear out the claim, in words for the log, or None if they do."""
    if verbatim(claim, ground):
        return None
    return exact(claim, ground) or wording.problem(claim, ground)


def exact(claim: str, ground: Ground) -> str | None:
    """What is compared as it stands: links, figures, days, names, and who speaks."""
    if not links(claim) <= links(ground.quotes):
        return "the claim holds a link or mark-up"
    for check in (numbers.problem, dated.problem, named.problem, speaker.problem):
        if found := check(claim, ground):
            return found
    return None


def links(text: str) -> set[str]:
    """Whole addresses and mark-up."""
    return {match[0].rstrip(".,;:!?'’)") for match in LINK.finditer(text)}


def verbatim(claim: str, ground: Ground) -> bool:
    """A whole sentence of the quotes, or several that follow each other, is its own support."""
    said = printed(claim)
    for last in ground.parts or (ground,):
        run, part = printed(last.quotes), last.before
        while part and len(run) < len(said) and said.endswith(run):
            run, part = f"{printed(part.quotes)} {run}", part.before
        if run == said:
            return True
    return False

"""Does a quote bear out a claim? What can be compared as it stands, then what has to be read."""

from __future__ import annotations

import re
from dataclasses import replace

from index.segments import segments
from rag.verify import (
    dated,
    frame,
    hung,
    merged,
    modality,
    named,
    numbers,
    reach,
    speaker,
    stance,
    swapped,
)
from rag.verify.ground import Ground
from rag.verify.mood import tells_what_to_say
from rag.verify.tokens import content, printed

TO_BE_SAID = re.compile(
    r"\b(?:to|must|should|shall|will|would|could|may|might|can|by|for|as|please|kindly)(?: (?:not|never|always|only|also|\w+ly)){0,2}"
    r" (?:be )?(?:say|saying|state|stating|answer|answering|reply|claim|claiming|declare|report|write|assert|told|tell(?: \w+){0,2}) that\b",
    re.I,
)
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]*|!?\[[^\[\]]*\]\([^\s()]*|<[a-z!/][^<>]*>", re.I)
ABOUT = 0.6  # share of the best sentence's common words that another needs to count as well


def problem(claim: str, ground: Ground) -> str | None:
    """Why the quotes do not bear out the claim, in words for the log, or None if they do."""
    if verbatim(claim, ground):
        return None
    return exact(claim, ground) or meaning(claim, ground)


def exact(claim: str, ground: Ground) -> str | None:
    """What is compared as it stands: links, figures, days, names, and who speaks."""
    if not links(claim) <= links(ground.quotes):
        return "the claim holds a link or mark-up"
    for check in (numbers.problem, dated.problem, named.problem, speaker.problem):
        if found := check(claim, ground):
            return found
    return None


def meaning(claim: str, ground: Ground) -> str | None:
    """What has to be read: negation, modality, roles, scope, causes and words of the claim's own."""
    near = _focus(claim, ground)
    for check, held in (
        (stance.problem, near), (modality.problem, near), (frame.problem, near),
        (swapped.problem, near), (reach.problem, ground), (hung.problem, ground), (_to_be_said, ground), (merged.problem, ground),
    ):  # fmt: skip
        if found := check(claim, held):
            return found
    return None


def links(text: str) -> set[str]:
    """Whole addresses and mark-up."""
    return {match[0].rstrip(".,;:!?'’)") for match in LINK.finditer(text)}


def _focus(claim: str, ground: Ground) -> Ground:
    """The sentences of the quotes that the claim can be about: what another one denies or doubts
    is nothing to it."""
    found = [s.strip() for g in ground.parts or (ground,) for s in segments("en", g.quotes)]
    if len(found) < 2:
        return ground
    wanted = {t.stem for t in content(claim)}
    own = [{t.stem for t in content(s) if t.low not in stance.NEGATIONS} for s in found]
    shared = [len(wanted & stems) for stems in own]
    kept = [  # near the claim, or told again by it, every word but a "not"
        s for s, stems, n in zip(found, own, shared, strict=True)
        if n >= ABOUT * max(shared) or 0 < n == len(stems)
    ]  # fmt: skip
    return replace(ground, quotes=" ".join(kept))


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


def _to_be_said(claim: str, ground: Ground) -> str | None:
    """What is to be said, or may be, is not so for that: "is expected to say that taxes will rise".

    Where the claim rests on the words after such a verb, it has to have that verb itself.
    """
    if tells_what_to_say(ground.quotes) and not tells_what_to_say(claim):
        return "the quote only tells what is to be said"
    wanted = {t.stem for t in content(claim)}
    if not wanted or TO_BE_SAID.search(claim):
        return None
    for part in ground.parts or (ground,):
        for sentence in segments("en", part.quotes):
            match = TO_BE_SAID.search(sentence)
            if not match:
                continue
            told = wanted & {t.stem for t in content(sentence[match.end() :])}
            before = wanted & {t.stem for t in content(sentence[: match.start()])}
            if len(told - before) > len(wanted) / 2:
                return f"the quote does not say it, but {match[0]!r}"
    return None

"""Does a quote bear out a claim? Every rule in turn: figures, dates, names, stance, speaker, words."""

from __future__ import annotations

import re
from dataclasses import replace

from index.segments import segments
from index.words import names, stems
from rag.verify import dated, frame, modality, numbers, reach, speaker, stance
from rag.verify.ground import Ground
from rag.verify.tokens import content, printed

CLAUSE = re.compile(r"(?:[;,]|\s[–—])?\s(?:and|but|while|whereas|then)\s|;\s|(?<=[.!?])\s")
ABOUT = 0.6  # share of the best sentence's common words that another needs to count as well
LEAST_CLAUSE = 3  # content words below which a piece is no clause of its own


def problem(claim: str, ground: Ground) -> str | None:
    """Why the quotes do not bear out the claim, in words for the log, or None if they do."""
    if _verbatim(claim, ground):
        return None
    near = _focus(claim, ground)
    for check, held in (
        (numbers.problem, ground), (dated.problem, ground), (_names, ground), (speaker.problem, ground),
        (stance.problem, near), (modality.problem, near), (frame.problem, near),
        (reach.problem, ground), (_merged, ground),
    ):  # fmt: skip
        if found := check(claim, held):
            return found
    return None


def _focus(claim: str, ground: Ground) -> Ground:
    """The sentences of the quotes that the claim can be about: what another one denies or doubts
    is nothing to it."""
    found = [s.strip() for part in ground.parts or (ground.quotes,) for s in segments("en", part)]
    if len(found) < 2:
        return ground
    wanted = {t.stem for t in content(claim)}
    shared = [len(wanted & {t.stem for t in content(s)}) for s in found]
    kept = [s for s, n in zip(found, shared, strict=True) if n >= ABOUT * max(shared)]
    return replace(ground, quotes=" ".join(kept))


def _verbatim(claim: str, ground: Ground) -> bool:
    """A whole quote is its own support."""
    said = printed(claim)
    return any(said == printed(part) for part in (ground.parts or (ground.quotes,)))


def _merged(claim: str, ground: Ground) -> str | None:
    """What is put together of two quotes, so that neither says it.

    Each clause of the claim must rest on one quote: its figures, names and most of its words.
    """
    if len(ground.parts) < 2:
        return None
    voices = ground.voices or (ground.speaker,) * len(ground.parts)
    grounds = [
        replace(ground, quotes=part, parts=(part,), speaker=voice, voices=(voice,))
        for part, voice in zip(ground.parts, voices, strict=True)
    ]
    for clause in CLAUSE.split(claim):
        if len(content(clause)) < LEAST_CLAUSE:
            continue
        if all(
            numbers.problem(clause, g) or _names(clause, g) or speaker.problem(clause, g)
            or reach.covered(clause, f"{g.quotes} {g.speaker or ''} {g.around}") < reach.LEAST_SHARE
            for g in grounds
        ):  # fmt: skip
            return f"no single quote says {clause.strip()!r}"
    return None


def _names(claim: str, ground: Ground) -> str | None:
    held = set(stems(f"{ground.quotes} {ground.speaker or ''} {ground.around}"))
    missing = names(claim) - held
    # A sentence may open with any word in capitals; a plain word there is no name.
    words = claim.split()
    opening = set(stems(words[0])) if words else set()
    missing -= opening - names(" ".join(["x", *words[1:]]))
    return f"{sorted(missing)[0]!r} is not named in the quote" if missing else None

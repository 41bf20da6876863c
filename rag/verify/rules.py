"""Does a quote bear out a claim? Every rule in turn: figures, dates, names, stance, speaker, words."""

from __future__ import annotations

import re
from dataclasses import replace

from index.segments import segments
from index.words import names, stems
from rag.verify import dated, frame, hung, modality, numbers, reach, speaker, stance, swapped
from rag.verify.ground import Ground
from rag.verify.mood import tells_what_to_say
from rag.verify.tokens import content, printed

CLAUSE = re.compile(r"(?:[;,]|\s[–—])?\s(?:and|but|while|whereas|then)\s|;\s|(?<=[.!?])\s")
TO_BE_SAID = re.compile(
    r"\b(?:to|must|should|shall|will|would|could|may|might|can|by|for|as|please|kindly)(?: (?:not|never|always|only|also|\w+ly)){0,2}"
    r" (?:be )?(?:say|saying|state|stating|answer|answering|reply|claim|claiming|declare|report|write|assert|told|tell(?: \w+){0,2}) that\b",
    re.I,
)
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
        (swapped.problem, near), (reach.problem, ground), (hung.problem, ground), (_to_be_said, ground), (_merged, ground),
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


def _to_be_said(claim: str, ground: Ground) -> str | None:
    """What is to be said, or may be, is not so for that: "is expected to say that taxes will rise".

    Where the claim rests on the words after such a verb, it has to have that verb itself.
    """
    if tells_what_to_say(ground.quotes) and not tells_what_to_say(claim):
        return "the quote only tells what is to be said"
    wanted = {t.stem for t in content(claim)}
    if not wanted or TO_BE_SAID.search(claim):
        return None
    for part in ground.parts or (ground.quotes,):
        for sentence in segments("en", part):
            match = TO_BE_SAID.search(sentence)
            if not match:
                continue
            told = wanted & {t.stem for t in content(sentence[match.end() :])}
            before = wanted & {t.stem for t in content(sentence[: match.start()])}
            if len(told - before) > len(wanted) / 2:
                return f"the quote does not say it, but {match[0]!r}"
    return None


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

"""Verified claims to the text of an answer: lead-ins, markers, the sides of a disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.stamp import spoken_day
from rag.answer import Citation, Claim, Disagreement


def led_in(claim: Claim, citations: Sequence[Citation]) -> Claim:
    """A claim that is nothing but its quote gets a lead-in that says who said it and when.

    The quote itself is never touched; a claim in a reader's own words is left as it is.
    """
    if claim.text != citations[0].quote:
        return claim
    sources = "; ".join(dict.fromkeys(c.source for c in citations))
    speaker = claim.speaker
    # The reporter's own outlet or a speaker the sentence opens with needs no second naming.
    citing = (
        f", citing {_mid_sentence(speaker)}" if speaker and speaker != citations[0].outlet else ""
    )
    return replace(claim, text=f"{sources}{citing}: “{claim.text}”")


def text_of(claims: Sequence[Claim], differing: Sequence[Disagreement]) -> str:
    """The whole answer: each sentence followed by its markers, a paragraph each."""
    parts = [f"{c.text} {''.join(f'[{m}]' for m in c.markers)}" for c in claims]
    for found in differing:
        sides = "; ".join(f"{figure} [{marker}]" for figure, marker in found.sides)
        what = "Updated over time" if found.update else "The figures differ"
        parts.append(f"{what} ({found.about}): {sides}.")
    return "\n\n".join(parts)


def silence(as_of: date | None, found_any: bool, narrowed: bool) -> str:
    """What is said instead of an answer."""
    when = f" as of {spoken_day(as_of)}" if as_of else ""
    if not found_any:
        limits = " within these dates and outlets" if narrowed else ""
        return f"The archive holds nothing on this{when}{limits}."
    return f"The archive does not answer this{when}. The nearest passages are shown; they are not an answer."


def _mid_sentence(speaker: str) -> str:
    first, _, rest = speaker.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An", "One") else speaker

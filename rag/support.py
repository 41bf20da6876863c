"""Does a quote bear out a claim? Figures, names, negation, modality, speaker, then the words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.figures import figures
from index.speakers import speakers_in
from index.words import names, plain, stems

NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|denied|denies|deny|refused|refuses"
    r"|rejected|rejects|ruled out|dismissed|failed to|unable)\b|n['’]t\b",
    re.I,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|would|threaten\w*|plan(?:s|ned|ning)?|hope[sd]?|expect(?:s|ed|ing)?|propos\w+"
    r"|alleged\w*|reportedly|possibl[ey]|likely|unless|considering|aims?|aimed|seeking|sought|will|due to|if)\b",
    re.I,
)
SAYING = re.compile(
    r"\b(?:said|says|told|added|according to|announced|warned|reported|claimed|claims|stated|insisted"
    r"|argued|denied|denies|confirmed|believes?|estimated|estimates|citing|accused|wrote|tweeted|statement"
    r"|spokes\w+|call(?:s|ed)|urged|vowed|pledged|described)\b",
    re.I,
)
SAYER = re.compile(
    r"^(?P<who>[^,;:“\"]{2,80}?)\s+(?:has |have |also |later )*(?:said|says|told|added|announced|warned|claimed"
    r"|claims|stated|insisted|argued|denied|denies|confirmed|estimated|estimates|vowed|pledged|wrote)\b"
)
LEAST_SHARE = 0.6  # of a claim's content words that must stand in its quotes or around them


@dataclass(frozen=True, slots=True)
class Ground:
    """What a claim rests on: its quotes joined, the speaker of them, and what the article says
    about itself (title, outlet, day), which a claim may repeat."""

    quotes: str
    speaker: str | None
    around: str


def problem(claim: str, ground: Ground) -> str | None:
    """Why the quotes do not bear out the claim, or None if they do."""
    for check in (_figures, _names, _negation, _hedge, _speaker, _words):
        if found := check(claim, ground):
            return found
    return None


def _figures(claim: str, ground: Ground) -> str | None:
    here = figures(ground.quotes)
    for figure in figures(claim):
        same = [f for f in here if f.value == figure.value and f.percent == figure.percent]
        if not same:
            return f"the figure {figure.text!r} is not in the quote"
        if all((f.low, f.high) != (figure.low, figure.high) for f in same):
            return f"the figure {figure.text!r} is put more or less exactly than in the quote"
    stated = plain(f"{ground.quotes} {ground.around}")
    for year in re.findall(r"\b(?:1[5-9]|20)\d\d\b", claim):
        if year not in stated:
            return f"the year {year} is not in the quote"
    for day in re.findall(
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|July"
        r"|August|September|October|November|December)\b",
        claim,
    ):
        if day not in stated and day[:3] not in stated:
            return f"{day} is not in the quote"
    for dated in re.findall(
        r"\b(\d{1,2}) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar"
        r"|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)\w*\.? (\d{1,2})\b",
        claim,
    ):
        number = dated[0] or dated[1]
        if not re.search(rf"\b{number}\b", stated):
            return f"the day {number} is not in the quote"
    return None


def _names(claim: str, ground: Ground) -> str | None:
    held = set(stems(f"{ground.quotes} {ground.speaker or ''} {ground.around}"))
    missing = names(claim) - held
    # A sentence may open with any word in capitals; a plain word there is no name.
    opening = set(stems(claim.split(maxsplit=1)[0])) if claim.split() else set()
    missing -= opening - names(" ".join(["x", *claim.split()[1:]]))
    return f"{sorted(missing)[0]!r} is not named in the quote" if missing else None


def _negation(claim: str, ground: Ground) -> str | None:
    if bool(NEGATION.search(claim)) != bool(NEGATION.search(ground.quotes)):
        return "one of claim and quote is negated"
    return None


def _hedge(claim: str, ground: Ground) -> str | None:
    if HEDGE.search(ground.quotes) and not HEDGE.search(claim) and not SAYING.search(claim):
        return "the quote hedges what the claim asserts"
    return None


def _speaker(claim: str, ground: Ground) -> str | None:
    found = SAYER.match(claim)
    if found and ground.speaker:
        said_by = set(stems(found["who"]))
        if said_by and not said_by & set(stems(f"{ground.speaker} {ground.around}")):
            return f"the quote is not by {found['who']!r}"
    return None


def _words(claim: str, ground: Ground) -> str | None:
    wanted = set(stems(claim))
    held = set(stems(f"{ground.quotes} {ground.speaker or ''} {ground.around}"))
    if wanted and len(wanted & held) / len(wanted) < LEAST_SHARE:
        return "the claim says more than its quote"
    return None


def needs_speaker(claim: str, speaker: str | None) -> bool:
    """Whether a claim states as a fact what its quote has as somebody's statement."""
    if not speaker:
        return False
    named = {s for name in speakers_in(claim) for s in stems(name)}
    return not named & set(stems(speaker))

"""Who says it: the right mouth in a claim, and a statement that was turned into a fact given back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.speakers import speakers_in
from index.words import stems
from rag.verify.ground import Ground
from rag.verify.tokens import tokens

PRONOUNS = frozenset("he she it they".split())
OPENS_WITH_PRONOUN = re.compile(r"^(?:He|She|It|They)(?=\s)")
ARTICLES = ("The", "A", "An", "One", "Some", "Several", "Two", "Three")


def problem(claim: str, ground: Ground) -> str | None:
    """Somebody in the claim who does not say it in the quotes, or None."""
    for who in speakers_in(claim):
        said_by = stems(who)
        if who.lower() in PRONOUNS or not said_by:
            continue
        voices = [ground.speaker, *(part.speaker for part in ground.parts)]
        speakers = [*(v for v in voices if v), *speakers_in(ground.quotes)]
        if any(_same(said_by, stems(s)) for s in speakers):
            continue
        if speakers and all(s.lower() not in PRONOUNS for s in speakers):
            return f"the quote is not by {who!r}"
        if not set(said_by) <= set(stems(f"{ground.quotes} {ground.around}")):
            return f"the quote is not by {who!r}"
    return None


def _same(one: list[str], other: list[str]) -> bool:
    """Whether two wordings can be of one speaker: the last word, a surname or a role, is in both."""
    if not one or not other:
        return False
    return one[-1] in other or other[-1] in one


def together(voices: Iterable[str | None]) -> list[str]:
    """The different speakers in order; one whose words another's name holds is that one: "the fire
    brigade" beside "the town fire brigade"."""
    named = {v: frozenset(stems(v)) for v in voices if v}
    return [v for v, own in named.items() if not any(own < other for other in named.values())]


def joined(voices: Iterable[str | None]) -> str | None:
    """The different speakers as one name: "Ankara and the UN"; None where nobody is known."""
    known = together(voices)
    return " and ".join([*known[:1], *map(_inside, known[1:])]) or None


def needs_speaker(claim: str, speaker: str | None) -> bool:
    """Whether a claim states as a fact what its quote has as somebody's statement."""
    if not speaker:
        return False
    named = {s for name in speakers_in(claim) for s in stems(name)}
    return not named & set(stems(speaker))


def attributed(claim: str, speaker: str) -> str:
    """The claim as the speaker's: "According to Ankara, the army has left."."""
    said = speakers_in(claim)
    if said and said[0].lower() in PRONOUNS and OPENS_WITH_PRONOUN.match(claim):
        return OPENS_WITH_PRONOUN.sub(lambda _: speaker[0].upper() + speaker[1:], claim, count=1)
    return f"According to {_inside(speaker)}, {_lower_first(claim)}"


def _inside(speaker: str) -> str:
    first, _, rest = speaker.partition(" ")
    return f"{first.lower()} {rest}" if first in ARTICLES and rest else speaker


def _lower_first(claim: str) -> str:
    """With a small first letter, unless the first word is or may be a name."""
    first = next(iter(tokens(claim)), None)
    if first is None or first.text == "I" or not claim.startswith(first.text):
        return claim
    plain = not first.stem or first.low in _ORDINARY
    return claim[0].lower() + claim[1:] if plain and not first.text.isupper() else claim


_ORDINARY = frozenset(
    "no not never more less fewer most several two three four five six seven eight nine ten eleven twelve"
    " thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety nearly almost around over both"
    " during after before since while when although though because under at between people officials soldiers troops"
    " prices talks water schools hospitals thousands hundreds dozens millions half another other neither nobody nothing".split()
)  # fmt: skip

"""What no reading of the quotes can bring in: checked above a model that judges the claims.

The judge reads what stands before and after a quote too, and rewords freely. So figures in digits,
days and speakers' names have to stand in what it read, and any other name somewhere in the article.
"""

from __future__ import annotations

from index.speakers import speakers_in
from index.words import names, stems
from rag.verify import dated, numbers
from rag.verify.ground import Ground
from rag.verify.rules import links

# What a country's name and what its people are called end in: "Belgium", "Belgian".
ENDINGS = frozenset(
    ["", *"a i e n y s an en ia um er ian ium ese ish ean ium ic land lander".split()]
)
LEAST = 4  # letters that two such names share


def problem(claim: str, ground: Ground, texts: str) -> str | None:
    """What of the claim is foreign to what was read (`ground`) and to its articles (`texts`)."""
    if not links(claim) <= links(ground.quotes):
        return "the claim holds a link or mark-up"
    return (
        numbers.problem(claim, ground, spelled=False)
        or dated.problem(claim, ground)
        or _named(claim, f"{texts} {ground.around} {ground.speaker or ''}")
        or _speaker(claim, ground)
    )


def _named(claim: str, texts: str) -> str | None:
    held = set(stems(texts))
    words = claim.split()
    opening = set(stems(words[0])) if words else set()
    missing = names(claim) - held
    missing -= opening - names(" ".join(["x", *words[1:]]))
    left = [name for name in sorted(missing) if not any(_alike(name, other) for other in held)]
    return f"{left[0]!r} is not named in the article" if left else None


def _alike(one: str, other: str) -> bool:
    pairs = enumerate(zip(one, other, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    return same >= LEAST and one[same:] in ENDINGS and other[same:] in ENDINGS


def _speaker(claim: str, ground: Ground) -> str | None:
    """Somebody who is named as the speaker, and whose name is not in what was read."""
    voices = [ground.speaker, *(part.speaker for part in ground.parts)]
    held = set(stems(" ".join([ground.quotes, *(v for v in voices if v)])))
    for who in speakers_in(claim):
        own = names(f"x {who}")
        if own and not any(name in held or any(_alike(name, o) for o in held) for name in own):
            return f"the quote is not by {who!r}"
    return None

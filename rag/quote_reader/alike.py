"""Whether another source says the very same as a sentence does, so that it stands under it."""

from __future__ import annotations

import re

from index.figures import figures
from index.speakers.words import lexicon
from index.words import stems
from rag.reading import Evidence
from rag.verify import rules
from rag.verify.ground import Ground

DATELINE = re.compile(r"^[A-Z][\w/ .,'’-]{2,40}\([^)]{2,40}\)\s*[–—-]+\s*")
CORE = 0.75  # share of the other's content words beyond which it says more than this
FEWEST = 4  # content words below which only the same words are the same


def key(text: str) -> str:
    """The bare words: a dateline in front or other quotation marks make no other sentence."""
    return " ".join(re.findall(r"\w+", DATELINE.sub("", text).lower()))


def bears_out(one: Evidence, other: Evidence) -> bool:
    """Whether `other` states what `one` states, and hardly more.

    The same words; or, of the same speaker and with the same figures, what the verifier would let
    stand on the other (`rag.verify.rules`). No word may stand for another: "killed" and "injured" are as
    near to each other as two words for one thing are, for all that an embedding can tell.
    """
    if key(one.text) == key(other.text):
        return True
    speakers = [frozenset(stems(e.speaker or "")) for e in (one, other)]
    claim, quote = (DATELINE.sub("", e.text) for e in (one, other))
    counted = [sorted(f.value for f in figures(text)) for text in (claim, quote)]
    # "the town's fire brigade" is the fire brigade; whom nobody is named with, nobody is like.
    if bool(speakers[0]) != bool(speakers[1]) or not speakers[0] <= speakers[1]:
        return False
    if counted[0] != counted[1]:
        return False
    said = _reporting()
    mine, theirs = ([s for s in stems(text) if s not in said] for text in (claim, quote))
    if len(mine) < FEWEST or len(mine) < CORE * len(theirs):
        return False
    return rules.problem(claim, Ground(quote, other.speaker, "")) is None


def _reporting() -> frozenset[str]:
    """Stems of the verbs that only tell that something was said; to deny is something else."""
    words = lexicon("en")
    assert words is not None
    return frozenset(stems(" ".join(words.say))) - frozenset(stems(" ".join(words.denies)))

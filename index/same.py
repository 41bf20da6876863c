"""Whether two texts are the same story: shingles, MinHash bands to find, containment to decide."""

from __future__ import annotations

import re
from hashlib import blake2b

from rensa import RMinHash

SHINGLE = 4  # words
PERMUTATIONS, ROWS = 128, 2  # 64 bands of 2: a Jaccard of 0.3 is found with 0.997, 0.02 with 0.03
SEED = 20190107
FEWEST = 25  # shingles: below that a text is too short to be told from another
SAME_STORY = 0.5  # containment in the shorter of the two, chosen with `python -m evals.copies`
SAME_WORK = 0.3  # for what stands at the same place: a correction rewrites more than a copy does
ALIKE = 0.6  # share of common words above which two sentences are one, told twice
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
FACT = re.compile(
    r"\d[\d.,:]*\d|\d|\b(?:no|not|never|none|nor|neither|without|zero|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif"
    r"|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|dozens?|half|third|quarter)\b|n[’']t\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")


def words(text: str) -> str:
    """The words alone, in lower case: what is the same in print however it is set.

    With a space at either end, so that `in` finds whole words.
    """
    return f" {' '.join(WORD.findall(text.casefold()))} "


def shingles(text: str) -> frozenset[str]:
    """Every run of four words, in lower case and without punctuation."""
    words = WORD.findall(text.casefold())
    # Each word with the three after it, made by zip: this is done for every article that comes in.
    return frozenset(map(" ".join, zip(*(words[n:] for n in range(SHINGLE)), strict=False)))


def bands(text: str) -> tuple[int, ...]:
    """64 signed 64-bit numbers; texts that share one are worth comparing. () for a short text."""
    parts = shingles(text)
    if len(parts) < FEWEST:
        return ()
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(list(parts))
    digest: list[int] = minhash.digest()
    made = []
    for at in range(0, PERMUTATIONS, ROWS):
        key = repr((at, digest[at : at + ROWS])).encode()
        made.append(int.from_bytes(blake2b(key, digest_size=8).digest(), "big", signed=True))
    return tuple(made)


def alters(one: str, other: str) -> bool:
    """Whether a sentence of the shorter stands in the other with other figures or negations.

    "14 people died" and "52 people died" are two reports, however much else they share.
    """
    short, long = sorted((one, other), key=len)
    whole = words(long)
    theirs = [(set(WORD.findall(s.casefold())), _facts(s)) for s in SENTENCE.split(long)]
    for sentence in SENTENCE.split(short):
        held = set(WORD.findall(sentence.casefold()))
        if len(held) < 4 or words(sentence) in whole:
            continue
        best, facts = max(theirs, key=lambda t: len(held & t[0]) / len(held | t[0] | {""}))
        alike = len(held & best) / len(held | best)
        if alike >= ALIKE and facts != _facts(sentence):
            return True
    return False


def _facts(sentence: str) -> set[str]:
    return {found.casefold() for found in FACT.findall(sentence)}


def containment(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the other holds, 0 to 1."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / max(1, min(len(a), len(b)))

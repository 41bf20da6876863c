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
WORD = re.compile(r"\w+")


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


def containment(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the other holds, 0 to 1."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / max(1, min(len(a), len(b)))

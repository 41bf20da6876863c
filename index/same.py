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
SLUG = re.compile(r"^[^\n.!?]{0,60}?\s[—–-]{1,2}\s")  # "ARLE (Northwire) — " at the head of a text
# Figures, and names: a capital inside a sentence.
TOLD = re.compile(r"\d[\d.,:]*\d|\d|(?<=[\w,;:)’”'\"]\s)[A-ZÀ-ÖØ-ÞŁŚŻČŠŽĐİΑ-ΩА-Я]\w{2,}")
OPENING = 2  # sentences in which news says what is new
OWN_PART = 0.25  # of the words of a text
FEWEST_WORDS, FEWEST_FACTS = 4, 2
# Share of a sentence's runs of words, or of its words, above which the other text has it too.
SHARED, KNOWN = 0.4, 0.75


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


def other_news(one: str, other: str) -> bool:
    """Whether the two only share background: the shorter's own part tells of other things.

    Weather of two towns, two deaths on one page, two turns of one conflict are alike in whatever
    is said every time. A copy under a new opening still speaks of the people, places and figures
    of the story; another report's opening, or a quarter of its words, hardly does.
    """
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    held = shingles(long)
    known = set(WORD.findall(long.casefold()))
    said = [s for s in SENTENCE.split(SLUG.sub("", short)) if s.count(" ") >= FEWEST_WORDS - 1]
    own = [s for s in said if not _is_shared(s, held, known)]
    if _foreign([s for s in said[:OPENING] if s in own], known, FEWEST_FACTS):
        return True
    words = sum(s.count(" ") + 1 for s in said)
    some = sum(s.count(" ") + 1 for s in own) >= OWN_PART * words
    return some and _foreign(own, known, FEWEST_FACTS + 1)


def _is_shared(sentence: str, held: frozenset[str], known: set[str]) -> bool:
    """Whether a text with these runs of words and words has the sentence too, edited or not."""
    runs, told = shingles(sentence), WORD.findall(sentence.casefold())
    return len(runs & held) >= SHARED * len(runs) or len(known.intersection(told)) >= KNOWN * len(
        set(told)
    )


def _foreign(sentences: list[str], known: set[str], fewest: int) -> bool:
    """Whether most of the names and figures in the sentences, so many at least, are not known."""
    told = {found.casefold() for s in sentences for found in TOLD.findall(s)}
    foreign = [f for f in told if not known.issuperset(WORD.findall(f))]
    return len(foreign) >= fewest and 2 * len(foreign) > len(told)


def _facts(sentence: str) -> set[str]:
    return {found.casefold() for found in FACT.findall(sentence)}


def containment(one: str, other: str) -> float:
    """The share of the shorter text's shingles that the other holds, 0 to 1."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / max(1, min(len(a), len(b)))

"""The same sentence with another filler: "Putin invited X" where the quote has "Putin invited Y"."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import Match, SequenceMatcher
from functools import lru_cache

from index.asking import CALENDAR, MONTHS
from index.figures import TENS, UNITS, figures
from rag.verify.ground import Ground
from rag.verify.tokens import Token, tokens

LEAST_SAME = 0.6  # of the claim's words, in the same order, before it counts as the same sentence
MOST_COMPARED = (
    100_000  # words of the claim times words of the quotes; beyond, they are no sentence
)
FRAME = 2  # words that must be the same on either side, or the end of the sentence
LONGEST_FILLER = 10  # words
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SORTS: dict[str, Callable[[str], bool]] = {
    "month": frozenset(MONTHS).__contains__,
    "weekday": DAYS.__contains__,
    "year": lambda word: len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20"),
    "number": lambda word: word[0].isdigit() or (word in UNITS and word != "one") or word in TENS,
}
NOTS = frozenset("not no never nobody nothing none without".split())
SHORT_FILLER = 4  # words, in which a figure or a day takes the place of another
REACH = 7  # words between a name and the verb it belongs to


@lru_cache(maxsize=128)
def fillers(claim: str, quotes: str) -> tuple[tuple[tuple[Token, ...], tuple[Token, ...]], ...]:
    """What stands in the claim, and in the quotes, between the same words; either may be nothing."""
    mine, theirs = tokens(claim), tokens(quotes)
    if len(mine) * len(theirs) > MOST_COMPARED:
        return ()
    matcher = SequenceMatcher(None, [t.low for t in mine], [t.low for t in theirs], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if sum(b.size for b in blocks) < LEAST_SAME * len(mine):
        return ()
    found = list(_between(mine, theirs, blocks))
    return tuple(found)


def _between(
    mine: Sequence[Token], theirs: Sequence[Token], blocks: Sequence[Match]
) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    edges = [(0, 0, 0), *blocks, (len(mine), len(theirs), 0)]
    for (a, b, size), (next_a, next_b, next_size) in itertools.pairwise(edges):
        left = tuple(mine[a + size : next_a])
        right = tuple(theirs[b + size : next_b])
        opens = size >= FRAME or (size == 0 and b == 0) or (size and a == b == 0)
        closes = next_size >= FRAME or next_a + next_size == len(mine)
        framed = (opens and closes) or size + next_size >= 2 * FRAME
        if framed and (left or right) and max(len(left), len(right)) <= LONGEST_FILLER:
            yield left, right


def problem(claim: str, ground: Ground) -> str | None:
    """A name that took the place of another one, or changed places with it, or None."""
    ordinary = {t.text for t in (*tokens(claim), *tokens(ground.quotes)) if t.text.islower()}
    known = {t.stem for t in tokens(f"{ground.around} {ground.speaker or ''}") if t.name}
    for left, right in fillers(claim, ground.quotes):
        for side, other, told in ((left, right, "claim"), (right, left, "quote")):
            if not other and len(side) <= 2 and any(t.low in NOTS for t in side):
                return f"only the {told} says {side[0].low!r} there"
        mine = {t.stem: t.text for t in left if _capital(t) and t.low not in ordinary}
        theirs = {t.stem for t in right if _capital(t) and t.low not in ordinary}
        sure = known & {*mine, *theirs} or any(t.name for t in (*left, *right))
        if mine and theirs and sure and not set(mine) & theirs and not _known(set(mine), ground):
            return f"{next(iter(mine.values()))!r} stands where the quote has another name"
        if max(len(left), len(right)) > SHORT_FILLER:
            continue
        for kind, words in SORTS.items():
            here = [t.low for t in left if words(t.low)]
            there = [t.low for t in right if words(t.low)]
            if here and there and not set(here) & set(there) and not _rounded(left, right):
                return f"{here[0]!r} stands where the quote has another {kind}"
    return _changed_places(claim, ground.quotes)


def _capital(token: Token) -> bool:
    return bool(token.stem) and token.text[0].isupper() and token.stem not in CALENDAR


def _rounded(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether the figures of both can be of one quantity: "almost 590,000" for 586,000."""
    one, other = (figures(" ".join(t.text for t in side)) for side in (left, right))
    return any(f.agrees(g) for f in one for g in other)


def _known(names: set[str], ground: Ground) -> bool:
    """Whether the name is that of the speaker, who stands in the quote as "he"."""
    return bool(ground.speaker) and names <= {t.stem for t in tokens(ground.speaker or "")}


def _changed_places(claim: str, quotes: str) -> str | None:
    """ "B attacked A" where the quote has "A attacked B"."""
    mine, theirs = _named(tokens(claim), tokens(quotes)), _named(tokens(quotes), tokens(claim))
    shared = {t.stem for t in theirs if t.stem and not t.name}
    for first, verb, second in _triples(mine, shared):
        one, other = mine[first].stem, mine[second].stem
        straight = reverse = False
        for held_first, held_verb, held_second in _triples(theirs, {mine[verb].stem}):
            pair = theirs[held_first].stem, theirs[held_second].stem
            turned = _passive(mine, verb, second) != _passive(theirs, held_verb, held_second)
            if pair in ((one, other), (other, one)):
                same = pair == (one, other)
                straight |= same != turned
                reverse |= same == turned
        if reverse and not straight:
            return f"{mine[first].text!r} and {mine[second].text!r} have changed places"
    return None


def _named(found: Sequence[Token], other: Sequence[Token]) -> list[Token]:
    """With the opening word as a name too where it is one elsewhere in either text."""
    known = {t.stem for t in (*found, *other) if t.name}
    return [replace(t, name=True) if _capital(t) and t.stem in known else t for t in found]


def _triples(found: Sequence[Token], verbs: set[str]) -> Iterator[tuple[int, int, int]]:
    """Name, shared word, name: the nearest names on either side of the word, in one clause."""
    for at, token in enumerate(found):
        if not token.stem or token.name or token.stem not in verbs:
            continue
        before = [i for i in range(max(0, at - REACH), at) if found[i].name]
        after = [i for i in range(at + 1, min(len(found), at + REACH)) if found[i].name]
        if before and after and found[before[-1]].clause == found[after[0]].clause:
            yield before[-1], at, after[0]


def _passive(found: Sequence[Token], verb: int, second: int) -> bool:
    return any(t.low == "by" for t in found[verb:second])

"""Two sentences that say the same in the same words, but for a name, a figure or a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from index.figures import figures
from index.words import stems
from rag.disagree.said import Said, apart_in_time, span_of

TOKEN = re.compile(r"[$€£]?\d[\d.,]*\d%?|[$€£]?\d%?|[^\W\d_]+(?:[-’'][^\W\d_]+)*")
MOST = 120  # words that are compared; longer sentences are compared as far as that
LEAST_WORDS, LEAST_SHARE = 3, 0.55  # that both must have in common, and of the shorter of them
ABROAD = frozenset(("in", "at", "near"))
FILLING = frozenset("the a an of and de la von van in at on by".split())
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor president king queen prince princess prime minister foreign"
    " general colonel major captain sen senator rep gov governor mayor judge pope st saint sheikh chancellor".split()
)
MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|tember|ober|ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.I,
)


SlotKind = Literal["name", "figure", "day"]


@dataclass(frozen=True)
class Slot:
    """Where twins differ: a span of either text, and what stands there."""

    one: tuple[int, int]
    other: tuple[int, int]
    kind: SlotKind


def slots(one: Said, other: Said) -> tuple[list[Slot], int]:
    """Where the two differ, if in nothing but that, and how many words they have alike in order.

    [] where they are no twins.
    """
    a, b = (list(TOKEN.finditer(s.text))[:MOST] for s in (one, other))
    words_of = [m[0] for m in a], [m[0] for m in b]
    words_a, words_b = [m[0].lower() for m in a], [m[0].lower() for m in b]
    if not words_a or not words_b or words_a == words_b:
        return [], 0
    common = len(set(words_a) & set(words_b))
    if common < LEAST_WORDS or common < LEAST_SHARE * min(len(set(words_a)), len(set(words_b))):
        return [], 0
    out: list[Slot] = []
    same = 0
    for tag, i, j, k, n in SequenceMatcher(None, words_a, words_b, autojunk=False).get_opcodes():
        if tag == "equal":
            same += j - i
            continue
        left, right = [m[0] for m in a[i:j]], [m[0] for m in b[k:n]]
        if tag != "replace":
            # Words more or less at the cut end of a text, or a name put in full, are no other word;
            # a place that only one of them names is another place.
            more = left or right
            if ABROAD & {w.lower() for w in more} and any(w[0].isupper() for w in more[1:]):
                return [], 0
            if not _edge(i, j, k, n, len(a), len(b)) and not _kind(more, ()):
                return [], 0
            continue
        kind = _kind(left, right)
        if kind is None:
            return [], 0
        if kind == "name" and _one_name(left, right):
            continue
        slot = Slot((a[i].start(), a[j - 1].end()), (b[k].start(), b[n - 1].end()), kind)
        out.append(_as_day(one, other, slot))
    enough = same >= LEAST_WORDS and same >= LEAST_SHARE * min(len(a), len(b))
    if any(s.kind == "name" for s in out) and (_headline(words_of[0]) or _headline(words_of[1])):
        # There every word is written like a name.
        enough = enough and same >= LEAST_SHARE * max(len(a), len(b))
    twins = enough and out and not _other_time(one, other, out)
    return (out, same) if twins else ([], 0)


def _edge(i: int, j: int, k: int, n: int, of_a: int, of_b: int) -> bool:
    """Whether a difference stands at the very beginning or end of either text."""
    return (j == of_a and n == of_b) or (i == 0 and k == 0)


def _kind(left: list[str], right: list[str] | tuple[()]) -> SlotKind | None:
    """What both sides of a difference are made of, None where it is other words."""
    told = [*left, *right]
    bare = [w for w in told if w.lower() not in FILLING]
    if not bare:
        return None
    if any(MONTH.fullmatch(w) for w in bare):
        return "day" if all(MONTH.fullmatch(w) or w[0].isdigit() for w in bare) else None
    years = [w for w in bare if re.fullmatch(r"(?:1[5-9]|20)\d\d", w)]
    numbers = [w for w in bare if w[0] in "$€£" or w[0].isdigit() or figures(w + " thousand")]
    if len(numbers) == len(bare):
        return "day" if years and len(years) == len(bare) else "figure"
    if all(w[0].isupper() or w in numbers for w in bare):
        return "name"
    return None


def _headline(words: list[str]) -> bool:
    """Whether most of its longer words begin with a capital."""
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _one_name(left: list[str], right: list[str]) -> bool:
    """Whether both sides can name the same: a title, a longer form, an abbreviation."""
    one, other = (" ".join(w) for w in (left, right))
    bare = [set(stems(words)) - TITLES for words in (one, other)]
    if not all(bare) or bare[0] & bare[1]:
        return True
    initials = ["".join(w[0] for w in words if w[0].isupper()) for words in (left, right)]
    return one.replace(".", "") == initials[1] or other.replace(".", "") == initials[0]


def _as_day(one: Said, other: Said, slot: Slot) -> Slot:
    """The slot widened to the whole words of the days it is a part of, where it is one."""
    spans = [
        next(((e.start, e.end) for e in s.events if e.start < span[1] and span[0] < e.end), None)
        for s, span in ((one, slot.one), (other, slot.other))
    ]
    if spans[0] and spans[1]:
        return Slot(spans[0], spans[1], "day")
    return slot


def _other_time(one: Said, other: Said, found: list[Slot]) -> bool:
    """Whether words that both have, such as "on Monday", stand for other days in either."""
    taken = [s.one for s in found], [s.other for s in found]
    for event in one.events:
        words = one.text[event.start : event.end].lower()
        if any(a < event.end and event.start < b for a, b in taken[0]):
            continue
        for against in other.events:
            if other.text[against.start : against.end].lower() != words:
                continue
            if any(a < against.end and against.start < b for a, b in taken[1]):
                continue
            if apart_in_time(span_of(event), span_of(against)):
                return True
    return False

"""Whether a clause tells of its figure what the question asks: "how many were hired", "found 52".

Won: of 136 invented pairs that count two things, 15 are told apart by nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from index.words import stems
from rag.disagree.vocabulary import WORD, forms, is_past, roots, vocabulary
from rag.disagree.wanted import AUXILIARY, COUNTED

Doing = Literal["asked", "other", ""]

# These say nothing of what happened: how much profit did they make?
EMPTY = frozenset(stems("make made have had"))
HOW = re.compile(r"\bhow (?:much|many|long|far|often)\b", re.I)
LINK = re.compile(
    r"(?:in|at|on|of|for|from|to|by|with|off|near|after|during|since|before|over|around|as)\b"
)
DOES = re.compile(r"(?:did|does|do|will|would|can|could|should|might|may)\b", re.I)
BE = re.compile(r"(?:is|are|was|were|has|have|had)\b", re.I)
STANDS = re.compile(r"\b(?:is|are|remain|stay)\s+(?:still\s+)?(?:without|off|out of|in|on)\b", re.I)
STOOD_AT = re.compile(r"\bstood at\b")
# What a question can end with besides its verb.
CALENDAR = re.compile(
    r"(?:this|last|next|the|past|day|week|month|year|season|weekend|today|now|so|far|yet|ago|altogether|total|\w*day)\b",
    re.I,
)
NO_END = re.compile(rf"{LINK.pattern}|(?:the|an?|its|their|his|her|new|own)\b")
# These tell of the count itself, or that it was told.
COUNTING = frozenset(
    stems(
        "said told counted estimated reported recorded announced confirmed found put reckoned numbered totalled reached"
        " claimed listed registered documented showed admitted insisted stated published added revised based named called"
    )
)


def doing(clause: str, question: str) -> Doing:
    """Whether a clause has the verb that the question asks with, another one, or none to see."""
    verbs = asked_with(question)
    if not verbs:
        # "How many are without power?" asks how things stand; "restored to 9,000" tells of an act.
        if not STANDS.search(question):
            return ""
        done = (m[0] for m in WORD.finditer(clause) if not forms(m[0]) & forms(question))
        return "other" if any(map(_tells, done)) else "asked"
    if verbs & forms(clause):
        return "asked"
    clause = STOOD_AT.sub(" ", clause)
    return "other" if any(_tells(m[0]) for m in WORD.finditer(clause)) else ""


def _known(word: str) -> bool:
    """Whether there are other words for what it says: "hurt", "missing"."""
    told = set(stems(word))
    return vocabulary().with_like(told) != told


def _tells(word: str) -> bool:
    """Whether a word is a verb that tells what was done, other than that it was counted."""
    return is_past(word) and not COUNTING & set(stems(word))


@lru_cache(maxsize=256)
def asked_with(question: str) -> frozenset[str]:
    """The verb after "how many N", with its like, as stems; none where none is seen."""
    how = HOW.search(question)
    if not how:
        return frozenset()
    counted = COUNTED.search(question)
    named = counted and not AUXILIARY.match(counted["noun"])
    tail = [
        m[0] for m in WORD.finditer(question, counted.end() if counted and named else how.end())
    ]
    start = 0
    if not named or (tail and LINK.fullmatch(tail[0])):
        start = next((n for n, word in enumerate(tail) if DOES.match(word) or BE.match(word)), 0)
    first, rest = tail[start : start + 1], tail[start + 1 :]
    if not first:
        return frozenset()
    if DOES.match(first[0]):
        found = [_after_subject(rest)]
    elif BE.match(first[0]):
        found = [next((w for w in rest if is_past(w) or _known(w)), "")]
    elif LINK.fullmatch(first[0]):
        found = [next((w for w in tail if is_past(w)), "")]
    else:
        found = first
    plain = {form for word in found if word.islower() for form in forms(word)}
    verbs = vocabulary().with_like(plain - EMPTY)
    return frozenset(verbs | {root for stem in verbs for root in roots(stem)})


def _after_subject(words: list[str]) -> str:
    """The verb of "did the quake in Saraq destroy", of "did the UN want from donors"; "" for none."""
    while words and (CALENDAR.fullmatch(words[-1]) or LINK.fullmatch(words[-1])):
        words = words[:-1]
    # At the end it is the verb itself, unless something hangs on a word before it.
    if len(words) > 1 and words[-1].islower() and not NO_END.fullmatch(words[-2]):
        return words[-1]
    link = next((n for n, word in enumerate(words) if LINK.fullmatch(word)), len(words))
    return words[link - 1] if link else ""

"""What is done with that which a figure counts: asked for or received, killed or injured."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Literal

from index.figures import Figure
from index.words import stems
from rag.disagree.vocabulary import WORD, forms, is_past, roots, vocabulary
from rag.disagree.wanted import AUXILIARY, COUNTED, Wanted

Doing = Literal["asked", "other", ""]

# These say nothing of what happened: how much profit did they make?
LIGHT = frozenset(
    stems("make made have had get got take took give gave see saw new old first last main year day")
)
EMPTY = frozenset(stems("make made have had"))
# "Killed or injured": a figure for both is none for either.
JOINED = re.compile(r"\s+(?:or|and|and/or)\s+([^\W\d_]+)")

HOW = re.compile(r"\bhow (?:much|many|long|far|often)\b", re.I)
LINK = re.compile(
    r"(?:in|at|on|of|for|from|to|by|with|off|near|after|during|since|before|over|around|as)\b"
)
DOES = re.compile(r"(?:did|does|do|will|would|can|could|should|might|may)\b", re.I)
BE = re.compile(r"(?:is|are|was|were|has|have|had)\b", re.I)
STOOD_AT = re.compile(r"\bstood at\b")
# What a question can end with besides its verb.
CALENDAR = re.compile(
    r"(?:this|last|next|the|past|day|week|month|year|season|weekend|today|now|so|far|yet|ago|altogether|total|\w*day)\b",
    re.I,
)
NO_END = re.compile(rf"{LINK.pattern}|(?:the|an?|its|their|his|her|new|own)\b")
# "Doctors treating the wounded said 19 had died": what stands before is of who speaks.
SAID = re.compile(r"\b(?:said|says?|told|reported|believes?|estimated?|reckons?)\b")
# "How many soldiers does it have?" is not answered by "it has lost 600".
HAS = re.compile(r"\b(?:do|does|did)\b[^?]*\bhave\b(?!\s+to\b)", re.I)
HAS_DONE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?!based\b|named\b|called\b|located\b)\w{3,}ed\b"
    r"|\b(?:has|have|had)\s+(?:(?:\w+ly|so far|also|now|since|already)\s+)?(?!had\b|been\b)(?:\w+(?:ed|en|wn)|lost|sent|sold|built|bought|cut|shed|paid|left|won|put|set|spent)\b"
)
# These tell of the count itself, or that it was told.
COUNTING = frozenset(
    stems(
        "said told counted estimated reported recorded announced confirmed found put reckoned numbered totalled reached"
        " claimed listed registered documented showed admitted insisted stated published added revised based named called"
    )
)


def doing(clause: str, asked: Wanted) -> Doing:
    """Whether a clause has the verb that the question asks with, another one, or none to see."""
    verbs = asked_with(asked.question)
    if not verbs:
        if not HAS.search(asked.question):
            return ""
        return "other" if HAS_DONE.search(clause) else "asked"
    told = forms(clause)
    # "How many deaths has it caused?": told by "it killed 2,000" as well.
    if verbs & told or _rows_of({*verbs, *asked.noun}) & _rows_of(told):
        return "asked"
    clause = STOOD_AT.sub(" ", clause)
    return "other" if any(_tells(m[0]) for m in WORD.finditer(clause)) else ""


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
        done = (w for w in rest if is_past(w) or _rows([w]))
        found = [next(done, "")]
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


def done_otherwise(text: str, clause: tuple[int, int], figure: Figure, asked: Wanted) -> bool:
    """Whether the clause tells of the figure another thing than the question asks of it.

    Asked what was wanted, "received 41 million" tells of something else; where a clause says both,
    the word nearest to the figure counts. False where either says nothing of the kind.
    """
    question = [m[0] for m in WORD.finditer(asked.question)]
    wanted = _rows([w for w in question if not asked.noun & set(stems(w))])
    if not wanted:
        return False
    families = {family for family, _ in wanted}
    nearest: dict[tuple[int, int], int] = {}
    opened, closed = clause
    opened = max((m.end() for m in SAID.finditer(text, opened, figure.start)), default=opened)
    for word in WORD.finditer(text, opened, closed):
        # What is counted, and who speaks or acts ("rescuers", "donors"), do nothing with it.
        agent = word[0].endswith(("ers", "ors", "er", "or"))
        if agent or asked.noun & set(stems(word[0])):
            continue
        for row in _rows([word[0]]):
            if row[0] not in families:
                continue
            far = max(figure.start - word.end(), word.start() - figure.end)
            nearest[row] = min(far, nearest.get(row, far))
        if pair := JOINED.match(text, word.end()):
            both = {row for row in _rows([word[0], pair[1]]) if row[0] in families}
            if both & wanted and both - wanted and _rows([pair[1]]):
                return True
    if not nearest:
        return False
    mine = [far for row, far in nearest.items() if row in wanted]
    return not mine or min(mine) > min(nearest.values())


def _rows(words: list[str]) -> set[tuple[int, int]]:
    """Family and row of each word that says what is done."""
    return _rows_of({stem for word in words for stem in roots(word)})


def _rows_of(told: Set[str]) -> set[tuple[int, int]]:
    words = vocabulary()
    return {row for s in told for row in words.roles.get(words.irregular.get(s, s), ())}

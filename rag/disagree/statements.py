"""Statements that contradict: one denies what the other says, or says the opposite of it.

Won: of 48 invented pairs that differ, 15 are found by nothing else, and 3 of the 9 cases of
`dateline eval` that are shown. It is the one place that reads meaning by rules, and `contradicts` is
all that is known of it outside: a learned verdict takes its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.words import names, stems
from rag.disagree.said import CLAUSE, Said, apart_in_time, span_of
from rag.disagree.scope import DOUBTFUL
from rag.disagree.vocabulary import roots, vocabulary
from rag.disagree.wanted import Wanted

DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)|rebut(?:s|ted)?"
    r"|contradict(?:s|ed)?|ruled? out|rules out|no truth (?:in|to)|call(?:s|ed|ing)\b[^.;]{0,60}?[“\"‘']?(?:incorrect|false|untrue|fake|fabricated|baseless|unfounded|a lie|lies|nonsense|misleading))\b",
    re.I,
)
REFUSES = re.compile(r"(?:reject|dismiss)", re.I)
CLAIM = re.compile(
    r"\W*(?:[\w’'-]+\s+){0,4}?(?:claims?|reports?|accusations?|allegations?|charges?|suggestions?|accounts?|statements?|rumou?rs?|that|it|this|complaints?|as)\b",
    re.I,
)
NEGATES = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|without|fail(?:s|ed)? to|refus(?:es?|ed|ing)? to|yet to|no longer|cannot|nowhere)\b|n[’']t\b",
    re.I,
)
POINTS_BACK = re.compile(
    r"^\W*(?:that|it|this|so|the (?:claims?|reports?|accusations?|allegations?|charges?|suggestions?|accounts?|statements?|rumou?rs?))?(?:\s+(?:had|was|were|on|in|at|outright|flatly|categorically|and|as)\b|\W*$|\W)",
    re.I,
)
NEAR = 4  # characters between what is said and the denial of it right after
COVERED, TOUCHED = 0.5, 0.3  # shares of the question's words that a statement must hold
MOST = 30  # clauses of a sentence that are compared
FAR, REACH = 90, 6  # characters and words after "not" that it can be about
LIGHT = frozenset(
    stems("be have do make get go come take put say tell report claim one two new year day week month people time man part number"
          " spokesman spokeswoman official minister president government statement journalist reporter monday tuesday wednesday"
          " thursday friday saturday sunday january february march april may june july august september october november december")
)  # fmt: skip
BEFORE = re.compile(r"\bhad (?:been|\w+(?:ed|en|wn))\b")
PASSIVE = re.compile(
    r"\b(?:been|was|were|is|are|being|be)\s+(?:(?:\w+ly|never|not|also|still)\s+){0,2}\w+(?:ed|en|wn|ght|ld)\b"
)
SKIPPED = frozenset(
    stems(
        "not never no nobody none also still already reportedly now again fully yet just completely been being would have"
    )
)
PERIOD = 21  # days: later than that a statement on how things stand is news, no contradiction


def contradicts(one: Said, other: Said, asked: Wanted) -> float:
    """0 to 1: how sure it is that they cannot both be so, on what is asked."""
    if DOUBTFUL.search(one.text) and DOUBTFUL.search(other.text) and not asked.ahead:
        return 0.0
    for first, second in ((one, other), (other, one)):
        if not _on(first, asked, TOUCHED):
            continue
        denied = (
            asked.want == "state" and _on(first, asked, COVERED) and _denied(first, second, asked)
        )
        if denied or _opposed(first, second, asked):
            return 1.0
    return 0.0


def denies(said: Said) -> bool:
    """Whether it is a denial in so many words: no news, however much later it is said."""
    return bool(DENIES.search(said.text))


def _plain(asked: Wanted) -> frozenset[str]:
    """The words of the question but for names, times and figures."""
    told = frozenset(r for stem in asked.words for r in roots(stem))
    return told - asked.names - SKIPPED


def _on(said: Said, asked: Wanted, least: float) -> bool:
    """Whether a statement is about what is asked: its names near, and some of its other words."""
    plain = _plain(asked)
    held = {*vocabulary().with_like(set(said.near)), *roots(said.text)}
    return said.names_all(asked.names) and len(plain & held) >= least * len(plain)


def _denied(told: Said, denial: Said, asked: Wanted) -> bool:
    """Whether `denial` denies what `told` says."""
    match = DENIES.search(denial.text)
    if not match or DENIES.search(told.text):
        return False
    after = denial.text[match.end() :]
    if REFUSES.match(match[0]) and not CLAIM.match(after):
        return False  # "rejected the accord" is no denial that there is one
    rest = re.split(r"[.;”\"]\s|\bbut\b", after)[0]
    content = _content(rest)
    held = _content(told.text)
    between = denial.place[1] - told.place[1] - len(told.text)
    if told.place[0] == denial.place[0] and 0 <= between <= NEAR:
        # "Denied that": what it denies has just been said, and it names nothing new.
        new = content - held - _content(told.title)
        if POINTS_BACK.match(after) and (not new or len(content) <= 2):
            return bool(held & asked.words)
    # A name alone says nothing, and what both deny is no matter between them.
    said = (set(roots(rest)) & set(roots(told.text))) - denial.names - SKIPPED
    if not said or said & _negated(told.text):
        return False
    shared = content & (held | asked.words)
    some = not asked.names or bool(asked.names & denial.near)
    return some and len(content) >= 2 and len(shared) >= max(2, len(content) / 2)


def _negated(text: str) -> frozenset[str]:
    """The stems that stand under a negation."""
    return frozenset(
        s for m in NEGATES.finditer(text)
        for s in roots(" ".join(text[m.end() : m.end() + FAR].split()[:REACH]))
    )  # fmt: skip


def _opposed(one: Said, other: Said, asked: Wanted) -> bool:
    """Whether two clauses say of one subject a thing and its opposite, or its negation."""
    if not other.names_all(asked.names):
        return False
    denial = DENIES.search(one.text) or DENIES.search(other.text)
    for first in _clauses(one.text, asked.ahead):
        for second in _clauses(other.text, asked.ahead):
            how = _against(first, second, asked)
            # "Not opened" is what is said by who denies that it was opened.
            if not how or (how == "negated" and denial):
                continue
            if not _other_days(one, first, other, second):  # not on Monday, but on Thursday
                return True
    return False


def _other_days(one: Said, first: Part, other: Said, second: Part) -> bool:
    """Whether both clauses say when, and no day of the one can be of the other."""
    mine, theirs = (
        [span_of(e) for e in said.events if part.start <= e.start < part.end]
        for said, part in ((one, first), (other, second))
    )
    return bool(mine and theirs) and all(apart_in_time(a, b) for a in mine for b in theirs)


@dataclass(frozen=True)
class Part:
    """A clause: its stems in order, those under a negation, and the names in it."""

    start: int
    end: int
    order: tuple[str, ...]
    negated: frozenset[str]
    names: frozenset[str]
    passive: bool
    before: bool

    @property
    def content(self) -> frozenset[str]:
        return frozenset(self.order)


@lru_cache(maxsize=512)
def _clauses(text: str, ahead: bool) -> tuple[Part, ...]:
    bounds = [0, *(e for m in CLAUSE.finditer(text) for e in (m.start(), m.end())), len(text)]
    out = []
    for start, end in list(zip(bounds[::2], bounds[1::2], strict=True))[:MOST]:
        words = text[start:end].strip()
        if len(words) < 8 or (DOUBTFUL.search(words) and not ahead):
            continue
        out.append(
            Part(
                start, end, tuple(roots(words)), _negated(words), frozenset(names(f"x {words}")),
                bool(PASSIVE.search(words)), bool(BEFORE.search(words)),
            )
        )  # fmt: skip
    return tuple(out)


def _against(one: Part, other: Part, asked: Wanted) -> str:
    """ "opposed" or "negated", or "" where they can both be so."""
    own = _plain(asked)
    plain = own | asked.predicate - asked.names
    for here, there in vocabulary().opposed:
        for a, b in ((here, there), (there, here)):
            mine, theirs = one.content & a, other.content & b
            if not (mine and theirs and plain & (a | b)):
                continue
            # "Did not leave" is no opposite of "stayed".
            as_told = bool(mine & one.negated) == bool(theirs & other.negated)
            if as_told and _alike(one, other, mine | theirs, own, negation=False):
                return "opposed"
    turned = one.negated & other.content - other.negated
    turned |= other.negated & one.content - one.negated
    shared = (one.content & other.content) - LIGHT
    verbs = turned & plain
    if verbs and len(shared | verbs) >= 2 and _alike(one, other, verbs, own, negation=True):
        return "negated"
    return ""


def _alike(
    one: Part, other: Part, turning: frozenset[str], own: frozenset[str], *, negation: bool
) -> bool:
    """Whether, what turns them aside, they speak of one thing."""
    if one.names and other.names and not one.names & other.names:
        return False
    if one.before != other.before:
        return False  # "had been closed": how things stood before what is told
    heads = [_heads(p, turning) for p in (one, other)]
    # "The army took the town" and "the town was not taken" are of one thing all the same.
    turned = one.passive != other.passive and (heads[0] & other.content or heads[1] & one.content)
    if all(heads) and not heads[0] & heads[1] and not (turned and negation):
        return False
    # "Does not sell gas" is nothing against oil.
    if ((one.content ^ other.content) & own) - turning - LIGHT - SKIPPED:
        return False
    a, b = (p.content - turning - LIGHT for p in (one, other))
    return bool(a & b) and len(a & b) >= 0.34 * min(len(a), len(b))


def _heads(part: Part, turning: frozenset[str]) -> set[str]:
    """The stems right before what the clause turns on: who does it, or what it is done to."""
    before: list[str] = []
    for stem in part.order:
        if stem in turning:
            break
        if stem not in SKIPPED:
            before.append(stem)
    return set(before[-2:])


def _content(text: str) -> frozenset[str]:
    return frozenset(roots(text)) - LIGHT

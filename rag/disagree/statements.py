"""Statements that contradict: one denies what the other says, or says the opposite of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.words import names, stems
from rag.disagree.asserted import (
    anyone_shared,
    asserted,
    denied_subject,
    denied_verb,
    one_person,
    people_in,
    subject_before,
)
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
# What "denied that" answers stands in the sentence right before it.
NEAR = 4  # characters between them
# Share of what the question says that a statement must hold: to be what a denial is about, and
# where it says by itself the opposite of another.
COVERED, TOUCHED = 0.5, 0.3
MOST = 30  # clauses of a sentence that are compared
FAR = 90  # characters that hold that many words
REACH = 6  # words after "not" that it can be about
LIGHT = frozenset(
    stems("be have do make get go come take put say tell report claim one two new year day week month people time man part number"
          " spokesman spokeswoman official minister president government statement journalist reporter monday tuesday wednesday"
          " thursday friday saturday sunday january february march april may june july august september october november december")
)  # fmt: skip
BEFORE = re.compile(r"\bhad (?:been|\w+(?:ed|en|wn))\b")
TOLD = re.compile(
    r"\b(?:said|says?|told|den(?:y|ied|ies)|claim\w*|report\w*|according|announced|insisted|admitted|confirmed|shows?|found)\b"
)
PASSIVE = re.compile(
    r"\b(?:been|was|were|is|are|being|be)\s+(?:(?:\w+ly|never|not|also|still)\s+){0,2}\w+(?:ed|en|wn|ght|ld)\b"
)
OWNED = re.compile(r"(?:\b[A-Z][\w-]*\s+){0,2}\b[\w-]+['’]s?(?=\s)")
SKIPPED = frozenset(
    stems(
        "not never no nobody none also still already reportedly now again fully yet just completely been being would have"
    )
)
PERIOD = 21  # days: later than that a statement on how things stand is news, no contradiction


@dataclass(frozen=True)
class Clash:
    """Why two statements contradict, and the words of either that do."""

    one: str
    other: str
    how: str  # "denied", "negated" or "opposed"


def clash(one: Said, other: Said, asked: Wanted) -> Clash | None:
    """How one contradicts the other on what is asked, None where it does not."""
    if DOUBTFUL.search(one.text) and DOUBTFUL.search(other.text) and not asked.ahead:
        return None
    for first, second, turned in ((one, other, False), (other, one, True)):
        if not _on(first, asked, TOUCHED):
            continue
        denied = None
        if asked.want == "state" and _on(first, asked, COVERED):
            denied = _denied(first, second, asked)
        found = denied or _opposed(first, second, asked)
        if found:
            return Clash(found[1], found[0], found[2]) if turned else Clash(*found)
    return None


def _plain(asked: Wanted) -> frozenset[str]:
    """The words of the question but for names, times and figures."""
    told = frozenset(r for stem in asked.words for r in roots(stem))
    return told - asked.names - SKIPPED


def _on(said: Said, asked: Wanted, least: float) -> bool:
    """Whether a statement is about what is asked: its names near, and some of its other words."""
    plain = _plain(asked)
    held = {*vocabulary().with_like(set(said.near)), *roots(said.text)}
    return said.names_all(asked.names) and len(plain & held) >= least * len(plain)


def _denied(told: Said, denial: Said, asked: Wanted) -> tuple[str, str, str] | None:
    """Whether `denial` denies what `told` says."""
    match = DENIES.search(asserted(denial.text))
    if not match or DENIES.search(told.text):
        return None
    after = denial.text[match.end() :]
    if REFUSES.match(match[0]) and not CLAIM.match(after):
        return None  # "rejected the accord" is no denial that there is one
    rest = re.split(r"[.;”\"]\s|\bbut\b", after)[0]
    content = _content(rest)
    main = asserted(told.text, asked.ahead)
    held = _content(main)
    words = told.text, denial.text
    if (
        told.place[0] == denial.place[0]
        and 0 <= denial.place[1] - told.place[1] - len(told.text) <= NEAR
    ):
        # "Denied that": what it denies has just been said, and it names nothing new.
        new = content - _content(told.text) - _content(told.title)
        if POINTS_BACK.match(after) and (not new or len(content) <= 2):
            return (*words, "denied") if held & asked.words else None
    verb = denied_verb(rest)
    # Without a verb ("denied any part in the raid") a noun must be shared: a name alone says nothing.
    said = (
        vocabulary().with_like(set(verb)) & set(roots(main))
        if verb
        else (content & held) - denial.names
    )
    if not said or said & _negated(main) or not _one_subject(told, denial, match.start(), after):
        return None
    shared = content & (held | asked.words)
    some = not asked.names or bool(asked.names & denial.near)
    if some and len(content) >= 2 and len(shared) >= max(2, len(content) / 2):
        return *words, "denied"
    return None


def _one_subject(told: Said, denial: Said, at: int, after: str) -> bool:
    """Whether what is denied is denied of somebody or something that the other speaks of."""
    who = denied_subject(denial.text[:at], after)
    mine, theirs = people_in(who), people_in(asserted(told.text))
    if mine and theirs:
        return anyone_shared(mine, theirs) or bool(frozenset().union(*mine) & told.content)
    told_of = _content(who)
    return not told_of or bool(told_of & {*roots(told.text), *roots(told.title)})


def _negated(text: str) -> frozenset[str]:
    """The stems that stand under a negation."""
    return frozenset(
        s for m in NEGATES.finditer(text)
        for s in roots(" ".join(text[m.end() : m.end() + FAR].split()[:REACH]))
    )  # fmt: skip


def _opposed(one: Said, other: Said, asked: Wanted) -> tuple[str, str, str] | None:
    """Whether two clauses say of one subject a thing and its opposite, or its negation."""
    if not other.names_all(asked.names) or not one.names_all(asked.names):
        return None
    for first in _clauses(one.text, asked.ahead):
        for second in _clauses(other.text, asked.ahead):
            how = _against(first, second, asked)
            if how == "negated" and (DENIES.search(one.text) or DENIES.search(other.text)):
                continue  # "not opened" is what is said by who denies that it was opened
            if how and _other_days(one, first, other, second):
                continue  # not on Monday, but on Thursday
            if how:
                return one.text[first.start : first.end], other.text[second.start : second.end], how
    return None


def _other_days(one: Said, first: Part, other: Said, second: Part) -> bool:
    """Whether both clauses say when, and no day of the one can be of the other."""
    mine, theirs = (
        [span_of(e) for e in said.events if part.start <= e.start < part.end]
        for said, part in ((one, first), (other, second))
    )
    return bool(mine and theirs) and all(apart_in_time(a, b) for a in mine for b in theirs)


@dataclass(frozen=True)
class Part:
    """A clause: its stems, those under a negation, and the names in it."""

    start: int
    end: int
    content: frozenset[str]
    negated: frozenset[str]
    order: tuple[str, ...]
    free: frozenset[str]  # without what belongs to another: "Sadr's father" is not Sadr
    names: frozenset[str]
    passive: bool
    before: bool
    people: tuple[frozenset[str], ...]  # in order, with whom "who" stands for


@lru_cache(maxsize=512)
def _clauses(text: str, ahead: bool) -> tuple[Part, ...]:
    bounds = [0, *(e for m in CLAUSE.finditer(text) for e in (m.start(), m.end())), len(text)]
    out = []
    for start, end in list(zip(bounds[::2], bounds[1::2], strict=True))[:MOST]:
        words = text[start:end].strip()
        at = text.index(words, start)
        if len(words) < 8 or (DOUBTFUL.search(words) and not ahead):
            continue
        whose = subject_before(words, text[:start])
        order = tuple(roots(f"{whose} {OWNED.sub(' ', words)}"))
        named, passive = frozenset(names(f"x {whose} {words}")), bool(PASSIVE.search(words))
        out.append(
            Part(
                at,
                at + len(words),
                frozenset(roots(words)),
                _negated(words),
                order,
                frozenset(order),
                named,
                passive,
                bool(BEFORE.search(words)) and not TOLD.search(text),
                tuple(people_in(f"{whose} {words}")),
            )
        )
    return tuple(out)


def _against(one: Part, other: Part, asked: Wanted) -> str | None:
    own = plain = _plain(asked)
    plain |= asked.predicate - asked.names
    shared = (one.content & other.content) - LIGHT
    if not shared:
        return None
    for here, there in vocabulary().opposed:
        for a, b in ((here, there), (there, here)):
            mine, theirs = one.content & a, other.content & b
            if not (mine and theirs and plain & (a | b)):
                continue
            # "Did not leave" is no opposite of "stayed".
            if bool(mine & one.negated) == bool(theirs & other.negated) and _alike(
                one, other, mine | theirs, False, own
            ):
                return "opposed"
    turned = (one.negated & other.content - other.negated) | (
        other.negated & one.content - one.negated
    )
    verbs = turned & plain
    if verbs and len(shared | verbs) >= 2 and _alike(one, other, verbs, True, own):
        return "negated"
    return None


def _alike(
    one: Part,
    other: Part,
    turning: frozenset[str] | set[str],
    negation: bool,
    asked_plain: frozenset[str],
) -> bool:
    """Whether, what turns them aside, they speak of one thing."""
    a, b = (p.content - turning - LIGHT for p in (one, other))
    if one.names and other.names and not one.names & other.names:
        return False
    if one.before != other.before:
        return False  # "had been closed": how things stood before what is told
    # Of two near names, like those of one family, each is somebody else.
    if one.people and other.people:
        first, second = one.people[0], other.people[0]
        if first & second and not one_person(first, second):
            return False
    heads = [_heads(p, turning) for p in (one, other)]
    # "The army took the town" and "the town was not taken" are of one thing all the same.
    turned = one.passive != other.passive and (heads[0] & other.free or heads[1] & one.free)
    if all(heads) and not heads[0] & heads[1] and not (turned and negation):
        return False
    # "Does not sell gas" is nothing against oil.
    if ((one.content ^ other.content) & asked_plain) - turning - LIGHT - SKIPPED:
        return False
    return bool(a & b) and len(a & b) >= 0.34 * min(len(a), len(b))


def _heads(part: Part, turning: frozenset[str] | set[str]) -> set[str]:
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

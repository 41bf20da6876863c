"""Modality and tense: what may, will, would or is said to be is not yet so, nor the other way."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.verify.ground import Ground
from rag.verify.stance import SAYING
from rag.verify.tokens import Token, stem, tokens

# What each word says of the verb after it: possible, to come, meant (wanted, planned, owed), alleged.
POSSIBLE, COMING, MEANT, ALLEGED = "possible", "to come", "meant", "alleged"
WORDS: dict[str, frozenset[str]] = {
    **dict.fromkeys("may might possibly perhaps potentially maybe".split(), frozenset({POSSIBLE})),
    **dict.fromkeys("probably likely unlikely apparently".split(), frozenset({POSSIBLE, COMING})),
    "could": frozenset({POSSIBLE}),
    "can": frozenset({POSSIBLE, "able"}),
    **dict.fromkeys("will shall".split(), frozenset({COMING})),
    "would": frozenset({COMING, MEANT, POSSIBLE}),
    **dict.fromkeys("should must ought".split(), frozenset({MEANT})),
    **dict.fromkeys("allegedly reportedly supposedly".split(), frozenset({ALLEGED})),
}
STEMS: dict[str, frozenset[str]] = {
    **{stem(w): frozenset({MEANT, COMING}) for w in "planned plans planning intends intend expected expects expect due set poised going scheduled".split()},
    **{stem(w): frozenset({MEANT}) for w in (
        "threatened threaten hoped hopes wanted wants want aims aimed sought seeks seek vowed vow pledged pledge promised promise proposed"
        " proposes considering consider considered offered offers tried tries try attempted attempts prepare prepares preparing urged urges"
        " demanded demands mulling weighing ordered asked calling demand ready agreed agree willing").split()},
    **{stem(w): frozenset({ALLEGED}) for w in "alleged accused accuses suspected suspects suspicion believed thought accusing rumoured rumored".split()},
    "about": frozenset({MEANT, COMING}),
    **{stem(w): frozenset({POSSIBLE}) for w in "seem seems seemed appears appeared feared risk risks".split()},
}  # fmt: skip
ONLY_WITH_TO = frozenset(
    stem(w)
    for w in "due set poised going ready appears appeared agreed agree offered asked ordered prepare prepares preparing".split()
) | {"about"}
GO_WITH = {  # what a claim may say of a verb of which the quote says this
    POSSIBLE: {POSSIBLE, ALLEGED},
    COMING: {COMING, MEANT},
    MEANT: {MEANT, COMING, POSSIBLE},
    ALLEGED: {ALLEGED, POSSIBLE},
    "able": {"able", POSSIBLE},
}
# What a word loses when the one before it is left out, or gains when it is put there.
MODIFIERS = frozenset(
    "former ex alleged suspected attempted proposed planned acting fake false potential possible unconfirmed provisional preliminary"
    " temporary deputy vice partial partially apparent unofficial draft mock failed foiled".split()
)
CONDITIONS = frozenset("if unless whether".split())
REACH = 5  # words between such a word and its verb
LIGHT = frozenset(
    "also soon now then again not never already be been have has had to being get".split()
)


@dataclass(frozen=True, slots=True)
class _Said:
    """The stem of the verb, and what is said of it."""

    verb: str
    ways: frozenset[str]
    word: str


def problem(claim: str, ground: Ground) -> str | None:
    """Where the claim is surer or less sure than the quotes, or None."""
    mine, theirs = tokens(claim), tokens(ground.quotes)
    said_here, said_there = _said(mine), _said(theirs)
    claimed = {t.stem for t in mine if t.stem}
    held = [t.stem for t in theirs if t.stem]
    for there in said_there:
        if there.verb not in claimed or there.verb in SAYING:
            continue
        if held.count(there.verb) > sum(s.verb == there.verb for s in said_there):
            continue  # the quote also says it outright
        allowed = set().union(*(GO_WITH[way] for way in there.ways))
        own = [s for s in said_here if s.verb == there.verb]
        if not any(s.ways & allowed for s in own) and not _as_often(there.word, theirs, mine):
            return f"the quote says {there.word!r} of {there.verb!r}"
    for here in said_here:
        if here.verb not in held or here.ways & {ALLEGED, "able"} or here.verb in SAYING:
            continue
        theirs_of_it = [s for s in said_there if s.verb == here.verb]
        fits = any(here.ways & set().union(*(GO_WITH[w] for w in s.ways)) for s in theirs_of_it)
        if not fits and not _as_often(here.word, mine, theirs):
            return f"the claim says {here.word!r} of {here.verb!r}, the quote does not"
    return _modifier(mine, theirs) or _condition(mine, theirs)


def _as_often(word: str, one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether the other text has the word as often: then it is there, of whatever verb."""
    return sum(t.low == word for t in other) >= sum(t.low == word for t in one)


@lru_cache(maxsize=512)
def _said(found: tuple[Token, ...]) -> tuple[_Said, ...]:
    return tuple(_each(found))


def _each(found: Sequence[Token]) -> Iterator[_Said]:
    for at, token in enumerate(found):
        ways = WORDS.get(token.low) or STEMS.get(token.stem or token.low)
        if ways is None or (token.low == "may" and token.text[0].isupper() and at):
            continue
        following = [t for t in found[at + 1 : at + 1 + REACH] if t.clause == token.clause]
        if token.low not in WORDS and not _governs(token, following):
            continue
        if token.low == "would" and not token.quoted and _reported(found, at):
            ways = frozenset({COMING})
        verb = next(
            (
                t.stem for t in following
                if t.stem and not t.name and t.low not in LIGHT
                and t.low not in WORDS and not (t.stem in STEMS and t.stem in ONLY_WITH_TO)
            ),
            "",
        )  # fmt: skip
        if verb:
            yield _Said(verb, ways, token.low)


def _governs(token: Token, following: Sequence[Token]) -> bool:
    """Whether "planned", "due" and the like are said of a verb and stand for no noun."""
    beside = [t.low for t in following[:3]]
    if (token.stem or token.low) in ONLY_WITH_TO:
        return beside[:1] == ["to"]
    if token.stem.startswith(("alleg", "suspect", "propos")):
        return True
    return "to" in beside or "that" in beside[:1] or "of" in beside[:1]


def _reported(found: Sequence[Token], at: int) -> bool:
    """Whether "would" is "will" told afterwards: "he said it would"."""
    return any(t.stem in SAYING or t.low.endswith("ed") for t in found[:at] if t.low not in LIGHT)


def _modifier(mine: Sequence[Token], theirs: Sequence[Token]) -> str | None:
    """ "The former president" is not the president, a suspected attack no attack."""
    pairs_here, pairs_there = _modified(mine), _modified(theirs)
    words_here, words_there = {t.low for t in mine}, {t.low for t in theirs}
    for word, noun in pairs_there:
        bare = sum(t.stem == noun for t in theirs) > sum(n == noun for _, n in pairs_there)
        if word not in words_here and not bare and noun in {t.stem for t in mine}:
            return f"{noun!r} is {word!r} in the quote"
    for word, noun in pairs_here:
        if word not in words_there and stem(word) not in {t.stem for t in theirs}:
            return f"{noun!r} is not {word!r} in the quote"
    return None


def _modified(found: Sequence[Token]) -> set[tuple[str, str]]:
    return {
        (one.low, other.stem)
        for one, other in itertools.pairwise(found)
        if one.low in MODIFIERS and other.stem and not other.name and one.clause == other.clause
    }


def _condition(mine: Sequence[Token], theirs: Sequence[Token]) -> str | None:
    """A threat or promise with an "if" is another one without it, where the claim keeps the rest."""
    words_here = {t.low for t in mine}
    if words_here & {*CONDITIONS, "in", "should", "provided", "when"}:
        return None
    own = {t.stem for t in mine if t.stem}
    for at, token in enumerate(theirs):
        if token.low in ("unless", "provided") or (
            token.low == "if" and at and theirs[at - 1].low not in ("as", "even")
        ):
            around = (*theirs[:at], *(t for t in theirs[at:] if t.clause != token.clause))
            main = {t.stem for t in around if t.stem and not t.name}
            if main and len(main & own) >= max(2, len(own) // 2):
                return f"the quote says it under a condition ({token.low!r})"
    return None

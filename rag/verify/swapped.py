"""Words that took the place of others in an otherwise unchanged sentence: another name, another
mouth, or something done where the quote has it only wished for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from index.static import vectors
from index.words import stems
from rag.question.verbs import verbs
from rag.verify import modality
from rag.verify.frame import MOST_COMPARED, fillers
from rag.verify.ground import Ground
from rag.verify.stance import SAYING
from rag.verify.tokens import Token, content, stem, tokens

LEAST_BLOCK = 4  # words in the same order, the names among them told only by their places
LEAST_PLAIN = 2  # of them that are no names
APART = 0.3  # cosine of static vectors below which one word does not say the other otherwise
NOT_MEANT = modality.ONLY_WITH_TO | {stem("calling")}  # "called off" is done
NAME = "\0"


def problem(claim: str, ground: Ground) -> str | None:
    """What stands in the place of something else in the quotes, or None."""
    return (
        _name(tokens(claim), tokens(ground.quotes), ground)
        or _mouth(claim, ground)
        or _done(claim, ground)
        or _subject(claim, ground)
    )


def _name(mine: tuple[Token, ...], theirs: tuple[Token, ...], ground: Ground) -> str | None:
    """Another name of the quote in this place: "33 Russian soldiers" where it has "33 Turkish"."""
    speaker = set(stems(ground.speaker or ""))
    for here, there in _aligned(mine, theirs):
        if here.stem != there.stem and not ({here.stem, there.stem} <= speaker):
            return f"{here.text!r} stands where the quote has {there.text!r}"
    return None


def _aligned(mine: tuple[Token, ...], theirs: tuple[Token, ...]) -> Iterator[tuple[Token, Token]]:
    """The names at the same places of a run of the same words, single names only."""
    if len(mine) * len(theirs) > MOST_COMPARED:
        return
    one, other = (
        [NAME if t.name else t.low for t in mine],
        [NAME if t.name else t.low for t in theirs],
    )
    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        run = one[block.a : block.a + block.size]
        if block.size < LEAST_BLOCK or sum(w != NAME for w in run) < LEAST_PLAIN:
            continue
        # At the edges of a run a name may be one of several: "Port Sable" beside "Sable".
        for at in range(1, block.size - 1):
            if run[at] == NAME and NAME not in (run[at - 1], run[at + 1]):
                yield mine[block.a + at], theirs[block.b + at]


def _mouth(claim: str, ground: Ground) -> str | None:
    """Somebody else in the place of the one who says it, with a verb that is none of saying."""
    speaker = set(stems(ground.speaker or ""))
    if not speaker:
        return None
    for left, right in fillers(claim, ground.quotes):
        put, was = {t.stem for t in left if t.stem}, {t.stem for t in right if t.stem}
        if put and was and was <= speaker and not put & speaker:
            return f"the quote has {' '.join(t.text for t in right)!r} there"
    return None


def _done(claim: str, ground: Ground) -> str | None:
    """ "Completed an inquiry" where the quote has "promised an inquiry"."""
    for left, right in fillers(claim, ground.quotes):
        if not any(_happened(t) for t in left) or _ways(left):
            continue
        ways = _ways(right)
        if ways and not any(_happened(t) and not _way(t) and t.stem not in SAYING for t in right):
            said = next(t.text for t in right if _way(t))
            return f"the quote says only {said!r} there"
    return None


def _subject(claim: str, ground: Ground) -> str | None:
    """Another word in front of the same statement, where a name and a plain word look alike."""
    mine, theirs = tokens(claim), tokens(ground.quotes)
    for left, right in fillers(claim, ground.quotes):
        put, was = [t for t in left if t.stem], [t for t in right if t.stem]
        if len(put) != 1 or len(was) != 1 or put[0] is not mine[0] or was[0] is not theirs[0]:
            continue
        known = {t.stem for t in content(f"{ground.around} {ground.speaker or ''}")}
        if put[0].stem not in known and _alike(put[0].low, was[0].low) < APART:
            return f"{put[0].text!r} stands where the quote has {was[0].text!r}"
    return None


@lru_cache(maxsize=512)
def _alike(one: str, other: str) -> float:
    first, second = vectors([one, other])
    return float(first @ second)


def _happened(token: Token) -> bool:
    return verbs().is_past(token.low) or verbs().is_participle(token.low)


def _way(token: Token) -> frozenset[str]:
    found = modality.WORDS.get(token.low) or modality.STEMS.get(token.stem or token.low)
    return found if found and (token.stem or token.low) not in NOT_MEANT else frozenset()


def _ways(found: Sequence[Token]) -> frozenset[str]:
    return frozenset().union(*(_way(t) for t in found))

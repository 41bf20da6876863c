"""Where the noun phrases of a question begin and end."""

from __future__ import annotations

from index.dates.language import language
from index.dates.phrases import phrases
from rag.question.clause import Clause
from rag.question.predicate import Span
from rag.question.verbs import verbs
from rag.question.words import words

TAILS = frozenset(
    "in at near on to with between against for over about from into across outside inside of".split()
)


def timed_of(question: str, c: Clause) -> frozenset[int]:
    """The tokens that tell a time."""
    spans = [(p.start, p.end) for p in phrases(question, language("en"))]
    found: set[int] = set()
    at = 0
    for k in range(len(c.t)):
        while at < len(spans) and spans[at][1] <= c.t.spans[k][0]:
            at += 1
        if at < len(spans) and c.t.spans[k][1] > spans[at][0]:
            found.add(k)
    return frozenset(found)


def chunks_of(c: Clause, span: Span, timed: frozenset[int]) -> list[Span]:
    w, low = words(), c.t.lower
    out: list[Span] = []
    k, end = span
    while k < end:
        if not _nominal(c, k, timed):
            k += 1
            continue
        first = k
        k += 1
        while k < end:
            if low[k] in ("of", "and", "&") and k + 1 < end and _nominal(c, k + 1, timed):
                names = c.t.words[k - 1][0].isupper() and c.t.words[k + 1][0].isupper()
                if low[k] == "of" or names:
                    k += 2
                    continue
            if not _nominal(c, k, timed) or low[k] in w.determiners or _verbal(c, k):
                break
            k += 1
        out.append((first, k))
    return out


def _nominal(c: Clause, k: int, timed: frozenset[int]) -> bool:
    w, low = words(), c.t.lower[k]
    if k in timed:
        return False
    before = c.t.lower[k - 1] if k else ""
    if (
        (before in w.modals and verbs().base(low))
        or before in w.subject_forms
        or (before == "to" and verbs().base(low))
    ):
        return False
    if low in w.determiners or low in w.numerals or low in w.possessives:
        return (
            k + 1 < len(c.t)
            and c.t.words[k + 1][0].isalnum()
            and c.t.lower[k + 1] not in w.prepositions | w.auxiliaries
        )
    if c.t.words[k][0].isupper() and k > 0:
        return True
    if not low[0].isalnum():
        return False
    small = (
        w.prepositions
        | w.auxiliaries
        | w.pronouns
        | w.wh
        | w.clauses
        | w.conjunctions
        | w.first_person
    )
    return (
        low not in small
        and low not in w.adverbs
        and low not in w.indefinite
        and not (low.endswith("ly") and len(low) > 5)
    )


def _verbal(c: Clause, k: int) -> bool:
    """Whether a token behind a noun is its verb or participle: "the man arrested in"."""
    low, v = c.t.lower[k], verbs()
    if c.t.words[k][0].isupper() or c.t.lower[k - 1] in words().determiners:
        return False
    if low in words().occasions and c.t.words[k - 1][0].isupper():
        return False  # "the Dorne bombing"
    return v.is_past(low) or v.is_participle(low) or low in v.ongoing or low in v.only


def tail_of(c: Clause, chunks: list[Span], number: int) -> int:
    """Where the phrase ends with what is said of it: "the strike in Castara"."""
    stop = chunks[number][1]
    for added in range(number + 1, min(number + 3, len(chunks))):
        first, last = chunks[added]
        if first != stop + 1 or c.t.lower[stop] not in TAILS:
            break
        stop = last
    return stop

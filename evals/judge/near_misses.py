"""Sentences and questions that are on the subject and yet do not fit, made from those that do.

What a cross-encoder learns from question sets is mostly what a sentence is about. These pairs teach
it whether the sentence says what was asked: the answer is taken out of the sentence, or the
question is asked of another name or year. Sentences that still answer lose something else now and
then, so that the loss itself tells nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import chain

Span = tuple[int, int]

NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*")
YEAR = re.compile(r"\b1\d{3}\b|\b20\d{2}\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(?:{_MONTH}|\d{{3,4}}s?|centur\w+|\w+day)\b")
_FIGURE = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred)\b", re.I)  # fmt: skip
_LEADS = re.compile(r"\b(?:in|on|by|since|from|until|during|at|after|before|around)(?: the)? $", re.I)  # fmt: skip
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.I)
# What else a sentence may lose: a name, a day, a figure, a thing.
_PARTS = (
    NAME,
    re.compile(rf"\b(?:(?:{_MONTH}) )?\d{{4}}\b"),
    re.compile(r"\b\d[\d,.]*\d\b|\b\d\b"),
    re.compile(r"(?<= )(?:the|an?) [a-z]+\b"),
)
_VAGUE = {
    "day": ("at the time", "then", "later", "earlier", "that year", ""),
    "figure": ("several", "many", "some", "a number of", ""),
    "name": ("others", "another", "the group", "officials", "they", "it", ""),
    "thing": ("something", "this", "these", "it", "others", ""),
}


def without(sentence: str, span: Span, rng: random.Random) -> tuple[str, Span]:
    """`sentence` with `span` made vague or left out, and the span that went."""
    start, end = span
    gone = sentence[start:end]
    if _DAY.search(gone):
        kind = "day"
        if lead := _LEADS.search(sentence[:start]):
            start = lead.start()
    elif _FIGURE.search(gone):
        kind = "figure"
    else:
        kind = "name" if gone[:1].isupper() and start else "thing"
        if article := _ARTICLE.search(sentence[:start]):
            start = article.start()
    vague = rng.choice(_VAGUE[kind])
    if not vague and sentence[start - 1 : start] == " ":
        start -= 1
    if not start:
        vague = vague[:1].upper() + vague[1:]
    return sentence[:start] + vague + sentence[end:], (start, end)


def blanked(sentence: str, context: str, answer: Span, rng: random.Random) -> str | None:
    """`sentence` without its answer, or None where the answer stands a second time."""
    told = sentence[slice(*answer)].lower()
    left, _ = without(sentence, answer, rng)
    return None if told in left.lower() or told in context.lower() else left


def trimmed(
    sentence: str, question: str, answer: Span, rng: random.Random
) -> tuple[str, Span] | None:
    """`sentence` without something that was not asked for, and where its answer stands then.

    None where it holds no such thing.
    """
    asked = question.lower()
    spans = [
        m.span()
        for m in chain.from_iterable(part.finditer(sentence) for part in _PARTS)
        if (m.end() < answer[0] or m.start() > answer[1]) and m[0].lower() not in asked
    ]
    if not spans:
        return None
    left, (start, end) = without(sentence, rng.choice(spans), rng)
    if start < answer[1] and answer[0] < end:
        return None
    moved = len(left) - len(sentence) if end <= answer[0] else 0
    return left, (answer[0] + moved, answer[1] + moved)


def other(question: str, told: str, names: Sequence[str], rng: random.Random) -> str | None:
    """`question` asked of another of `names` or another year, none that `told` holds; or None.

    Only what `told` says is changed: a sentence need not repeat whom and when it is about.
    """
    years = [year for year in YEAR.findall(question) if year in told]
    found = [name for name in NAME.findall(question) if name in told]
    if years and (not found or rng.random() < 0.5):
        old = rng.choice(years)
        new = str(int(old) + rng.choice((-20, -5, -2, -1, 1, 2, 5, 20)))
    elif found and names:
        old, new = rng.choice(found), rng.choice(names)
    else:
        return None
    return (
        None if new in told or new in question else re.sub(rf"\b{re.escape(old)}\b", new, question)
    )

"""Hits to evidence: the sentences of the best passages, judged and scored for this question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from index import asking
from index.archive import Archive
from index.hit import Hit
from rag.evidence.asked import Asked
from rag.evidence.candidates import candidates
from rag.evidence.near import nearest
from rag.evidence.scoring import near_weights, scores
from rag.evidence.signals import Read, read
from rag.evidence.timed import timed
from rag.reading import Evidence

__all__ = ["Measured", "find", "measure"]

PASSAGES = 12  # whose sentences are looked at
JUDGED = 36  # sentences that the judge reads: its time is most of an answer's

Measured = tuple[Asked, list[Read]]


def find(
    question: str, hits: Sequence[Hit], archive: Archive, history: Sequence[str] = ()
) -> list[Evidence]:
    """Candidate sentences of what the question names, best first.

    `history` are the questions before it, oldest first: what a short one leaves out stands there.
    """
    asked, reads = measure(question, hits, archive, history)
    if not reads:
        return []
    made = [
        (_evidence(asked, r, float(score)), r.candidate.previous)
        for r, score in zip(reads, scores(asked, reads), strict=True)
    ]
    return timed(asked.months, sorted(made, key=lambda pair: -pair[0].score))


def measure(
    question: str, hits: Sequence[Hit], archive: Archive, history: Sequence[str] = ()
) -> Measured:
    """The question taken apart, and its most promising sentences as the judge reads them."""
    asked = Asked.of(question, archive, history)
    found = candidates(hits[:PASSAGES], archive)
    return asked, read(asked, nearest(asked, found, PASSAGES, near_weights(), JUDGED))


def _evidence(asked: Asked, r: Read, score: float) -> Evidence:
    s, article = r.candidate.sentence, r.candidate.hit.article
    span = _highlight(asked, r.candidate.text, r.span)
    found = Evidence(article, s.start, s.end, score, s.voice, s.speaker, span, r.context)
    # What is marked is set in bold: only what answers may be.
    return found if found.may_answer else replace(found, highlight=None)


def _highlight(asked: Asked, text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The answer inside the sentence, for questions that ask for one thing, if it is of that kind."""
    if asked.kind not in ("who", "when", "where", "how many"):
        return None
    start, end = span
    # A place needs the preposition before it to be known for one.
    marked = text[:end] if asked.kind == "where" else text[start:end]
    short = 0 < end - start <= max(60, math.ceil(len(text) / 2))
    return (start, end) if short and asking.holds(asked.kind, asked.question, marked) else None

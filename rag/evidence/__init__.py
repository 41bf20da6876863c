"""Hits to evidence: the sentences of the best passages, scored for this question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from index import asking
from index.archive import Archive
from index.hit import Hit
from rag.disagree.sides import ANSWERS
from rag.evidence.asked import Asked
from rag.evidence.bound import bound
from rag.evidence.candidates import candidates
from rag.evidence.features import PASSAGES, rows
from rag.evidence.models import Read, read
from rag.evidence.scoring import scores
from rag.reading import Evidence

__all__ = ["Measured", "find", "measure"]

Measured = tuple[Asked, list[Read], list[tuple[float, ...]]]


def find(question: str, hits: Sequence[Hit], archive: Archive) -> list[Evidence]:
    """Candidate sentences of what the question names, best first; `score` is the log-odds that one
    answers."""
    asked, reads, features = measure(question, hits, archive)
    if not reads:
        return []
    out = [
        (_evidence(asked, r, float(score)), r.candidate.previous)
        for r, score in zip(reads, scores(asked, reads, features), strict=True)
    ]
    return bound(asked, sorted(out, key=lambda pair: -pair[0].score))


def measure(question: str, hits: Sequence[Hit], archive: Archive) -> Measured:
    """The question taken apart, the sentences as the models read them, and their FEATURES."""
    asked = Asked.of(question, archive)
    found = candidates(hits[:PASSAGES], archive)
    reads = read(asked, found)
    return asked, reads, rows(asked, found, reads)


def _evidence(asked: Asked, r: Read, score: float) -> Evidence:
    s = r.candidate.sentence
    span = _highlight(asked, r.candidate.text, r.span)
    found = Evidence(r.candidate.hit.article, s.start, s.end, score, s.voice, s.speaker, span)
    # What is marked is set in bold: only what answers may be.
    return found if found.probability >= ANSWERS else replace(found, highlight=None)


def _highlight(asked: Asked, text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The answer inside the sentence, for questions that ask for one thing, if it is of that kind."""
    if asked.kind not in ("who", "when", "where", "how many"):
        return None
    start, end = span
    # A place needs the preposition before it to be known for one.
    marked = text[:end] if asked.kind == "where" else text[start:end]
    short = 0 < end - start <= max(60, math.ceil(len(text) / 2))
    return (start, end) if short and asking.holds(asked.kind, asked.question, marked) else None

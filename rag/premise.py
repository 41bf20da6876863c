"""A question that takes for granted what the archive denies: the sentence that says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from index.words import asked_about, stems
from rag import judge
from rag.reading import Evidence

LOOKED_AT = 4  # of the evidence, best first
LEAST = 0.6  # probability that a sentence contradicts the question


def contradicting(question: str, found: Sequence[Evidence]) -> Evidence | None:
    """The best evidence that contradicts what the question takes for granted, by the judge.

    None where a sentence is taken for an answer, or none contradicts. `question` is read as a claim;
    what shares no word with it, nor what stands before it does, is of something else.
    """
    if not found or any(e.answers for e in found[:LOOKED_AT]):
        return None
    words = set(asked_about(question))
    looked = [e for e in found[:LOOKED_AT] if words & set(stems(f"{e.context} {e.text}"))]
    said = judge.verdicts([(question, e.text, e.context) for e in looked])
    against = [e for e, v in zip(looked, said, strict=True) if v.contradicts >= LEAST]
    return against[0] if against else None

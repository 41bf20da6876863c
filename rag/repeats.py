"""Whether a claim only says again what the reader of the answer has already read."""

from __future__ import annotations

from collections.abc import Mapping

from index.same import words
from rag.answer import Citation, Claim
from rag.verify import rules
from rag.verify.ground import Ground


def repeats(
    claim: Claim, citations: tuple[Citation, ...], said: Mapping[Claim, tuple[Citation, ...]]
) -> bool:
    """Whether one of the claims that were let through says all that this one does.

    Its very words; or what the verifier finds borne out by a claim that rests on the same quotes,
    or on more: a model that is asked again words things anew. A claim that shows a quote is no
    repetition: two outlets that say the same are two sources.
    """
    if claim in said:
        return True
    if any(c.quote in claim.text for c in citations):
        return False
    return any(
        words(claim.text) == words(one.text)
        or (set(citations) <= set(others) and _borne_out(claim, one, others))
        for one, others in said.items()
    )


def _borne_out(claim: Claim, said: Claim, citations: tuple[Citation, ...]) -> bool:
    heads = " ".join(f"{c.title} {c.source}" for c in citations)
    quoted = [c.quote for c in citations if c.quote in said.text]
    return (
        rules.problem(claim.text, Ground(" ".join(quoted) or said.text, said.speaker, heads))
        is None
    )

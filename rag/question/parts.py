"""A question that asks several things -> single questions, each to be read after the whole one."""

from __future__ import annotations

import re

MOST = 4
_ASKING = "who|whom|whose|what|which|when|where|why|how"
_LINKS = "is|are|was|were|did|does|do|has|have|had|will|would|can|could|should"
_BEFORE = "by|for|from|in|at|on|to|of|with|since|until"
STOPS = re.compile(r"\?+\s+(?=\S)")
BEGINS = re.compile(rf"(?:and\s+|but\s+)?(?:(?:{_BEFORE})\s+)?(?:{_ASKING}|{_LINKS})\b", re.I)
# "And" before an asking word; before a verb only where a comma shows that a clause is over, or
# where the question began with one: "What did she say and do?" asks one thing.
JOINS = re.compile(
    rf"(?:\s*,\s*and|\s+and|\s*;)\s+(?=(?:(?:{_BEFORE})\s+)?(?:{_ASKING})\b)"
    rf"|(?:\s*,\s*and|\s*;)\s+(?=(?:{_LINKS})\b)",
    re.I,
)
LINKED = re.compile(rf"\s+and\s+(?=(?:{_LINKS})\b)", re.I)
POLAR = re.compile(rf"(?:{_LINKS})\b", re.I)
# A clause inside the question, which "and" may go on with: "Do we know when it begins and who comes?"
INNER = re.compile(rf"(?<=\s)(?:{_ASKING}|that|if|whether)\b", re.I)
OPENER = 2  # words that the asking word and what it asks of may take: "in which town"
BOTH = re.compile(r"(when|where|why|how) and (when|where|why|how) (?=(?:is|was|were|are|did|does|do|has|have|will)\b)", re.I)  # fmt: skip


def parts(question: str) -> tuple[str, ...]:
    """The single questions that a question asks, four at most; itself where it asks one thing.

    What one of them leaves out ("and who ordered it?") stands in the whole question, which is read
    before it. Where it is not sure that a question asks two things, it is left whole. Never raises.
    """
    pieces = [piece for sentence in _sentences(question) for piece in _split(sentence)]
    if len(pieces) < 2:
        return (question,)
    kept = [*pieces[: MOST - 1], " and ".join(p.rstrip("?") for p in pieces[MOST - 1 :])]
    made = tuple(f"{p[:1].upper()}{p[1:].rstrip('?')}?" for p in kept if p)
    return made if len(set(made)) == len(made) > 1 else (question,)


def _sentences(question: str) -> list[str]:
    """At question marks, if a question stands behind each."""
    found = [piece for piece in STOPS.split(question) if re.search(r"\w", piece)]
    return found if all(BEGINS.match(piece) for piece in found) else [question]


def _split(question: str) -> list[str]:
    """At "and" before another question; as it is where there is none."""
    if both := BOTH.match(question):
        rest = question[both.end() :]
        return [f"{both[1]} {rest}", f"{both[2]} {rest}"]
    pieces = JOINS.split(question)
    if POLAR.match(question):
        pieces = [p for piece in pieces for p in LINKED.split(piece)]
    pieces = [piece.strip(" ,;") for piece in pieces]
    first = pieces[0].split(maxsplit=OPENER)
    whole = len(first) > OPENER and bool(BEGINS.match(question))
    return pieces if whole and not INNER.search(f" {first[-1]}") else [question]

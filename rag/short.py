"""An Answer in a line, or up to three: for terminals, pipes and scripts."""

from __future__ import annotations

from rag.answer import Answer, Citation, Claim
from rag.compose import SILENT, hedge, verdict

LINES = 3


def short(answer: Answer) -> str:
    """The best sentence with its citation: outlet, day, speaker and the exact words.

    Where sources differ, a line of each side; where the question has parts, a line of each part.
    A sentence that may not answer is marked; where nothing does, it says so, and why. Plain text.
    """
    if not answer.claims:
        return _one_line(" ".join([verdict(answer), *(note.text for note in answer.notes)]))
    cited = {c.marker: c for c in answer.citations}
    if answer.parts:
        lines = [
            _line(p.claims[0], cited) if p.claims else f"{p.question} {SILENT}"
            for p in answer.parts
        ]  # fmt: skip
    else:
        lines = [_line(claim, cited) for claim in _sides(answer) or answer.claims[:1]]
    return "\n".join(lines[:LINES])


def _sides(answer: Answer) -> list[Claim]:
    """One claim for each side of the first thing that differs."""
    markers = [marker for found in answer.disagreements[:1] for _, marker in found.sides]
    sides = (next((c for c in answer.claims if m in c.markers), None) for m in markers)
    return list(dict.fromkeys(claim for claim in sides if claim))


def _line(claim: Claim, cited: dict[int, Citation]) -> str:
    """The claim; with its citation, where it is not that already, and the title, where no outlet is."""
    first = cited[claim.markers[0]]
    own = "" if first.quote in claim.text else f" ({first.source}: “{first.quote}”)"
    # Without an outlet nothing else says which article it is.
    title = "" if first.outlet or not first.title else f" ({first.title})"
    return _one_line(f"{hedge(claim)}{claim.text}{own}{title}")


def _one_line(text: str) -> str:
    return " ".join(text.split())

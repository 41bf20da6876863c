"""Figures that differ for one quantity: found among the evidence, shown as sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answer import Citation, Disagreement
from rag.figures import Figure, figures
from rag.reading import Evidence
from rag.words import stems

LEAST = -2.0  # log-odds a sentence needs to count as a voice on the same quantity
ASKED = re.compile(r"\bhow (?:many|much)\s+(?P<noun>(?:[\w’'-]+\s){0,2}?[\w’'-]+)", re.I)
PEOPLE = {
    "peopl",
    "person",
    "civilian",
    "resid",
    "syrian",
    "famili",
    "soldier",
    "troop",
    "personnel",
    "worker",
}


def quantity(question: str) -> set[str]:
    """Stems of the thing that is counted ("how many people" -> people), or an empty set."""
    found = ASKED.search(question)
    return set(stems(found["noun"])) if found else set()


def counts(sentence: str, noun: set[str]) -> list[Figure]:
    """The figures of a sentence that count `noun`; without one after it, a bare large number."""
    out = []
    for figure in figures(sentence):
        after = stems(" ".join(figure.follows.split()[:3]))
        if noun & set(after) or (
            noun & PEOPLE
            and (
                not set(after)
                or re.match(
                    r"\s*(?:were|are|had|have|people|displaced|dead|killed)\b", figure.follows
                )
            )
        ):
            out.append(figure)
    return out


def differing(best: Evidence, others: Sequence[Evidence]) -> list[Evidence]:
    """Evidence whose figure for the thing that `best` counts cannot be squared with its own."""
    here = figures(best.text)
    out = []
    for evidence in others:
        if evidence.score < LEAST:
            continue
        for figure in figures(evidence.text):
            same_noun = [f for f in here if _noun(f) & _noun(figure)]
            if same_noun and not any(f.agrees(figure) for f in same_noun):
                out.append(evidence)
                break
    return out


def disagreements(question: str, citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """The sides, where the quotes of an answer give different figures for what is asked."""
    noun = quantity(question)
    if not noun:
        return ()
    sides: list[tuple[Figure, Citation]] = []
    for citation in citations:
        for figure in counts(citation.quote, noun):
            if not any(figure.agrees(f) and f.text == figure.text for f, _ in sides):
                sides.append((figure, citation))
    apart = [s for s in sides if any(not s[0].agrees(f) for f, _ in sides)]
    if len(apart) < 2:
        return ()
    # The same body counting again on a later day is an update of its own figure.
    voices = {(c.speaker or c.outlet or "").lower() for _, c in apart}
    days = {c.published for _, c in apart}
    update = len(voices) == 1 and len(days) > 1 and None not in days
    about = ASKED.search(question)
    what = about["noun"] if about else "the figure"
    if update:
        apart.sort(key=lambda s: s[1].published or s[1].start)
        what = f"{what} (updated over time)"
    return (Disagreement(what, tuple((f.text, c.marker) for f, c in apart)),)


def _noun(figure: Figure) -> set[str]:
    following = set(stems(" ".join(figure.follows.split()[:3])))
    return following | (
        {"peopl"}
        if following & PEOPLE or re.match(r"\s*(?:were|are|had been)\b", figure.follows)
        else set()
    )

"""Figures that differ for one quantity: found among the evidence, shown as sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.figures import Figure, figures
from index.speakers import speakers_in
from index.words import asked_about, names, stems
from rag.answer import Citation, Disagreement
from rag.reading import Evidence

LEAST = -3.0  # log-odds a sentence needs to count as a voice on the same quantity
ASKED = re.compile(r"\bhow (?:many|much)\s+(?P<noun>(?:[\w’'-]+\s){0,2}?[\w’'-]+)", re.I)
AUXILIARY = re.compile(r"(?:will|would|is|are|was|were|did|do|does|has|have|had|can|could)\b", re.I)
CLAUSE = re.compile(r"[,;:]|\s[–—-]\s|\b(?:while|but|and|of whom|including|although|whereas)\b")
UNIT = re.compile(
    r"[\s-]*(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|times|metres?|meters?|km|kilomet\w+|miles?"
    r"|tonnes?|tons?|euros?|dollars?|pounds?|crowns?|roubles?|lira|degrees|centimet\w+|millimet\w+)\b",
    re.I,
)
# News has few things that it counts over and over, and several words for each.
ALIKE = (
    {"die", "dead", "death", "kill", "toll", "bodi", "lose", "life", "fatal", "casualti", "perish"},
    {"displac", "flee", "fled", "uproot", "evacu", "left", "leav", "driven", "home", "forc"},
    {"wound", "hurt", "injur"},
    {"miss", "unaccount"},
    {"arrest", "detain", "held"},
    {"cost", "price", "fee", "paid", "pay", "spend", "spent"},
)


def predicate(question: str) -> set[str]:
    """Stems that say what is counted ("killed", "displaced") with their like; names left out."""
    about = set(asked_about(question)) - names(question)
    for group in ALIKE:
        if about & group:
            about |= group
    return about


def counts(sentence: str, question: str) -> list[Figure]:
    """The figures whose own clause says what the question counts."""
    wanted = predicate(question)
    asked = ASKED.search(question)
    noun = set(stems(asked["noun"])) if asked else set()
    verbs = wanted - noun or wanted
    out = []
    for figure in figures(sentence):
        if re.match(r"\s*(?:of|in) (?:the|those|them|its|every|\d)\b", figure.follows):
            continue  # "half a million of the displaced": a part of another figure
        if (unit := UNIT.match(figure.follows)) and not noun & set(stems(unit[0])):
            continue
        before = [m.end() for m in CLAUSE.finditer(sentence, 0, figure.start)]
        after = CLAUSE.search(sentence, figure.end)
        clause = sentence[before[-1] if before else 0 : after.start() if after else len(sentence)]
        if verbs & set(stems(clause)):
            out.append(figure)
    return out


def on_subject(question: str, quote: str, title: str | None) -> bool:
    """Whether everybody and every place that the question names is named with the quote."""
    return names(question) <= set(stems(f"{title or ''} {quote}"))


def differing(question: str, best: Evidence, others: Sequence[Evidence]) -> list[Evidence]:
    """Evidence whose figure for what is asked cannot be squared with that of `best`."""
    here = counts(best.text, question)
    return [
        e
        for e in others
        if here
        and e.score >= LEAST
        and on_subject(question, e.text, e.article.title)
        and any(all(_apart(f, g) for f in here) for g in counts(e.text, question))
    ]


def disagreements(question: str, citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    """The sides, where the quotes of an answer give different figures for what is asked.

    Where one body gives them on different days they are an update, oldest first.
    """
    asked = ASKED.search(question)
    if not asked or AUXILIARY.match(asked["noun"]):
        return ()  # "how much will it cost": what is counted is not said
    sides: list[tuple[Figure, Citation]] = []
    for citation in citations:
        if not on_subject(question, citation.quote, citation.title):
            continue
        for figure in counts(citation.quote, question):
            if not any(figure.agrees(f) and figure.value == f.value for f, _ in sides):
                sides.append((figure, citation))
    apart = [s for s in sides if any(_apart(s[0], f) and _two_sides(s[1], c) for f, c in sides)]
    if len(apart) < 2:
        return ()
    days = [c.published for _, c in apart]
    update = all(days) and len(set(days)) == len(days) and _one_voice([c for _, c in apart])
    if update:
        apart.sort(key=lambda s: str(s[1].published))
    return (Disagreement(asked["noun"], tuple((f.text, c.marker) for f, c in apart), update),)


def _apart(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one kind and cannot both be so."""
    return one.percent == other.percent and not one.agrees(other)


def _two_sides(one: Citation, other: Citation) -> bool:
    """Whether figures from these quotes can be set against each other.

    Two in one sentence are two things counted, unless two voices speak in it.
    """
    return one.marker != other.marker or len(set(speakers_in(one.quote))) > 1


def _one_voice(citations: Sequence[Citation]) -> bool:
    """Whether one body speaks in all of them, if need be through a spokesperson of its own."""
    said = [set(stems(f"{c.speaker or c.outlet or ''} {c.quote}")) for c in citations]
    bodies = [set(stems(c.speaker or c.outlet or "")) for c in citations]
    return any(body and all(body <= words for words in said) for body in bodies)

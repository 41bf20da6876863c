"""Of whom or what a sentence is told: of all that the question names, and not of another of a like name."""

from __future__ import annotations

import re

from index.words import names
from rag.disagree.said import Said
from rag.disagree.wanted import Wanted

RUN = re.compile(
    r"(?P<in>\b(?:in|at|of|from|near|for|to|by|with|against|over)\s+(?:the\s+)?)?"
    r"(?P<name>(?<!\w)[A-Z][\w’'-]+(?:\s+(?:de|von|van|al|bin)?\s?[A-Z][\w’'-]+)*)"
)


def on_subject(said: Said, asked: Wanted) -> bool:
    """Whether who and what the question names, its number and its year, are named with it."""
    if not said.names_all(asked.names) or of_another(said.text, asked.question):
        return False
    years = {y for y in asked.numbers if len(y) == 4}
    if not asked.numbers - years <= said.near:
        return False
    told = {str(e.earliest.year) for e in said.events if e.earliest}
    return years <= said.near | told | {str(said.day.year) if said.day else ""}


def of_another(text: str, question: str) -> bool:
    """Whether `text` speaks of one whose name is like one asked about: Trust Bank, and Pell Savings Bank."""
    told = [run for run, inside in _runs(text) if not inside]
    meant = [run for run, _ in _runs(question)]
    if any(run <= name or name <= run for run in told for name in meant):
        return False
    return any(run & name for run in told for name in meant)


def _runs(text: str) -> list[tuple[frozenset[str], bool]]:
    """Stems of each name, and whether it is where or whose something is."""
    found = [(frozenset(names(f"x {m['name']}")), bool(m["in"])) for m in RUN.finditer(text)]
    return [(run, inside) for run, inside in found if run]

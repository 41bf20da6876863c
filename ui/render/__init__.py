"""Answers as HTML, by pure functions of values.

Every piece is a single line: Gradio passes it through Markdown, where a blank line would end
the HTML block and let article text be read as markup. `turn` is the number of the question in
its conversation; it is part of every anchor, so an old marker never points at a new source.
"""

from ui.render.cards import FindArticle, card, nearest, panel, sources
from ui.render.inert import escape, link, marker
from ui.render.talk import (
    WELCOME,
    answer,
    answer_start,
    claim,
    disagreement,
    export,
    masthead,
    notes,
    problem,
    question,
    stage,
)

__all__ = [
    "WELCOME",
    "FindArticle",
    "answer",
    "answer_start",
    "card",
    "claim",
    "disagreement",
    "escape",
    "export",
    "link",
    "marker",
    "masthead",
    "nearest",
    "notes",
    "panel",
    "problem",
    "question",
    "sources",
    "stage",
]

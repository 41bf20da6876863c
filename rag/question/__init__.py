"""Questions as asked to questions that stand alone: follow-ups, parts, what is taken for granted."""

from rag.question.checked import LONGEST, checked
from rag.question.follow_up import depends, standalone
from rag.question.parts import parts
from rag.question.presupposed import Presupposition, presupposition
from rag.question.telling import befell

__all__ = [
    "LONGEST",
    "Presupposition",
    "befell",
    "checked",
    "depends",
    "parts",
    "presupposition",
    "standalone",
]

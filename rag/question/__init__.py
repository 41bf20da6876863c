"""A question as typed: made sound, and taken apart where it asks several things."""

from rag.question.checked import LONGEST, checked
from rag.question.parts import parts

__all__ = ["LONGEST", "checked", "parts"]

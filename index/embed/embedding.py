"""What an archive asks of an embedding: every LlamaIndex embedding gives it, and so do our own.

Ours are no subclasses of LlamaIndex's: importing that costs more time than answering a question.
"""

from __future__ import annotations

import re
from typing import Protocol

_LONE = re.compile("[\ud800-\udfff]")


class Embedding(Protocol):
    """Texts and questions to vectors, all of one length. May be called from several threads."""

    model_name: str

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]: ...

    def get_query_embedding(self, query: str) -> list[float]: ...


def encodable(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which neither a tokenizer nor UTF-8 takes."""
    return _LONE.sub("\ufffd", text)

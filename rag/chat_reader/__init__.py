"""The chat reader: a model writes the claims, and says which words of which passage bear them."""

from __future__ import annotations

from typing import Any

from rag.chat_reader.reader import ChatReader
from rag.chat_reader.reply import REPLY_SCHEMA
from rag.endpoint import Endpoint
from rag.judging import Judging

__all__ = ["REPLY_SCHEMA", "ChatReader", "connect"]


def connect(model: str | None = None, judging: Judging = "auto", **settings: Any) -> ChatReader:
    """A reader over the endpoint in OPENAI_BASE_URL and OPENAI_API_KEY.

    `settings` are further fields of Endpoint (`timeout_s`, `max_tokens`, ...). EndpointError if
    there is no `model` or something is not set; nothing is sent yet. `judging` as ChatReader has it.
    """
    endpoint = Endpoint.from_env(model or "", **settings)
    from rag.llm import EndpointLLM  # with the SDK and LlamaIndex, seconds to import

    return ChatReader(
        EndpointLLM(endpoint), budget_s=endpoint.budget_s, retries=endpoint.max_retries,
        judging=judging,
    )  # fmt: skip

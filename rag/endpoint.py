"""Where the chat model is and how long to wait for it. Cheap to import: no SDK in sight."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from index.server import sound_key, where
from rag.errors import EndpointError

OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model on an OpenAI-compatible server; EndpointError for settings that cannot be right.

    `timeout_s` is the longest silence borne (seconds), `budget_s` the longest time for one answer
    with all that is asked for it. `max_retries` is how often a request that fails is sent again,
    and also how often a reply that broke off is asked for again: at worst (1 + max_retries) squared
    requests for a reply, all within the one budget. `max_tokens` bounds a reply. Without an
    `api_key` a placeholder is sent, which is what local servers want.
    """

    model: str
    base_url: str = OPENAI_URL
    api_key: str = field(default="", repr=False)
    timeout_s: float = 60.0
    max_retries: int = 2
    max_tokens: int = 4096
    budget_s: float = 180.0

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise EndpointError("No chat model is named: give one with --model or DATELINE_MODEL.")
        if not self.base_url.startswith(("http://", "https://")) or not self.where:
            raise EndpointError(
                "OPENAI_BASE_URL is not a web address: set it to something like "
                "http://localhost:11434/v1."
            )
        if not sound_key(self.api_key):
            raise EndpointError(
                "OPENAI_API_KEY holds characters that no key has: copy the key again."
            )

    @classmethod
    def from_env(cls, model: str, **settings: Any) -> Endpoint:
        """From OPENAI_BASE_URL and OPENAI_API_KEY; EndpointError where neither is set."""
        base_url = os.environ.get("OPENAI_BASE_URL", "").strip()
        api_key = os.environ.get("OPENAI_API_KEY", "").strip()
        if not base_url and not api_key:
            raise EndpointError(
                "No model endpoint is set: set OPENAI_API_KEY to use the OpenAI API, or "
                "OPENAI_BASE_URL to use another server (such as http://localhost:11434/v1)."
            )
        return cls(model, base_url or OPENAI_URL, api_key, **settings)

    @property
    def where(self) -> str:
        """Host and port, for messages, never a password; empty if the address names no host."""
        return where(self.base_url)

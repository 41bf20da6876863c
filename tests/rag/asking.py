"""Ask the fake endpoint, for tests of the client."""

from __future__ import annotations

import time
import traceback
from typing import Any

import pytest
from llama_index.core.llms import ChatMessage

from rag.endpoint import Endpoint
from rag.errors import EndpointError
from rag.llm import EndpointLLM
from tests.rag.endpoint import FakeEndpoint, Reply

KEY = "sk-secret-123"

MESSAGES = [ChatMessage(role="system", content="Be brief."), ChatMessage(content="Well?")]


def llm_at(url: str, **settings: Any) -> EndpointLLM:
    settings = {"api_key": KEY, "timeout_s": 5.0, **settings}
    return EndpointLLM(Endpoint("small-model", url, **settings))


def failure(
    *replies: Reply, asked: dict[str, Any] | None = None, **settings: Any
) -> tuple[str, int]:
    """The sentence that these replies lead to, and how many requests it took."""
    with FakeEndpoint(*replies) as fake:
        started = time.monotonic()
        with pytest.raises(EndpointError) as caught:
            llm_at(fake.url, **settings).chat(MESSAGES, **(asked or {}))
        assert time.monotonic() - started < 4
        assert caught.value.exit_code == 4
        assert KEY not in str(caught.value)
        assert KEY not in "".join(traceback.format_exception(caught.value))
        assert str(caught.value).count("\n") == 0
        return str(caught.value).replace(fake.url[7:-3], "HOST"), len(fake.requests)

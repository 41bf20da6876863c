"""An LLM of another make behind the chat reader: its replies, its faults, its lack of bounds."""

from __future__ import annotations

from typing import Any

import pytest
from llama_index.core.llms import (
    CompletionResponse,
    CompletionResponseGen,
    CustomLLM,
    LLMMetadata,
    MockLLM,
)
from pydantic import Field

from rag.chat_reader import ChatReader
from rag.chat_reader.reply import LONGEST_REPLY
from rag.errors import EndpointError
from tests.rag.chat_reader.asking import DRAFTS, TWO, material


class Scripted(CustomLLM):
    """It knows completion alone. `fault` is raised once the reply has been said."""

    reply: str
    fault: Any = None
    seen: list[str] = Field(default_factory=list)

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="scripted")

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:
        raise NotImplementedError

    def stream_complete(
        self, prompt: str, formatted: bool = False, **_: Any
    ) -> CompletionResponseGen:
        self.seen.append(prompt)

        def grow() -> CompletionResponseGen:
            for end in range(0, len(self.reply) + 1, 50):
                yield CompletionResponse(text=self.reply[: end + 50])
            if self.fault:
                raise self.fault

        return grow()


class OtherError(Exception):
    """What another library raises, with the status that most of them give."""

    def __init__(self, words: str, status_code: int | None = None) -> None:
        super().__init__(words)
        self.status_code = status_code


def test_any_llamaindex_llm_can_be_plugged_in() -> None:
    llm = Scripted(reply=TWO)
    reader = ChatReader(llm)
    assert reader.name == "chat:scripted"
    assert list(reader.read(material())) == DRAFTS
    assert "Question: How many people fled?" in llm.seen[0]


def test_an_llm_that_talks_nonsense_is_an_error() -> None:
    with pytest.raises(EndpointError, match="did not reply in the JSON") as caught:
        list(ChatReader(MockLLM()).read(material()))
    assert caught.value.passing


@pytest.mark.parametrize(
    ("fault", "passing"),
    [
        (OtherError("key sk-1 refused", 401), False),
        (OtherError("no such model", 404), False),
        (OtherError("busy", 429), True),
        (OtherError("down", 503), True),
        (ConnectionResetError("sk-1"), True),
        (RuntimeError("sk-1"), True),
    ],
)
def test_its_own_faults_are_told_as_ours(fault: Exception, passing: bool) -> None:
    drafts = ChatReader(Scripted(reply=TWO[:-2], fault=fault)).read(material())
    assert next(drafts) == DRAFTS[0]
    with pytest.raises(EndpointError, match="scripted could not be asked") as caught:
        list(drafts)
    assert caught.value.passing is passing
    assert type(fault).__name__ in str(caught.value)
    assert "sk-1" not in str(caught.value)
    assert caught.value.__cause__ is fault


def test_a_fault_before_the_first_word_is_told_too() -> None:
    class Broken(Scripted):
        def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> Any:
            raise OSError

    with pytest.raises(EndpointError):
        list(ChatReader(Broken(reply="")).read(material()))


def test_a_reply_without_end_is_cut() -> None:
    with pytest.raises(EndpointError, match="far longer") as caught:
        list(ChatReader(Scripted(reply="{" + " " * LONGEST_REPLY)).read(material()))
    assert caught.value.passing


def test_a_time_budget_holds_for_any_llm() -> None:
    with pytest.raises(EndpointError, match="scripted gave no whole reply in 0 s"):
        list(ChatReader(Scripted(reply=TWO), budget_s=0.0).read(material()))

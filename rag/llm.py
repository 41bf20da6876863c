"""A LlamaIndex LLM over any OpenAI-compatible Chat Completions endpoint.

A request that fails before its reply begins is sent again by the SDK's retry loop, and by nothing
here; a reply that breaks off is the caller's to ask for again (`rag.chat_reader` does). A Budget
bounds the time of a call with its tries, waits and reading. Servers differ in the options they take: what one refuses is asked for in a
plainer form, and the LLM object remembers what was accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, cast

import httpx2
import openai
from llama_index.core.base.llms.generic_utils import (
    chat_response_to_completion_response,
    stream_chat_response_to_completion_response,
)
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_chat_callback
from pydantic import BaseModel, PrivateAttr

from index.server import on_this_machine
from rag import errors
from rag.budget import Budget
from rag.endpoint import Endpoint
from rag.wire import OversizedError, Watch

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

Options = dict[str, Any]

_BYTES_A_TOKEN = 2048  # far more than any server wraps a token in
_CONNECT_S = 10.0  # a model may think for long, but a server that is there connects at once

# The words by which a refusal names the feature it means; the order is the order of trying.
_NAMED = {
    "response_format": ("response_format", "json_schema", "json_object", "grammar"),
    "stream_options": ("stream_options", "include_usage"),
    "max_tokens": ("max_tokens",),
    "temperature": ("temperature",),
}
_UNNAMED = ("unsupported", "not support", "unrecognized", "unknown field", "requested parameters")


class EndpointLLM(CustomLLM):
    """Chat Completions as LlamaIndex sees it; every failure is an EndpointError.

    A call takes two options that are not the API's: `schema`, a JSON schema that the server is
    asked to hold to, as far as it can (the reply must be validated all the same), and `budget`,
    a Budget to share with other calls in place of one of its own. Token counts stand in
    `additional_kwargs` of the last response, as `prompt_tokens` and `completion_tokens`, where
    the server tells them.
    """

    takes_limits: ClassVar[bool] = True

    _endpoint: Endpoint = PrivateAttr()
    _rungs: dict[str, int] = PrivateAttr()

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__()
        self._endpoint = endpoint
        self._rungs = dict.fromkeys(_ladders(endpoint.max_tokens, None), 0)

    @property
    def metadata(self) -> LLMMetadata:
        """The model's name and the longest reply; the context size is not known."""
        return LLMMetadata(
            model_name=self._endpoint.model,
            num_output=self._endpoint.max_tokens,
            is_chat_model=True,
        )

    @classmethod
    def class_name(cls) -> str:
        """The name LlamaIndex logs."""
        return "dateline_endpoint"

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """Responses whose `message.content` grows; `kwargs` are further options of the API."""
        return self._responses(messages, kwargs)

    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """The last of `stream_chat`."""
        *_, last = self.stream_chat(messages, **kwargs)
        return cast(ChatResponse, last)

    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """The prompt as one user message."""
        return chat_response_to_completion_response(self.chat(_as_user(prompt), **kwargs))

    def stream_complete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponseGen:
        """The prompt as one user message, streamed."""
        return stream_chat_response_to_completion_response(
            self.stream_chat(_as_user(prompt), **kwargs)
        )

    def _responses(self, messages: Sequence[ChatMessage], options: Options) -> ChatResponseGen:
        content, finish = "", None
        usage: dict[str, int] = {}
        for chunk in self._chunks(messages, options):
            usage = chunk.usage.model_dump() if chunk.usage else usage
            choice = chunk.choices[0] if chunk.choices else _Choice()
            finish = choice.finish_reason or finish
            content += choice.delta.content or ""
            yield ChatResponse(
                message=ChatMessage(role=MessageRole.ASSISTANT, content=content),
                delta=choice.delta.content or "",
                additional_kwargs=usage,
            )
        problem = errors.unfinished(self._endpoint, finish, begun=bool(content))
        if problem:
            raise problem

    def _chunks(self, messages: Sequence[ChatMessage], options: Options) -> Iterator[_Chunk]:
        options = dict(options)
        budget = options.pop("budget", None) or Budget(self._endpoint.budget_s)
        watch = Watch(budget, _BYTES_A_TOKEN * self._endpoint.max_tokens)
        with (
            _told_as_endpoint_error(self._endpoint, watch),
            _client(self._endpoint, watch) as client,
            self._open(client, messages, options) as stream,
        ):
            for chunk in stream:
                yield _Chunk.model_validate(chunk, from_attributes=True)

    def _open(
        self, client: openai.OpenAI, messages: Sequence[ChatMessage], options: Options
    ) -> openai.Stream[ChatCompletionChunk]:
        """Ask with the best options not yet refused, stepping down as the server demands."""
        plain = [{"role": m.role.value, "content": m.content or ""} for m in messages]
        ladders = _ladders(self._endpoint.max_tokens, options.pop("schema", None))
        while True:
            rungs = dict(self._rungs)
            asked: Options = {}
            for feature, rung in rungs.items():
                asked |= ladders[feature][min(rung, len(ladders[feature]) - 1)]
            try:
                return client.chat.completions.create(
                    model=self._endpoint.model,
                    messages=cast("list[ChatCompletionMessageParam]", plain),
                    stream=True,
                    **(asked | options),
                )
            except openai.APIStatusError as error:
                refused = _refused_feature(ladders, rungs, error)
                if refused is None:
                    raise
                self._rungs[refused] = rungs[refused] + 1


def _refused_feature(
    ladders: dict[str, tuple[Options, ...]], rungs: dict[str, int], error: openai.APIStatusError
) -> str | None:
    """The feature that a refusal is about, if there is a plainer form of it to ask for."""
    if error.status_code not in (400, 404, 422, 500, 501):
        return None
    left = [name for name, rung in rungs.items() if rung + 1 < len(ladders[name])]
    said = f"{error.param} {error.message}".lower()
    for feature in left:
        if any(word in said for word in _NAMED[feature]):
            return feature
    return left[0] if left and any(word in said for word in _UNNAMED) else None


def _ladders(max_tokens: int, schema: dict[str, Any] | None) -> dict[str, tuple[Options, ...]]:
    """For each feature what to ask for, best first."""
    shape = {"name": "reply", "strict": True, "schema": schema}
    formats: tuple[Options, ...] = (
        {"response_format": {"type": "json_schema", "json_schema": shape}},
        {"response_format": {"type": "json_object"}},
    )
    return {
        "response_format": (*(formats if schema else ()), {}),
        "stream_options": ({"stream_options": {"include_usage": True}}, {}),
        "max_tokens": ({"max_tokens": max_tokens}, {"max_completion_tokens": max_tokens}),
        "temperature": ({"temperature": 0.0}, {}),
    }


def _as_user(prompt: str) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole.USER, content=prompt)]


class _Delta(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    delta: _Delta = _Delta()
    finish_reason: str | None = None


class _Tokens(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Chunk(BaseModel):
    """What is read of a chunk, checked: the SDK's own types take whatever a server sends."""

    choices: list[_Choice] | None = None
    usage: _Tokens | None = None


def _client(endpoint: Endpoint, watch: Watch) -> openai.OpenAI:
    """A client for one call: its hooks hold the watch of that call."""
    hooks: dict[str, list[Callable[..., Any]]] = {
        "request": [watch.before],
        "response": [watch.after],
    }
    timeout = openai.Timeout(endpoint.timeout_s, connect=min(endpoint.timeout_s, _CONNECT_S))
    return openai.OpenAI(
        api_key=endpoint.api_key or "none",
        base_url=endpoint.base_url,
        max_retries=endpoint.max_retries,
        default_headers={"accept-encoding": "identity"},  # see Watch.after
        http_client=openai.DefaultHttpxClient(
            timeout=timeout,
            event_hooks=hooks,
            follow_redirects=False,
            trust_env=not on_this_machine(endpoint.base_url),
        ),
    )


@contextmanager
def _told_as_endpoint_error(endpoint: Endpoint, watch: Watch) -> Iterator[None]:
    """Every failure of SDK, server or wire as one sentence.

    `from None` because the SDK's messages hold the server's words, which may repeat the key.
    """
    try:
        yield
    except openai.APIStatusError as error:
        wait = error.response.headers.get("retry-after")
        raise errors.refused(endpoint, error.status_code, _words(error), wait) from None
    except openai.APITimeoutError:
        broke_off = watch.answered and watch.budget.left_s > 0
        raise errors.out_of_time(endpoint.where, watch.budget.spent_s, broke_off) from None
    except openai.APIConnectionError:
        raise errors.unreachable(endpoint, broke_off=watch.answered) from None
    except openai.APIError as error:
        raise errors.broken_off(endpoint, _words(error)) from None
    except OversizedError:
        raise errors.oversized(endpoint.model) from None
    except (httpx2.InvalidURL, ValueError, RecursionError):  # no address, JSON, UTF-8, or chunk
        raise errors.unintelligible(endpoint) from None


def _words(error: openai.APIError) -> str:
    """The server's own message, in the shapes that servers give it; not a page of HTML."""
    said = error.body
    if isinstance(said, dict):
        said = said.get("message") or said.get("detail")
    return said if isinstance(said, str) and not said.startswith("<") else ""

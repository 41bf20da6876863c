"""Asks the model, reads its reply while it streams in, and asks again where that can help.

Nothing it yields has been checked; the verifier does that. Passages go to the model as fenced
data. Claims are yielded while the reply still streams in, each as soon as it is whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import prompts
from rag import errors
from rag.chat_reader import standalone
from rag.chat_reader.reply import LONGEST_REPLY, REPLY_SCHEMA, Claims, counted
from rag.chat_reader.shown import asked
from rag.errors import BrokenOffError, EndpointError
from rag.reading import Draft, Material, Usage

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

    from rag.budget import Budget

_PROMPTS = ("answer_system", "answer_passage", "answer_user", "answer_again")
_REWRITE_S = 15.0  # seconds for a rewritten question: it is asked before anything else happens


class ChatReader:
    """A Reader that asks a model: any LlamaIndex LLM, or `connect` for an OpenAI-compatible one.

    `budget_s` bounds the seconds of one answer with everything that is tried; `retries` is how
    often a reply that broke off is asked for again, after `pause_s` and twice that. An LLM of
    another make gets the same messages without a JSON schema. Whatever fails is an EndpointError.
    The model is not called where there are no passages.
    """

    def __init__(
        self, llm: LLM, *, budget_s: float = 180.0, retries: int = 2, pause_s: float = 0.5
    ) -> None:
        self._llm = llm
        self._budget_s = budget_s
        self._retries = retries
        self._pause_s = pause_s
        self._model = llm.metadata.model_name
        self.name = f"chat:{self._model}"
        self.prompt_hash: str | None = prompts.fingerprint(*_PROMPTS)

    def read(self, material: Material) -> Iterator[Draft | Usage]:
        """Drafts as they become whole, then one Usage over all calls if the server counts.

        A reply that is not JSON of the right shape is asked for once more; what was yielded
        before is not yielded again. EndpointError if that fails too.
        """
        if not material.hits:
            return
        from rag.budget import Budget  # with an HTTP client, which takes a while to import

        budget = Budget(self._budget_s)
        system, user = asked(material)
        claims = Claims(material.hits)
        taken: list[tuple[int, int]] = []
        for plea in ("", "\n\n" + prompts.render("answer_again").text):
            content = ""
            for content in self._replies(system, user + plea, budget, claims, taken):
                if not plea:
                    yield from claims.grown(content)
            drafts = claims.whole(content)
            if drafts is not None:
                yield from drafts
                if taken:
                    yield Usage(sum(p for p, _ in taken), sum(c for _, c in taken))
                return
            claims.again()
        raise errors.misshapen(self._model)

    def rewrite(self, question: str, history: Sequence[str]) -> str | None:
        """The question as it stands alone after those in `history`, oldest first; one short call.

        None where the model fails or its wording is doubtful: empty, over 400 characters, or
        with a name or a figure that neither the question nor the history holds.
        """
        if not history:
            return None
        from rag.budget import Budget

        budget = Budget(min(_REWRITE_S, self._budget_s))
        content = ""
        try:
            prompt = standalone.prompt(question, history)
            for response in self._stream(None, prompt, budget, standalone.SCHEMA):
                content = response.message.content or ""
        except EndpointError:
            return None  # the answer's own call says what is wrong
        return standalone.read(content, question, history)

    def _replies(
        self, system: str, user: str, budget: Budget, claims: Claims, taken: list[tuple[int, int]]
    ) -> Iterator[str]:
        """The growing reply, from its beginning again where it broke off; tokens go to `taken`."""
        tried = 0
        while True:
            count = None
            try:
                for response in self._stream(system, user, budget, REPLY_SCHEMA):
                    count = counted(response.additional_kwargs)
                    yield response.message.content or ""
            except BrokenOffError:
                pause = self._pause_s * 2**tried
                if tried == self._retries or budget.left_s <= pause:
                    raise
                time.sleep(pause)
                tried += 1
                claims.again()
            else:
                taken += [count] if count else []
                return

    def _stream(
        self, system: str | None, user: str, budget: Budget, schema: Mapping[str, Any]
    ) -> Iterator[Any]:
        """The responses of one call; every fault of any LLM as an EndpointError.

        Catching all is right here: an LLM that somebody plugs in raises what its own library
        raises, httpx, grpc or a bare RuntimeError, and the caller must be able to fall back.
        """
        limits = {"budget": budget, "schema": schema} if _takes_limits(self._llm) else {}
        try:
            stream = self._llm.stream_chat(_messages(system, user), **limits)
            yield from self._bounded(stream, budget)
        except EndpointError:
            raise
        except Exception as error:
            raise errors.foreign(self._model, error) from error

    def _bounded(self, stream: Iterator[Any], budget: Budget) -> Iterator[Any]:
        """The responses, as long as they stay within the time and the length of an answer."""
        for response in stream:
            if len(response.message.content or "") > LONGEST_REPLY:
                raise errors.oversized(self._model)
            if budget.left_s <= 0:
                raise errors.out_of_time(self._model, budget.spent_s)
            yield response


def _takes_limits(llm: LLM) -> bool:
    """Whether it is our own, asked without importing it: the SDK behind it takes long."""
    return getattr(type(llm), "takes_limits", False) is True


def _messages(system: str | None, user: str) -> list[ChatMessage]:
    from llama_index.core.llms import ChatMessage, MessageRole

    first = [ChatMessage(role=MessageRole.SYSTEM, content=system)] if system else []
    return [*first, ChatMessage(role=MessageRole.USER, content=user)]

"""Asks the model, reads its reply while it streams in, and asks again where that can help.

Nothing it yields has been checked; the verifier does that. Passages go to the model as fenced
data. Claims are yielded while the reply still streams in, each as soon as it is whole.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import prompts
from rag import errors
from rag.budget import Budget
from rag.chat_reader import judging, standalone
from rag.chat_reader.reply import LONGEST_REPLY, REPLY_SCHEMA, Claims, counted
from rag.chat_reader.shown import asked
from rag.errors import BrokenOffError, EndpointError
from rag.judging import Contested, Judging, Rulings
from rag.reading import Draft, Material, Usage

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

log = logging.getLogger("dateline")

_PROMPTS = (
    "answer_system", "answer_passage", "answer_user", "answer_again", "standalone",
    "judge_claims", "judge_claim", "judge_quote",
)  # fmt: skip
_REWRITE_S = 15.0  # seconds for a rewritten question: it is asked before anything else happens
_JUDGE_S = 60.0  # seconds for the verdicts on the claims of an answer

Tokens = tuple[int, int]  # of prompt and completion


class ChatReader:
    """A Reader that asks a model: any LlamaIndex LLM, or `connect` for an OpenAI-compatible one.

    `budget_s` bounds the seconds of one answer with everything that is tried, counted from the
    start of `Material.budget`, else from the call; `retries` is how often a reply that broke off is
    asked for again, after `pause_s` and twice that. An LLM of another make gets the same messages
    without a JSON schema, its own retries are its own affair, and the budget is looked at only when
    a chunk arrives: it must itself bound how long it is silent. Whatever fails is an EndpointError. The
    model is not called where there are no passages. `judging` says when it judges claims too.
    """

    def __init__(
        self, llm: LLM, *, budget_s: float = 180.0, retries: int = 2, pause_s: float = 0.5,
        judging: Judging = "auto",
    ) -> None:  # fmt: skip
        self._llm = llm
        self._budget_s = budget_s
        self._retries = retries
        self._pause_s = pause_s
        self.judging = judging
        self._model = llm.metadata.model_name
        self.name = f"chat:{self._model}"
        self.prompt_hash: str | None = prompts.fingerprint(*_PROMPTS)

    def read(self, material: Material) -> Iterator[Draft | Usage]:
        """Drafts as they become whole, then one Usage over all calls if the server counts.

        The Usage also comes before an EndpointError: what failed has been paid for too.
        A reply that is not JSON of the right shape is asked for once more; what was yielded
        before is not yielded again. EndpointError if that fails too.
        """
        if not material.hits:
            return
        taken: list[Tokens] = []
        try:
            yield from self._drafts(material, taken)
        except EndpointError:
            yield from _usage(taken)
            raise
        yield from _usage(taken)

    def rewrite(
        self, question: str, history: Sequence[str], budget: Budget | None = None
    ) -> Iterator[str | Usage]:
        """The question as it stands alone after those in `history`, oldest first; one short call.

        No question where the model fails or its wording is doubtful: empty, over 400 characters, or
        with a name or a figure that neither the question nor the history holds. A Usage if the
        server counts.
        """
        if not history:
            return
        within = (budget or Budget()).at_most(min(_REWRITE_S, self._budget_s))
        taken: list[Tokens] = []
        try:
            prompt = standalone.prompt(question, history)
            *_, content = ("", *self._reply(None, prompt, within, standalone.SCHEMA, taken))
        except EndpointError:
            content = ""  # the answer's own call says what is wrong
        rewritten = standalone.read(content, question, history)
        if rewritten:
            yield rewritten
        yield from _usage(taken)

    def judge(
        self, claims: Sequence[Contested], budget: Budget | None = None
    ) -> Iterator[Usage | Rulings]:
        """A Usage if the server counts, then the rulings; one short call for all claims."""
        shared = budget or Budget()
        within = shared.at_most(min(shared.spent_s + _JUDGE_S, self._budget_s))
        taken: list[Tokens] = []
        try:
            prompt = judging.prompt(claims)
            *_, content = ("", *self._reply(None, prompt, within, judging.SCHEMA, taken))
        except EndpointError as error:
            log.info("the claims were not judged: %s", error)
            content = ""
        yield from _usage(taken)
        yield judging.read(content, claims)

    def _drafts(self, material: Material, taken: list[Tokens]) -> Iterator[Draft]:
        budget = (material.budget or Budget()).at_most(self._budget_s)
        put = asked(material)
        claims = Claims(put.articles)
        for plea in ("", "\n\n" + prompts.render("answer_again").text):
            content = ""
            for content in self._replies(put.system, put.user + plea, budget, claims, taken):
                if not plea:
                    yield from claims.grown(content)
            drafts = claims.whole(content)
            if drafts is not None:
                yield from drafts
                return
            claims.again()
        raise errors.misshapen(self._model)

    def _replies(
        self, system: str, user: str, budget: Budget, claims: Claims, taken: list[Tokens]
    ) -> Iterator[str]:
        """The growing reply, from its beginning again where it broke off.

        Beneath it the SDK sends a request again that fails before its reply begins: by default 3
        times 3 requests at worst, all within the one budget.
        """
        tried = 0
        while True:
            try:
                yield from self._reply(system, user, budget, REPLY_SCHEMA, taken)
            except BrokenOffError:
                pause = self._pause_s * 2**tried
                if tried == self._retries or budget.left_s <= pause:
                    raise
                budget.wait(pause)
                tried += 1
                claims.again()
            else:
                return

    def _reply(
        self,
        system: str | None,
        user: str,
        budget: Budget,
        schema: Mapping[str, Any],
        taken: list[Tokens],
    ) -> Iterator[str]:
        """The growing reply to one call; its tokens go to `taken`, whether it ends well or not."""
        count: Tokens | None = None
        try:
            for response in self._stream(system, user, budget, schema):
                count = counted(response.additional_kwargs) or count
                yield response.message.content or ""
        finally:
            taken += [count] if count else []

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


def _usage(taken: Sequence[Tokens]) -> Iterator[Usage]:
    if taken:
        yield Usage(sum(p for p, _ in taken), sum(c for _, c in taken))


def _messages(system: str | None, user: str) -> list[ChatMessage]:
    from llama_index.core.llms import ChatMessage, MessageRole

    first = [ChatMessage(role=MessageRole.SYSTEM, content=system)] if system else []
    return [*first, ChatMessage(role=MessageRole.USER, content=user)]

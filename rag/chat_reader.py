"""The chat reader: a model writes the claims, and says which words of which passage bear them.

Nothing it yields has been checked; the verifier does that. Passages go to the model as fenced
data. Claims are yielded while the reply still streams in, each as soon as it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import jiter
from pydantic import BaseModel, StringConstraints, ValidationError

import prompts
from index.hit import Hit
from index.stamp import spoken_day
from rag.endpoint import Endpoint
from rag.errors import EndpointError
from rag.reading import Draft, DraftQuote, Material, Usage

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatMessage

_PROMPTS = ("answer_system", "answer_passage", "answer_user", "answer_again")


class _Quote(BaseModel):
    passage: int
    quote: str


class _Claim(BaseModel):
    quotes: list[_Quote]
    speaker: str | None = None
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Reply(BaseModel):
    claims: list[_Claim]


class _Growing(BaseModel):
    claims: list[Any]


def _shape(**properties: Any) -> dict[str, Any]:
    """A JSON object with just these properties, as strict servers want it said."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# Written out rather than derived from the classes above: `$ref` and `$defs`, which pydantic
# makes, are not understood everywhere. Quotes come first, so that the sentence is written
# after the words it rests on.
REPLY_SCHEMA = _shape(
    claims={
        "type": "array",
        "items": _shape(
            quotes={
                "type": "array",
                "items": _shape(passage={"type": "integer"}, quote={"type": "string"}),
            },
            speaker={"type": ["string", "null"]},
            text={"type": "string"},
        ),
    }
)


def connect(model: str | None = None, **settings: Any) -> ChatReader:
    """A reader over the endpoint in OPENAI_BASE_URL and OPENAI_API_KEY.

    `settings` are further fields of Endpoint (`timeout_s`, `max_tokens`, ...). EndpointError if
    there is no `model` or something is not set; nothing is sent yet.
    """
    endpoint = Endpoint.from_env(model or "", **settings)
    from rag.llm import EndpointLLM  # with the SDK and LlamaIndex, seconds to import

    return ChatReader(EndpointLLM(endpoint, REPLY_SCHEMA))


class ChatReader:
    """A Reader that asks a model: any LlamaIndex LLM, or `connect` for an OpenAI-compatible one.

    An LLM of another make gets the same messages without a JSON schema, and its own exceptions
    pass through. The model is not called where there are no passages.
    """

    def __init__(self, llm: LLM) -> None:
        self._llm = llm
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
        system, user = _prompts(material)
        seen: set[str] = set()
        counts: list[dict[str, Any]] = []
        for plea in ("", "\n\n" + prompts.render("answer_again").text):
            content, count = "", {}
            for response in self._llm.stream_chat(_messages(system, user + plea)):
                content = response.message.content or ""
                count = response.additional_kwargs
                if not plea:
                    yield from _drafts(_whole_claims(content), material.hits, seen)
            counts.append(count)
            reply = _reply(content)
            if reply is not None:
                yield from _drafts(reply.claims, material.hits, seen)
                yield from _usage(counts)
                return
        raise EndpointError(
            f"{self._model} did not reply in the JSON it was asked for, twice: "
            "take another --model."
        )


def _prompts(material: Material) -> tuple[str, str]:
    """The system and the user message."""
    question = _line(material.question)
    shown = [_shown(hit) for hit in material.hits]
    mark = prompts.fresh_mark([question, *(value for one in shown for value in one.values())])
    passages = [
        prompts.render("answer_passage", mark=mark, number=str(number), **values).text
        for number, values in enumerate(shown, start=1)
    ]
    user = prompts.render(
        "answer_user",
        passages="\n\n".join(passages),
        as_of=spoken_day(material.as_of) if material.as_of else "no day given",
        question=question,
    )
    return prompts.render("answer_system", mark=mark).text, user.text


def _shown(hit: Hit) -> dict[str, str]:
    """What the model sees of a passage. The text stays as it is: quotes are copied from it."""
    return {
        "outlet": _line(hit.article.outlet or "not named"),
        "published": hit.article.published.label(),
        "title": _line(hit.article.label),
        "text": hit.text,
    }


def _line(text: str) -> str:
    """On one line, so that a title cannot pass for several fields."""
    return " ".join(text.split())


def _messages(system: str, user: str) -> list[ChatMessage]:
    from llama_index.core.llms import ChatMessage, MessageRole

    return [
        ChatMessage(role=MessageRole.SYSTEM, content=system),
        ChatMessage(role=MessageRole.USER, content=user),
    ]


_FENCED = re.compile(r"^```[a-zA-Z]*[ \t\r]*\n(.*?)(?:^```[ \t\r]*$|\Z)", re.MULTILINE | re.DOTALL)


def _json(content: str, *, partial: bool) -> Any:
    """The JSON of a reply: its whole body, or its only fenced block; ValueError if there is none.

    Nothing is mended: with `partial`, what has come in so far is read as far as it goes.
    """
    body = content.strip()
    blocks = [body] if body.startswith("{") else _FENCED.findall(body)
    if len(blocks) != 1:
        raise ValueError("no JSON object, or several")
    return jiter.from_json(blocks[0].encode(), partial_mode=partial)


def _reply(content: str) -> _Reply | None:
    """The whole reply, or None if it is not of the shape asked for."""
    try:
        return _Reply.model_validate(_json(content, partial=False))
    except ValueError:  # of which pydantic's ValidationError is one
        return None


def _whole_claims(content: str) -> Iterator[_Claim]:
    """The claims of a reply still coming in; the last begun is left out, it may yet grow."""
    try:
        claims = _Growing.model_validate(_json(content, partial=True)).claims
    except ValueError:
        return
    for claim in claims[:-1]:
        with suppress(ValidationError):  # told at the end, where the whole reply is judged
            yield _Claim.model_validate(claim)


def _drafts(claims: Iterable[_Claim], hits: Sequence[Hit], seen: set[str]) -> Iterator[Draft]:
    """Drafts of the claims whose text is not `seen` yet, and now is."""
    for claim in claims:
        text = _line(claim.text)
        if text not in seen:
            seen.add(text)
            yield Draft(text, _quotes(claim, hits), _line(claim.speaker or "") or None)


def _quotes(claim: _Claim, hits: Sequence[Hit]) -> tuple[DraftQuote, ...]:
    """Passage numbers as article ids; a number that no passage has loses its quote."""
    found = [
        DraftQuote(hits[quote.passage - 1].article.id, quote.quote)
        for quote in claim.quotes
        if 1 <= quote.passage <= len(hits) and quote.quote.strip()
    ]
    return tuple(dict.fromkeys(found))


def _usage(counts: Iterable[dict[str, Any]]) -> Iterator[Usage]:
    """The tokens of all calls together; nothing where the server did not count."""
    counted = [count for count in counts if {"prompt_tokens", "completion_tokens"} <= set(count)]
    if counted:
        yield Usage(
            sum(count["prompt_tokens"] for count in counted),
            sum(count["completion_tokens"] for count in counted),
        )

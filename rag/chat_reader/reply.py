"""What a model replies: the JSON asked for, read as it comes in, and bounded in every direction."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any

import jiter
from pydantic import BaseModel, StringConstraints, ValidationError

from index.hit import Hit
from rag.chat_reader.sound import sound
from rag.reading import Draft, DraftQuote

log = logging.getLogger("dateline")

LONGEST_REPLY = 100_000  # characters; five claims with their quotes take some 5,000
MOST_CLAIMS = 12  # five are asked for
LONGEST_CLAIM = 700  # characters; a claim is one sentence
LONGEST_SPEAKER = 120
LONGEST_QUOTE = 4_000  # characters; a quotation of many sentences is one quotable span
MOST_QUOTES = 10  # of one claim
GROWTH = 50  # a reply is read again when it has grown by one part in this many


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


def shape(**properties: Any) -> dict[str, Any]:
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
REPLY_SCHEMA = shape(
    claims={
        "type": "array",
        "items": shape(
            quotes={
                "type": "array",
                "items": shape(passage={"type": "integer"}, quote={"type": "string"}),
            },
            speaker={"type": ["string", "null"]},
            text={"type": "string"},
        ),
    }
)

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)  # some models think aloud first
_FENCED = re.compile(r"^```[a-zA-Z]*[ \t\r]*\n(.*?)(?:^```[ \t\r]*$|\Z)", re.MULTILINE | re.DOTALL)


def object_in(content: str, *, partial: bool = False) -> Any:
    """The JSON of a reply: its whole body, or its only fenced block; ValueError if there is none.

    Nothing is mended: with `partial`, what has come in so far is read as far as it goes.
    """
    body = _THOUGHT.sub("", content).strip()
    blocks = [body] if body.startswith("{") else _FENCED.findall(body)
    if len(blocks) != 1:
        raise ValueError("no JSON object, or several")
    return jiter.from_json(blocks[0].encode(), partial_mode=partial)


class Claims:
    """The drafts of one answer, each yielded once, however often the model has to be asked."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits
        self._told: set[str] = set()
        self._quoted: set[DraftQuote] = set()
        self._before: frozenset[DraftQuote] = frozenset()
        self._read = 0  # characters of the reply when it was last read

    def again(self) -> None:
        """The model is asked anew: what it says of quotes already used is the same again."""
        self._before = frozenset(self._quoted)
        self._read = 0

    def grown(self, content: str) -> Iterator[Draft]:
        """Drafts of a reply still coming in; the claim last begun is left out, it may yet grow.

        Read only when there is markedly more of it, so that a long reply takes linear time.
        """
        if len(content) < self._read + max(1, self._read // GROWTH):
            return
        self._read = len(content)
        try:
            claims = _Growing.model_validate(object_in(content, partial=True)).claims
        except ValueError:
            return
        for claim in claims[:-1][:MOST_CLAIMS]:
            with suppress(ValidationError):  # told at the end, where the whole reply is judged
                yield from self._draft(_Claim.model_validate(claim))

    def whole(self, content: str) -> list[Draft] | None:
        """The drafts not yielded yet, or None if the reply is not of the shape asked for."""
        try:
            claims = _Reply.model_validate(object_in(content)).claims
        except ValueError:  # of which pydantic's ValidationError is one
            return None
        if len(claims) > MOST_CLAIMS:
            log.info("%d claims left out, beyond the first %d", len(claims), MOST_CLAIMS)
        return [draft for claim in claims[:MOST_CLAIMS] for draft in self._draft(claim)]

    def _draft(self, claim: _Claim) -> Iterator[Draft]:
        text = sound(claim.text, LONGEST_CLAIM)
        if text is None:
            log.info("claim left out, no plain sentence: %.200r", claim.text)
            return
        quotes = self._quotes(claim)
        if text in self._told or (quotes and self._before.issuperset(quotes)):
            return
        self._told.add(text)
        self._quoted.update(quotes)
        yield Draft(text, quotes, sound(claim.speaker or "", LONGEST_SPEAKER))

    def _quotes(self, claim: _Claim) -> tuple[DraftQuote, ...]:
        """Passage numbers as article ids; a number that no passage has loses its quote."""
        found = [
            DraftQuote(self._hits[quote.passage - 1].article.id, quote.quote)
            for quote in claim.quotes[:MOST_QUOTES]
            if 1 <= quote.passage <= len(self._hits)
            and quote.quote.strip()
            and len(quote.quote) <= LONGEST_QUOTE
        ]
        return tuple(dict.fromkeys(found))


def counted(usage: Mapping[str, Any]) -> tuple[int, int] | None:
    """Prompt and completion tokens; None where the server did not count."""
    prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return (prompt, completion) if isinstance(prompt, int) and isinstance(completion, int) else None

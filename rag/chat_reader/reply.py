"""What a model replies: the JSON asked for, read as it comes in, and bounded in every direction."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any

import jiter
from pydantic import BaseModel, StringConstraints, ValidationError

from rag.chat_reader.sound import sound
from rag.reading import Draft, DraftQuote

log = logging.getLogger("dateline")

LONGEST_REPLY = 100_000  # characters; five claims with their quotes take some 5,000
MOST_CLAIMS = 12  # five are asked for
LONGEST_CLAIM = 700  # characters; a claim is one sentence
LONGEST_QUOTE = 4_000  # characters; a quotation of many sentences is one quotable span
MOST_QUOTES = 10  # of one claim
GROWTH = 50  # a reply is read again when it has grown by one part in this many


class _Quote(BaseModel):
    passage: int
    quote: str


class _Claim(BaseModel):
    quotes: list[_Quote]
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
            text={"type": "string"},
        ),
    }
)

# Some models think aloud first; a server may keep the tag that begins it to itself.
_THINKS = re.compile(r"\s*[<\[](think|thinking|thought|thoughts|reasoning)[>\]]", re.IGNORECASE)
_THOUGHT = re.compile(r"[<\[]/(?:think|thinking|thought|thoughts|reasoning)[>\]]", re.IGNORECASE)
_FENCED = re.compile(r"^```[a-zA-Z]*[ \t\r]*\n(.*?)(?:^```[ \t\r]*$|\Z)", re.MULTILINE | re.DOTALL)


def object_in(content: str, *, partial: bool = False) -> Any:
    """The JSON of a reply: its whole body, or its only fenced block; ValueError if there is none.

    Nothing is mended: with `partial`, what has come in so far is read as far as it goes, from its
    first letter on: words before the object may be a thought that has not ended yet.
    """
    body = _said(content)
    if partial and not body.startswith(("{", "```")):
        raise ValueError("no JSON object yet")
    blocks = [body] if body.startswith("{") else _FENCED.findall(body)
    if len(blocks) != 1:
        raise ValueError("no JSON object, or several")
    return jiter.from_json(blocks[0].encode(), partial_mode=partial)


def _said(content: str) -> str:
    """What comes after the model's thoughts; nothing, as long as a thought is not ended."""
    body = content.strip()
    while True:
        begun = _THINKS.match(body)
        if not begun and body.startswith(("{", "```")):
            return body  # whatever tags its quotes hold
        ended = _THOUGHT.search(body)
        if not ended:
            return "" if begun else body
        body = body[ended.end() :].strip()


class Claims:
    """The drafts of one answer, each yielded once, however often the model has to be asked.

    One with other words or other quotes is another: whether what was yielded before stood, the
    reader does not know.
    """

    def __init__(self, articles: Sequence[str]) -> None:
        self._articles = articles  # of each passage, by its number less one
        self._told: set[Draft] = set()
        self._read = 0  # characters of the reply when it was last read

    def again(self) -> None:
        """The model is asked anew, and its reply begins anew."""
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
        draft = Draft(text, self._quotes(claim))
        if draft not in self._told:
            self._told.add(draft)
            yield draft

    def _quotes(self, claim: _Claim) -> tuple[DraftQuote, ...]:
        """Passage numbers as article ids; a number that no passage has loses its quote."""
        found = [
            DraftQuote(self._articles[quote.passage - 1], quote.quote)
            for quote in claim.quotes[:MOST_QUOTES]
            if 1 <= quote.passage <= len(self._articles)
            and quote.quote.strip()
            and len(quote.quote) <= LONGEST_QUOTE
        ]
        return tuple(dict.fromkeys(found))


def counted(usage: Mapping[str, Any]) -> tuple[int, int] | None:
    """Prompt and completion tokens; None where the server did not count."""
    prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return (prompt, completion) if isinstance(prompt, int) and isinstance(completion, int) else None

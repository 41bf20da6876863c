"""The claims of one answer put to the model as their judge: the prompt, and how its reply is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel

import prompts
from index.same import words as words_of
from rag.chat_reader.reply import object_in, shape
from rag.chat_reader.shown import line
from rag.judging import VERDICTS, Contested, Quoted, Ruling, Rulings, Verdict

LONGEST_AROUND = 300  # characters of a sentence before or after the quote
ELLIPSIS = re.compile(r"\.\.\.|…")
SCHEMA = shape(
    verdicts={
        "type": "array",
        "items": shape(
            claim={"type": "integer"},
            words={"type": "string"},
            verdict={"type": "string", "enum": list(VERDICTS)},
        ),
    }
)


class _Verdict(BaseModel):
    claim: int
    words: str
    verdict: Verdict


class _Verdicts(BaseModel):
    verdicts: list[_Verdict]


def prompt(claims: Sequence[Contested]) -> str:
    """The one message; every claim and quote on a line of its own, fenced as passages are."""
    texts = [t for c in claims for t in (c.claim, *(v for q in c.quotes for v in _fields(q).values()))]  # fmt: skip
    mark = prompts.fresh_mark(texts)
    put = [
        prompts.render(
            "judge_claim", mark=mark, number=str(number), claim=line(one.claim),
            quotes="\n".join(prompts.render("judge_quote", **_fields(q)).text for q in one.quotes),
        ).text
        for number, one in enumerate(claims, start=1)
    ]  # fmt: skip
    return prompts.render("judge_claims", mark=mark, claims="\n\n".join(put)).text


def _fields(quote: Quoted) -> dict[str, str]:
    return {
        "source": line(quote.source),
        "quote": line(quote.text),
        "before": line(quote.before)[-LONGEST_AROUND:] or "-",
        "after": line(quote.after)[:LONGEST_AROUND] or "-",
    }


def read(content: str, claims: Sequence[Contested]) -> Rulings:
    """A ruling for each claim; None where the reply has none, or two, or says of a claim that it is
    borne out by words that no quote of it holds."""
    try:
        told = _Verdicts.model_validate(object_in(content)).verdicts
    except ValueError:
        return (None,) * len(claims)
    out: list[Ruling | None] = []
    for number, one in enumerate(claims, start=1):
        own = [v for v in told if v.claim == number]
        sure = len(own) == 1 and (own[0].verdict != "borne out" or _quotes(own[0].words, one))
        out.append(Ruling(own[0].verdict, own[0].words) if sure else None)
    return tuple(out)


def _quotes(words: str, claim: Contested) -> bool:
    """Whether the words stand in its quotes, typography and stops aside; parts may be left out."""
    held = " ".join(words_of(quote.text) for quote in claim.quotes)
    pieces = [words_of(piece) for piece in ELLIPSIS.split(words)]
    return any(piece.strip() for piece in pieces) and all(piece in held for piece in pieces)

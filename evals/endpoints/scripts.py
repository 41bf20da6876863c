"""The replies of a good and of a sloppy model, written from what is known to be right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from evals.endpoints.known import Known, Planted
from evals.endpoints.prompt import Seen
from evals.endpoints.server import Reply, Script


def claim(
    text: str, quotes: Sequence[tuple[int, str]], speaker: str | None = None
) -> dict[str, Any]:
    """One claim as the prompt asks for it."""
    listed = [{"passage": number, "quote": quote} for number, quote in quotes]
    return {"quotes": listed, "speaker": speaker, "text": text}


def reply(claims: Sequence[dict[str, Any]]) -> Reply:
    return Reply(json.dumps({"claims": list(claims)}, ensure_ascii=False))


def good(claims: Sequence[Known], sent: list[Known]) -> Script:
    """Says what is right as far as the passages bear it out; notes in `sent` what it said."""

    def script(seen: Seen) -> Reply:
        out = []
        for one in claims:
            places = [seen.holding(quote, one.title) for quote in one.quotes]
            if all(places):
                numbers = [place.number for place in places if place]
                out.append(
                    claim(one.text, list(zip(numbers, one.quotes, strict=True)), one.speaker)
                )
                sent.append(one)
        return reply(out)

    return script


def sloppy(errors: Sequence[Planted], sent: list[Planted]) -> Script:
    """Says each error where the passage it was made from is shown; notes in `sent` what it said."""

    def script(seen: Seen) -> Reply:
        out = []
        for error in errors:
            right = [seen.holding(quote, error.true.title) for quote in error.true.quotes]
            others = [p for p in seen.passages if not any(q in p.text for q in error.true.quotes)]
            if not all(right) or not (error.fragment or others):
                continue
            numbers = [p.number for p in right if p] if error.fragment else [others[0].number]
            quotes = [(numbers[0], quote) for quote in error.quotes]
            out.append(claim(error.text, quotes, error.speaker))
            sent.append(error)
        return reply(out)

    return script

"""Whether a claim is borne out, asked of a connected model: what is put to it and what it rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args, runtime_checkable

from rag.budget import Budget
from rag.reading import Usage

Judging = Literal["off", "on", "auto"]
JUDGING: tuple[Judging, ...] = get_args(Judging)
Verdict = Literal["borne out", "contradicted", "not said"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whole sentences that are quoted for a claim, who says them and when, and the sentences right
    before and after them, "" where there are none."""

    source: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim that is put to the judge with all that is quoted for it."""

    claim: str
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the judge says of one claim; `words` of a quote are those that decide."""

    verdict: Verdict
    words: str


Rulings = tuple[Ruling | None, ...]


@runtime_checkable
class ClaimJudge(Protocol):
    """A reader whose model can also judge claims.

    `judging` is "off", "on" (every claim in the reader's own words) or "auto" (those that the
    embedded checks refuse). `judge` yields a Usage for whatever the model took, and last the
    rulings, one a claim: None where the model failed or is in doubt. It never raises EndpointError.
    """

    judging: Judging

    def judge(
        self, claims: Sequence[Contested], budget: Budget | None = None
    ) -> Iterator[Usage | Rulings]: ...

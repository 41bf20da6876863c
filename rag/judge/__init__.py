"""The judge: one small learned model that says what a sentence means for a question or a claim.

Whether a sentence answers a question, where the answer is in it, and whether a quote bears a claim
out, contradicts it, or does neither. `CARD.md` tells how it was made and how often it errs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.onnx_model import OnnxModel
from rag.judge.form import MAX_TOKENS, asked, context_of, pair

__all__ = ["Answering", "Verdict", "answers", "asked", "context_of", "verdicts"]

LONGEST_SPAN = 16  # tokens


@dataclass(frozen=True, slots=True)
class Answering:
    """`logit` is the log-odds that a sentence answers, before calibration; `span` marks the answer
    in code points of the sentence."""

    logit: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a quote makes of a claim, as probabilities that sum to 1."""

    bears_out: float
    contradicts: float
    neither: float


@cache
def _model() -> OnnxModel:
    return OnnxModel(Path(__file__).parent / "model.onnx", MAX_TOKENS)


def answers(question: str, sentences: Sequence[tuple[str, str]]) -> list[Answering]:
    """One Answering for each (sentence, `context_of` it), in order; `question` as `asked` makes it."""
    return [
        Answering(float(outputs[0]), _span(encoding, outputs[1]))
        for encoding, outputs in _read([pair(question, c, s) for s, c in sentences])
    ]


def verdicts(claims: Sequence[tuple[str, str, str]]) -> list[Verdict]:
    """One Verdict for each (claim, quote, `context_of` the quote), in order."""
    return [
        Verdict(*_shares(outputs[2]))
        for _, outputs in _read([pair(claim, context, quote) for claim, quote, context in claims])
    ]


def _read(pairs: Sequence[tuple[str, str]]) -> list[tuple[Any, list[NDArray[np.float32]]]]:
    # One at a time: beside other pairs the 8-bit model gives a pair another score, by up to 0.6.
    return _model().run(pairs, batch_size=1)


def _shares(logits: NDArray[np.float32]) -> tuple[float, float, float]:
    made = [math.exp(float(v) - float(logits.max())) for v in logits]
    one, two, three = (v / sum(made) for v in made)
    return one, two, three


def _span(encoding: Any, logits: NDArray[np.float32]) -> tuple[int, int]:
    inside = [
        i for i, (kind, (a, b)) in enumerate(zip(encoding.type_ids, encoding.offsets, strict=True))
        if kind == 1 and b > a
    ]  # fmt: skip
    if not inside:
        return 0, 0
    rows = np.array(inside)
    scores = logits[rows, 0][:, None] + logits[rows, 1][None, :]
    length = rows[None, :] - rows[:, None]
    scores = np.where((length >= 0) & (length < LONGEST_SPAN), scores, -np.inf)
    first, last = np.unravel_index(int(scores.argmax()), scores.shape)
    return encoding.offsets[inside[first]][0], encoding.offsets[inside[last]][1]

"""The embedded cross-encoder: how far a sentence answers a question, and where the answer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.onnx_model import OnnxModel

MAX_TOKENS = 160
CONTEXT_WORDS = 24
LONGEST_SPAN = 16  # tokens


@dataclass(frozen=True, slots=True)
class Judged:
    """`logit` is the log-odds that the sentence answers (0 is even); `span` marks the answer
    in code points of the sentence."""

    logit: float
    span: tuple[int, int]


@cache
def _model() -> OnnxModel:
    return OnnxModel(Path(__file__).parent / "model.onnx", MAX_TOKENS)


def context_of(title: str, previous: str) -> str:
    """What stands before a sentence, as in training: the title, the end of the last sentence."""
    tail = " ".join(previous.split()[-CONTEXT_WORDS:])
    return f"{title}. {tail}".strip() if title else tail


def judge(question: str, candidates: Sequence[tuple[str, str]]) -> list[Judged]:
    """One Judged for each (sentence, context), in order."""
    # "[SEP]" is a word of the model's own language; an article must not be able to speak it.
    ask = question.replace("[", "(")[:600]
    # One at a time: beside other pairs the 8-bit model gives a pair another score, by up to 0.6.
    pairs = [(f"{ask} [SEP] {c.replace('[', '(')}", s.replace("[", "(")) for s, c in candidates]
    return [
        Judged(float(outputs[0]), _span(encoding, outputs[1]))
        for encoding, outputs in _model().run(pairs, batch_size=1)
    ]


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

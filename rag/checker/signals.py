"""What is measured of a claim against its evidence, before any of it is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.embed import unit_vectors
from index.embed.minilm import MiniLMEmbedding
from index.figures import figures
from index.onnx_model import tokenizer
from index.segments import segments
from index.static import token_vectors, vectors
from index.words import TOKEN, plain, stems
from rag import judge

SIGNALS = (
    "alike",  # likeness of the claim's words to the evidence's nearest, rare ones counting more, 0 to 1
    "runs",  # share of the claim's pairs of neighbouring words that the evidence has, 0 to 1
    "cosine",  # of claim and best sentence by the contextual embedding, -1 to 1
    "figured",  # share of the claim's figures and years that the evidence has, 0 to 1
    "judged",  # the judge's log-odds that a sentence of it bears the claim out, the best one's
)
SENTENCES = 5  # of long evidence that are looked at, the likeliest of it
CHARACTERS = 12_000  # of evidence that are split into sentences


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as words: stems in order, how much each distinct stem counts, and its vectors."""

    order: tuple[str, ...]
    weight: dict[str, float]
    rows: NDArray[np.float32]


def measure(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """SIGNALS of each (claim, evidence), as rows."""
    if not pairs:
        return np.zeros((0, len(SIGNALS)))
    chosen = [likeliest(claim, evidence) for claim, evidence in pairs]
    texts = list(
        dict.fromkeys(t for (c, _), best in zip(pairs, chosen, strict=True) for t in (c, best[0]))
    )
    made = dict(zip(texts, unit_vectors(MiniLMEmbedding(), texts), strict=True))
    put = [_put(best) for best in chosen]
    said = iter(
        judge.verdicts([(c, s, "") for (c, _), some in zip(pairs, put, strict=True) for s in some])
    )
    out = []
    for (claim, _), best, some in zip(pairs, chosen, put, strict=True):
        cosine = float(made[claim] @ made[best[0]])
        judged = max(next(said).odds for _ in some)
        out.append([*_row(claim, best, cosine), judged])
    return np.array(out)


def _put(best: list[str]) -> list[str]:
    """What the judge reads: each sentence, and two together, where a claim may rest on both."""
    return [*best, f"{best[0]} {best[1]}"] if len(best) > 1 else best


def likeliest(claim: str, evidence: str) -> list[str]:
    """The sentences of the evidence nearest to the claim, the best first."""
    found = [s.strip() for s in segments("en", evidence[:CHARACTERS]) if s.strip()]
    if len(found) <= 1:
        return found or [""]
    wanted = set(stems(claim))
    made = vectors([claim, *found])
    shares = [len(wanted & set(stems(s))) / max(1, len(wanted)) for s in found]
    order = np.argsort(-(made[1:] @ made[0] + np.array(shares)), kind="stable")
    return [found[i] for i in order[:SENTENCES]]


def _row(claim: str, best: list[str], cosine: float) -> list[float]:
    evidence = " ".join(best)
    mine, theirs = _side(claim), _side(evidence)
    total = sum(mine.weight.values()) or 1.0
    pairs = list(zip(mine.order, mine.order[1:], strict=False))
    beside = set(zip(theirs.order, theirs.order[1:], strict=False))
    numbers = {f.value for f in figures(claim)} | _years(claim)
    there = {f.value for f in figures(evidence)} | _years(evidence)
    return [
        sum(mine.weight[s] * v for s, v in _likeness(mine, theirs).items()) / total,
        sum(p in beside for p in pairs) / len(pairs) if pairs else 1.0,
        cosine,
        len(numbers & there) / len(numbers) if numbers else 1.0,
    ]


def _years(text: str) -> set[float]:
    return {float(s) for s in stems(text) if s.isdigit() and 1500 <= float(s) <= 2100}


def _likeness(mine: _Side, theirs: _Side) -> dict[str, float]:
    """For each stem of the claim its likeness to the nearest of the evidence, 0 to 1."""
    if not theirs.weight:
        return dict.fromkeys(mine.weight, 0.0)
    best = (mine.rows @ theirs.rows.T).max(axis=1) if mine.weight else []
    return {
        s: 1.0 if s in theirs.weight else max(0.0, min(1.0, float(v)))
        for s, v in zip(mine.weight, best, strict=True)
    }


@lru_cache(maxsize=2048)
def _side(text: str) -> _Side:
    spelled: dict[str, str] = {}  # stem -> the word as it stands, which the embedding knows better
    order = []
    for token in TOKEN.findall(plain(text)):
        for stem in stems(token):
            order.append(stem)
            spelled.setdefault(stem, token.lower())
    rows = _rows(tuple(spelled.values())) if spelled else np.zeros((0, 1), dtype=np.float32)
    return _Side(tuple(order), {s: _weight(w) for s, w in spelled.items()}, rows)


def _rows(found: tuple[str, ...]) -> NDArray[np.float32]:
    made = [_vector(s) for s in found]
    return np.stack(made)


@lru_cache(maxsize=20_000)
def _vector(word: str) -> NDArray[np.float32]:
    row: NDArray[np.float32] = vectors([word])[0]
    return row


@lru_cache(maxsize=20_000)
def _weight(word: str) -> float:
    """How much a word tells: the static embedding's own weights, which grow as words get rare."""
    known = token_vectors()
    ids = tokenizer(2**31 - 1).encode(word, add_special_tokens=False).ids
    return float(np.mean(known.weights[ids])) / _mean_weight() if ids else 1.0


@cache
def _mean_weight() -> float:
    return float(np.mean(token_vectors().weights))

"""How well a judge orders sentences, keeps silent, and tells right claims from wrong ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.judge.newsdesk import CONTRADICTED, ENTAILED, UNSAID, Claim, Question
from evals.verifier.score import auroc

Values = NDArray[np.float64]


def area(yes: Sequence[float], no: Sequence[float]) -> float:
    """AUROC of `yes` above `no`, to three places."""
    marks = np.arange(len(yes) + len(no)) < len(yes)
    return round(auroc(np.array([*yes, *no]), marks), 3)


def told(asked: Sequence[Question], found: Values) -> dict[str, float]:
    """`found` are the log-odds of all sentences of the first question, then of the second, ..."""
    tops: dict[str, list[float]] = {}
    first: dict[str, list[bool]] = {}
    third: dict[str, list[bool]] = {}
    at = 0
    for q in asked:
        mine = found[at : at + len(q.sentences)]
        at += len(q.sentences)
        group = q.kind + (" twin" if q.twin else "")
        tops.setdefault(group, []).append(float(mine.max()))
        if q.gold:
            ranked = np.argsort(-mine)[:3].tolist()
            first.setdefault(group, []).append(ranked[0] in q.gold)
            third.setdefault(group, []).append(bool(q.gold & set(ranked)))
    out = {f"first, {g}": round(float(np.mean(v)), 3) for g, v in first.items()}
    out |= {f"three, {g}": round(float(np.mean(v)), 3) for g, v in third.items()}
    yes = [s for g in ("answerable", "answerable twin") for s in tops.get(g, [])]
    for group in ("near_miss", "near_miss twin", "false_premise"):
        out[f"auroc, {group}"] = area(yes, tops.get(group, []))
    return out


def claims_told(claims: Sequence[Claim], said: Values) -> dict[str, float]:
    """AUROC by the log-odds that the sentence bears the claim out."""
    made = said[:, ENTAILED] - np.logaddexp(said[:, CONTRADICTED], said[:, UNSAID])
    right = [float(v) for c, v in zip(claims, made, strict=True) if c.label == ENTAILED]
    wrong = [
        float(v) for c, v in zip(claims, made, strict=True) if c.label not in (ENTAILED, UNSAID)
    ]
    none = [float(v) for c, v in zip(claims, made, strict=True) if c.label == UNSAID]
    return {"claims, right or wrong": area(right, wrong), "claims, right or not said": area(right, none)}  # fmt: skip

"""Learn the few weights of `rag.checker`, and say how they do on sets left out.

    python -m evals.weigh_verifier --data ../shared/data

Learned on newsdesk's claims, FactCheck-GPT and FEVER-Symmetric; each counts the same, and so do supported and
unsupported claims in it. Climate-FEVER, where support is meant more loosely, WiCE and QAGS are only
ever scored. No weight is below zero: every signal is likeness, and more of it must not tell against
a claim. Writes `rag/checker/weights.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.verifier.data import SETS, Marked
from evals.verifier.score import auroc, balanced_accuracy
from rag.checker import WEIGHTS
from rag.checker.signals import SIGNALS, measure

RIDGE = 0.002
STEPS = 4_000
MOST = 900  # claims of a set
SEEN = ("newsdesk", "factcheck_gpt", "fever_symmetric")


def sets(data: Path) -> dict[str, list[Marked]]:
    """Every set, the larger ones of those not kept for judging cut to a random MOST."""
    rng = np.random.default_rng(4)
    made = {name: read(data) for name, read in SETS.items()}
    return {
        name: [rows[i] for i in rng.permutation(len(rows))[:MOST]] for name, rows in made.items()
    }


def learn(parts: list[tuple[NDArray[Any], NDArray[np.bool_]]]) -> NDArray[Any]:
    """The weights, bias last: penalised logistic regression by projected gradient descent."""
    x = np.vstack([f for f, _ in parts])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    x = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    y = np.concatenate([t for _, t in parts]).astype(float)
    count = np.concatenate([np.where(t, 0.5 / t.sum(), 0.5 / (~t).sum()) for _, t in parts])
    count /= count.sum()
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (count * (p - y))
        slope[:-1] += RIDGE * w[:-1]
        w -= slope
        w[:-1] = np.maximum(w[:-1], 0)
    plain = w[:-1] / spread
    return np.append(plain, w[-1] - plain @ mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep the signals here between runs")
    args = parser.parse_args()
    if args.cache and args.cache.exists():
        held = np.load(args.cache)
        made = {n[2:]: (held[n], held["y_" + n[2:]]) for n in held.files if n.startswith("x_")}
    else:
        made = {}
        for name, rows in sets(args.data).items():
            signals = measure([(r.claim, r.evidence) for r in rows])
            made[name] = signals, np.array([r.supported for r in rows])
            print(f"{name}: {len(rows)} claims measured", flush=True)
        if args.cache:
            values = {f"x_{n}": f for n, (f, _) in made.items()}
            values |= {f"y_{n}": t for n, (_, t) in made.items()}
            np.savez(args.cache, **values)
    for name in made:  # by weights that the set itself had no part in
        tell(name, *made[name], learn([made[other] for other in SEEN if other != name]))
    w = learn([made[name] for name in SEEN])
    values = {n: round(float(v), 3) for n, v in zip((*SIGNALS, "bias"), w, strict=True)}
    WEIGHTS.write_text(json.dumps(values, indent=2) + "\n")
    print(values)
    for at, signal in enumerate(SIGNALS):
        alone = {n: auroc(f[:, at], t) for n, (f, t) in made.items()}
        print(f"{signal:8} alone: " + "  ".join(f"{n} {v:.3f}" for n, v in alone.items()))


def tell(name: str, x: NDArray[Any], y: NDArray[np.bool_], w: NDArray[Any]) -> None:
    """AUROC and balanced accuracy at even odds on a set that had no part in the weights."""
    score = x @ w[:-1] + w[-1]
    print(
        f"{name:16} {len(y):5} claims, {y.mean():.2f} supported   AUROC {auroc(score, y):.3f}   "
        f"balanced accuracy {balanced_accuracy(score > 0, y):.3f}"
    )


if __name__ == "__main__":
    main()

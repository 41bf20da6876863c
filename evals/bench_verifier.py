"""`python -m evals.bench_verifier`: does the verifier tell what is borne out from what is not?

    python -m evals.bench_verifier [--data ../shared/data] [--markdown FILE]

First on claims that people marked (WiCE, QAGS):
words in common, the embedded judge on the five likeliest sentences, and what the product lets stand.
The whole page counts as the quote, which its checks were not made for: a reader quotes a sentence. Then on sentences of articles
that are told again, right and wrong: the share of each kind of error that does not stand, and of true
claims that are shown as their quote instead.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.sources import SHARED
from evals.verifier.data import SETS, Marked
from evals.verifier.perturb import KINDS
from evals.verifier.score import auroc, balanced_accuracy, interval
from evals.verifier.told import Told, told
from index.errors import DatelineError
from index.segments import segments
from index.static import vectors
from index.words import stems
from rag import judge
from rag.verify import rules
from rag.verify.ground import Ground

UNSEEN = ("wice", "qags")
TUNING = ("factcheck_gpt", "fever_symmetric")  # where the overlap's cut is chosen
SOURCES = ("samples", "seeds", "realtimeqa")
EVEN = 0.5  # probability at which the judge alone decides
LIKELIEST = 5  # sentences of a page that the judge reads
ANSWER = 5  # claims whose time is taken together
Row = tuple[str, ...]


def overlap(rows: Sequence[Marked]) -> NDArray[Any]:
    """The share of each claim's distinct content words that its evidence has, 0 to 1."""
    out = []
    for row in rows:
        wanted = set(stems(row.claim))
        out.append(len(wanted & set(stems(row.evidence))) / max(1, len(wanted)))
    return np.array(out)


def borne_out(claim: str, page: str) -> float:
    """The judge's probability that one of the page's likeliest sentences bears the claim out, or two
    of them together."""
    found = [piece for s in segments("en", page) if (piece := s.strip())] or [""]
    wanted = set(stems(claim))
    made = vectors([claim, *found])
    shares = [len(wanted & set(stems(s))) / max(1, len(wanted)) for s in found]
    order = np.argsort(-(made[1:] @ made[0] + np.array(shares)), kind="stable")[:LIKELIEST]
    best = [found[i] for i in order]
    put = [*best, " ".join(best[:2])]
    return max(v.bears_out for v in judge.verdicts([(claim, s, "") for s in put]))


def cut(data: Path) -> float:
    """The overlap at which the balanced accuracy on the TUNING sets together is best."""
    rows = [row for name in TUNING for row in SETS[name](data)]
    scores, marks = overlap(rows), np.array([r.supported for r in rows])
    cuts = [n / 20 for n in range(1, 21)]
    return max(cuts, key=lambda c: balanced_accuracy(scores >= c, marks))


def marked_table(data: Path) -> Iterator[Row]:
    """A row for each set and method: balanced accuracy and AUROC with 95 % intervals."""
    least = cut(data)
    for name in UNSEEN:
        rows = SETS[name](data)
        marks = np.array([r.supported for r in rows])
        passed = np.array(
            [rules.problem(r.claim, Ground(r.evidence, None, "")) is None for r in rows]
        )
        shares = overlap(rows)
        odds = np.array([borne_out(r.claim, r.evidence) for r in rows])
        methods: dict[str, tuple[NDArray[Any], NDArray[Any]]] = {
            f"overlap >= {least:.2f}": (shares >= least, shares),
            "the judge": (odds >= EVEN, odds),
            "stands as written": (passed, passed.astype(float)),
        }
        for method, (kept, scores) in methods.items():
            yield (
                name, f"{len(rows)} ({marks.mean():.0%} supported)", method,
                _with_interval(balanced_accuracy, kept, marks), _with_interval(auroc, scores, marks),
            )  # fmt: skip


def _with_interval(measure: Any, values: NDArray[Any], marks: NDArray[np.bool_]) -> str:
    low, high = interval(measure, values, marks)
    return f"{100 * measure(values, marks):.1f} ({100 * low:.1f} to {100 * high:.1f})"


def told_table(most: int) -> Iterator[Row]:
    """A row for each kind of error and each kind of true claim: shares that do not stand as written."""
    for source in SOURCES:
        rows = told(source)
        if len(rows) > most:
            order = np.random.default_rng(6).permutation(len(rows))[:most]
            rows = [rows[i] for i in sorted(order)]
        counts: dict[str, list[bool]] = defaultdict(list)
        for row in rows:
            counts[_kind(row)].append(rules.problem(row.claim, row.ground) is not None)
        for kind in (*KINDS, "true, verbatim", "true, reworded"):
            seen = counts.get(kind)
            if seen:
                yield source, kind, str(len(seen)), f"{100 * np.mean(seen):.1f} %"


def _kind(row: Told) -> str:
    if row.kind:
        return row.kind
    return "true, verbatim" if row.how == "verbatim" else "true, reworded"


def milliseconds() -> float:
    """The median time of checking an answer of five reworded claims, warm."""
    rows = [t for t in told("samples") if t.kind is None and t.how != "verbatim"]
    taken = []
    for at in range(0, len(rows) - ANSWER, ANSWER):
        started = time.perf_counter()
        for row in rows[at : at + ANSWER]:
            rules.problem(row.claim, row.ground)
        taken.append(1000 * (time.perf_counter() - started))
    return float(np.median(taken))


def markdown(head: Row, rows: Sequence[Row]) -> str:
    """A table for a page."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--markdown", type=Path, help="write the tables here too")
    parser.add_argument("--most", type=int, default=2_000, help="claims told again, a source")
    args = parser.parse_args()
    try:
        tables = [
            (
                ("set", "claims", "decided by", "balanced accuracy", "AUROC"),
                list(marked_table(args.data)),
            ),
            (
                ("articles", "told", "claims", "not as written"),
                list(told_table(args.most)),
            ),
        ]
    except (DatelineError, OSError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    speed = f"An answer of {ANSWER} reworded claims is checked in {milliseconds():.0f} ms (median, warm)."
    pages = [markdown(*table) for table in tables]
    print("\n\n".join([*pages, speed]))
    if args.markdown:
        args.markdown.write_text("\n\n".join([*pages, speed]) + "\n")


if __name__ == "__main__":
    main()

"""The table of `make bench-retrieval`, for a terminal and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.retrieval.data import Question
from evals.retrieval.rows import OURS
from evals.retrieval.runs import Result
from evals.retrieval.score import BUDGETS, difference, ndcg, recall

DEPTHS = (1, 5, 20)
# By how much ours is to be above the best row that is not, relative.
WANTED = {"@1": 0.25, "@5": 0.15, "110 w": 0.25, "550 w": 0.15}
BEGIN, END = "<!-- made by make bench-retrieval -->", "<!-- end of what it made -->"


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they are printed; the first column is the row's name."""

    title: str
    head: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Fixed width: the first column to the left, the others to the right."""
        cells = [self.head, *self.body]
        wide = [max(len(row[at]) for row in cells) for at in range(len(self.head))]
        printed = [
            "  ".join([row[0].ljust(wide[0]), *(c.rjust(w) for c, w in zip(row[1:], wide[1:], strict=True))])
            for row in cells
        ]  # fmt: skip
        return [
            self.title,
            "",
            printed[0].rstrip(),
            *(p.rstrip() for p in printed[1:]),
            "",
            *self.notes,
            "",
        ]

    def markdown(self) -> list[str]:
        rule = "|---|" + "---:|" * (len(self.head) - 1)
        rows = [f"| {' | '.join(row)} |" for row in (self.head, *self.body)]
        notes = [f"- {note}" for note in self.notes]
        return [f"**{self.title}**", "", rows[0], rule, *rows[1:], "", *notes, ""]


def quiz_table(results: Sequence[Result], asked: Sequence[Question], notes: Sequence[str]) -> Table:
    """Recall, freshness, words, time and memory of each row."""
    own = np.array([q.own for q in asked])
    head = (
        "row", *(f"@{d}" for d in DEPTHS), *(f"own @{d}" for d in DEPTHS),
        *(f"{b:,} w" for b in BUDGETS), "14 d", "after", "p50 ms", "p95 ms", "MiB", "build s",
    )  # fmt: skip
    body = []
    for result in results:
        found = [recall(result.judged, d) for d in DEPTHS]
        top = sum(j.top for j in result.judged) or 1
        within = np.array([j.within for j in result.judged], dtype=np.float64)
        body.append(
            (
                result.row.name,
                *(_share(f) for f in found),
                *(_share(f[own]) for f in found),
                *(_share(within[:, at]) for at in range(len(BUDGETS))),
                _figure(sum(j.fresh for j in result.judged) / top),
                _figure(sum(j.late for j in result.judged) / top),
                f"{result.time(50):.0f}",
                f"{result.time(95):.0f}",
                f"{result.mib:,.0f}",
                f"{result.build:,.0f}",
            )
        )
    title = f"Answer-string recall, {len(asked)} questions ({int(own.sum())} own)"
    return Table(title, head, tuple(body), (*LEGEND, *notes))


LEGEND = (
    "@k: the answer's string stands in one of the first k passages (its own words, not its title).",
    "own: the questions whose own articles hold the answer. w: cut at so many words.",
    "14 d, after: share of the first five published in the fortnight up to the day of asking, and after it.",
    "p50, p95: one question, warm, for 40 passages. MiB: peak of the row's process. build: folder to ready for ours; for"
    " the others their own index, plus embedding where they embed or are given vectors.",
)


def differences(results: Sequence[Result]) -> Table:
    """Ours less each row, with the 95 % interval of a paired bootstrap over the questions."""
    ours = next(r for r in results if r.row.name == OURS)
    body = []
    for result in results:
        if result is not ours:
            pairs = zip(_measures(ours).values(), _measures(result).values(), strict=True)
            body.append((result.row.name, *(_interval(*difference(a, b)) for a, b in pairs)))
    head = ("row", *_measures(ours))
    return Table(f"{OURS} less each row [95 %]", head, tuple(body), tuple(_verdict(results, ours)))


def _measures(result: Result) -> dict[str, NDArray[np.float64]]:
    """What rows are compared by: so many passages, and so many words, whoever's are longer."""
    by_depth = {f"@{depth}": recall(result.judged, depth) for depth in DEPTHS}
    within = np.array([j.within for j in result.judged], dtype=np.float64)
    return {**by_depth, **{f"{b:,} w": within[:, at] for at, b in enumerate(BUDGETS[:2])}}


def _verdict(results: Sequence[Result], ours: Result) -> list[str]:
    others = [r for r in results if not r.row.ours]
    said = []
    for name, wanted in WANTED.items() if others else ():
        best = max(others, key=lambda r: _measures(r)[name].mean())
        theirs, mine = (float(_measures(r)[name].mean()) for r in (best, ours))
        gain = mine / theirs - 1 if theirs else float("inf")
        reached = "reached" if gain >= wanted else "not reached"
        said.append(
            f"{name}: {mine:.3f} against {theirs:.3f} of the best row that is not ours "
            f"({best.row.name}): {gain:+.1%} (wanted {wanted:+.0%}: {reached})."
        )
    return said


def date_free_table(by_corpus: dict[str, list[Result]]) -> Table:
    """nDCG@10 of each row on each corpus without days; after it, ours less that row."""
    names = list(dict.fromkeys(r.row.name for results in by_corpus.values() for r in results))
    body = []
    for name in names:
        cells = [name]
        for results in by_corpus.values():
            held = {r.row.name: r for r in results}
            if name not in held:
                cells += ["-", "-"]
                continue
            cells.append(_share(ndcg(held[name].judged)))
            if OURS in held and name != OURS:
                pair = ndcg(held[OURS].judged), ndcg(held[name].judged)
                cells.append(_interval(*difference(*pair)))
            else:
                cells.append("-")
        body.append(tuple(cells))
    head = ["row"]
    for corpus, results in by_corpus.items():
        count = len(results[0].judged) if results else 0
        head += [f"{corpus} ({count})", "ours less it"]
    return Table("nDCG@10 of the paragraph that was asked about", tuple(head), tuple(body))


def write_section(path: Path, lines: Sequence[str]) -> None:
    """Put lines between the two marks in a Markdown file, which is made if it is not there."""
    section = "\n".join([BEGIN, "", *lines, END])
    old = path.read_text(encoding="utf-8") if path.exists() else f"{BEGIN}\n{END}\n"
    if BEGIN not in old or END not in old:
        old = f"{old.rstrip()}\n\n{BEGIN}\n{END}\n"
    between = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    path.write_text(between.sub(lambda _: section, old, count=1), encoding="utf-8")


def _share(values: NDArray[np.float64]) -> str:
    return _figure(float(values.mean())) if len(values) else "-"


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _interval(mean: float, low: float, high: float) -> str:
    return f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]"

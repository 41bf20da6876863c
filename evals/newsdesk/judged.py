"""How well the learned judge alone tells right claims from wrong ones, by what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.newsdesk.data import Item, Page
from evals.retrieval.table import Table
from evals.verifier.score import auroc, interval
from rag import judge

Scored = tuple[Item, float]


def table(pages: Sequence[Page]) -> Table:
    """AUROC of the probability that the quote bears the claim out, right against wrong."""
    rows = [(item, _asked(page, item)) for page in pages for item in page.claimed()]
    said = judge.verdicts([asked for _, asked in rows])
    found = [(item, v.bears_out) for (item, _), v in zip(rows, said, strict=True)]
    body = tuple(_line(label, right, wrong) for label, right, wrong in _groups(found))
    notes = ("by kind: the wrong claims of a kind against all right ones.",)
    return Table(
        "The embedded judge alone", ("right against", "claims", "AUROC", "95 %"), body, notes
    )


def _asked(page: Page, item: Item) -> tuple[str, str, str]:
    """A claim, its quote, the sentence before the quote."""
    first = min(item.marked)
    return item.text, " ".join(page.marked(item)), page.sentences[first - 1] if first else ""


def _groups(found: Sequence[Scored]) -> Iterator[tuple[str, list[float], list[float]]]:
    """A label, the probabilities of right claims, those of wrong ones."""

    def of(kind: str, holds: Callable[[Item], bool] = lambda item: True) -> list[float]:
        return [p for item, p in found if item.kind == kind and holds(item)]

    right = of("supported")
    yield "wrong in one thing", right, of("refuted")
    # The twin of a right claim is wrong, and has its words.
    yield (
        "the same, both nearly in the sentence's words",
        of("supported", lambda i: i.twin), of("refuted", lambda i: not i.twin),
    )  # fmt: skip
    yield (
        "the same, both in other words",
        of("supported", lambda i: not i.twin), of("refuted", lambda i: i.twin),
    )  # fmt: skip
    yield "not spoken of", right, of("unsupported")
    wrong = [(item.changed, p) for item, p in found if item.kind == "refuted"]
    for kind in sorted({kind for kind, _ in wrong}):
        yield f"  {kind}", right, [p for changed, p in wrong if changed == kind]


def _line(label: str, right: Sequence[float], wrong: Sequence[float]) -> tuple[str, ...]:
    values: NDArray[np.float64] = np.array([*right, *wrong])
    marks = np.arange(len(values)) < len(right)
    if not right or not wrong:
        return label, str(len(wrong)), "-", "-"
    low, high = interval(auroc, values, marks)
    return label, str(len(wrong)), f"{auroc(values, marks):.3f}", f"{low:.3f} to {high:.3f}"

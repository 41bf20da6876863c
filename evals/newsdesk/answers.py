"""The table of what newsdesk's questions came to: right, declined, quotes that answer, time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from evals.newsdesk.ask import Outcome
from evals.newsdesk.figures import Figure, Sample
from evals.retrieval.table import Table

Truth = Callable[[Outcome], bool]
Few = Sequence[Outcome]


def table(found: Few) -> Table:
    """Each figure twice: where what is shown as uncertain counts as answered, and where as declined."""
    sample = Sample([o.page for o in found])
    head = ("", "share", "95 %", "", "uncertain as declined", "95 %", "")
    body = tuple(
        (name, *shown.cells(), *silent.cells()) for name, shown, silent in _rows(found, sample)
    )
    took = np.percentile([o.took for o in found], (50, 95))
    notes = (
        "answers: the quote is a sentence that was marked as an answer; in three: one of the first three.",
        "balanced: the mean of the answered share of all that the articles answer (twins and follow-ups"
        " too) and the declined share of all that they do not.",
        f"{len(found)} questions of {len({o.page for o in found})} articles, intervals by drawing articles anew;"
        f" ask() p50 {took[0]:.0f} ms, p95 {took[1]:.0f} ms.",
    )
    return Table("newsdesk, through the whole product", head, body, notes)


def _rows(found: Few, sample: Sample) -> Iterator[tuple[str, Figure, Figure]]:
    def both(name: str, of: Few, shown: Truth, silent: Truth) -> tuple[str, Figure, Figure]:
        return name, share(of, shown), share(of, silent)

    def share(of: Few, truth: Truth) -> Figure:
        return sample.share([(o.page, truth(o)) for o in of])

    def first(name: str, of: Few) -> tuple[str, Figure, Figure]:
        return both(name, of, lambda o: o.first, lambda o: o.first and not o.unsure)

    def three(name: str, of: Few) -> tuple[str, Figure, Figure]:
        return both(name, of, lambda o: o.three, lambda o: o.three and not o.unsure)

    def declined(name: str, of: Few) -> tuple[str, Figure, Figure]:
        return both(name, of, lambda o: o.declined, lambda o: o.unsure)

    for label, twin in (("", False), ("twins, ", True)):
        plain = [o for o in found if o.item.kind == "answerable" and o.item.twin == twin]
        near = [o for o in found if o.item.kind == "near_miss" and o.item.twin == twin]
        yield first(f"{label}answerable: first quote answers", plain)
        yield three(f"{label}answerable: in three", plain)
        yield declined(f"{label}answerable: declined", plain)
        uncertain = share(plain, lambda o: o.unsure and not o.declined)
        yield f"{label}answerable: shown as uncertain", uncertain, uncertain
        yield declined(f"{label}near misses: declined", near)
    false = [o for o in found if o.item.kind == "false_premise"]
    yield declined("false premises: declined", false)
    for label, renewed in (("follow-ups", False), ("new questions after another", True)):
        after = [o for o in found if o.item.kind == "follow_up" and o.item.renewed == renewed]
        yield first(f"{label}: first quote answers", after)
        yield three(f"{label}: in three", after)
        yield declined(f"{label}: declined", after)
    known = [o for o in found if o.item.answerable]
    unknown = [o for o in found if not o.item.answerable]
    yield (
        "balanced",
        sample.share(
            [(o.page, not o.declined) for o in known],
            [(o.page, o.declined) for o in unknown],
        ),
        sample.share(
            [(o.page, not o.unsure) for o in known],
            [(o.page, o.unsure) for o in unknown],
        ),
    )
    quotes = [(o.page, *each) for o in found for each in zip(o.right, o.certain, strict=True)]
    yield (
        "quotes shown that answer",
        sample.share([(page, right) for page, right, _ in quotes]),
        sample.share([(page, right) for page, right, certain in quotes if certain]),
    )

"""Passages for a question: found by its own words, and by those of the question before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from index.archive import Archive
from index.filters import Filters
from index.hit import Hit
from index.search import narrowed
from index.search.recipe import WHOLE, Recipe
from rag import judge

HITS = 12
TOLD = 200  # characters of the answer before


def gathered(
    question: str, history: Sequence[str], filters: Filters, archive: Archive,
    recipe: Recipe = WHOLE, told: str = "",
) -> list[Hit]:  # fmt: skip
    """The HITS best passages, best first.

    After another question half of them are found by both questions together with what answered the
    first (`told`), and half by this one alone, which may be on something new.
    """
    alone = archive.search(question, filters, HITS, recipe)
    if not history:
        return alone
    # The days that the question before spoke of may not be those of this one: none are left out.
    both = archive.search(
        f"{judge.asked(question, history)} {told[:TOLD]}",
        narrowed(filters, archive.when(question, filters)) if recipe.window else filters,
        HITS,
        replace(recipe, window=False),
    )
    merged = {hit.passage.id: hit for hit in chain.from_iterable(zip_longest(both, alone)) if hit}
    return list(merged.values())[:HITS]

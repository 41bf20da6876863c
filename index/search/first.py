"""First stage: dense and lexical candidates, fused by the sum of their z-scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import Passage
from index.catalog import Catalog
from index.catalog.full_text import WEIGHTS
from index.filters import Filters
from index.search.recipe import Recipe
from index.search.terms import Terms
from index.vectors import VectorIndex

FROM_EACH_SIDE = 100  # passages; no list is longer than both of these together


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that either side brought; the figures are those of `index.hit.Why`."""

    passage: Passage
    dense_rank: int | None
    dense: float
    lexical_rank: int | None
    lexical: float
    fused: float


def candidates(
    terms: Terms,
    vector: NDArray[np.float32],
    catalog: Catalog,
    index: VectorIndex,
    filters: Filters,
    recipe: Recipe,
) -> list[Candidate]:
    """What either side ranks among its first, best first; [] if the filters let nothing through.

    Both figures are known of every candidate, whichever side found it, so that the sum is fair.
    """
    weights = WEIGHTS if recipe.fields else (0.0, 0.0, 1.0)
    words = terms.expression if recipe.lexical else ""
    lexical = catalog.full_text.lexical(words, FROM_EACH_SIDE, filters, weights=weights)
    nearest = index.nearest(vector, FROM_EACH_SIDE, filters) if recipe.dense else []
    found = catalog.passages(dict.fromkeys([*nearest, *lexical]))
    if not found:
        return []
    ids = list(found)
    dense_rank = {identity: rank for rank, identity in enumerate(nearest, 1)}
    lexical_rank = {identity: rank for rank, identity in enumerate(lexical, 1)}
    if words and nearest:
        missing = [i for i in ids if i not in lexical]
        if missing:
            lexical |= catalog.full_text.lexical(
                words, len(missing), filters, among=missing, weights=weights
            )
    dense = np.array([float(found[i][1] @ vector) for i in ids])
    sparse = np.array([lexical.get(i, 0.0) for i in ids])
    fused = np.zeros(len(ids))
    fused += z_scores(dense) if recipe.dense else 0.0
    fused += z_scores(sparse) if recipe.lexical else 0.0
    made = [
        Candidate(
            found[i][0], dense_rank.get(i), float(dense[n]),
            lexical_rank.get(i), float(sparse[n]), float(fused[n]),
        )
        for n, i in enumerate(ids)
    ]  # fmt: skip
    return sorted(made, key=lambda c: -c.fused)


def z_scores(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many standard deviations each is from the mean; zeros where all values are alike."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)

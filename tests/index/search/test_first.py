"""The first stage: both sides' candidates, both figures for each, summed as z-scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.filters import Filters
from index.search import first
from index.search.first import z_scores
from index.search.recipe import WHOLE, Recipe
from index.search.rescore import Dated

ASKED = "Who bought the lighthouse of Brenn?"
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


def found(
    store: Archive, question: str, filters: Filters | None = None, recipe: Recipe = WHOLE
) -> list[Dated]:
    return store.finder.candidates(question, store._embedding, filters or Filters(), recipe)


@given(st.lists(NUMBERS, min_size=1, max_size=50))
def test_standard_scores_have_mean_nought_and_keep_the_order(numbers: list[float]) -> None:
    made = z_scores(np.array(numbers))
    assert made.mean() == pytest.approx(0, abs=1e-6)
    assert np.isfinite(made).all()
    for (a, x), (b, y) in zip(zip(numbers, made, strict=True), list(zip(numbers, made, strict=True))[1:], strict=False):  # fmt: skip
        assert a > b or x <= y
        assert a < b or x >= y


def test_alike_values_are_all_nought() -> None:
    assert not z_scores(np.full(5, 3.7)).any()


@pytest.mark.parametrize("few", [3, 100])
def test_both_figures_are_known_whichever_side_found_it(
    store: Archive, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(first, "FROM_EACH_SIDE", 10_000)
    everything = {c.passage.id: c for c, _, _ in found(store, ASKED)}
    monkeypatch.setattr(first, "FROM_EACH_SIDE", few)
    made = [c for c, _, _ in found(store, ASKED)]
    assert any(c.dense_rank for c in made) and any(c.lexical_rank for c in made)
    assert all(c.dense_rank or c.lexical_rank for c in made)
    for c in made:
        text = store.article(c.passage.article_id).text[c.passage.start : c.passage.end]
        assert -1.00001 <= c.dense <= 1.00001
        assert ("lighthouse" in text.lower()) <= (c.lexical > 0)
        assert everything[c.passage.id].lexical == pytest.approx(c.lexical)
        assert everything[c.passage.id].dense == pytest.approx(c.dense)
    best = max(made, key=lambda c: c.dense)
    assert best.dense_rank == 1


def test_ranks_follow_the_figures_and_the_sum_the_order(store: Archive) -> None:
    made = [c for c, _, _ in found(store, ASKED)]
    dense = sorted((c for c in made if c.dense_rank), key=lambda c: c.dense_rank or 0)
    assert [c.dense_rank for c in dense] == list(range(1, len(dense) + 1))
    assert [c.dense for c in dense] == pytest.approx(sorted((c.dense for c in dense), reverse=True), abs=1e-5)  # fmt: skip
    lexical = sorted((c for c in made if c.lexical_rank), key=lambda c: c.lexical_rank or 0)
    assert [c.lexical for c in lexical] == sorted((c.lexical for c in lexical), reverse=True)
    assert [c.fused for c in made] == sorted((c.fused for c in made), reverse=True)
    sums = z_scores(np.array([c.dense for c in made])) + z_scores(np.array([c.lexical for c in made]))  # fmt: skip
    assert [c.fused for c in made] == pytest.approx(list(sums), abs=1e-6)


def test_each_side_alone(store: Archive) -> None:
    words = [c for c, _, _ in found(store, ASKED, recipe=replace(WHOLE, dense=False))]
    assert words and all(c.dense_rank is None and c.lexical_rank for c in words)
    sense = [c for c, _, _ in found(store, ASKED, recipe=replace(WHOLE, lexical=False))]
    assert sense and all(c.lexical_rank is None and c.lexical == 0 for c in sense)
    neither = replace(WHOLE, dense=False, lexical=False)
    assert found(store, ASKED, recipe=neither) == []


def test_without_fields_only_the_body_is_looked_at(store: Archive) -> None:
    recipe = Recipe(dense=False, fields=False)
    assert found(store, "Tide", recipe=recipe) == []  # an outlet, in no body
    assert found(store, "Tide", recipe=Recipe(dense=False))


def test_without_variants_only_what_is_written(store: Archive) -> None:
    recipe = Recipe(dense=False, fields=False)
    asked = "1,200,000"
    assert found(store, asked, recipe=recipe)
    assert found(store, asked, recipe=replace(recipe, variants=False)) == []


def test_filters_hold_for_the_candidates_of_either_side(store: Archive) -> None:
    filters = Filters(as_of=date(2018, 1, 1), outlets=("The Tide",))
    for recipe in (WHOLE, replace(WHOLE, dense=False), replace(WHOLE, lexical=False)):
        made = found(store, "the mayor and the ferry", filters, recipe)
        assert made
        for _, article, _ in made:
            day = article.published.first_day
            assert article.outlet == "The Tide" and (day is None or day <= date(2018, 1, 1))

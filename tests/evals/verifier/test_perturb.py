from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.verifier.perturb import Pool, pool_of, swaps
from evals.verifier.reword import rewordings
from index.figures import figures

SENTENCE = "Mayor Ada Holt said on Monday, 3 March 2019, that 1,250 people of Tarn were moved and may not return."
POOL = Pool(("Orland",), ("Piet Lomax",), ("Governor Piet Lomax",))


def made(seed: int) -> dict[str, str]:
    return {s.kind: s.claim for s in swaps(SENTENCE, POOL, random.Random(seed))}


def test_each_swap_changes_what_it_says_it_changes() -> None:
    for swap in swaps(SENTENCE, POOL, random.Random(2)):
        assert swap.claim != SENTENCE
        assert swap.now in swap.claim or not swap.now
    told = made(2)
    assert {"number", "date", "name", "speaker", "negation"} <= set(told)
    assert [f.value for f in figures(told["number"])] != [1250]
    assert told["speaker"].startswith("Governor Piet Lomax said")


def test_the_same_seed_makes_the_same_and_another_one_another() -> None:
    assert made(5) == made(5)
    assert any(made(seed) != made(5) for seed in range(6, 12))


@given(st.text(max_size=200), st.integers(0, 9))
def test_any_text_can_be_asked_for_swaps_and_rewordings(text: str, seed: int) -> None:
    for swap in swaps(text, POOL, random.Random(seed)):
        assert swap.claim != text
    for _, reworded in rewordings(text):
        assert reworded != text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The dam held, the mayor said.", None),
        (
            "The water had reached the lower town by noon, the mayor said on Monday.",
            "The mayor said on Monday that the water had reached the lower town by noon.",
        ),
        (
            "On Monday, the water reached the lower town of Tarn.",
            "The water reached the lower town of Tarn on Monday.",
        ),
        ("In all more than 12 houses fell.", "In all over 12 houses fell."),
        ("There were 12 houses in the valley.", "There were twelve houses in the valley."),
        ("It began on 3 March in Tarn.", "It began on March 3 in Tarn."),
    ],
)
def test_rewordings_keep_what_is_said(sentence: str, told: str | None) -> None:
    found = [text for _, text in rewordings(sentence)]
    assert told in found if told else all("dam held" in text.lower() for text in found)


def test_a_pool_tells_the_article_s_names_from_others() -> None:
    pool = pool_of(["The army of Vesk left Tarn."], ["The port of Tarn was shut by Orland."])
    assert "Vesk" in pool.near
    assert "Orland" in pool.far
    assert "Tarn" not in pool.far

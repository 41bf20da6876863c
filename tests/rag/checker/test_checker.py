from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.checker import SIGNALS, support, weights
from rag.checker.signals import likeliest

QUOTE = "The river burst its banks before dawn and 6,000 households lost power."


def test_support_falls_from_the_words_themselves_to_another_subject() -> None:
    same, near, other = support(
        [
            (QUOTE, QUOTE),
            ("Some 6,000 homes were without electricity after the river flooded.", QUOTE),
            ("The striker signed a contract for four years.", QUOTE),
        ]
    )
    assert same > near > other
    assert same > 0.5 > other


def test_of_long_evidence_the_likeliest_sentences_count() -> None:
    filler = " ".join(f"The committee met for the {n}th time." for n in range(40, 80))
    assert likeliest(QUOTE, f"{filler} {QUOTE} {filler}")[0] == QUOTE
    (buried,) = support([(QUOTE, f"{filler} {QUOTE} {filler}")])
    assert buried == pytest.approx(support([(QUOTE, QUOTE)])[0], abs=0.05)


def test_no_signal_of_likeness_tells_against_a_claim() -> None:
    assert set(weights()) == {*SIGNALS, "bias"}
    assert all(weights()[name] >= 0 for name in SIGNALS)


def test_nothing_to_check_gives_nothing() -> None:
    assert support([]) == []


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_texts_give_a_probability(claim: str, evidence: str) -> None:
    (probability,) = support([(claim, evidence)])
    assert 0 <= probability <= 1

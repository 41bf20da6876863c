"""What differs in words and is no conflict, or a conflict and no update: asked by a hostile reader."""

from __future__ import annotations

import pytest

from rag.answer import Citation
from rag.disagree import disagreements
from tests.rag.disagree.making import citation


def differing(question: str, *quotes: Citation) -> list[tuple[bool, tuple[str, ...]]]:
    return [
        (d.update, tuple(words for words, _ in d.sides)) for d in disagreements(question, quotes)
    ]


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        # The price of something else.
        ("How much does bread cost in Arle?", "Bread costs 4 crowns in Arle.", "Diesel costs 9 crowns a litre in Arle."),
        ("How much will the new gate cost?", "The new gate will cost 900,000 crowns.", "The new roof will cost 300,000 crowns."),
        # Not that day, but this.
        ("Did the school in Arle open on Monday?", "The school in Arle did not open on Monday.", "The school in Arle opened on Thursday."),
        ("When did the school in Arle open?", "The school in Arle did not open on Monday.", "The school in Arle opened on Thursday."),
    ],
)  # fmt: skip
def test_what_is_of_something_else_is_no_conflict(question: str, one: str, other: str) -> None:
    assert not differing(question, citation(1, one), citation(2, other, "2020-02-14"))


def test_how_old_somebody_is_counts_nobody() -> None:
    saved = citation(1, "All 46 aboard were saved.", title="The Alba sinks")
    aged = citation(
        2, "Mila Kord, 41, a passenger, said she had been saved.", title="The Alba sinks",
        answer="41",
    )  # fmt: skip
    assert not differing("How many people were saved from the Alba?", saved, aged)


def test_a_bare_figure_that_is_marked_may_be_of_others() -> None:
    missing = citation(1, "Fourteen people are missing.", title="Bridge falls at Arle")
    counted = citation(
        2, "The hospital has since said that it counted eight.", title="Arle figures",
        answer="eight",
    )  # fmt: skip
    assert not differing("How many people are missing at Arle?", missing, counted)


def test_what_one_denies_and_another_asserts_later_is_a_conflict() -> None:
    denied = citation(1, "Brenn Freight denied that it had struck the Arle bridge.", "2020-03-02")
    told = citation(2, "The inquiry said Brenn Freight had struck the Arle bridge.", "2020-09-12")
    found = differing("Did Brenn Freight strike the Arle bridge?", denied, told)
    assert [update for update, _ in found] == [False]


def test_a_toll_of_one_occasion_that_rises_is_an_update() -> None:
    first = citation(
        1, "Seven people were killed when the bridge at Arle fell on Wednesday, police said on Thursday.",
        "2023-03-02", speaker="police",
    )  # fmt: skip
    then = citation(
        2, "The number of people killed at Arle has risen to 12, police said on Sunday.",
        "2023-03-05", speaker="police",
    )  # fmt: skip
    found = differing("How many people were killed at Arle?", first, then)
    assert found == [(True, ("Seven", "12"))]

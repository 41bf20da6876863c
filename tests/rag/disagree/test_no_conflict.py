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
        # Not that day, but this.
        ("Did the school in Arle open on Monday?", "The school in Arle did not open on Monday.", "The school in Arle opened on Thursday."),
        ("When did the school in Arle open?", "The school in Arle did not open on Monday.", "The school in Arle opened on Thursday."),
    ],
)  # fmt: skip
def test_what_is_of_something_else_is_no_conflict(question: str, one: str, other: str) -> None:
    assert not differing(question, citation(1, one), citation(2, other, "2020-02-14"))


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

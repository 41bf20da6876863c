"""Whose words a question asks for, and whether a figure is of what it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence.form import Count, count, speaker

WALL = "How many Brenn engineers worked on the sea wall?"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What did the mayor of Arle say about the ferry?", ["mayor", "arl"]),
        ("How many were hurt, according to the harbour master?", ["harbour", "master"]),
        ("When did the ferry leave?", []),
        ("Who runs the port?", []),
    ],
)
def test_the_speaker_asked_for_is_read_with_the_office(question: str, wanted: list[str]) -> None:
    assert speaker(question) == wanted


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The firm sent 40 Brenn engineers to the wall.", Count(same=True)),
        ("The firm sent 40 Arle engineers to the wall.", Count(other=True)),
        ("The wall is 40 metres long.", Count()),
        ("Engineers from Brenn worked on the wall.", Count()),
        ("It sent 40 Arle engineers, and 12 Brenn engineers stayed.", Count(same=True)),
    ],
)
def test_a_figure_counts_its_own_thing(sentence: str, found: Count) -> None:
    assert count(WALL, sentence) == found


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        (
            "How many of Turkey's soldiers died?",
            "It came after 33 Turkish troops were killed.",
            False,
        ),
        ("How many Syrian soldiers died?", "It came after 33 Turkish troops were killed.", True),
        ("How many Niger soldiers died?", "It came after 33 Nigeria men were killed.", True),
    ],
)
def test_a_country_and_its_people_are_one_owner(question: str, sentence: str, other: bool) -> None:
    assert count(question, sentence).other is other


def test_a_figure_that_the_question_gives_is_no_answer() -> None:
    asked = "How many sailors were aboard when 12 sailors left the Marisol?"
    assert count(asked, "Of those aboard, 12 sailors left.") == Count()


def test_a_question_that_counts_nothing_is_left_alone() -> None:
    assert count("Who sent 40 Arle engineers?", "It sent 40 Arle engineers.") == Count()
    assert count("How much will it cost?", "It costs 40 crowns.") == Count()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read(question: str, sentence: str) -> None:
    found = count(f"How many {question}", f"12 {sentence}")
    assert not (found.same and found.other)
    assert all(isinstance(word, str) for word in speaker(f"What did {question} say?"))

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import asking
from index.errors import InputError
from rag.question import checked, depends, standalone


@pytest.mark.parametrize("question", ["", "   ", "?!", "\0", "…"])
def test_nothing_to_ask_is_one_clear_sentence(question: str) -> None:
    with pytest.raises(InputError, match="empty"):
        checked(question)


def test_a_question_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="shorten"):
        checked("why " * 1000)


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("And how many of them?", True),
        ("Who accompanied him?", True),
        ("Why?", True),
        ("What about Saraqeb?", True),
        ("Who accompanied Erdogan to Moscow?", False),
        ("How many people were displaced in Idlib?", False),
        ("Did Erdogan say he would leave?", False),
    ],
)
def test_a_follow_up_is_told_from_a_new_question(question: str, leans: bool) -> None:
    assert depends(question) is leans


def test_a_follow_up_gets_what_it_leaves_out() -> None:
    history = ["Did Erdogan meet Putin in Moscow?"]
    made = standalone("Who accompanied him?", history)
    assert made.startswith("Who accompanied him?")
    assert "Moscow" in made
    assert standalone("What about Saraqeb?", ["Who holds Manbij?"]) == "Who holds Saraqeb?"


def test_a_new_subject_does_not_drag_the_old_one_along() -> None:
    question = "What fee did Port Sable pay for Dayo Oyelaran?"
    assert standalone(question, ["Who holds Manbij?"]) == question


@given(st.text(max_size=100), st.lists(st.text(max_size=60), max_size=3))
def test_any_conversation_makes_a_question(question: str, history: list[str]) -> None:
    assert question in standalone(question, history) or depends(question)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people fled?", "how many"),
        ("Who holds Manbij?", "who"),
        ("When did the talks start?", "when"),
        ("Where was the deal signed?", "where"),
        ("Why did he leave?", "why"),
        ("Did the army leave?", "yes/no"),
        ("What did Erdogan say?", "what"),
    ],
)
def test_the_kind_of_answer_asked_for(question: str, kind: str) -> None:
    assert asking.kind(question) == kind

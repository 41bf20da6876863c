from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import parts


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When was the Arden bridge closed and who ordered it?",
         ("When was the Arden bridge closed?", "Who ordered it?")),
        ("How many people died, and how many were injured in Pelham?",
         ("How many people died?", "How many were injured in Pelham?")),
        ("When and where was the treaty signed?",
         ("When was the treaty signed?", "Where was the treaty signed?")),
        ("Who won the election in Varna, and by how many votes?",
         ("Who won the election in Varna?", "By how many votes?")),
        ("Why did Kadri resign, and when?", ("Why did Kadri resign?", "When?")),
        ("Who built the wall and how much did it cost?",
         ("Who built the wall?", "How much did it cost?")),
        ("How old is Petra Lund and what party does she lead?",
         ("How old is Petra Lund?", "What party does she lead?")),
        ("Is the bridge open and is it safe?", ("Is the bridge open?", "Is it safe?")),
        ("When did the strike start and when did it end?",
         ("When did the strike start?", "When did it end?")),
        ("When did the strike begin, and has it ended?",
         ("When did the strike begin?", "Has it ended?")),
        ("How many died in the market in Port Varna, and who fired the shells?",
         ("How many died in the market in Port Varna?", "Who fired the shells?")),
        ("When did the strike in Lissa end, and who signed the accord at Velden?",
         ("When did the strike in Lissa end?", "Who signed the accord at Velden?")),
        ("Who is Nora Vik? And where is Velden?", ("Who is Nora Vik?", "And where is Velden?")),
    ],
)  # fmt: skip
def test_each_part_is_a_question_of_its_own(question: str, asked: tuple[str, ...]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Who met Halvorsen and Osei?",
        "Where can one buy bread and butter in Lissa?",
        "Did Norland and Tessaly agree on a ceasefire and a corridor?",
        "What did Osei say and do in Accra?",
        "Did police say who set the fire and why they did it?",
        "Who is the man who resigned and who was arrested?",
        "Which towns and villages were shelled?",
        "How did the war between Morvia and Tessaly begin and end?",
        "Do we know when the talks begin and who will attend?",
        "What happened when the wall failed and the river rose?",
        "Was the fire an accident or was it arson?",
        "What did he say about how and why the dam broke?",
        "How many were killed and wounded in Samra?",
        "When the wall failed, who was blamed?",
        "Which lawyer, who spoke in Lissa, works for the port?",
    ],
)
def test_what_asks_one_thing_is_left_whole(question: str) -> None:
    assert parts(question) == (question,)


def test_more_than_four_are_four() -> None:
    asked = "Who is Ana Ito? Where is Velden? When was Lissa founded? Why did Orr leave? Who won?"
    assert len(parts(asked)) == 4


@given(st.text(max_size=300))
def test_any_text_has_one_to_four_parts(text: str) -> None:
    assert 1 <= len(parts(text)) <= 4

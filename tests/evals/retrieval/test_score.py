"""When an answer stands in a passage, and what a list of passages is worth."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.retrieval.data import Question
from evals.retrieval.score import Answers, Judged, Shown, ceiling, judge, ndcg, plain, recall

ASKED = date(2022, 6, 16)
HARBOUR = Question("1", "Who reopened the harbour?", ASKED.isoformat(), ("Mayor Ruiz",))


def shown(*texts: str, day: date | None = ASKED) -> list[Shown]:
    return [Shown(text, day, f"https://northwire.example/{n}") for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Mayor Ruiz", "It was MAYOR\n  RUIZ who spoke."),
        ("“The Long Quay”", 'They watched "The Long Quay" twice.'),
        ("The ferry’s bell", "It was the ferry's bell."),
        ("5", "Only 5 of them, it said."),
        ("5", "There were 5."),
        ("5.4", "It rose 5.4%."),
        ("38%", "some 38% of the boats"),
        ("$22", "It costs US$22 now."),
        ("Ears", "His ears hurt."),
        ("Boat", "a Boat, a rope"),
        ("120,000", "120,000 people"),
        ("harbour", "the harbours"),  # a longer answer may stand in a longer word
    ],
)
def test_an_answer_stands_in_a_text_however_it_is_set(answer: str, text: str) -> None:
    assert Answers([answer]).stand_in(plain(text))


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("5", "There were 15, or 5,000, or 5.4, or 1.5, or 2,5"),
        ("5", "a 5G mast, the B5 road"),
        ("38%", "138% of it"),
        ("120,000", "1,120,000 people; 120,000,000"),
        ("$22", "$220, or $22.50"),
        ("Ears", "for years"),
        ("50 million", "150 million"),
        ("Mayor Ruiz", "Mayor Lopez"),
    ],
)
def test_a_part_of_a_number_or_of_a_short_word_is_no_answer(answer: str, text: str) -> None:
    assert not Answers([answer]).stand_in(plain(text))


@pytest.mark.parametrize("nothing", ["", "  ", "“”", "'"])
def test_nothing_stands_nowhere(nothing: str) -> None:
    assert not Answers([nothing])
    assert not Answers([nothing]).stand_in("anything at all")


@given(st.text(alphabet="aBé5.,'\"“” %$\n", max_size=12), st.text(max_size=30))
def test_a_text_that_is_the_answer_alone_holds_it(answer: str, other: str) -> None:
    sought = Answers([answer])
    assert not sought or sought.stand_in(plain(answer))
    assert sought.stand_in(plain(other)) in (True, False)
    assert plain(plain(other)) == plain(other)


def test_the_rank_is_the_first_place_that_holds_it() -> None:
    found = judge(shown("no", "still no", "said Mayor Ruiz", "Mayor Ruiz"), HARBOUR)
    assert found.rank == 3
    assert judge(shown("no"), HARBOUR).rank == judge([], HARBOUR).rank == 0
    assert list(recall([found, Judged(0), Judged(1)], 1)) == [0, 0, 1]
    assert list(recall([found, Judged(0), Judged(1)], 5)) == [1, 0, 1]


def test_every_list_is_cut_at_the_same_number_of_words() -> None:
    padding = "word " * 100
    inside = judge(shown(padding, "a b c d e f g h Mayor Ruiz"), HARBOUR)
    assert inside.within == (True, True, True)
    cut = judge(shown(padding, "a b c d e f g h i Mayor Ruiz"), HARBOUR)
    assert cut.within == (False, True, True)  # the 110th word is "Mayor"
    assert judge(shown(padding * 6, "Mayor Ruiz"), HARBOUR).within == (False, False, True)
    assert judge(shown(padding * 22, "Mayor Ruiz"), HARBOUR).within == (False, False, False)


def test_an_answer_in_two_halves_is_none() -> None:
    assert judge(shown("said Mayor", "Ruiz and others"), HARBOUR).rank == 0


def test_days_are_counted_in_the_first_five_alone() -> None:
    days = [0, 14, 15, -1, None, 0]
    lists = [
        Shown("x", None if d is None else ASKED - timedelta(days=d), str(n)) for n, d in enumerate(days)
    ]  # fmt: skip
    found = judge(lists, HARBOUR)
    assert (found.fresh, found.late, found.top) == (2, 1, 5)
    assert judge(lists[:1], HARBOUR).top == 1


def test_a_source_is_ranked_among_sources_not_among_passages() -> None:
    asked = Question("2", "Where?", source="https://northwire.example/b")
    passages = [Shown("x", None, f"https://northwire.example/{c}") for c in "aaab"]
    assert judge(passages, asked).rank == 2
    assert judge(passages[:3], asked).rank == 0
    assert ndcg([Judged(1), Judged(2), Judged(10), Judged(11), Judged(0)]) == pytest.approx(
        [1, 1 / np.log2(3), 1 / np.log2(11), 0, 0]
    )


def test_the_ceiling_knows_what_no_list_could_hold() -> None:
    late = ASKED + timedelta(days=1)
    questions = [
        HARBOUR,
        Question("3", "What opened?", ASKED.isoformat(), ("The long quay",)),
        Question("4", "What sank?", ASKED.isoformat(), ("A barge",)),
    ]
    passages = [("Mayor Ruiz spoke", ASKED), ("the long quay opened", late), ("a", ASKED), ("barge", ASKED)]  # fmt: skip
    assert ceiling(passages, questions) == (2, 1)
    assert ceiling([("Mayor Ruiz spoke", None)], [HARBOUR]) == (1, 1)  # undated: not shut out

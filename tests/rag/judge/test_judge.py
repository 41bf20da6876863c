"""The shipped model: what it says of plain cases, and what it never does."""

from __future__ import annotations

import pytest

from rag import judge

ASKED = "Who won the election in Varna?"
SAID = "Petra Lund won the election in Varna by 300 votes."
BESIDE = "The election in Varna was held on a Sunday."


def test_what_answers_stands_above_what_does_not_and_the_answer_is_marked() -> None:
    one, other = judge.answers(ASKED, [(SAID, ""), (BESIDE, "")])
    assert one.logit > other.logit
    assert SAID[slice(*one.span)] == "Petra Lund"


def test_a_pair_is_judged_the_same_in_any_company() -> None:
    alone = judge.answers(ASKED, [(SAID, "")])
    beside = judge.answers(ASKED, [(BESIDE, ""), (SAID, ""), ("Rain fell. " * 60, "")])
    assert alone[0] == beside[1]


def test_nothing_to_judge_is_nothing_judged() -> None:
    assert judge.answers(ASKED, []) == []
    assert judge.verdicts([]) == []
    (empty,) = judge.answers(ASKED, [("", "")])
    assert empty.span == (0, 0)


def test_a_verdict_is_three_shares_of_one() -> None:
    (said,) = judge.verdicts([("Lund won in Varna.", SAID, "")])
    assert said.bears_out + said.contradicts + said.neither == pytest.approx(1)
    assert min(said.bears_out, said.contradicts, said.neither) >= 0


def test_what_is_not_spoken_of_is_not_borne_out() -> None:
    told, silent = judge.verdicts(
        [
            ("Petra Lund won the election in Varna.", SAID, ""),
            ("The harbour of Lissa was closed by the storm.", SAID, ""),
        ]
    )
    assert told.bears_out > silent.bears_out

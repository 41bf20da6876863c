"""Whether a run of words is one person."""

from __future__ import annotations

from rag.question.clause import clause
from rag.question.kinds import person_of


def test_a_name_without_a_capital_letter_is_looked_at_all_the_same() -> None:
    c = clause("Why did al-hol leave?")
    assert person_of(c, 2, 3, "al-hol", capital=True) in (True, False, None)

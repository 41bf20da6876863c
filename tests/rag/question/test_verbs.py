from __future__ import annotations

import pytest

from rag.question.verbs import verbs


@pytest.mark.parametrize(
    ("base", "past", "third"),
    [
        ("resign", "resigned", "resigns"),
        ("carry", "carried", "carries"),
        ("stop", "stopped", "stops"),
        ("admit", "admitted", "admits"),
        ("offer", "offered", "offers"),
        ("flee", "fled", "flees"),
        ("write", "wrote", "writes"),
        ("die", "died", "dies"),
        ("veto", "vetoed", "vetoes"),
        ("broadcast", "broadcast", "broadcasts"),
        ("panic", "panicked", "panics"),
        ("quit", "quit", "quits"),
    ],
)
def test_the_forms_of_a_verb(base: str, past: str, third: str) -> None:
    v = verbs()
    forms = (v.past(base), v.third(base))
    assert forms == (past, third)
    assert v.pasts[past] == base


def test_a_form_leads_back_to_one_verb() -> None:
    v = verbs()
    assert v.pasts["fled"] == "flee"
    assert v.pasts["signed"] == "sign"
    assert not v.is_past("hundred")

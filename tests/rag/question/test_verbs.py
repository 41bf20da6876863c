from __future__ import annotations

import pytest

from rag.question.verbs import verbs


@pytest.mark.parametrize(
    ("base", "past", "participle", "third"),
    [
        ("resign", "resigned", "resigned", "resigns"),
        ("carry", "carried", "carried", "carries"),
        ("stop", "stopped", "stopped", "stops"),
        ("admit", "admitted", "admitted", "admits"),
        ("offer", "offered", "offered", "offers"),
        ("flee", "fled", "fled", "flees"),
        ("write", "wrote", "written", "writes"),
        ("die", "died", "died", "dies"),
        ("veto", "vetoed", "vetoed", "vetoes"),
        ("broadcast", "broadcast", "broadcast", "broadcasts"),
        ("panic", "panicked", "panicked", "panics"),
        ("quit", "quit", "quit", "quits"),
    ],
)
def test_the_forms_of_a_verb(base: str, past: str, participle: str, third: str) -> None:
    v = verbs()
    forms = (v.past(base), v.participle(base), v.third(base))
    assert forms == (past, participle, third)
    assert v.pasts[past] == base


def test_a_form_leads_back_to_one_verb() -> None:
    v = verbs()
    assert v.pasts["fled"] == "flee"
    assert v.pasts["signed"] == "sign"
    assert not v.is_past("hundred")

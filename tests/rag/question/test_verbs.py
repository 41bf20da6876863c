from __future__ import annotations

import pytest

from rag.question.verbs import verbs


@pytest.mark.parametrize(
    ("base", "past", "participle", "third", "ongoing"),
    [
        ("resign", "resigned", "resigned", "resigns", "resigning"),
        ("carry", "carried", "carried", "carries", "carrying"),
        ("stop", "stopped", "stopped", "stops", "stopping"),
        ("admit", "admitted", "admitted", "admits", "admitting"),
        ("offer", "offered", "offered", "offers", "offering"),
        ("flee", "fled", "fled", "flees", "fleeing"),
        ("write", "wrote", "written", "writes", "writing"),
        ("die", "died", "died", "dies", "dying"),
        ("veto", "vetoed", "vetoed", "vetoes", "vetoing"),
        ("broadcast", "broadcast", "broadcast", "broadcasts", "broadcasting"),
        ("panic", "panicked", "panicked", "panics", "panicking"),
        ("quit", "quit", "quit", "quits", "quitting"),
    ],
)
def test_the_forms_of_a_verb(
    base: str, past: str, participle: str, third: str, ongoing: str
) -> None:
    v = verbs()
    forms = (v.past(base), v.participle(base), v.third(base), v.ing(base))
    assert forms == (past, participle, third, ongoing)
    assert v.lemma(past) == base or past == base


def test_a_form_leads_back_to_one_verb() -> None:
    v = verbs()
    assert v.lemma("fled") == "flee"
    assert v.lemma("signed") == "sign"
    assert not v.is_past("hundred")

"""Whether something is told of the one it is asked of."""

from __future__ import annotations

import pytest

from rag.question import befell, presupposition


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Why did Orr resign?", "Orr, the envoy to the Northern State, also resigned.", True),
        ("Why did Orr resign?", "The departure of its chairman, Nils Orr, was a surprise.", True),
        ("Why did Orr resign?", "After a call with Orr, Trade Minister Ana Ruiz resigned.", False),
        ("Why did Orr resign?", "Orr said the minister had resigned.", False),
        ("Why did Orr resign?", "Orr said he would resign.", True),
        ("Why did Orr resign?", "Orr has not resigned.", False),
    ],
)
def test_an_event_belongs_to_whom_it_is_told_of(question: str, sentence: str, told: bool) -> None:
    taken = presupposition(question)
    assert taken is not None
    assert befell(taken, sentence, "", None) is told


def test_a_pronoun_means_whom_the_sentence_before_names() -> None:
    taken = presupposition("Why did Orr resign?")
    assert taken is not None
    assert befell(taken, "He resigned on Friday.", "Nils Orr met the board.", None)
    assert not befell(taken, "Ana Ruiz resigned.", "Nils Orr met the board.", None)

from __future__ import annotations

import pytest

from index import asking
from index.errors import InputError
from rag.question import checked


@pytest.mark.parametrize("question", ["", "   ", "?!", "\0", "…"])
def test_nothing_to_ask_is_one_clear_sentence(question: str) -> None:
    with pytest.raises(InputError, match="empty"):
        checked(question)


def test_a_question_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="shorten"):
        checked("why " * 1000)


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

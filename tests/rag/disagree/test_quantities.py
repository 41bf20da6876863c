"""What a figure is of: some of those asked about, and per what."""

from __future__ import annotations

import pytest

from rag.disagree import disagreements
from rag.disagree.figured import given
from rag.disagree.said import Said
from rag.disagree.wanted import wanted
from tests.rag.disagree.making import citation


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        # "Can" of who speaks, "have" of the perfect and of "have to" say nothing of the figure.
        ("How many people were displaced?", "The number we can confirm is 586,000 people displaced.", "About a million people were displaced."),
        ("How many residents had to leave home?", "Some 3,100 people had to leave their homes.", "About 2,300 residents had left their homes."),
        ("How many cases has Castara had?", "Castara has recorded 612 cases.", "Castara has had more than 900 cases."),
        ("How many households lost power?", "About 6,000 households were without power.", "Some 9,000 households lost power."),
    ],
)  # fmt: skip
def test_words_that_are_no_part_of_what_is_counted_set_nothing_apart(
    question: str, one: str, other: str
) -> None:
    quotes = [citation(1, one, title="Castara"), citation(2, other, title="Castara")]
    assert disagreements(question, quotes)


@pytest.mark.parametrize(
    ("sentence", "narrow"),
    [
        ("2,600 foreign students study in Halden.", {"foreign"}),
        ("2,600 students study in Halden.", set()),
        ("96 students over 30 study in Halden.", {"over"}),
        ("900 students study nights in Halden.", {"night"}),
        ("In the north of Halden 900 students study.", {"north"}),
    ],
)
def test_words_that_leave_only_some_of_those_asked_about(sentence: str, narrow: set[str]) -> None:
    said = Said.of(citation(1, sentence))
    found, *_ = given(said, wanted("How many students study in Halden?"))
    assert found.scope.narrow == narrow


@pytest.mark.parametrize(
    ("sentence", "rate"),
    [
        ("The kitchen feeds 1,500 people a day.", "day"),
        ("The kitchen feeds 1,500 people daily.", "day"),
        ("The kitchen feeds 1,500 people in an average month.", "month"),
        ("The kitchen feeds 1,500 people.", ""),
    ],
)
def test_a_figure_has_the_rate_that_its_clause_gives(sentence: str, rate: str) -> None:
    said = Said.of(citation(1, sentence))
    (found,) = given(said, wanted("How many people does the kitchen feed?"))
    assert found.scope.rate == rate

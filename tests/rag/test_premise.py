"""Whether what a question takes for granted is told somewhere, by the names it rests on."""

from __future__ import annotations

import pytest

from index.archive import Archive
from index.filters import Filters
from rag import evidence, premise
from rag.question import presupposition


def borne_out(question: str, archive: Archive) -> bool:
    taken = presupposition(question)
    assert taken is not None
    found = evidence.find(question, archive.search(question, Filters(), 12), archive)
    return premise.borne_out(taken, found, archive)


@pytest.mark.parametrize(
    "question",
    [
        "Why did the YPG ask the Syrian government to move in?",
        "When did the first shell hit the market in Tal Sirin?",
        "On what day will the children's wing at Harrow Vale open?",
        "When will the board vote on the extra money for Harrow Vale?",
        "Why did Jim Mattis resign?",
        "Who replaced Walter Ingram as mayor of Brennwick?",
    ],
)
def test_what_an_article_tells_is_borne_out(question: str, samples: Archive) -> None:
    assert borne_out(question, samples)


@pytest.mark.parametrize(
    "question",
    [
        "Why did Ada Ferrant resign as mayor of Brennwick?",
        "Why was Henrik Voss dismissed as director of the port?",
        "When did the electoral commission annul the vote for mayor of Brennwick?",
        "Why did Lucia Merrow cut the budget for measles vaccine?",
        "Why did Calder Gazette apologise to Ruth Castellan?",
        "Why did Erdogan resign?",
        "How did Ines Faro die?",
        "Who replaced Henrik Voss as port director?",
        "What happened after the coup in Castara?",
    ],
)
def test_what_no_article_tells_is_not(question: str, samples: Archive) -> None:
    assert not borne_out(question, samples)


def test_an_event_told_of_somebody_else_bears_nothing_out(samples: Archive) -> None:
    assert not borne_out("When did Ines Galloway open the wing at Harrow Vale?", samples)


def test_a_verb_that_says_little_is_let_through(samples: Archive) -> None:
    taken = presupposition("Why did Ada Ferrant want the mill?")
    assert taken is not None
    assert premise.borne_out(taken, [], samples)


def test_without_evidence_nothing_is_borne_out(samples: Archive) -> None:
    taken = presupposition("Why did Ada Ferrant resign?")
    assert taken is not None
    assert not premise.borne_out(taken, [], samples)

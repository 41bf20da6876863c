"""A question that takes for granted what the archive denies: which sentence is shown against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.article import Article
from rag import judge, premise, reading
from rag.judge import Verdict
from rag.premise import LEAST, LOOKED_AT
from rag.reading import Evidence, points

QUESTION = "Why did Ada Ferrant resign as mayor of Brennwick?"
DENIED = "Ada Ferrant refused to resign as mayor of Brennwick."
SILENT = "Brennwick has a covered market."
CONTEXT = "Brennwick. March 2021."

Judging = Callable[[Sequence[tuple[str, str, str]]], list[Verdict]]


def told(text: str, probability: float = 0.2) -> Evidence:
    return Evidence(Article(text), 0, len(text), points(probability), context=CONTEXT)


def judging(least: float, seen: list[tuple[str, str, str]]) -> Judging:
    """A judge that finds DENIED to contradict with that probability, and nothing else."""

    def verdicts(claims: Sequence[tuple[str, str, str]]) -> list[Verdict]:
        seen.extend(claims)
        shares = [least if quote == DENIED else 0.0 for _, quote, _ in claims]
        return [Verdict(0.0, share, 1 - share) for share in shares]

    return verdicts


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What the judge was asked."""
    asked: list[tuple[str, str, str]] = []
    monkeypatch.setattr(judge, "verdicts", judging(LEAST, asked))
    return asked


def test_the_best_sentence_that_contradicts_is_shown(seen: list[tuple[str, str, str]]) -> None:
    silent, denied = told(SILENT), told(DENIED)
    assert premise.contradicting(QUESTION, [silent, denied, told(DENIED)]) is denied
    assert seen == [(QUESTION, text, CONTEXT) for text in (SILENT, DENIED, DENIED)]


def test_nothing_contradicts_where_a_sentence_answers(seen: list[tuple[str, str, str]]) -> None:
    answers = told("Ada Ferrant resigned over the budget.", reading.ANSWERS + 0.01)
    assert answers.answers
    assert premise.contradicting(QUESTION, [answers, told(DENIED)]) is None
    assert not seen


def test_only_the_first_few_sentences_are_judged(seen: list[tuple[str, str, str]]) -> None:
    found = [told(SILENT) for _ in range(LOOKED_AT)]
    assert premise.contradicting(QUESTION, [*found, told(DENIED)]) is None
    assert len(seen) == LOOKED_AT


def test_nothing_is_judged_where_nothing_was_found(seen: list[tuple[str, str, str]]) -> None:
    assert premise.contradicting(QUESTION, []) is None
    assert not seen


def test_what_shares_no_word_with_the_question_is_not_judged(
    seen: list[tuple[str, str, str]],
) -> None:
    assert premise.contradicting("Who painted the ceiling?", [told(DENIED)]) is None
    assert premise.contradicting("* OR AND NOT", [told(DENIED)]) is None
    assert not seen


def test_in_doubt_nothing_contradicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "verdicts", judging(LEAST - 0.01, []))
    assert premise.contradicting(QUESTION, [told(DENIED)]) is None


def test_the_shipped_judge_sees_no_denial_in_what_is_of_something_else() -> None:
    found = [told(SILENT), told("The ferry to Lissa sails twice a day.")]
    assert premise.contradicting(QUESTION, found) is None

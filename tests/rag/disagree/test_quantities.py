"""Pairs of sentences that we made up about figures: most count two things, the others differ.

`quantities.jsonl` is what the rules were made on. `quantities_later.jsonl` was written in four
batches, each run once before the rules were mended further: of the last, 15 pairs that can both be
so and 10 that differ, 5 were flagged wrongly at first and 7 found (9 and 8 by the rules before).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index.stamp import Published
from rag.disagree import disagreements
from rag.disagree.figured import given
from rag.disagree.said import Said
from rag.disagree.wanted import wanted
from tests.rag.disagree.making import citation
from tests.rag.disagree.test_pairs import verdict

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def unmarked(row: dict[str, Any]) -> dict[str, Any]:
    """Without the span that a reader would mark as the answer."""
    sides = {n: {k: v for k, v in row[n].items() if k != "answer"} for n in ("a", "b")}
    return row | sides


@pytest.mark.parametrize(
    ("name", "most_missed", "most_flagged"),
    [("quantities.jsonl", 0, 0), ("quantities_later.jsonl", 7, 6)],
)
def test_figures_of_two_things_are_no_sides_and_those_of_one_are(
    name: str, most_missed: int, most_flagged: int
) -> None:
    held = rows(name)
    for some in (held, [unmarked(r) for r in held]):
        missed = [r["question"] for r in some if r["expect"] != "none" and verdict(r) == "none"]
        flagged = [r["question"] for r in some if r["expect"] == "none" and verdict(r) != "none"]
        assert len(missed) <= most_missed, missed
        assert len(flagged) <= most_flagged, flagged


@pytest.mark.parametrize(
    ("question", "sentence", "values"),
    [
        # A clause that says both: the word nearest to each figure tells what it is of.
        ("How much money did the UN want from donors?", "The UN has received $41 million out of $112 million requested.", [112e6]),
        ("How much money has the UN received from donors?", "The UN has received $41 million out of $112 million requested.", [41e6]),
        ("How many people were killed?", "Nine people were killed or injured.", []),
        ("How many people were killed or injured?", "Nine people were killed or injured.", [9]),
        ("How many people were killed?", "Doctors treating the wounded said 19 people were killed.", [19]),
        ("How many homes were built?", "Fire damaged 40 homes.", []),
    ],
)  # fmt: skip
def test_a_figure_is_of_what_is_done_with_it(
    question: str, sentence: str, values: list[float]
) -> None:
    said = Said.of(citation(1, sentence))
    assert [g.figure.value for g in given(said, wanted(question))] == values


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
    ("question", "sentence"),
    [
        (
            "How many homes lost power in the flood?",
            "The wall failed at about 4 a.m. in the flood.",
        ),
        ("How many homes lost power in the flood?", "The flood was there at four."),
        ("How many homes lost power in the flood?", "Eleven people died in the flood."),
        ("How many ships are waiting off Port Sable?", "The two will be waiting for a third."),
    ],
)
def test_hours_and_people_are_no_homes_and_ships(question: str, sentence: str) -> None:
    assert given(Said.of(citation(1, sentence)), wanted(question)) == []


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
    (found,) = given(said, wanted("How many students study in Halden?"))
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


def test_a_marked_figure_of_an_article_on_something_else_is_no_side() -> None:
    question = "How many nurses has the county found for the new wing?"
    other = "The association believes there have been more than 900."
    for title, values in (("Measles spreads", []), ("County hospital wing", [900])):
        said = Said.of(citation(1, other, title=title, answer="more than 900"))
        assert [g.figure.value for g in given(said, wanted(question))] == values


@pytest.mark.parametrize(
    ("told", "count"),
    [("It has 41 million so far, she said.", 0), ("It counted 4,100 so far, she said.", 1)],
)
def test_what_somebody_owns_is_no_count_of_what_was_done(told: str, count: int) -> None:
    figure = "41 million" if "million" in told else "4,100"
    start = told.index(figure)
    said = Said(
        told, "UN lifts Idlib displacement count", "Northwire", "", Published(), "en", ("a", 0),
        (start, start + len(figure)), 1, None,
    )  # fmt: skip
    assert len(given(said, wanted("How many people have been displaced in Idlib?"))) == count

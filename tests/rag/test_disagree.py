from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from rag.answer import Citation
from rag.disagree import counts, disagreements

ASKED = "How many people were displaced in Idlib?"


def citation(marker: int, quote: str, day: int, speaker: str | None = None) -> Citation:
    at = datetime(2020, 2, day, tzinfo=UTC)
    return Citation(
        marker, f"a{marker}", "Idlib", "Wire", at, str(day), None, quote, 0, len(quote), speaker
    )


def test_two_voices_in_one_sentence_are_two_sides() -> None:
    quote = "Erdogan said it displaced close to 1 million people, while the UN said 586,000 were displaced."
    (found,) = disagreements(ASKED, [citation(1, quote, 7)])
    assert [figure for figure, _ in found.sides] == ["close to 1 million", "586,000"]


def test_figures_that_agree_within_their_wording_do_not_differ() -> None:
    quotes = [
        "More than half a million people were displaced.",
        "The UN said 586,000 were displaced.",
    ]
    assert disagreements(ASKED, [citation(i, q, 7) for i, q in enumerate(quotes, 1)]) == ()


def test_a_figure_of_something_else_is_no_side() -> None:
    for other in (
        "Half a million of the displaced are children, she said, and 82,000 people sleep in the open.",
        "It plans to open a camp for 800 people.",
        "Shelling on Monday killed 8 people.",
    ):
        assert counts(other, ASKED) == []
    quotes = ["The UN said 586,000 people were displaced.", "It plans a camp for 800 people."]
    assert disagreements(ASKED, [citation(i, q, 7) for i, q in enumerate(quotes, 1)]) == ()


def test_one_body_counting_again_is_an_update_oldest_first() -> None:
    quotes = [
        citation(1, "900,000 people are displaced, the UN office said.", 17, "the UN office"),
        citation(2, "586,000 people are displaced, the UN office said.", 7, "the UN office"),
    ]
    (found,) = disagreements(ASKED, quotes)
    assert found.update
    assert found.sides == (("586,000", 2), ("900,000", 1))


def test_only_questions_for_a_figure_have_figures_that_differ() -> None:
    quotes = ["900,000 people are displaced.", "586,000 people are displaced."]
    assert (
        disagreements("Who was displaced?", [citation(i, q, 7) for i, q in enumerate(quotes, 1)])
        == ()
    )


def test_a_figure_about_another_place_is_no_side() -> None:
    quotes = [citation(1, "235,000 people are displaced, the UN said.", 7)]
    elsewhere = replace(citation(2, "3,400 people were out of their homes.", 7), title="A flood")
    assert disagreements(ASKED, [*quotes, elsewhere]) == ()


def test_days_of_a_strike_are_not_workers() -> None:
    asked = "How many workers are on strike?"
    assert counts("The strike ended after 18 days when the union voted.", asked) == []
    assert [f.value for f in counts("Some 1,600 workers are on strike.", asked)] == [1600]

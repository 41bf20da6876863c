from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.disagree import disagreements, on_subject, other_sides
from rag.disagree.figured import given as figures_given
from rag.disagree.said import Said
from rag.disagree.wanted import wanted
from tests.rag.disagree.making import citation, evidence

ASKED = "How many people were displaced in Idlib?"


def counts(sentence: str, question: str) -> list[float]:
    said = Said.of(citation(1, sentence, title="Idlib"))
    return [g.figure.value for g in figures_given(said, wanted(question))]


def test_two_voices_in_one_sentence_are_two_sides() -> None:
    quote = "Erdogan said it displaced close to 1 million people, while the UN said 586,000 were displaced."
    (found,) = disagreements(ASKED, [citation(1, quote, title="Idlib")])
    assert found.sides == (("close to 1 million", 1), ("586,000", 1))
    assert not found.update


def test_a_figure_of_something_else_is_no_side() -> None:
    for other in (
        "Half a million of the displaced are children, she said, and 82,000 people sleep in the open.",
        "It plans to open a camp for 800 people.",
        "Shelling on Monday killed 8 people.",
    ):
        assert counts(other, ASKED) == []


def test_days_of_a_strike_are_not_workers() -> None:
    asked = "How many workers are on strike?"
    assert counts("The strike ended after 18 days when the union voted.", asked) == []
    assert counts("Some 1,600 workers are on strike.", asked) == [1600]


def test_one_body_counting_again_is_an_update_oldest_first() -> None:
    quotes = [
        citation(1, "900,000 people are displaced, the UN office said.", "2020-02-17", title="Idlib"),
        citation(2, "586,000 people are displaced, the UN office said.", "2020-02-07", title="Idlib"),
    ]  # fmt: skip
    (found,) = disagreements(ASKED, quotes)
    assert found.update
    assert found.sides == (("586,000", 2), ("900,000", 1))


def test_a_conflict_and_an_update_are_told_apart_in_one_answer() -> None:
    quotes = [
        citation(1, "586,000 people were displaced, the UN said.", speaker="the UN", title="Idlib"),
        citation(2, "Erdogan said close to 1 million people were displaced.", speaker="Erdogan", title="Idlib"),
        citation(3, "More than 900,000 people were displaced, the UN said.", "2020-02-17", speaker="the UN", title="Idlib"),
    ]  # fmt: skip
    conflict, update = disagreements(ASKED, quotes)
    assert [words for words, _ in conflict.sides] == ["586,000", "close to 1 million"]
    assert [words for words, _ in update.sides] == ["586,000", "More than 900,000"]
    assert (conflict.update, update.update) == (False, True)


def test_a_figure_about_another_place_is_no_side() -> None:
    quotes = [
        citation(1, "235,000 people are displaced, the UN said.", title="Idlib"),
        citation(2, "3,400 people were displaced.", title="A flood"),
    ]
    assert disagreements(ASKED, quotes) == ()


def test_one_quote_alone_never_differs_from_itself() -> None:
    quote = "586,000 people were displaced and 900,000 people were displaced before."
    assert disagreements(ASKED, [citation(1, quote, title="Idlib")]) == ()


def test_the_side_that_a_reader_did_not_show_is_brought_in_once() -> None:
    shown = evidence("The UN said 586,000 people were displaced.", 2.0, title="Idlib")
    others = [
        evidence("Aid reached the displaced in Idlib.", 1.0, title="Idlib"),
        evidence("More than half a million people were displaced.", 1.0, title="Idlib"),
        evidence("Close to 1 million people were displaced, Erdogan said.", -1.0, title="Idlib"),
        evidence("Erdogan says close to 1 million people are displaced.", -1.5, title="Idlib"),
        evidence("Some 2 million people were displaced, it says.", -14.0, title="Idlib"),
    ]
    assert other_sides(ASKED, [shown], [shown, *others]) == [others[2]]
    assert other_sides(ASKED, [shown], others) == [others[2]]
    cited = [citation(1, shown.text, title="Idlib")]
    assert other_sides(ASKED, cited, others) == [others[2]]
    assert other_sides(ASKED, [], others) == []


def test_a_sentence_that_says_otherwise_in_the_same_words_is_a_side_though_badly_scored() -> None:
    asked = "Who won the Lorne marathon?"
    shown = evidence("Ana Belmonte won the Lorne marathon in 2:31 on Sunday.", 3.0)
    twin = evidence("Ines Faro won the Lorne marathon in 2:31 on Sunday.", -6.0)
    assert other_sides(asked, [shown], [shown, twin]) == [twin]


def test_statements_are_shown_as_printed() -> None:
    quotes = [
        citation(1, "Rain fell, and the army has taken Tal Sirin, Moscow said."),
        citation(2, "The army has not taken Tal Sirin, a rebel said.", outlet="Tide"),
    ]
    (found,) = disagreements("Has the army taken Tal Sirin?", quotes)
    assert found.kind == "statements"
    assert found.sides == tuple((c.quote, c.marker) for c in quotes)


def test_a_denial_answers_what_stands_right_before_it() -> None:
    told = "His agent said a club from the capital had offered 20 million euros for Oyelaran."
    denied = "Valmere's director, Greta Holm, denied that."
    quotes = [
        citation(1, told, article="a", start=0),
        citation(2, denied, article="a", start=len(told) + 1, title="Oyelaran signs"),
    ]
    (found,) = disagreements("Did another club offer 20 million euros for Oyelaran?", quotes)
    assert {marker for _, marker in found.sides} == {1, 2}


def test_everybody_that_a_question_names_is_named_with_the_quote() -> None:
    assert on_subject(ASKED, "Some fled.", "Idlib")
    assert not on_subject(ASKED, "Some fled.", "Aleppo")
    assert not on_subject(ASKED, "Some fled.", None)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(
    "586,000 people were displaced in Idlib not never denied that on 3 May 2016 , . “ ” said the UN and Aleppo 12 %".split()
), max_size=40).map(" ".join), st.sampled_from(
    (ASKED, "When was Idlib taken?", "Who took Idlib?", "Was Idlib taken?", "?", "")
))  # fmt: skip
def test_sides_are_words_of_their_quotes_on_any_text(text: str, question: str) -> None:
    quotes = [
        citation(1, text),
        citation(2, "The UN said Idlib was taken on 4 May 2016."),
        citation(3, text[::-1]),
    ]
    by_marker = {c.marker: c.quote for c in quotes}
    for found in disagreements(question, quotes):
        assert len(found.sides) > 1
        assert all(words and words in by_marker[marker] for words, marker in found.sides)

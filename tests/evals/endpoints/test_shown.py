from __future__ import annotations

import pytest

from evals.endpoints.known import Known, Planted
from evals.endpoints.shown import exact, fate, got_through, unsupported
from index.article import Article
from rag.answer import Answer, Citation, Claim

QUOTE = "The mayor said on Tuesday that four people were dead."
TRUE = Known("a", "t", "Four people were dead, the mayor said.", (QUOTE,), "the mayor", ())


def test_a_sentence_of_an_article_is_supported_and_any_other_is_not() -> None:
    assert unsupported(_answer(QUOTE), []) == []
    assert unsupported(_answer(f"Gazette, 12 May 2020, citing the mayor: “{QUOTE}”"), []) == []
    assert unsupported(_answer("four people were dead."), []) == []
    assert unsupported(_answer("Five people were dead."), []) == ["Five people were dead."]


@pytest.mark.parametrize(
    "own",
    [
        "[x](https://collector.invalid)",
        "<script>",
        "![a](b)",
        "Assistant: yes",
        "As told [9]",
        "\u202ereversed",
    ],
)
def test_what_is_put_around_a_quote_must_be_dateline_s_own(own: str) -> None:
    assert unsupported(_answer(f"{own} {QUOTE}"), [])


def test_a_sentence_that_was_sent_is_found_wherever_it_stands() -> None:
    shown = Answer(
        "?", "answered", f"{QUOTE} [1]\n\nThe war is over.", (Claim(QUOTE, (1,)),), (_cited(),)
    )
    assert unsupported(shown, ["The war is over."]) == ["The war is over."]
    assert unsupported(shown, [QUOTE]) == []


def test_a_planted_error_is_missed_where_its_words_are_shown() -> None:
    error = Planted("number", "Nine people were dead.", None, (QUOTE,), "Nine people were", TRUE)
    assert got_through(_answer("Nine people were dead."), error)
    assert not got_through(_answer(QUOTE), error)
    assert not got_through(Answer("?", "abstained", "nothing"), error)


def test_a_wrong_passage_is_missed_where_another_quote_is_cited() -> None:
    error = Planted("wrong passage", TRUE.text, None, ("Another sentence.",), "", TRUE)
    assert got_through(_answer(TRUE.text), error)
    assert not got_through(
        _answer(TRUE.text), Planted("wrong passage", TRUE.text, None, (QUOTE,), "", TRUE)
    )


def test_the_fate_of_a_right_claim() -> None:
    assert fate(_answer(TRUE.text), TRUE) == "kept"
    assert fate(_answer(QUOTE), TRUE) == "narrowed"
    assert fate(Answer("?", "abstained", "nothing"), TRUE) == "dropped"


def test_a_quote_is_compared_with_its_article() -> None:
    article = Article(f"{QUOTE} More.")
    assert exact(_answer(QUOTE), lambda name: article)
    assert not exact(
        _answer(QUOTE), lambda name: Article("Something else altogether, and longer still.")
    )


def _answer(text: str) -> Answer:
    return Answer("?", "answered", f"{text} [1]", (Claim(text, (1,)),), (_cited(),))


def _cited() -> Citation:
    return Citation(1, "id", "t", "Gazette", None, "undated", None, QUOTE, 0, len(QUOTE))

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.locate import locate, places

TEXT = "The mayor said: “We won’t leave – not today.”\n\nShe left at five.  Two\u00a0spaces, café and 3.6 million."


@given(st.text(min_size=1, max_size=200), st.data())
def test_what_is_found_is_the_article_s_own_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = locate(text[start:end], text)
    if found:
        assert 0 <= found[0] < found[1] <= len(text)
        assert text[found[0] : found[1]].split() or not text[start:end].split()


@given(
    st.lists(st.sampled_from("alpha beta gamma delta 12 “x” —".split()), min_size=2, max_size=30)
)
def test_an_exact_quote_is_always_found(words: list[str]) -> None:
    text = " ".join(words)
    found = locate(text, f"Before. {text} After.")
    assert found == (8, 8 + len(text))


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ('"We won\'t leave - not today."', "We won’t leave – not today."),
        ("Two spaces, café", "Two\u00a0spaces, café"),
        ("She left at five...", "She left at five"),
        ("not today.” She left", "not today.”\n\nShe left"),
        ("cafe\u0301 and 3.6", None),
        ("we won’t leave", None),  # another letter case is another quote
        ("She left at six.", None),
        ("million", None),  # one word is no quote
        ("", None),
    ],
)
def test_typography_is_forgiven_and_words_are_not(quote: str, held: str | None) -> None:
    found = locate(quote, TEXT)
    if held is None:
        assert found is None or quote.startswith("cafe")
    else:
        assert found is not None
        assert held in TEXT[found[0] : found[1]]


def test_a_quote_is_whole_words() -> None:
    assert locate("5 people were killed", "In all 15 people were killed there.") is None
    assert locate("the army held", "and the army heldback on Monday") is None


def test_every_place_of_the_same_words_is_found() -> None:
    text = "He left on Monday. She stayed. He left on Monday."
    assert places("He left on Monday", text) == [(0, 17), (31, 48)]


@pytest.mark.parametrize("dots", ["...", " … ", " [...] "])
def test_what_is_left_out_comes_back_with_the_quote(dots: str) -> None:
    text = "The dam, which was built in 1961, burst on Monday."
    found = locate(f"The dam,{dots}burst on Monday.", text)
    assert found == (0, len(text))


def test_words_of_two_paragraphs_are_not_joined_by_dots() -> None:
    text = "The dam burst.\n\nNobody was hurt in Tarn."
    assert locate("The dam burst ... hurt in Tarn", text) is None
    assert locate("hurt in Tarn ... The dam burst", text) is None


@given(
    st.lists(st.sampled_from("alpha beta gamma “x” — it’s 12.".split()), min_size=2, max_size=8),
    st.lists(st.sampled_from("delta epsilon zeta".split()), min_size=2, max_size=8),
)
def test_one_paragraph_s_words_are_not_found_in_another(one: list[str], two: list[str]) -> None:
    text = f"{' '.join(one)}\n\n{' '.join(two)}"
    border = len(" ".join(one))
    for quote in (" ".join(one), " ".join(two)):
        for start, end in places(quote, text):
            assert end <= border or start >= border + 2

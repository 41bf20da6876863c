from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.verify.locate import places

TEXT = "The mayor said: “We won’t leave – not today.”\n\nShe left at five.  Two\u00a0spaces, café and 3.6 million."


@given(st.text(min_size=1, max_size=200), st.data())
def test_what_is_found_is_the_article_s_own_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for first, last in places(text[start:end], text):
        assert 0 <= first < last <= len(text)
        assert text[first:last].split() or not text[start:end].split()


@given(
    st.lists(st.sampled_from("alpha beta gamma delta 12 “x” —".split()), min_size=2, max_size=30)
)
def test_an_exact_quote_is_always_found(words: list[str]) -> None:
    text = " ".join(words)
    assert places(text, f"Before. {text} After.")[0] == (8, 8 + len(text))


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ('"We won\'t leave - not today."', "We won’t leave – not today."),
        ("Two spaces, café", "Two\u00a0spaces, café"),
        ("She left at five...", "She left at five"),
        ("not today.” She left", "not today.”\n\nShe left"),
        ("cafe\u0301 and 3.6", "café and 3.6"),
        ("spaces, cafe", None),  # another letter is another word
        ("we won’t leave", None),  # another letter case is another quote
        ("She left at six.", None),
        ("million", None),  # one word is no quote
        ("", None),
    ],
)
def test_typography_is_forgiven_and_words_are_not(quote: str, held: str | None) -> None:
    found = [TEXT[start:end] for start, end in places(quote, TEXT)]
    assert len(found) == (held is not None)
    assert all(held in text for text in found if held)


WORDS = "Erdoğan café Nguyễn Việt Łódź 한국 각하 ｶﾞｲﾄﾞ हिन्दी ṩ Å 12 ofﬁce said".split()
FORMS: list[Literal["NFC", "NFD", "NFKC", "NFKD"]] = ["NFC", "NFD", "NFKC", "NFKD"]
SPELLED = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(FORMS), st.sampled_from(FORMS)),
    min_size=2,
    max_size=8,
)


@given(SPELLED)
def test_letters_are_found_however_they_are_composed(
    words: list[
        tuple[str, Literal["NFC", "NFD", "NFKC", "NFKD"], Literal["NFC", "NFD", "NFKC", "NFKD"]]
    ],
) -> None:
    held = " ".join(unicodedata.normalize(form, word) for word, form, _ in words)
    quote = " ".join(unicodedata.normalize(form, word) for word, _, form in words)
    text = f"Before. {held} after."
    assert [text[start:end] for start, end in places(quote, text)] == [held]


@pytest.mark.parametrize(
    ("quote", "text"),
    [("Mr Erdog\u0306an", "Mr Erdoğan left."), ("Mr Erdoğan", "Mr Erdog\u0306an left.")],
)
def test_the_span_ends_behind_the_last_mark(quote: str, text: str) -> None:
    assert places(quote, text) == [(0, text.index(" left"))]
    assert places(quote[:-2], text) == []
    assert places("Mr Erdog", text) == []


@given(st.text(alphabet="ae\u0301\u0306\u0323 g.\u1161", min_size=1, max_size=80), st.data())
def test_no_mark_is_cut_off_its_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for _, last in places(text[start:end], text):
        assert not unicodedata.combining(text[last : last + 1] or " ")


def test_a_letter_under_thousands_of_marks_takes_no_time() -> None:
    heap = "e" + "\u0301\u0323" * 20_000
    assert places("The dam burst", f"{heap} The dam burst.") == [(len(heap) + 1, len(heap) + 14)]
    assert places("the dam burst", f"{heap} The dam burst.") == []


def test_a_quote_is_whole_words() -> None:
    assert places("5 people were killed", "In all 15 people were killed there.") == []
    assert places("the army held", "and the army heldback on Monday") == []


def test_every_place_of_the_same_words_is_found() -> None:
    text = "He left on Monday. She stayed. He left on Monday."
    assert places("He left on Monday", text) == [(0, 17), (31, 48)]


@pytest.mark.parametrize("dots", ["...", " … ", " [...] "])
def test_what_is_left_out_comes_back_with_the_quote(dots: str) -> None:
    text = "The dam, which was built in 1961, burst on Monday."
    assert places(f"The dam,{dots}burst on Monday.", text) == [(0, len(text))]


def test_words_of_two_paragraphs_are_not_joined_by_dots() -> None:
    text = "The dam burst.\n\nNobody was hurt in Tarn."
    assert places("The dam burst ... hurt in Tarn", text) == []
    assert places("hurt in Tarn ... The dam burst", text) == []


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

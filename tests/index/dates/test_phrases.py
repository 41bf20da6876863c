from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates.language import known_languages, language
from index.dates.patterns import one_of
from index.dates.phrases import phrases
from index.dates.stated import full_date_pattern, full_dates, shaped_dates

WORDS = ["on", "Monday", "May", "5", "2020", "5 May 2020", "May 5, 2020", "2020-05-05", "last", "three weeks",
         "ago", "since", "the", "end of", "mid-", "“", ", ", ".", "Mañana", "marzo", "de", "İzmir", "ſ"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@given(TEXTS)
def test_every_phrase_that_a_pattern_begins_is_looked_at(text: str) -> None:
    for code in known_languages():
        lang = language(code)
        assert lang
        low = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        spots = {m.start() for m in lang.opens.finditer(" " + low)}
        for word in re.finditer(r"\w+", low):
            for known in lang.starts.get("#" if word[0][0].isdigit() else word[0], ()):
                assert word.start() in spots or not known.pattern.match(low, word.start())


@given(TEXTS)
def test_looking_for_the_beginnings_of_dates_misses_none(text: str) -> None:
    whole = [m.span() for m in full_date_pattern().finditer(text)]
    assert [m.span() for m in shaped_dates(text)] == whole


@given(TEXTS)
def test_phrases_stand_in_order_where_they_say(text: str) -> None:
    found = phrases(text, language("en"))
    for phrase in found:
        assert text[phrase.start : phrase.end].strip() == text[phrase.start : phrase.end] != ""
    for before, after in pairwise(found):
        assert before.end <= after.start


def test_letters_that_grow_in_lower_case_move_no_phrase() -> None:
    text = "İİİ left İzmir on Monday."
    assert [text[p.start : p.end] for p in phrases(text, language("en"))] == ["Monday"]


@pytest.mark.parametrize("text", ["on 5 ſeptember 2020", "next ſunday", "ſeptember 5, 2020"])
def test_a_letter_that_only_folds_to_another_makes_no_day(text: str) -> None:
    assert not list(full_dates(text))
    assert all(p.day is None for p in phrases(text, language("en")))


LISTED = st.lists(st.from_regex(r"[abc]{1,4}(?: [abc]{1,3})?", fullmatch=True), min_size=1)


@given(LISTED, st.data())
def test_any_of_the_words_is_matched_and_the_longest_of_them(
    words: list[str], data: st.DataObject
) -> None:
    said = data.draw(st.sampled_from(words)) + data.draw(st.text("abc ", max_size=4))
    found = re.match(one_of(words), said)
    one_by_one = (re.match(word.replace(" ", r"\s{1,3}"), said) for word in words)
    assert found and len(found[0]) == max(len(m[0]) for m in one_by_one if m)

"""Whatever the text: offsets stay, nothing crashes, work grows with the length and no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.article import Article, Sentence
from index.speakers import attribute, quotations, speakers_in
from index.split import sentences

PIECES = st.sampled_from(
    ["“We go", "he said", ",” ", "said Ana Brandt", '"Yes', 'now,"', " Mr. Smith", " who", " told", " according to",
     " the U.N.", " that", ",", ". ", "; ", ":", "\n\n", "…", " — ", " (", ") ", "‘", "’", "«", "»", "''", " quoted as saying",
     " and", " said", " the report", " in May", " 3.6 million", " was", " she", " it", " WHO", " é😀", "\u202e", "\x00",
     "\ue000", "\ue001", "İ", " state", " claims", " Inc.", "'s", " -- "]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


@settings(max_examples=400)
@given(TEXTS)
@example(
    ",”  who“We go“We go“We go“We go“We go“We go“We go“We go“We go“We go“We go“We go,” he said"
)
@example(",”  Mr. Smith“We go“We gohe said“We go“We go“We go“We go“We go“We go“We gohe said")
def test_only_voice_and_speaker_change(text: str) -> None:
    spans = [
        Sentence(a, min(len(text), a + 37))
        for a in range(0, len(text), 37)
        if text[a : a + 37].strip()
    ]
    given_back = attribute(text, spans)
    assert [(s.start, s.end, s.events) for s in given_back] == [
        (s.start, s.end, s.events) for s in spans
    ]
    for sentence in given_back:
        assert sentence.speaker is None or sentence.voice != "narrated"
        assert sentence.speaker is None or sentence.speaker.strip()


@settings(max_examples=200)
@given(TEXTS)
def test_a_speaker_is_named_in_the_article_s_own_words(text: str) -> None:
    body = "\n\n".join(p.strip() for p in text.split("\n\n") if p.strip())
    for sentence in sentences(Article(body)):
        for name in (sentence.speaker or "").split(" and "):
            assert all(part in body for part in name.split(", "))
    speakers_in(text)


@settings(max_examples=200)
@given(TEXTS)
def test_quotations_are_in_order_and_apart(text: str) -> None:
    last = 0
    for quotation in quotations(text):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end


REPEATED = [
    "saying ", ", saying", ", and said ", "he said, ", "Aa-", "Ab ", "“", "” ", '"', "' ", "‘a ", ", who said", "that said ",
    "according to ", ";but he said", "(", "— he ", "a" , "a.", "quoted as saying ", "The agency said. ", "“x y z w,” he said. ",
    "reported ", "\n", " \n", "On and on ", "the the ", "of ", "'a ", "He said. ",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED, ids=[repr(p) for p in REPEATED])
@pytest.mark.parametrize(
    "opening", ["", "On a day in May Ana Brandt said "], ids=["bare", "opened"]
)
def test_work_grows_with_length_and_no_faster(piece: str, opening: str) -> None:
    """Counted in calls, not seconds: twice the text is at most some 2.6 times the calls."""
    small, large = (opening + piece * (size // len(piece)) for size in (2_000, 4_000))
    once = _calls(
        lambda: _whole(small)
    )  # first: what is kept of the longer text would spare it work
    assert _calls(lambda: _whole(large)) < 2.6 * once + 2_000


def test_200_kb_of_repetition_ends() -> None:
    for piece in REPEATED[:8]:
        _whole(piece * (200_000 // len(piece)))


def _whole(text: str) -> None:
    attribute(text, [Sentence(0, len(text))])
    attribute(text, [Sentence(a, min(len(text), a + 80)) for a in range(0, len(text), 80)])


def _calls(action: Callable[[], object]) -> int:
    count = 0

    def step(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count

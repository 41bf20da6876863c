from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.segments import segments
from index.split import spans_of

PIECES = (
    "6 a.m.", "Monday", "approx.", "40", "No.", "7", "U.S.", "The", "EE. UU.", "Él", "etc.", "(He left.)", "Dra.", "May.",
    "left.She", "“Go.”", "…", "n.º", "1.", "Q.", "S.A.", "She said", "¿Qué?", "\t", "«", "’", "😀",
)  # fmt: skip


def _split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in spans_of(text, language)]


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=30),
    st.sampled_from(["en", "es", "de", "zh"]),
)
def test_joined_the_sentences_are_the_text(words: list[str], language: str) -> None:
    text = " ".join(words)
    assert "".join(segments(language, text)) == text
    last = 0
    for start, end in spans_of(text, language):
        assert last <= start < end
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "The mine was shut from 6 a.m. Monday until 4 p.m. Tuesday, it said.",
        "Polls close at 8 p.m. EST and 7 p.m. CST.",
        "The hearing began at 9 a.m. Jan. 12 in Orrin.",
        "Repairs cost approx. 40,000 crowns.",
        "The ferry carries est. 900 people from pier No. 7 a day.",
        "The pipe is 12 km. long.",
        "Ms. Ade met Dra. Ruiz at Ft. Lund.",
        "2. Feed the horses.",
        "Q. Who pays?",
        "Col. (ret.) Ada Marsh spoke first.",
        "It is kept in vol. 14 of the minutes.",
    ],
)
def test_what_looks_like_an_end_inside_a_sentence_is_none(text: str) -> None:
    assert _split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("It opened at 6 a.m.", "The mayor came.", "en"),
        ("The shop shuts at 6 p.m.", "Tuesday is market day.", "en"),
        ("She studied in the U.S.", "A year later she left.", "en"),
        ("They warned us in May.", "Nobody listened.", "en"),
        ("He said: “We warned them in May.”", "The firm denied it.", "en"),
        ("It closed in Dec.", "Nobody noticed.", "en"),
        ("(He had been ill.)", "His deputy took over.", "en"),
        ("The list goes on…", "Nobody reads it.", "en"),
        ("He left.", "eBay shares rose.", "en"),
        ("La tienda abre y el bar no.", "Los vecinos esperan.", "es"),
        ("Vivió en EE. UU.", "El lunes volvió.", "es"),
        ("Traiga pan, etc.", "No traiga perros.", "es"),
    ],
)
def test_an_end_that_looks_like_an_abbreviation_is_one(
    first: str, second: str, language: str
) -> None:
    assert _split(f"{first} {second}", language) == [first, second]


def test_a_sentence_is_cut_by_the_rules_of_its_language() -> None:
    text = "La Dra. Ruiz llegó a las 6 a.m. del lunes."
    assert _split(text, "es") == [text]

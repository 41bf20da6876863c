"""What a pronoun or "the minister" in a quote is said to mean, and where nothing is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import split
from index.article import Article
from rag.quote_reader.explain import Explainer, Meaning

ORTH = "Mayor Anna Orth opened the bridge in Varnby on Monday."
HALE = "Finance Minister Paul Hale met the bankers on Monday."


def last(text: str, **fields: str) -> tuple[Meaning, ...]:
    """What is explained of the last sentence."""
    article = Article(text=text, **fields)  # type: ignore[arg-type]
    sentence = split.sentences(article)[-1]
    return Explainer(article).of(sentence.start, sentence.end, sentence.speaker)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"{ORTH} She left before noon.", ("She", "Anna Orth")),
        (f"{ORTH} Her plan had cost nine years.", ("Her", "Anna Orth")),
        (f"{ORTH} But on Tuesday she was in court.", ("she", "Anna Orth")),
        (f"Paul Hale won. {HALE} Hale was calm. He left at noon.", ("He", "Paul Hale")),
        ("Secretary of State Paul Hale rose. He left at noon.", ("He", "Paul Hale")),
        (f"{HALE} Many came. The minister left at noon.", ("The minister", "Paul Hale")),
        ("Paul Hale, the prime minister, spoke. A vote on the minister failed.", ("the minister", "Paul Hale")),
        ("Rain fell on the town of Varnby. Streets in the town were under water.", ("the town", "Varnby")),
        ("Varnby, an old port city, has a bridge. The city was flooded.", ("The city", "Varnby")),
    ],
)  # fmt: skip
def test_what_is_beyond_doubt_is_explained(text: str, meant: Meaning) -> None:
    found = last(text)
    assert len(found) == 1
    assert found[0][0] == meant[0]
    assert found[0][1].endswith(meant[1])
    assert "State" not in found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "She left before noon.",
        "Rain fell. She left before noon.",
        f"{ORTH} He left before noon.",  # nobody it fits
        f"{ORTH} Clara Holm met Anna Berg. She left before noon.",  # two it fits
        f"{ORTH} The river rose. Fields went under. She left before noon.",  # too far back
        f"{ORTH} Clara Berg says she left before noon.",  # somebody else in the sentence
        f'{ORTH} "She left," one voter said.',  # inside somebody's words
        f"{ORTH} Orth waved. She, Orth, left.",  # says it itself
        f"{HALE} Foreign Minister Ines Roth came. The minister left at noon.",  # two of them
        f"{HALE} The minister of culture left at noon.",  # says which
        f"{HALE} The minister Ines Roth left at noon.",
        f"{HALE} The official left at noon.",  # no office of one
        f"{HALE} Ministers left at noon.",
        "Rain fell on the town of Varnby and the town of Sornby. Streets in the town flooded.",
        "Rain fell on the town of Varnby. Streets in the town centre were under water.",
        "Ben Hale and his wife Ann Hale came. Hale spoke. He left.",
    ],
)
def test_in_doubt_nothing_is_explained(text: str) -> None:
    assert last(text) == ()


def test_a_speaker_whom_the_lead_in_names_is_not_named_twice() -> None:
    assert last(f'{ORTH} "I am late," she said.') == ()


def test_only_a_whole_sentence_of_the_article_is_explained() -> None:
    article = Article(text=f"{ORTH} She left before noon.")
    assert Explainer(article).of(len(ORTH) + 1, len(article.text) - 5) == ()
    assert Explainer(article).of(0, 10_000) == ()


def test_another_language_is_left_alone() -> None:
    assert last(f"{ORTH} She left before noon.", language="cy") == ()


@given(st.lists(st.sampled_from([ORTH, HALE, "She left.", "He left the city.", "The mayor won.", "“No.”"]), max_size=8))  # fmt: skip
def test_the_words_stand_in_the_quote_and_the_meaning_before_it(parts: list[str]) -> None:
    article = Article(text=" ".join(parts))
    explainer = Explainer(article)
    for sentence in split.sentences(article):
        quote = article.text[sentence.start : sentence.end]
        for words, meaning in explainer.of(sentence.start, sentence.end, sentence.speaker):
            assert words in quote
            assert meaning in article.text[: sentence.start]
            assert meaning not in quote

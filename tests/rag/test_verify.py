from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from rag.reading import Draft, DraftQuote
from rag.verify import Verifier

TEXT = """Army denies leaving the town of Brenn

It is not true that the army holds Brenn, the mayor said on Monday.

In all 15 people were killed in Brenn, according to Anna Holt, who runs the hospital.

He said the army had left the town.

Turkish officials said that Turkish-backed fighters control the road to Brenn.
"""


@pytest.fixture
def verifier(tmp_path: Path) -> Iterator[Verifier]:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.add([path])
        hits = archive.search("Brenn")
        yield Verifier(hits, [], archive)


def check(verifier: Verifier, text: str, quote: str) -> str | None:
    article_id = next(iter(verifier._articles))
    found = verifier.check(Draft(text, (DraftQuote(article_id, quote),)))
    return found[0].text if found else None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("5 people were killed in Brenn.", "5 people were killed in Brenn"),
        ("The army holds Brenn.", "the army holds Brenn"),
        (
            "The mayor said that the army holds Brenn.",
            "the army holds Brenn, the mayor said on Monday",
        ),
    ],
)
def test_words_cut_out_of_a_sentence_cannot_turn_its_meaning(
    verifier: Verifier, claim: str, quote: str
) -> None:
    assert check(verifier, claim, quote) is None


def test_a_verbatim_sentence_is_its_own_support(verifier: Verifier) -> None:
    sentence = "He said the army had left the town."
    assert check(verifier, sentence, sentence) == sentence


def test_a_statement_gets_its_speaker_back_though_they_share_a_word(verifier: Verifier) -> None:
    quote = "Turkish officials said that Turkish-backed fighters control the road to Brenn."
    made = check(verifier, "Turkish-backed fighters control the road to Brenn.", quote)
    assert made is not None
    assert made.startswith("According to Turkish officials: ")
    said = "Turkish officials said Turkish-backed fighters control the road to Brenn."
    assert check(verifier, said, quote) == said

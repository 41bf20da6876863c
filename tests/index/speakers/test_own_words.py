"""Nobody is given words that are another's: two candidates, nothing said, passed on, denied."""

from __future__ import annotations

import pytest

from index.article import Article
from index.split import sentences


def told(text: str) -> list[tuple[str, str | None]]:
    return [(s.voice, s.speaker) for s in sentences(Article(text))]


REPLY = (
    "“It was a death trap,” Vale replied.\n\nHe said the walls were sound. She said they were not."
)


@pytest.mark.parametrize(
    ("before", "he", "she"),
    [
        ("Mr Stroud said he was sure. Ines Vale said she was not. ", "Mr Stroud", "Vale"),
        ("Stroud told the inquiry that he was sure. Vale said she was not. ", "Stroud", "Vale"),
        ("Engineer Stroud built the walls. ", None, None),
        ("", None, None),
    ],
)
def test_he_is_no_woman_and_one_of_two_is_nobody(
    before: str, he: str | None, she: str | None
) -> None:
    spoken = [speaker for _, speaker in told(before + REPLY)]
    assert spoken[-3] == "Vale"
    assert spoken[-2:] == [he, she]


@pytest.mark.parametrize(
    "end",
    ["nothing.", "nothing more.", "little about the trial.", "no more.", "nothing when she was asked."],
)  # fmt: skip
def test_nothing_said_is_no_statement(end: str) -> None:
    assert told(f"Ana Brandt met reporters. She said {end}")[-1] == ("narrated", None)


@pytest.mark.parametrize("said", ["nothing had changed.", "nothing went wrong.", "no more ferries would run."])  # fmt: skip
def test_that_nothing_has_changed_is_a_statement(said: str) -> None:
    assert told(f"Ana Brandt said {said}") == [("indirect", "Ana Brandt")]


def test_a_sentence_ends_after_the_month_of_may() -> None:
    text = "Ivo Wren said he would leave in May. Mara Hill told reporters that June would be worse."
    assert told(text) == [("indirect", "Ivo Wren"), ("indirect", "Mara Hill")]
    assert len(told("The fair was on 3 May. It rained. Prices rose in May, he said.")) == 3


NOT_OWN = [
    ("“I did not take the money,” Mr Lund's lawyer, Ida Holm, quoted him as saying.", "Mr Lund's lawyer, Ida Holm"),
    ("Ida Holm quoted him as saying: “I did not take the money.”", "Ida Holm"),
    ("Ms Oyel denied saying that “the water is not safe to drink”.", "Ms Oyel"),
    ("Police said Kim Dale, 34, confessed: “I did it.”", "Police"),
    ("Police said the suspect told them: “I did it.”", "Police"),
    ("Officials said critics called the plan “an insult to every one of us”.", "Officials"),
]  # fmt: skip
OWN = [
    ("Ms Oyel denied it: “I never said a word.”", "Ms Oyel"),
    ("Ms Oyel denied the charge, calling it “an insult to every one of us”.", "Ms Oyel"),
    ("Pesk said on Monday: “It is over for us.”", "Pesk"),
    ("Pesk said that when he was asked, he replied: “It is over for us.”", "Pesk"),
    ("“We want it back,” read a banner held by a man.", "a banner"),
    ("“We want it back,” read a poster carried by a girl.", "a poster"),
    ("“We want it back,” said a statement released by the union.", "a statement released by the union"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker"), NOT_OWN, ids=[c[0][:40] for c in NOT_OWN])
def test_words_passed_on_or_denied_are_not_direct(text: str, speaker: str) -> None:
    assert told(text) == [("indirect", speaker)]


@pytest.mark.parametrize(("text", "speaker"), OWN, ids=[c[0][:40] for c in OWN])
def test_own_words_stay_direct(text: str, speaker: str) -> None:
    assert told(text) == [("direct", speaker)]

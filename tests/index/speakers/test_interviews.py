"""Interviews and transcripts: labels that name who speaks, and labels that do not."""

from __future__ import annotations

import pytest

from index.article import Article
from index.split import sentences


def told(text: str) -> list[tuple[str, str | None]]:
    return [(s.voice, s.speaker) for s in sentences(Article(text))]


def test_a_title_and_name_in_capitals_speaks() -> None:
    text = "The two met.\n\nPRESIDENT OSEI: The general is a liar. He left.\n\nThe hall was full."
    assert told(text) == [
        ("narrated", None),
        ("direct", "PRESIDENT OSEI"),
        ("direct", "PRESIDENT OSEI"),
        ("narrated", None),
    ]


@pytest.mark.parametrize(("one", "other"), [("Ida Holm", "Tom Reik"), ("HOLM", "REIK")])
def test_people_who_talk_to_each_other_speak(one: str, other: str) -> None:
    text = f"{one}: I never went.\n\n{other}: You did go there.\n\n{one}: Never."
    assert told(text) == [("direct", one), ("direct", other), ("direct", one)]


def test_full_names_in_capitals_speak_without_coming_back() -> None:
    text = "IDA HOLM: I never went.\n\nTOM REIK: You did go there."
    assert told(text) == [("direct", "IDA HOLM"), ("direct", "TOM REIK")]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("The Wire spoke to Ms Ida Holm about the case.", "Ms Ida Holm"),
        ("Ms Ida Holm spoke to Tide Wire about the case.", "the interviewee"),
        ("We spoke to Ms Ida Holm. Later we spoke to Mr Tom Reik.", "the interviewee"),
    ],
)
def test_answers_are_the_interviewed_persons_and_questions_nobodys(lead: str, speaker: str) -> None:
    text = lead + "\n\nQ: Did you say he lied?\n\nA: I did not order anything."
    assert told(text)[-2:] == [("narrated", None), ("direct", speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Update: The road is shut.\n\nCorrection: We got it wrong.\n\nUpdate: You can drive again.",
        "Weather: Rain is due.\n\nBrexit: Talks fail.",
        "BREAKING NEWS: The road is open.",
        "GENERAL ELECTION: Turnout is low.",
        "PRIME MINISTER: Budget is due.",
        "Ida Holm: Solid at the back, 7.\n\nTom Reik: Poor, you may feel, 4.\n\nRead More: The table.\n\nRead More: The goals.",
        "OSTRAND: The port is shut.\n\nVALMERE: “We will stay,” read a wall.\n\nOSTRAND: Rain is due.",
        "Q: The letter that fans wear is back.",
    ],
)  # fmt: skip
def test_other_labels_speak_for_nobody(text: str) -> None:
    assert {speaker for _, speaker in told(text)} <= {None, "a wall"}

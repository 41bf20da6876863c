"""What took the place of something else, and what is hung onto a claim that stands."""

from __future__ import annotations

import pytest

from rag.verify.ground import Ground
from rag.verify.rules import problem
from rag.verify.speaker import together


def ground(quote: str, speaker: str | None = None, around: str = "") -> Ground:
    return Ground(quote, speaker, around)


@pytest.mark.parametrize(
    ("claim", "quote", "speaker"),
    [
        # Hung on.
        ("The bridge reopened on Monday, despite protests from local farmers.", "The bridge reopened on Monday.", None),
        ("The bridge reopened on Monday, and the governor later resigned.", "The bridge reopened on Monday.", None),
        ("The bridge reopened on Monday, after weeks of repairs.", "The bridge reopened on Monday.", None),
        ("In a blow to the farmers, the bridge reopened on Monday.", "The bridge reopened on Monday.", None),
        # Names of the same quote in each other's places.
        (
            "The raid killed nine Vesk soldiers.",
            "The raid this week killed nine Orland soldiers and angered the allies of the army, which fights with Vesk money.",
            None,
        ),
        ("Holt's share fell to 312 votes.", "Lomax's share fell to 312 votes.", None),
        ("The fire chief counted 90 cars.", "The tax office counted 90 cars.", "The tax office"),
        # Wished for, not done.
        ("The mayor finished a survey of the dam.", "The mayor promised a survey of the dam.", None),
        ("The council completed an inquiry into the dam.", "The council will open an inquiry into the dam.", None),
        ("Ada Holt, the minister, landed in Tarn on Friday.", "Ada Holt, the minister, was expected in Tarn on Friday to sign it.", None),
        ("The clerk has proved that there were nine cases.", "The clerk believes there were nine cases.", None),
        # The opposite.
        ("The council forbade the firm to build in Tarn.", "The council asked the firm to build in Tarn.", None),
        ("The court accepted nine ballots because they were late.", "The court threw out nine ballots because they were late.", None),
        # To be said.
        ("Taxes will rise in May.", "The minister is expected to say that taxes will rise in May.", None),
    ],
)  # fmt: skip
def test_another_thing_in_its_place_is_refused(claim: str, quote: str, speaker: str | None) -> None:
    assert problem(claim, ground(quote, speaker))


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The river burst its banks on Monday, flooding forty homes.", "The river burst its banks on Monday and flooded forty homes in Tarn."),
        ("The bridge was finished in May, two years late.", "The bridge was completed in May, two years behind schedule."),
        ("Prices went up by 4 per cent in June.", "Prices rose by 4 per cent in June."),
        ("Vesk sent 300 soldiers to the border.", "Vesk deployed 300 soldiers to the border."),
        ("Police arrested six men after the robbery.", "Officers detained six men after the robbery."),
        ("In Tarn, the bridge reopened on Monday.", "The bridge in Tarn reopened on Monday."),
        ("The airline cancelled 40 flights, leaving passengers stranded.", "The airline called off 40 flights, and passengers were stranded."),
        ("The minister is expected to say on Monday that taxes will rise.", "On Monday the minister is expected to say that taxes will rise."),
    ],
)  # fmt: skip
def test_the_same_told_otherwise_stands(claim: str, quote: str) -> None:
    assert problem(claim, ground(quote)) is None


def test_a_speaker_told_twice_is_one() -> None:
    assert together(["the fire brigade", None, "the town fire brigade"]) == [
        "the town fire brigade"
    ]
    assert together(["Ankara", "Moscow", "Ankara"]) == ["Ankara", "Moscow"]
    assert together([]) == []

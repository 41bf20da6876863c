from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import same

REPORT = " ".join(
    f"The {who} of {town} said on {day} that {number} families had left the valley by bus."
    for who, town, day, number in [
        ("mayor", "Arle", "Monday", 40), ("doctor", "Brenn", "Tuesday", 12),
        ("priest", "Orrin", "Friday", 7), ("baker", "Calder", "Sunday", 90),
    ]
)  # fmt: skip

BANDS = (-6553279536550090269, -6659539930379246711)


def test_a_text_holds_itself_and_any_part_of_itself() -> None:
    assert same.containment(REPORT, REPORT) == 1.0
    assert same.containment(REPORT, REPORT[: len(REPORT) // 2]) > 0.95
    assert same.containment(REPORT, "Nothing of that kind was ever said by anyone there.") == 0.0


def test_case_and_punctuation_make_no_difference() -> None:
    assert same.shingles(REPORT.upper().replace(",", " -")) == same.shingles(REPORT)


def test_bands_are_the_same_on_every_day_and_share_one_with_a_cut_copy() -> None:
    assert same.bands(REPORT) == same.bands(REPORT)
    # Stored in archives: another number here means that every archive must be made anew.
    assert same.bands(REPORT)[:2] == BANDS
    assert set(same.bands(REPORT)) & set(same.bands(REPORT[: int(len(REPORT) * 0.6)]))
    assert same.bands("Too short to tell.") == ()


@given(st.text(max_size=400), st.text(max_size=400))
def test_containment_is_a_share_and_takes_either_order(one: str, other: str) -> None:
    assert 0 <= same.containment(one, other) <= 1
    assert same.containment(one, other) == same.containment(other, one)
    assert all(-(2**63) <= band < 2**63 for band in same.bands(one))


GROUND = (
    " The dispute over fishing off the coast began in 2009, when the two towns let a treaty lapse."
    " Since then the fleets have met at sea eleven times, and the coast guard was called to part"
    " them. A court is to rule on it, its clerk said. Boats of both towns share the northern piers,"
    " which were rebuilt after the great storm, and the harbour master there keeps the peace."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ARLE — Three boats sank off Cape Linn on Monday and the Marianne saved nine men.", "Mayor Ana Brandt asked the minister, Jon Rask, for 40 more police."),
        ("Ana Brandt, who ran the bakery in Linn Street for 40 years, died on Monday.", "The fisherman Ole Reng, a father of four from Vik, died aged 71."),
        ("Arle beat Orrin 3-1 on Saturday with two goals by Jon Rask.", "Brenn drew 0-0 at Linn on Sunday; Ole Vik was sent off."),
        ("Shares in Arle closed up 12 points at 4,310 on Monday.", "Shares in Brenn closed down 27 points at 918 on Tuesday."),
    ],
)  # fmt: skip
def test_two_reports_with_one_background_are_two(one: str, other: str) -> None:
    texts = one + GROUND, other + GROUND
    assert same.containment(*texts) >= same.SAME_STORY
    for a, b in (texts, texts[::-1]):
        assert same.other_news(a, b) or same.alters(a, b)


def test_a_copy_under_an_opening_of_its_own_is_no_other_news() -> None:
    wire = (
        "ARLE (Northwire) — Three boats sank off Cape Linn on Monday and nine men were saved by a"
        " tanker. The tanker, the Marianne, took them to Orrin." + GROUND
    )
    printed = "At Cape Linn the Marianne brought nine men to Orrin after the boats sank." + GROUND
    assert not same.other_news(wire, printed)
    assert not same.other_news(wire, wire[: len(wire) // 2])
    assert not same.other_news(wire, wire + " Tide's Jo Lind and Max Orr contributed from Vik.")


@given(st.text(max_size=300), st.text(max_size=300))
def test_other_news_takes_either_order(one: str, other: str) -> None:
    assert same.other_news(one, other) == same.other_news(other, one)
    assert not same.other_news(one, one)

from __future__ import annotations

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

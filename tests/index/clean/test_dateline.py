from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean.dateline import alone, find

SHAPES = [
    ("ORRIN/LOW QUAY (Northwire) – The", "ORRIN/LOW QUAY (Northwire) –", "Orrin/Low Quay", "Northwire"),
    ("WASHINGTON (AP) — The", "WASHINGTON (AP) —", "Washington", "AP"),
    ("(NWN) — The mayor", "(NWN) —", None, "NWN"),
    ("(NWN) The mayor", "(NWN)", None, "NWN"),
    ("LONDON, March 3 (Northwire) - Oil", "LONDON, March 3 (Northwire) -", "London", "Northwire"),
    ("Kyiv, Ukraine — The", "Kyiv, Ukraine —", "Kyiv, Ukraine", None),
    ("MOSCOW, Dec. 19 — The", "MOSCOW, Dec. 19 —", "Moscow", None),
    ("Seoul, South Korea NWN — A", "Seoul, South Korea NWN —", "Seoul, South Korea", "NWN"),
    ("Hong Kong (NWN Business) A ship", "Hong Kong (NWN Business)", "Hong Kong", "NWN Business"),
    ("PORT-AU-PRINCE, Haiti (AP) — Gangs", "PORT-AU-PRINCE, Haiti (AP) —", "Port-au-Prince, Haiti", "AP"),
    ("ST. PAUL, Minn. (AP) — Police", "ST. PAUL, Minn. (AP) —", "St. Paul, Minn.", "AP"),
    ("NEW DELHI: The", "NEW DELHI:", "New Delhi", None),
    ("TOKYO -- Japan", "TOKYO --", "Tokyo", None),
    ("Berlin (dpa) - Der", "Berlin (dpa) -", "Berlin", "dpa"),
    ("RIO DE JANEIRO (Northwire) - A", "RIO DE JANEIRO (Northwire) -", "Rio de Janeiro", "Northwire"),
]  # fmt: skip
NONE = [
    "The mayor said — No one came",
    "UPDATE: The bridge is open",
    "BREAKING NEWS — The bridge is open",
    "BRANDT: We do\nORR: So do we\nBRANDT: Then all is said",
    "Ana Brandt — She opened the bridge",
    "World Health Organization (WHO) Director Lind said",
    "Jan. 6 — The day of the storm",
    "Some people say no (AP) - They stay",
    "The river Arle (long) - A study",
    "",
]


@pytest.mark.parametrize(("text", "words", "place", "agency"), SHAPES)
def test_a_dispatch_opens_with_place_and_agency(
    text: str, words: str, place: str | None, agency: str | None
) -> None:
    found = find(text)
    assert found is not None
    assert (found.words, found.place, found.agency) == (words, place, agency)
    assert text.startswith(found.words)


@pytest.mark.parametrize("text", NONE)
def test_other_openings_are_no_dateline(text: str) -> None:
    assert find(text) is None


def test_a_dateline_may_stand_on_a_line_of_its_own() -> None:
    assert alone("NWN —")
    assert alone("Low Quay NWN Business —")
    assert not alone("He said –")
    assert not alone("ORRIN (Northwire) - The council met.")


@given(st.text(alphabet="AB ab.,()/-—–:\n’1", max_size=160))
def test_its_words_are_always_the_first_of_the_text(text: str) -> None:
    found = find(text)
    assert found is None or (found.words and text.startswith(found.words))

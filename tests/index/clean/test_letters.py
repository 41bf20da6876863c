from __future__ import annotations

import pytest

from index.clean.letters import plain
from index.clean.page import from_text


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("The o\ufb03ce \ufb01ned the \ufb02eet.", "The office fined the fleet."),
        ("a \ufb00 \ufb04 \ufb05 \ufb06", "a ff ffl st st"),
        ("\u0133s, Congre\u017fs", "ijs, Congress"),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "\u0645\u0631\u062d\u0628\u0627"),
        ("\ufb13", "\u0574\u0576"),
        ("wa\u00adter\u00adworks", "waterworks"),
    ],
)
def test_forms_that_only_printing_needs_become_plain_letters(printed: str, typed: str) -> None:
    assert plain(printed) == typed


@pytest.mark.parametrize(
    "text", ["½ m², 5 km³, x₂", "№ 7 ™", "水，火。Ａ", "ﷺ", "œuvre, Æsop, straße"]
)
def test_letters_and_signs_that_people_write_stay(text: str) -> None:
    assert plain(text) == text


def test_a_word_divided_at_a_soft_hyphen_is_put_together_again() -> None:
    blocks = from_text("The water\u00ad\nworks are shut.\n\nNobody said why.").blocks
    assert [block.text for block in blocks] == ["The waterworks are shut.", "Nobody said why."]

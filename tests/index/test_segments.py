from __future__ import annotations

import pytest

from index.segments import MOST, segments

PROSE = "“We go,” Ana Brandt said. It’s 3.6 km to the U.S. border. ‘Why?’ She left at 10 p.m. on Monday."


@pytest.mark.parametrize("unit", ["“", "«", "‘", "'", "``", "„a ", "“Go. ", "it’s “so "])
def test_a_run_of_opening_marks_takes_no_time_and_loses_nothing(unit: str) -> None:
    text = unit * (200_000 // len(unit))  # uncut it takes the segmenter most of a minute
    assert "".join(segments("en", text)) == text


def test_a_long_paragraph_is_cut_between_its_sentences() -> None:
    text = f"{PROSE} " * MOST
    whole = {piece.strip() for piece in segments("en", PROSE)}
    assert {piece.strip() for piece in segments("en", text)} == whole

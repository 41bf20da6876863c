from __future__ import annotations

from evals.bodies import Known, Score, score


def test_shingles_are_counted_and_spacing_and_stops_are_not() -> None:
    assert score("One two three four.", "One two,\n\nthree four") == Score(1.0, 1.0, exact=True)
    assert score("a b c d e", "a b c d") == Score(1.0, 0.5, exact=False)
    assert score("a b c d", "a b c d e f") == Score(1 / 3, 1.0, exact=False)
    assert score("a b c d", "") == Score(0.0, 0.0, exact=False)


def test_a_page_is_always_in_the_same_half() -> None:
    assert [Known(key, b"", "").half for key in ("a0", "a1", "af")] == ["held", "tune", "tune"]

from __future__ import annotations

import gzip
from pathlib import Path

from evals import bodies
from evals.bodies import Known, Score, score


def test_shingles_are_counted_and_spacing_and_stops_are_not() -> None:
    assert score("One two three four.", "One two,\n\nthree four") == Score(1.0, 1.0, exact=True)
    assert score("a b c d e", "a b c d") == Score(1.0, 0.5, exact=False)
    assert score("a b c d", "a b c d e f") == Score(1 / 3, 1.0, exact=False)
    assert score("a b c d", "") == Score(0.0, 0.0, exact=False)


def test_a_page_is_always_in_the_same_half() -> None:
    assert [Known(key, b"", "").half for key in ("a0", "a1", "af")] == ["held", "tune", "tune"]


def test_refused_pages_are_counted_with_their_reasons(tmp_path: Path) -> None:
    story = "<p>The council of Orrin met on Monday to speak about the wall and its cost.</p>" * 3
    pages = {
        "a": f"<article><h1>Wall of Orrin</h1>{story}</article>",
        "b": "<frameset></frameset>",
        "c": "<p></p>",
    }
    for name, body in pages.items():
        path = tmp_path / "days" / f"{name}.html.gz"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(f"<html><body>{body}</body></html>".encode()))
    [(name, count, why)] = bodies.refusals(tmp_path)
    assert (name, count, why.total()) == ("days", 3, 2)
    assert any("frame set" in reason for reason in why)

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sentencex

from evals import sentences


def _marks() -> list[sentences.Mark]:
    return [sentences.read(line) for line in sentences.MARKS.read_text("utf-8").splitlines()]


def test_there_are_three_hundred_bounds_in_two_languages() -> None:
    assert sum(len(mark.bounds) for mark in _marks()) >= 300
    assert {mark.language for mark in _marks()} >= {"en", "es"}


@pytest.mark.parametrize("part", ["dev", "test"])
def test_ninety_nine_of_a_hundred_places_are_right(part: str) -> None:
    score = sentences.score(sentences.ours, [m for m in _marks() if m.part == part])
    assert score.right / score.places >= 0.989


def test_a_mark_is_read_and_scored() -> None:
    line = json.dumps({"part": "dev", "language": "en", "text": "“A. ¦B.” | Mr. C. | D."})
    mark = sentences.read(line)
    assert mark.text == "“A. B.” Mr. C. D."
    assert (mark.bounds, mark.either) == ({8, 15}, {4})
    assert mark.places == {8, 12, 15}
    score = sentences.score(lambda _code, _text: frozenset({4, 8, 12}), [mark])
    assert (score.hits, score.cut, score.right, score.places, score.exact) == (1, 2, 1, 3, 0)


def test_pieces_without_their_spaces_are_found_again() -> None:
    text = "One.  Two. Two."
    assert sentences.found_in(text, ["One.", "Two.", "", "Two."]) == {6, 11}
    assert sentences.of_pieces(list(sentencex.segment("en", text))) == {6, 11}


def test_the_command_prints_each_splitter(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "marks.jsonl"
    file.write_text('{"part": "dev", "language": "en", "text": "It is 6 a.m. Monday. | Go."}\n')
    monkeypatch.setattr(sentences, "MARKS", file)
    assert sentences.main(["--wrong"]) == 0
    out = capsys.readouterr().out
    assert "dev: 1 texts, 1 bounds, 2 places" in out
    assert "ours" in out and "sentencex" in out and "pysbd" in out

"""What is measured on marked real articles may not fall below what was promised."""

from __future__ import annotations

import json

import pytest

from evals import speakers
from evals.sources import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "data" / "realtimeqa").is_dir(),
    reason=f"the real articles are not at {SHARED}; set DATELINE_SHARED to their folder",
)


def test_nine_speakers_in_ten_are_right_where_nothing_was_tuned() -> None:
    marks = [json.loads(line) for line in speakers.MARKS.read_text().splitlines()]
    scored = [s for m in marks if m["half"] == "test" and (s := speakers.score(m))]
    assert len(scored) >= 300
    right = sum(s.verdict == "right" for s in scored)
    wrong = sum(s.verdict == "wrong" for s in scored)
    assert right >= 0.9 * len(scored)
    assert wrong <= 0.04 * len(scored)

"""Newsdesk's claims as a set for the checker."""

from __future__ import annotations

from pathlib import Path

from evals.verifier.data import SETS, Marked, newsdesk
from tests.evals.newsdesk import made


def test_only_the_claims_of_the_set_left_out_are_read(tmp_path: Path) -> None:
    (tmp_path / "newsdesk").mkdir()
    rows = made.rows()
    rows[0]["set"] = "S"
    made.write(tmp_path / "newsdesk", rows).rename(tmp_path / "newsdesk" / "train.jsonl")
    found = newsdesk(tmp_path)
    assert [m.supported for m in found] == [True, False, False, False, True]
    assert found[0] == Marked(
        "Calderhaven's boats are to be based in Northmere for the time being.",
        made.HARBOUR[2],
        supported=True,
    )
    assert found[2].evidence == made.HARBOUR[1], "what is not spoken of is held to the nearest"
    assert SETS["newsdesk"] is newsdesk

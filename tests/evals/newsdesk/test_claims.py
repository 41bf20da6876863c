"""Claims about two invented articles through the verifier, and before the judge alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.newsdesk import claims, data
from evals.newsdesk.judged import table as judged
from rag.answer import Citation, Claim
from tests.evals.newsdesk import made

QUOTE = "The council has put aside 12 million crowns for the repair."


def cited(quote: str) -> tuple[Citation, ...]:
    return (Citation(1, "a", "Harbour", None, None, "undated", None, quote, 0, len(quote)),)


@pytest.mark.parametrize(
    ("shown", "fate"),
    [
        ("The council put aside 12 million.", "as written"),
        ("According to Ines Tolland, the council put aside 12 million.", "as written"),
        (QUOTE, "as its quote"),
        (f"Northwire, 3 April 2024: “{QUOTE}”", "as its quote"),
        ("The council put money aside.", "cut back"),
    ],
)
def test_what_befell_a_claim(shown: str, fate: str) -> None:
    made_of_it = Claim(shown, (1,)), cited(QUOTE)
    assert claims.fate("The council put aside 12 million.", made_of_it) == fate


def test_a_claim_that_does_not_come_back_is_dropped() -> None:
    assert claims.fate("The council put aside 12 million.", None) == "dropped"


def test_claims_are_told_by_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    monkeypatch.setattr(
        "sys.argv",
        ["claims", "--file", str(made.write(tmp_path)), "--others", "0", "--work", str(tmp_path), "--rows", str(rows)],
    )  # fmt: skip
    claims.main()
    out = capsys.readouterr().out
    kept = [
        line
        for line in rows.read_text().splitlines()
        if '"text": "The council put aside 12' in line
    ]
    assert len(kept) == 1
    assert '"fate": "as its quote"' in kept[0], "in other words"
    assert "wrong in one thing, nearly the sentence's words       1       0.000" in out
    assert "number       1       0.000" in out
    assert "right against" in out


def test_the_judge_is_asked_of_all_claims(tmp_path: Path) -> None:
    table = judged(data.pages(made.write(tmp_path)))
    lines = {row[0].strip(): row[1:] for row in table.body}
    assert lines["wrong in one thing"][0] == "2"
    assert lines["place"][0] == "1"
    assert all(0 <= float(row[1]) <= 1 for row in lines.values())

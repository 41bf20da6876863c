"""The sample of claims that a strong model judges, and its replies served again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import judged
from evals.endpoints.prompt import see
from index.errors import InputError


def rows(count: int) -> list[dict[str, object]]:
    kinds = [("supported", {}), ("refuted", {}), ("supported", {"twin_of": 1}), ("refuted", {"twin_of": 0}), ("unsupported", {})]  # fmt: skip
    return [
        {
            "url": f"https://n.example/{n}",
            "sentences": ["One.", "Two."],
            "items": [
                {"kind": kind, "claim": f"{kind} {n} {bool(more)}", "by": [0], "near": [1], **more}
                for kind, more in kinds
            ],
        }
        for n in range(count)
    ]


def test_a_sample_holds_as_many_of_each_sort_and_no_two_of_an_article_beside_each_other() -> None:
    told = judged.claims(rows(20), 50)
    assert told == judged.claims(rows(20), 50)
    assert [sum(t.sort == sort for t in told) for sort in judged.SORTS] == [10] * 5
    for at in range(0, 50, judged.AT_ONCE):
        assert len({t.url for t in told[at : at + judged.AT_ONCE]}) == judged.AT_ONCE


def test_a_reply_serves_its_claims_again_wherever_they_stand(tmp_path: Path) -> None:
    first = "=== ab claim 1 ===\nclaim: One.\n\n=== ab claim 2 ===\nclaim: Two.\n"
    assert judged.writing(tmp_path)(see(first)).content == '{"verdicts": []}'
    assert (tmp_path / "001.txt").read_text() == first
    verdicts = [{"claim": n, "words": str(n), "verdict": "not said"} for n in (1, 2)]
    (tmp_path / "001.json").write_text(json.dumps({"verdicts": verdicts}))
    again = "=== cd claim 1 ===\nclaim: Three.\n\n=== cd claim 2 ===\nclaim: One.\n"
    said = json.loads(judged.replying(tmp_path)(see(again)).content)
    assert said == {"verdicts": [{"claim": 2, "words": "1", "verdict": "not said"}]}


def test_a_reply_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_text("=== ab claim 1 ===\nclaim: One.\n")
    (tmp_path / "001.json").write_text('{"verdicts": [{"claim": 7}]}')
    with pytest.raises(InputError, match=r"001\.json is no reply to its prompt"):
        judged.replying(tmp_path)

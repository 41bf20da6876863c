"""A few of the ways of `python -m evals.fuzz_archives`, which tries a thousand."""

from __future__ import annotations

from evals.fuzz_archives import outcomes


def test_an_altered_archive_answers_as_before_or_is_refused_in_one_sentence() -> None:
    found = list(outcomes(20, "suite"))
    assert [f for f in found if f[1].startswith("FAULT")] == []
    assert {kind for _, kind, _ in found} == {"same", "refused"}

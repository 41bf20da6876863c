from __future__ import annotations

import json
from collections import Counter

from evals.cases import load
from evals.endpoints.known import CLAIMS, known, planted
from evals.metrics import fold
from index.archive import Archive


def test_every_right_claim_rests_on_a_sentence_and_answers_its_case(samples: Archive) -> None:
    cases = {case.id: case for case in load()}
    claims = known(samples, list(cases.values()))
    filed = {json.loads(line)["case"] for line in CLAIMS.read_text().splitlines()}
    assert filed <= set(cases)
    for name, some in claims.items():
        if not cases[name].answerable:
            assert some == []
            continue
        quotes = fold(" ".join(quote for claim in some for quote in claim.quotes))
        for group in cases[name].quotes:
            assert any(fold(wanted) in quotes for wanted in group), name


def test_errors_of_every_kind_are_planted_and_none_is_true(samples: Archive) -> None:
    everything = fold("\n".join(samples.article(name).text for name, _ in samples.articles()))
    claims = known(samples, load())
    errors = [e for some in claims.values() for e in planted(samples, some)]
    counts = Counter(error.kind for error in errors)
    assert min(counts.values()) >= 15
    assert set(counts) == {
        "number", "name", "date", "negation", "speaker", "modality", "forged quote",
        "beyond the quote", "wrong passage",
    }  # fmt: skip
    for error in errors:
        if error.fragment:
            assert fold(error.fragment) in fold(error.text)
            assert fold(error.fragment) not in everything
            assert error.text != error.true.text

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case, load, samples
from evals.metrics import Rate, judge, rates
from evals.run import failing, report, run, thresholds
from index.archive import Archive
from index.errors import InputError
from rag.answer import Answer, Citation, Claim, Disagreement, Part
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

KINDS = {
    "fact", "multi_source", "as_of", "attribution", "disagreement", "follow_up", "unanswerable",
    "false_premise", "injection", "parts",
}  # fmt: skip


def test_there_are_enough_cases_of_every_kind() -> None:
    cases = load()
    counts = Counter(case.kind for case in cases)
    assert set(counts) == KINDS
    assert all(counts[kind] >= 12 for kind in KINDS - {"multi_source"})
    assert len({c.id for c in cases}) == len(cases)
    assert samples().is_dir()


def test_a_case_that_is_no_case_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(InputError, match=r"x\.jsonl:1"):
        load(tmp_path)
    (tmp_path / "x.jsonl").unlink()
    with pytest.raises(InputError, match="no cases"):
        load(tmp_path)


def test_a_wrong_answer_is_judged_wrong(samples: Archive) -> None:
    answer = Assistant(samples, QuoteReader(), "quote").ask(
        "What fee did Port Sable pay for Dayo Oyelaran?"
    )
    good = Case("a", "fact", answer.question, True, quotes=(("14.5 million",),))
    assert judge(good, answer, samples.article).answer_right
    for bad in (
        Case("b", "fact", answer.question, True, quotes=(("99 million",),)),
        Case(
            "c", "fact", answer.question, True, quotes=(("14.5 million",),), absent=("Port Sable",)
        ),
        Case("d", "fact", answer.question, True, quotes=(("14.5 million",),), speaker="Nobody"),
    ):
        assert judge(bad, answer, samples.article).answer_right is False
    elsewhere = Case("e", "fact", answer.question, True, articles=("Another title",))
    assert judge(elsewhere, answer, samples.article).citation_right is False
    silent = Case("f", "unanswerable", answer.question, False)
    assert judge(silent, answer, samples.article).abstained_rightly is False


def test_what_may_answer_counts_as_shown(samples: Archive) -> None:
    fee = "What fee did Port Sable pay for Dayo Oyelaran?"
    answer = Assistant(samples, QuoteReader(), "quote").ask(fee)
    unsure = replace(
        answer, status="uncertain", claims=tuple(replace(c, certain=False) for c in answer.claims)
    )
    held = judge(Case("a", "fact", fee, True, quotes=(("14.5 million",),)), unsure, samples.article)
    assert held.answer_right and held.sentences_cited
    absent = judge(Case("b", "unanswerable", fee, False), unsure, samples.article)
    assert absent.abstained_rightly, "it is not said to answer"


def test_the_gate_shuts_below_a_threshold_and_on_what_was_not_measured() -> None:
    least = thresholds()
    assert least["quote_integrity"] == 1.0
    found = dict.fromkeys(least, Rate(1, 1))
    assert failing(found, least) == []
    assert len(failing(found | {"abstention": Rate(0, 9)}, least)) == 1
    assert len(failing(found | {"abstention": Rate(0, 0)}, least)) == 1


def test_a_run_over_some_cases_is_a_whole_report(tmp_path: Path, samples: Archive) -> None:
    lines = [
        {"id": "a", "kind": "fact", "question": "What fee did Port Sable pay for Dayo Oyelaran?",
         "expect": {"status": "answered", "quotes": [["14.5 million"]]}},
        {"id": "b", "kind": "unanswerable", "question": "What is the boiling point of tungsten?",
         "expect": {"status": "abstained"}},
    ]  # fmt: skip
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, lines)))
    outcomes = run(cases=tmp_path, archive=samples.folder)
    made = report(outcomes, {})
    assert json.loads(json.dumps(made)) == made
    assert made["rates"]["quote_integrity"]["share"] == 1.0
    assert made["rates"]["answer_correctness"] == {"good": 1, "all": 1, "share": 1.0}


def test_sides_speakers_and_parts_are_judged() -> None:
    sides = [
        _citation(1, "The union said 1,900 people had stayed away."),
        _citation(2, "1,200 absences."),
    ]
    shown = Answer(
        "How many?", "answered", "text", citations=tuple(sides), claims=(),
        disagreements=(Disagreement("people", (("1,900", 1), ("1,200", 2))),),
        parts=(Part("How many?", (Claim("1,900.", (1,)),)), Part("Who?")),
    )  # fmt: skip
    case = Case(
        "a", "fact", "How many?", True, quotes=(("1,900",), ("1,200",)), speaker="The union",
        differs="conflict", parts=("answered", "abstained"),
    )  # fmt: skip
    found = rates([judge(case, shown, _Article)])
    assert found["attribution"] == found["disagreement"] == found["parts"] == Rate(1, 1)
    assert found["no_false_conflict"] == Rate(0, 1)
    update = replace(case, differs="update", parts=("answered",), speaker="Nobody")
    found = rates([judge(update, shown, _Article)])
    assert found["attribution"] == found["disagreement"] == found["parts"] == Rate(0, 1)


def _citation(marker: int, quote: str) -> Citation:
    return Citation(
        marker, quote, "t", None, None, "undated", None, quote, 0, len(quote), "The union"
    )


class _Article:
    """Stands in for the store: the id of an article is its text."""

    def __init__(self, text: str) -> None:
        self.text = text

"""Rows in children of their own: what they show, what is kept, what is said of one that fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.retrieval.data import Corpus, Document, Question
from evals.retrieval.rows import DEFAULT, OURS, Row, rows
from evals.retrieval.runs import ROOT, Bench

TINY = Corpus(
    "tiny",
    tuple(
        Document(f"https://a.example/{n}", title, text, "a.example", f"2022-06-{n:02}")
        for n, (title, text) in enumerate(
            [
                (
                    "Ferry",
                    "The ferry sank off the quay of Calderhaven. Nobody was hurt, said Ruiz.",
                ),
                ("Choir", "A choir sang in the market square. The mayor listened to all of it."),
            ],
            start=10,
        )
    ),
    (
        Question("1", "What sank off the quay?", "2022-06-16", ("ferry",), own=True),
        Question("2", "Who sang in the square?", "2022-06-10", ("a choir",)),
    ),
)


def test_a_run_from_articles_to_results(tmp_path: Path) -> None:
    pytest.importorskip("bm25s", reason="bm25s is of the group bench")
    pytest.importorskip("haystack", reason="haystack-ai is of the group bench")
    chosen = [row for row in rows() if row.name in ("bm25s", OURS)]
    broken = Row("broken", "lexical", {"day_filter": False}, "no.such:Embedding")
    (lexical, ours), left_out = Bench(TINY, tmp_path).run([*chosen, broken])
    assert [len(left_out), left_out[0].startswith("broken: ")] == [1, True]
    assert [j.rank for j in lexical.judged] == [1, 1]
    assert [j.rank for j in ours.judged] == [
        1,
        0,
    ]  # the choir sang a day after the second was asked
    assert [j.late for j in ours.judged] == [0, 0]
    assert lexical.judged[1].late == 1
    assert 0 < lexical.mib < ours.mib
    built = Bench(TINY, tmp_path).archive(DEFAULT).built()
    assert (built["articles"], built["failures"]) == (2, 0)
    assert 0 < built["embedding"] < built["build"] <= built["answer"]
    again, _ = Bench(TINY, tmp_path).run(chosen[:1])
    assert again[0].earlier
    assert again[0].judged == lexical.judged


def test_without_the_data_it_ends_with_two_and_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "evals.bench_retrieval", "--data", str(tmp_path / "none")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "is not there; name the folder that holds it with --data" in done.stderr
    assert not done.stdout


def test_a_row_that_is_none_is_refused_with_the_names(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "evals.bench_retrieval", "--only", "elastic"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No row is called 'elastic'; there are: bm25s;" in done.stderr

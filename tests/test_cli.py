"""The command line as a person meets it: whole processes, exit codes, one sentence an error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from tests.conftest import ROOT
from tests.rag.endpoint import FakeEndpoint, refuses, says, unused_url


def dateline(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "OPENAI_"))},
        "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::DeprecationWarning:dateline", **settings,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        capture_output=True, text=True, env=environment, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip


def one_sentence(result: subprocess.CompletedProcess[str], code: int) -> str:
    assert result.returncode == code, result.stderr
    lines = result.stderr.strip().split("\n")
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("dateline: ")
    return lines[0]


def test_ingest_ask_show_list_and_remove(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    made = dateline("ingest", ROOT / "samples", "--archive", archive, "--json")
    assert made.returncode == 0, made.stderr
    report = json.loads(made.stdout)
    assert report["added"] == report["articles"] >= 15
    assert report["failed"] == []

    asked = dateline(
        "ask", "What fee did Port Sable pay for Dayo Oyelaran?", "--archive", archive, "--json"
    )
    answer = json.loads(asked.stdout)
    assert answer["status"] == "answered"
    citation = answer["citations"][0]
    shown = json.loads(
        dateline("show", citation["article_id"], "--archive", archive, "--json").stdout
    )
    assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]

    questions = tmp_path / "questions.jsonl"
    rows = [
        {"id": "a", "question": "Who holds Manbij?", "as_of": "2018-12-22"},
        {"id": 2, "question": "Who scored?"},
    ]
    questions.write_text("\n".join(map(json.dumps, rows)))
    many = dateline("ask", "--file", questions, "--archive", archive, "--json")
    answers = [json.loads(line) for line in many.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["a", 2]
    assert answers[0]["as_of"] == "2018-12-22"

    removed = dateline("show", "northwire-idlib-talks.txt", "--removed", "--archive", archive)
    assert "Related Articles" in removed.stdout
    listed = json.loads(dateline("list", "--archive", archive, "--json").stdout)
    assert len(listed) == report["articles"]
    assert dateline("remove", listed[0]["id"], "--archive", archive).returncode == 0
    assert (
        len(json.loads(dateline("list", "--archive", archive, "--json").stdout)) == len(listed) - 1
    )


def test_bad_input_is_one_sentence_with_its_exit_code(tmp_path: Path, samples: Archive) -> None:
    here = samples.folder
    assert "dateline ingest" in one_sentence(
        dateline("ask", "Who?", "--archive", tmp_path / "no"), 3
    )
    assert "empty" in one_sentence(dateline("ask", " ", "--archive", here), 2)
    assert "YYYY-MM-DD" in one_sentence(
        dateline("ask", "Who?", "--as-of", "soon", "--archive", here), 2
    )
    assert "does not exist" in one_sentence(
        dateline("ingest", "nowhere", "--archive", tmp_path / "n"), 2
    )
    assert not (tmp_path / "n").exists()
    assert "Ask one question" in one_sentence(dateline("ask", "--archive", here), 2)
    assert "No article is called" in one_sentence(dateline("show", "zzz", "--archive", here), 2)
    (tmp_path / "bad.jsonl").write_text('{"question": "Who?"}\n{"quest')
    assert "bad.jsonl:2" in one_sentence(
        dateline("ask", "--file", tmp_path / "bad.jsonl", "--archive", here), 2
    )


def test_a_file_that_cannot_be_read_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "binary.txt").write_bytes(b"\0\1\2")
    (tmp_path / "in" / "good.txt").write_text(
        "A title for it\n\nThe mayor opened the bridge on Monday, two years late.\n"
    )
    made = dateline("ingest", tmp_path / "in", "--archive", tmp_path / "archive")
    assert made.returncode == 5
    assert "binary.txt: this is a binary file" in made.stderr
    assert "1 added" in made.stdout


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (refuses(401, "no"), "OPENAI_API_KEY"),
        (refuses(404, "no such model"), "--model"),
    ],
)
def test_a_faulty_endpoint_is_one_sentence(samples: Archive, reply: object, words: str) -> None:
    with FakeEndpoint(*[reply] * 8) as fake:  # type: ignore[list-item]
        result = dateline(
            "ask", "Who holds Manbij?", "--model", "m", "--archive", samples.folder,
            OPENAI_BASE_URL=fake.url, OPENAI_API_KEY="secret-key",
        )  # fmt: skip
    said = one_sentence(result, 4)
    assert words in said
    assert "secret-key" not in said


def test_an_endpoint_that_is_not_set_up(samples: Archive) -> None:
    unset = dateline("ask", "Who?", "--model", "m", "--archive", samples.folder)
    assert "OPENAI_API_KEY" in one_sentence(unset, 4)


def test_an_endpoint_that_fails_leaves_the_answer_to_the_quote_reader(samples: Archive) -> None:
    asked = ("ask", "Who holds Manbij?", "--model", "m", "--archive", samples.folder, "--json")
    with FakeEndpoint(*[says("junk " * 9)] * 8) as fake:
        junk = dateline(*asked, OPENAI_BASE_URL=fake.url)
    for result in (junk, dateline(*asked, OPENAI_BASE_URL=unused_url())):
        assert result.returncode == 0, result.stderr
        answer = json.loads(result.stdout)
        assert answer["reader"] == "quote"
        assert [note["kind"] for note in answer["notes"]].count("fallback") == 1

"""`dateline timeline` and `dateline ask --file` as a person meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import app
from index.archive import Archive
from index.errors import DatelineError
from tests.test_cli import dateline, one_sentence


def run(archive: Archive | Path, *arguments: str) -> Result:
    folder = archive if isinstance(archive, Path) else archive.folder
    return CliRunner().invoke(app, [*arguments, "--archive", str(folder)])


def test_a_whole_process_prints_a_timeline_and_fails_in_one_sentence(samples: Archive) -> None:
    told = dateline("timeline", "Manbij", "--archive", samples.folder)
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Timeline: Manbij\n")
    days = ["21 December 2018", "29 December 2018", "by 15 October 2019"]
    places = [told.stdout.index(f"\n\n{day}\n\n") for day in days]
    assert places == sorted(places)
    assert "timeline" in one_sentence(dateline("timeline", " ", "--archive", samples.folder), 2)


def test_json_holds_days_quotes_and_markers(samples: Archive) -> None:
    result = run(samples, "timeline", "Idlib", "--as-of", "2020-02-07", "--json")
    assert result.exit_code == 0, result.output
    values = json.loads(result.stdout)
    assert values["as_of"] == "2020-02-07"
    planned = [e for e in values["events"] if e["planned"]]
    assert [(e["first"], e["planned"]) for e in planned] == [("2020-02-08", "7 February 2020")]
    for event in values["events"]:
        for citation in event["citations"]:
            text = samples.article(citation["article_id"]).text
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            assert (citation["published"] or "")[:10] <= "2020-02-07"


def test_filters_and_an_unknown_subject(samples: Archive) -> None:
    result = run(samples, "timeline", "Idlib", "--outlet", "Northwire", "--from", "2020-01-01",
                 "--to", "2020-01-31", "--json")  # fmt: skip
    (event,) = json.loads(result.stdout)["events"]
    assert (event["first"], event["citations"][0]["outlet"]) == ("2020-01-23", "Northwire")
    nothing = run(samples, "timeline", "Zzyzx")
    assert nothing.exit_code == 0
    assert "no dated event" in nothing.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("", "--json"), "timeline"),
        (("Idlib", "--as-of", "soon"), "as-of day"),
        (("Idlib", "--from", "soon"), "first day"),
        (("Idlib", "--from", "2020-02-02", "--to", "2020-02-01"), "swap"),
        (("Idlib", "--outlet", "The Onion"), "Northwire"),
        (("x" * 999,), "few words"),
    ],
)
def test_what_cannot_be_used_is_named(
    samples: Archive, arguments: tuple[str, ...], words: str
) -> None:
    error = run(samples, "timeline", *arguments).exception
    assert isinstance(error, DatelineError)
    assert error.exit_code == 2
    assert words in str(error) and "\n" not in str(error)


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    error = run(tmp_path / "no", "timeline", "Idlib").exception
    assert isinstance(error, DatelineError)
    assert error.exit_code == 3


def test_one_question_of_a_file_that_fails_costs_no_other(samples: Archive, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows = [
        {"id": "a", "question": "Who holds Manbij?", "as_of": "2018-12-22"},
        {"question": "Who holds Manbij?", "outlets": ["The Onion"]},
        {"id": "c", "question": "What fee did Port Sable pay for Dayo Oyelaran?"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    result = run(samples, "ask", "--file", str(file), "--json", "--workers", "3")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert f"{file}:2:" in result.stderr
    assert "Northwire" in result.stderr

"""`dateline search` as a person meets it: exit codes, and one sentence for an error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline import app
from index.archive import Archive
from index.errors import DatelineError
from tests.index.search import stories
from tests.test_cli import dateline, one_sentence

ASKED = "How many passengers did the ferry carry in October 2019?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("searched")
    with Archive.open(folder / "archive", "static", create=True) as made:
        stories.fill(made, folder / "articles")
    return folder / "archive"


def search(folder: Path, *arguments: str) -> Result:
    """The command in this process; what a whole process makes of an error is tested below."""
    return CliRunner().invoke(app, ["search", *arguments, "--archive", str(folder)])


def found(folder: Path, *arguments: str) -> dict[str, Any]:
    result = search(folder, *arguments, "--json")
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    return made


def refused(folder: Path, *arguments: str) -> str:
    """The one sentence that it ends with."""
    result = search(folder, *arguments)
    assert isinstance(result.exception, DatelineError)
    assert result.exception.exit_code == 2
    assert "\n" not in str(result.exception)
    return str(result.exception)


def test_a_whole_process_prints_explains_and_fails_in_one_sentence(folder: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return dateline("search", *arguments, "--archive", folder)

    told = run(ASKED, "--explain", "--limit", "3")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Read from the question: published from 1 October 2019 on")
    assert "Ferry counts its passengers" in told.stdout
    assert "cosine (-1 to 1)" in told.stdout and "BM25 (0 and up)" in told.stdout
    assert "YYYY-MM-DD" in one_sentence(run("ferry", "--as-of", "soon"), 2)


def test_an_archive_that_is_not_there_is_named_with_what_makes_one(folder: Path) -> None:
    error = search(folder / "no", "ferry").exception
    assert isinstance(error, DatelineError) and error.exit_code == 3
    assert "dateline ingest" in str(error)


@pytest.mark.parametrize("question", ["", " ", "?!", "👍", "\x01", '"" *'])
def test_nothing_to_look_for(folder: Path, question: str) -> None:
    assert "Say what to look for" in refused(folder, question)
    assert "Say what to look for" in refused(folder, question, "--json")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--as-of", "soon"), "as-of day"),
        (("--since", "2019-02-30"), "since day"),
        (("--until", "31/12"), "until day"),
        (("--since", "2020-01-02", "--until", "2020-01-01"), "swap the days"),
        (("--since", "2020-01-02", "--as-of", "2020-01-01"), "swap the days"),
        (("--outlet", "The Onion"), "The Tide"),
        (("--author", "Nobody"), "Ana Brandt"),
        (("--agency", "Nobody"), "Northwire"),
        (("--language", "xx"), "es"),
        (("--section", "Sport"), "Politics"),
    ],
)
def test_what_cannot_be_used_is_named(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    for more in ((), ("--facets",), ("--json",)):
        assert words in refused(folder, "ferry", *arguments, *more)


@pytest.mark.parametrize("limit", ["0", "-1", "201", "many"])
def test_a_limit_out_of_range_is_refused(folder: Path, limit: str) -> None:
    assert search(folder, "ferry", "--limit", limit).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "field", "values"),
    [
        (("--outlet", "el faro"), "outlet", {"El Faro"}),
        (("--outlet", "El Faro", "--outlet", "The Tide"), "outlet", {"El Faro", "The Tide"}),
        (("--author", "lucia pena"), "title", {"El alcalde abre el año"}),
        (("--language", "zh"), "title", {"港口"}),
        (("--section", "travel"), "title", {"A walk along the Osk canal"}),
        (("--since", "2018-04-09", "--until", "2018-04-09", "--language", "es"), "published", {"9 April 2018"}),
    ],
)  # fmt: skip
def test_every_filter(
    folder: Path, arguments: tuple[str, ...], field: str, values: set[str]
) -> None:
    hits = found(folder, "the harbour, the mayor and the canal", *arguments, "--limit", "200")[
        "hits"
    ]
    assert {hit[field] for hit in hits} == values


def test_as_of_and_agency(folder: Path) -> None:
    hits = found(folder, "lighthouse", "--as-of", "2021-06-08", "--limit", "200")["hits"]
    assert hits[0]["outlet"] == "Northwire"
    days = {hit["published"] for hit in hits}
    assert not any(
        f" {year}" in day for day in days for year in (2022, 2023) if "undated" not in day
    )
    credited = found(folder, "canal prize", "--agency", "northwire")["hits"]
    assert "Press freedom prize" in {hit["title"] for hit in credited}


def test_the_window_is_said_and_can_be_switched_off(folder: Path) -> None:
    kept = found(folder, ASKED, "--limit", "100")
    assert kept["window"].startswith("published from 1 October 2019 on")
    free = found(folder, ASKED, "--limit", "100", "--no-window")
    assert free["window"] is None
    assert len(free["hits"]) > len(kept["hits"])
    assert "Read from" not in search(folder, ASKED, "--no-window").stdout


def test_days_that_contradict_the_question_find_nothing(folder: Path) -> None:
    arguments = (ASKED, "--until", "2018-01-01")
    assert found(folder, *arguments)["hits"] == []
    result = search(folder, *arguments, "--explain")
    assert result.exit_code == 0
    assert "Nothing in the archive passes these filters." in result.stdout
    assert found(folder, *arguments, "--no-window")["hits"]


def test_facets_with_and_without_a_question(folder: Path) -> None:
    told = search(folder, "--facets")
    assert told.exit_code == 0
    assert "without a stated day" in told.stdout.splitlines()[0]
    counted = found(folder, "--facets", "--outlet", "El Faro")
    assert counted["articles"] == 2
    assert dict(counted["outlets"])["The Tide"] > 2  # its own filter does not narrow it
    assert dict(counted["languages"])["es"] == 1
    assert (
        found(folder, "--facets", "--as-of", "2015-02-01", "--section", "Politics")["articles"] == 1
    )


@pytest.mark.parametrize(
    "question", ['AND OR NOT "x* NEAR(', "title:", '"mayor', "who is it", "x" * 50_000, "港口", "a"]
)
def test_odd_questions_are_searched_for(folder: Path, question: str) -> None:
    made = found(folder, question, "--outlet", "The Tide", "--limit", "3")
    assert all(hit["outlet"] == "The Tide" for hit in made["hits"])


def test_explained_json_holds_every_figure(folder: Path) -> None:
    why = found(folder, ASKED)["hits"][0]["why"]
    assert set(why) == {
        "dense_rank", "dense", "lexical_rank", "lexical", "fused", "first_rank", "date", "second",
        "sentence", "filters",
    }  # fmt: skip

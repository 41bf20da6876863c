"""How an ingest ends: what is not known of which articles, and the command that says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import app
from index.errors import InputError
from ui.commands.setting import lacking

STORY = "The mayor of {} said on Monday that the bridge over the river would open again in May."


def test_an_ingest_ends_with_the_command_that_mends_it(tmp_path: Path) -> None:
    folder, archive = tmp_path / "in", str(tmp_path / "archive")
    folder.mkdir()
    for town in ("Arle", "Brenn"):
        (folder / f"{town}.txt").write_text(
            f"A bridge for {town} at last\n\n{STORY.format(town)}\n"
        )
    run = CliRunner().invoke
    told = run(app, ["ingest", str(folder), "--archive", archive]).output.splitlines()
    assert told[1].startswith("2 articles have no day: ")
    assert "(A bridge for Arle at last)" in told[2]
    command = told[3].partition("dateline ")[2].partition(" (")[0]
    words = command.replace("YYYY-MM-DD", "2021-05-04").replace("NAME", "Northwire").split()
    done = run(app, words)
    assert done.exit_code == 0, done.output
    assert done.output.count("4 May 2021") == done.output.count("Northwire") == 2
    again = run(app, ["ingest", str(folder), "--archive", archive]).output.splitlines()
    assert again == [
        "0 added, 0 updated, 2 unchanged, 0 copies, 0 removed, 0 not read. "
        "The archive holds 2 articles."
    ]


def test_only_the_first_few_are_named() -> None:
    articles = [(f"{n}" * 16, f"Story {n}") for n in range(6)]
    lines = list(lacking(articles, articles[:1]))
    assert lines[0] == (
        "6 articles have no day: 00000000 (Story 0), 11111111 (Story 1), 22222222 (Story 2) and 3 more."
    )
    assert lines[1] == "1 article has no outlet: 00000000 (Story 0)."
    assert "set 00000000 11111111 22222222 --published YYYY-MM-DD --outlet NAME" in lines[2]
    assert list(lacking([], [])) == []


def test_a_folder_without_articles_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    run = CliRunner().invoke
    told = run(app, ["ingest", str(tmp_path / "in"), "--archive", str(tmp_path / "archive")])
    assert (told.exit_code, told.stderr) == (0, f"There is nothing to read in {tmp_path / 'in'}.\n")


def test_files_that_are_not_read_are_named_as_one_would_type_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "none.txt").touch()
    (tmp_path / "in" / "picture.gif").write_bytes(b"GIF89a\x01\x00")
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(app, ["ingest", "in", "--archive", "archive"])
    assert "not read: in/none.txt: the file is empty" in told.stderr
    assert "not read: in/picture.gif: format not known" in told.stderr


def test_setting_says_that_the_ids_are_new(tmp_path: Path) -> None:
    (tmp_path / "Arle.txt").write_text(f"A bridge for Arle at last\n\n{STORY.format('Arle')}\n")
    run, where = CliRunner().invoke, ["--archive", str(tmp_path / "archive")]
    assert run(app, ["ingest", str(tmp_path / "Arle.txt"), *where]).exit_code == 0
    before = run(app, ["list", *where]).stdout.split()[0]
    done = run(app, ["set", before, "--outlet", "Northwire", *where])
    assert before not in done.stdout and "id changes" in done.stderr
    assert run(app, ["show", done.stdout.split()[0], *where]).exit_code == 0
    stale = run(app, ["show", before, *where])
    assert isinstance(stale.exception, InputError) and "No article is called" in str(
        stale.exception
    )

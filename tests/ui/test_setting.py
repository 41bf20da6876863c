"""How an ingest ends: what is not known of which articles, and the command that says it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from dateline import app
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

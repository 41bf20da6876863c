"""`dateline demo` in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline import app
from rag.compose import SILENT


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["demo", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_it_runs_in_an_empty_folder_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "of-my-own"))
    monkeypatch.setenv("DATELINE_MODEL", "no-such-model")
    first = run()
    assert str(tmp_path / "dateline-demo") in first
    assert "586,000" in first  # an answer
    assert SILENT in first  # and an honest silence
    assert "dateline ingest PATH" in first
    assert [path.name for path in tmp_path.iterdir()] == ["dateline-demo"]
    assert run() == first


def test_it_makes_its_archive_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "--archive 'my demo'" in run("--archive", "my demo")
    assert [path.name for path in tmp_path.iterdir()] == ["my demo"]

"""`dateline ui`: who answers on the page that it opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dateline import app
from index.archive import Archive


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The readers that the page would offer, with what they are called; it is not served."""
    found: dict[str, str] = {}

    def serve(assistants: Mapping[str, Any], **_: Any) -> None:
        found.update({key: one.reader_label for key, one in assistants.items()})

    monkeypatch.setattr("ui.app.serve", serve)
    return found


def opened(folder: Path) -> Result:
    with Archive.open(folder, create=True):
        pass
    return CliRunner().invoke(app, ["ui", "--archive", str(folder), "--no-browser"])


def test_a_model_without_an_endpoint_leaves_the_quote_reader(
    offered: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_MODEL", "small")
    ran = opened(tmp_path / "a")
    assert ran.exit_code == 0, ran.output
    assert list(offered) == ["quote"]
    (told,) = ran.stderr.splitlines()
    assert told.startswith("dateline: The chat reader is left out: No model endpoint is set")


def test_with_an_endpoint_both_readers_are_offered(
    offered: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_MODEL", "small")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    ran = opened(tmp_path / "a")
    assert ran.exit_code == 0, ran.output
    assert list(offered) == ["chat", "quote"]
    assert ran.stderr == ""

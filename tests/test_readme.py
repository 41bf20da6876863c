"""The README's code runs as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import dateline
from index.archive import Archive
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.S | re.M)


@pytest.fixture
def here(tmp_path: Path, samples: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder such as the README's reader has: some articles, an archive, some questions."""
    skip = shutil.ignore_patterns("*.lock", "vectors*")
    shutil.copytree(samples.folder, tmp_path / "my-archive", ignore=skip)
    shutil.copytree(ROOT / "samples", tmp_path / "articles")
    shutil.copy(ROOT / "samples" / "northwire-idlib-talks.txt", tmp_path / "page.txt")
    (tmp_path / "questions.jsonl").write_text("".join(blocks("json")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_python_blocks_run_in_order(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102
    assert "586,000" in capsys.readouterr().out


def test_the_commands_run(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    commands = [shlex.split(x)[1:] for x in lines if x.startswith("dateline ")]
    offline = [c for c in commands if "--model" not in c and c[0] != "ui"]
    assert len(offline) >= 4
    for command in offline:
        dateline.app(command, standalone_mode=False)
        assert capsys.readouterr().out.strip()


def test_what_the_readme_names_is_there() -> None:
    for name in re.findall(r"`((?:index|rag|evals|docs|tests)/[\w/.]+)`|\((docs/[\w.]+)\)", README):
        path = "".join(name)
        assert (ROOT / path).exists(), path
    targets = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make (\w+)`|^make (\w+)", README, re.M):
        assert f"\n{''.join(target)}:" in targets

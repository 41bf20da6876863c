"""The code of the README and of the pages beside it runs as it stands, and prints what they show."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import dateline
from index.archive import Archive
from tests.conftest import ROOT
from ui.commands.helping import EXIT_CODES, SETTINGS

README, COMMANDS, PYTHON = "README.md", "docs/commands.md", "docs/python.md"
PAGES = [README, "CONTRIBUTING.md", *sorted(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))]
NAMED = re.compile(r"`((?:index|rag|ui|evals|docs|tests)/[\w/.]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")


def text(page: str) -> str:
    return (ROOT / page).read_text()


def blocks(page: str, language: str) -> list[str]:
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```", text(page), re.S | re.M)
    assert found, f"{page} shows no {language}"
    return found


@pytest.fixture
def here(tmp_path: Path, samples: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder such as the README's reader has: some articles, two archives, some questions."""
    skip = shutil.ignore_patterns("*.lock", "vectors*")
    for archive in ("my-archive", ".dateline/demo"):
        shutil.copytree(samples.folder, tmp_path / archive, ignore=skip)
    shutil.copytree(ROOT / "samples", tmp_path / "articles")
    shutil.copy(ROOT / "samples" / "northwire-idlib-talks.txt", tmp_path / "page.txt")
    (tmp_path / "questions.jsonl").write_text("".join(blocks(COMMANDS, "json")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [README, PYTHON])
def test_the_python_blocks_run_in_order(
    page: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), names)  # noqa: S102
    assert "586,000" in capsys.readouterr().out


@pytest.mark.parametrize("page", [README, COMMANDS])
def test_the_commands_run(page: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    commands = [shlex.split(x)[1:] for x in lines if x.startswith("dateline ")]
    offline = [c for c in commands if "--model" not in c and c[0] != "ui"]
    assert len(offline) >= 4
    for command in offline:
        dateline.app(command, standalone_mode=False)
        assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("page", [README, COMMANDS])
def test_a_transcript_is_what_is_printed(
    page: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """But for what "..." stands for, on a line of its own."""
    shown = [s for block in blocks(page, "text") for s in re.split(r"^\$ ", block, flags=re.M)[1:]]
    assert shown
    for command, _, lines in (one.partition("\n") for one in shown):
        dateline.app(shlex.split(command)[1:], standalone_mode=False)
        left = capsys.readouterr().out
        for piece in filter(str.strip, re.split(r"^\.\.\.$", lines, flags=re.M)):
            before, found, left = left.partition(piece.strip("\n"))
            assert found, f"{before}\n\ndoes not print:\n{piece}"


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there(page: str) -> None:
    for name in NAMED.findall(text(page)):
        places = (ROOT / name, ROOT / f"{name}.py", ROOT / "tests" / name)
        assert any(place.exists() for place in places), name
    for path, heading in LINK.findall(text(page)):
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), path
        headings = re.findall(r"^#+ (.+)$", target.read_text(), re.M) if heading else []
        anchors = [re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings]
        assert not heading or heading in anchors, f"{path}#{heading}"
    targets = text("Makefile")
    for target in re.findall(r"`make ([\w-]+)`|^make ([\w-]+)", text(page), re.M):
        assert f"\n{''.join(target)}:" in targets, target


def test_the_page_on_commands_has_every_setting_and_exit_code() -> None:
    rows = re.findall(r"^\| (.+?) \|", text(COMMANDS), re.M)
    named = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert named == set(SETTINGS)
    assert {int(row) for row in rows if row.isdigit()} == set(EXIT_CODES)


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(text(README).splitlines()) <= 150

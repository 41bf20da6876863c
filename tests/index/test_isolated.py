"""Nothing that lies in the working folder is run, by us or by the processes we start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

STORY = "ARLE, 3 March 2020 - The mayor of Arle said on Monday that the bridge would open in {}."
# What Python, or a library, would import if a folder of articles stood on its path.
NAMES = (
    "sitecustomize", "usercustomize", "index/__init__", "index/worker", "yaml", "json/__init__",
    "encodings/__init__", "lxml/__init__", "numpy", "multiprocessing/__init__", "resource",
    "select", "trafilatura", "frontmatter", "tokenizers", "typer", "logging",
)  # fmt: skip
SPRING = """
import os, sys
if {condition}:
    with open({mark!r}, "a") as mark:
        print(__file__, sys.orig_argv, file=mark)
"""
# All that the parent needs is imported before the traps are there: what it has itself taken from
# its own path is Python's affair, and what its children take is ours.
PARENT = """
import sys
from index import workers
from index.archive import Archive
from tests.index.test_isolated import set_traps
with Archive.open(sys.argv[1], create=True) as archive:
    print(archive.add(["."]).added)
    workers.shared().close()
    set_traps("'index.worker' in sys.orig_argv", sys.argv[2])
    print(archive.add(["."]).unchanged, archive.add(["../late"]).added)
"""


def set_traps(condition: str, mark: str) -> None:
    """Into the working folder, and into one inside it."""
    code = SPRING.format(condition=condition, mark=mark)
    for home in (Path(), Path("lib")):
        for name in NAMES:
            file = home / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(code)
        (home / "pyvenv.cfg").write_text("home = /nowhere\n")
        (home / "evil.pth").write_text(f"import os; open({mark!r}, 'a').write('pth')\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody's articles."""
    made = tmp_path / "stranger"
    (made / "lib").mkdir(parents=True)
    (made / "a.txt").write_text(STORY.format("May"))
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "b.txt").write_text(STORY.format("June"))
    return made


def run(folder: Path, path: str, *arguments: str) -> str:
    """What Python prints when it is started in the folder with this PYTHONPATH."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 5), done.stderr  # 5: the traps are no articles
    return done.stdout


@pytest.mark.parametrize("before", ["", "-P"])
@pytest.mark.parametrize("path", ["{}", "{}:", ":{}", "{}::.", "{}:lib", "./lib/:{}", "{}:{here}"])
def test_a_reading_process_imports_nothing_from_the_working_folder(
    folder: Path, tmp_path: Path, path: str, before: str
) -> None:
    mark = tmp_path / "ran"
    arguments = ["-c", PARENT, str(tmp_path / "archive"), str(mark)]
    told = run(
        folder, path.format(ROOT, here=folder), *(["-P"] if before else []), *arguments
    ).split()
    assert not mark.exists(), mark.read_text()
    assert told == ["1", "1", "1"]


def test_the_command_line_imports_nothing_from_the_working_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "ran"
    monkeypatch.chdir(folder)
    set_traps("True", str(mark))
    archive = ("--archive", str(tmp_path / "archive"))
    for command in (
        ["ingest", "."], ["list"], ["search", "bridge"], ["ask", "When will the bridge open?"],
        ["timeline", "Arle"], ["reindex", "--embedding", "static"],
    ):  # fmt: skip
        # As the installed script does it: the folder of the script in front, not this one.
        code = "import sys; from dateline import main; sys.exit(main())"
        assert run(folder, str(ROOT), "-P", "-c", code, *command, *archive)
    assert not mark.exists(), mark.read_text()


def test_a_package_in_the_working_folder_itself_is_found(tmp_path: Path) -> None:
    """A checkout is where its own files are."""
    (tmp_path / "a.txt").write_text(STORY.format("May"))
    code = f"from index.archive import Archive\nwith Archive.open({str(tmp_path / 'x')!r}, create=True) as a: print(a.add([{str(tmp_path / 'a.txt')!r}]).added)"
    assert run(ROOT, "", "-c", code).strip() == "1"


def test_the_path_of_a_reading_process_holds_no_folder_with_a_colon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which would be read as two, the second of them in the working folder."""
    from index.isolated import import_path

    monkeypatch.setattr(sys, "path", ["", ".", "lib", str(tmp_path / "a:b"), str(ROOT), "/opt/x"])
    monkeypatch.chdir(tmp_path)
    assert import_path() == f"{ROOT}:/opt/x"
    monkeypatch.chdir("/")
    assert import_path() == f"{ROOT}:/opt/x"

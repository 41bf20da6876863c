"""Questions and articles from a pipe, and what goes into one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.archive import Archive
from rag.compose import SILENT
from tests.conftest import ROOT, SAMPLES


def piped(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "OPENAI_"))},
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, arguments)],
        input=given, capture_output=True, env=environment, timeout=120, check=False,
    )  # fmt: skip


def test_a_question_comes_in_by_a_pipe(samples: Archive) -> None:
    asked = ("--archive", samples.folder, "--json")
    typed = json.loads(piped("ask", "Who holds Manbij?", *asked).stdout)
    came = json.loads(piped("ask", "-", *asked, given=b"Who holds\nManbij?\n").stdout)
    assert came["question"] == "Who holds Manbij?"
    assert came["text"] == typed["text"]


def test_many_questions_come_in_by_a_pipe(samples: Archive) -> None:
    rows = [{"id": n, "question": "Who holds Manbij?"} for n in "ab"]
    lines = "\n".join(map(json.dumps, rows)).encode()
    done = piped("ask", "--file", "-", "--json", "--archive", samples.folder, given=lines)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    broken = piped("ask", "--file", "-", "--archive", samples.folder, given=lines + b'\n{"')
    assert broken.returncode == 2
    assert b"standard input:3 is not JSON" in broken.stderr


def test_questions_in_plain_words_are_answered_in_order_each_in_its_lines(samples: Archive) -> None:
    lines = b"Who holds Manbij?\n\nHow did the weather affect wheat prices in Castara?\n"
    done = piped("ask", "--file", "-", "--short", "--archive", samples.folder, given=lines)
    first, *_, last = done.stdout.decode().splitlines()
    assert first.startswith("(1) ") and "“" in first
    assert last == f"(3) {SILENT}"


def test_short_and_json_exclude_each_other(samples: Archive) -> None:
    done = piped("ask", "Who?", "--short", "--json", "--archive", samples.folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"leave out --json or --short" in done.stderr


@pytest.mark.parametrize("arguments", [["ask", "-"], ["search", "-"], ["timeline", "-"]])
def test_nothing_in_the_pipe_is_one_sentence(samples: Archive, arguments: list[str]) -> None:
    done = piped(*arguments, "--archive", samples.folder)
    assert done.returncode == 2
    assert done.stderr.startswith(b"dateline: Nothing came in")


def test_an_article_comes_in_by_a_pipe_and_is_kept(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    page = (SAMPLES / "meridian-courier-idlib.html").read_bytes()
    for told in (b"1 added", b"1 unchanged"):
        done = piped("ingest", "-", "--outlet", "The Tide", "--archive", archive, given=page)
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
    with Archive.open(archive) as store:
        ((identity, _),) = store.articles()
        assert store.article(identity).outlet == "The Tide"
        (place,) = store.places(identity)
    assert Path(place).read_bytes() == page
    assert [path.name for path in (archive / "piped").iterdir()] == [Path(place).name]


def test_a_dry_run_keeps_nothing_of_the_pipe(tmp_path: Path) -> None:
    text = (SAMPLES / "striker-transfer.txt").read_bytes()
    done = piped("ingest", "-", "--dry-run", "--archive", tmp_path / "archive", given=text)
    assert b"1 added" in done.stdout
    assert not list(tmp_path.iterdir())


def test_nothing_to_ingest_in_the_pipe(tmp_path: Path) -> None:
    done = piped("ingest", "-", "--archive", tmp_path / "archive")
    assert done.returncode == 2
    assert b"Nothing came in to be read" in done.stderr


def test_piped_text_has_no_escapes_and_no_marks(samples: Archive) -> None:
    for command in (["ask", "Who met in Moscow in January 2019?"], ["timeline", "Moscow"]):
        text = piped(*command, "--archive", samples.folder).stdout.decode()
        assert "Steppe & Sea" in text
        assert "\\" not in text and "**" not in text and "&#" not in text and "`" not in text


@pytest.mark.parametrize("command", [["list"], ["search", "Manbij"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_error(samples: Archive, command: list[str]) -> None:
    here = [] if command == ["--help"] else ["--archive", str(samples.folder)]
    code = f"import sys; sys.argv[1:] = {[*command, *here]!r}; import dateline; dateline.main()"
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, cwd=ROOT
    )
    os.close(writing)
    os.close(reading)  # gone before the first line
    assert process.communicate(timeout=120)[1] == b""


def test_what_comes_in_by_a_pipe_is_written_through_no_link(tmp_path: Path) -> None:
    """An archive may come from anybody, with links in it."""
    outside = tmp_path / "outside.txt"
    outside.write_text("mine")
    here = ("--archive", tmp_path / "archive")
    piped("ingest", "-", *here, given=b"The mayor of Arle said on Monday that the bridge is open.")
    (kept,) = (tmp_path / "archive" / "piped").iterdir()
    kept.unlink()
    for name in ("incoming", kept.name):
        (kept.parent / name).symlink_to(outside)
    piped("ingest", "-", *here, given=b"The mayor of Arle said on Monday that the bridge is open.")
    assert outside.read_text() == "mine"
    assert not kept.is_symlink()

"""What happens when the disk says no: what can be read is read, and the advice fits."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveError
from index.refusals import refused
from tests.conftest import SAMPLES
from tests.index.disks import contents, dateline, disk, fill

QUESTION = "How many people fled Idlib?"
READING = [
    ("list",),
    ("show", "{first}"),
    ("search", QUESTION),
    ("search", "--facets"),
    ("ask", QUESTION),
    ("timeline", "Manbij"),
]
WRITING = [
    ("ingest", str(SAMPLES), "--outlet", "Another Outlet"),
    ("remove", "{first}"),
    ("set", "{first}", "--outlet", "Another Outlet"),
    ("reindex",),
]


def copy(samples: Archive, folder: Path) -> Path:
    made = folder / "archive"
    shutil.copytree(samples.folder, made, ignore=shutil.ignore_patterns("*.lock"))
    with Archive.open(made):
        pass  # whoever closes it last leaves one file
    return made


def worded(command: tuple[str, ...], samples: Archive, archive: Path) -> list[str]:
    first = samples.articles()[0][0]
    return [word.format(first=first) for word in command] + ["--archive", str(archive)]


@pytest.fixture
def locked(tmp_path: Path, samples: Archive) -> Iterator[Path]:
    """An archive that may be read by anybody and written by nobody."""
    archive = copy(samples, tmp_path)
    for path in (archive, *archive.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield archive
    archive.chmod(0o755)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_may_only_be_read_is_read(
    locked: Path, samples: Archive, command: tuple[str, ...]
) -> None:
    before = contents(locked)
    words = worded(command, samples, locked)
    found = dateline(*words, obeying=True)
    assert (found.returncode, found.stderr) == (0, "")
    assert contents(locked) == before
    assert found.stdout == dateline(*words).stdout


@pytest.mark.parametrize("command", WRITING, ids=lambda c: c[0])
def test_what_may_not_be_written_is_told_so(
    locked: Path, samples: Archive, command: tuple[str, ...]
) -> None:
    before = contents(locked)
    found = dateline(*worded(command, samples, locked), obeying=True)
    assert found.returncode == 3, found.stderr
    assert "You cannot write to" in found.stderr and found.stderr.count("\n") == 1
    assert contents(locked) == before


def test_files_that_may_not_even_be_read_are_told_so(locked: Path) -> None:
    (locked / "catalog.sqlite").chmod(0)
    found = dateline("list", "--archive", str(locked), obeying=True)
    assert found.returncode == 3 and "You cannot open the archive" in found.stderr
    locked.chmod(0)
    found = dateline("list", "--archive", str(locked), obeying=True)
    assert found.returncode == 2 and "is not readable" in found.stderr


def test_a_read_only_disk_is_read(tmp_path: Path, samples: Archive) -> None:
    with disk(tmp_path / "disk", "16m") as mounted:
        archive = copy(samples, mounted)
        subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
        for command in (("list",), ("ask", QUESTION)):
            found = dateline(*worded(command, samples, archive))
            assert (found.returncode, found.stderr) == (0, ""), command
        for command in WRITING[:2]:
            found = dateline(*worded(command, samples, archive))
            assert found.returncode == 3 and "read-only" in found.stderr, command


def test_reading_leaves_an_archive_as_it_was(tmp_path: Path, samples: Archive) -> None:
    archive = copy(samples, tmp_path)
    before = (archive / "catalog.sqlite").read_bytes()
    for command in (("show", "{first}"), ("ask", QUESTION)):
        assert dateline(*worded(command, samples, archive)).returncode == 0
    assert (archive / "catalog.sqlite").read_bytes() == before
    assert not list(archive.glob("*-wal")) + list(archive.glob("*-shm"))


def test_a_full_disk_is_told_and_the_archive_goes_on_answering(
    tmp_path: Path, samples: Archive
) -> None:
    with disk(tmp_path / "disk", "8m") as mounted:
        archive = copy(samples, mounted)
        asked = dateline(*worded(("ask", QUESTION), samples, archive)).stdout
        filler = fill(mounted)
        for command in WRITING:
            found = dateline(*worded(command, samples, archive))
            assert found.returncode == 3 and "full: make room" in found.stderr, command
            assert found.stderr.count("\n") == 1
            again = dateline(*worded(("ask", QUESTION), samples, archive))
            assert (again.returncode, again.stdout) == (0, asked), again.stderr
        filler.unlink()
        for command in (WRITING[0], ("reindex",)):
            assert dateline(*worded(command, samples, archive)).returncode == 0


def test_an_archive_made_on_a_full_disk_is_made_when_there_is_room(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "8m") as mounted:
        filler = fill(mounted)
        found = dateline("ingest", str(SAMPLES), "--archive", str(mounted / "archive"))
        assert found.returncode == 3 and "full: make room" in found.stderr
        filler.unlink()
        assert (
            dateline("ingest", str(SAMPLES), "--archive", str(mounted / "archive")).returncode == 0
        )


@pytest.mark.parametrize(
    "number, advice",
    [
        (errno.ENOSPC, "make room"),
        (errno.EDQUOT, "make room"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "check its disk"),
    ],
)
def test_what_the_system_says_gets_the_advice_that_fits(number: int, advice: str) -> None:
    told = refused(OSError(number, os.strerror(number)), Path("archive"))
    assert advice in str(told) and told.exit_code == 3


def test_a_catalog_that_others_write_is_waited_for_and_then_told(
    tmp_path: Path, samples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = copy(samples, tmp_path)
    monkeypatch.setattr("index.catalog.opened.WAIT_S", 0.1)
    other = sqlite3.connect(archive / "catalog.sqlite", isolation_level=None)
    with Archive.open(archive) as store:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="Another process is writing"):
            store.remove(store.articles()[0][0])
        assert store.search(QUESTION)
    other.close()

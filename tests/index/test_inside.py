"""An archive whose files are links, second names, pipes or journals that name other files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from index import inside
from index.archive import Archive
from index.errors import ArchiveError

NAMES = [
    "catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm", "catalog.sqlite-journal",
    "catalog.new", "catalog.new-journal", "write.lock", "vectors.lock", "reindex.sqlite",
    "reindex.sqlite-journal", "reindex.sqlite-wal", "vectors", "vectors.json", "vectors.new",
    "piped",
]  # fmt: skip
FILES = [name for name in NAMES if name not in inside.DERIVED + inside.FOLDERS]


@pytest.fixture
def archive(tmp_path: Path, samples: Archive) -> Path:
    shutil.copytree(samples.folder, tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """What lies beside the archive and is not to be touched."""
    place = tmp_path / "outside"
    place.mkdir()
    (place / "precious").write_text("precious")
    return place


def refused(archive: Path, name: str, told: str) -> None:
    for create in (False, True):
        with pytest.raises(ArchiveError, match=told) as caught:
            Archive.open(archive, create=create)
        assert caught.value.exit_code == 3
        assert str(caught.value).startswith(f"{name} in the archive {archive} ")
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("target", ["precious", "", "missing"])
def test_a_link_in_place_of_anything_of_ours_is_refused(
    archive: Path, outside: Path, name: str, target: str
) -> None:
    inside.clear(archive / name)
    (archive / name).symlink_to(outside / target)
    refused(archive, name, "is a link to somewhere else")
    assert [p.name for p in outside.iterdir()] == ["precious"]
    assert (outside / "precious").read_text() == "precious"


@pytest.mark.parametrize("name", NAMES)
def test_a_link_to_a_file_of_the_archive_itself_is_refused(archive: Path, name: str) -> None:
    if (archive / name).exists():
        (archive / name).rename(archive / "moved")
    (archive / name).symlink_to("moved")
    refused(archive, name, "is a link to somewhere else")


@pytest.mark.parametrize("name", FILES)
def test_a_second_name_of_a_file_elsewhere_is_refused(
    archive: Path, outside: Path, name: str
) -> None:
    inside.clear(archive / name)
    os.link(outside / "precious", archive / name)
    remedy = "copy the archive" if name in inside.HELD else "delete it"
    refused(archive, name, f"has a second name elsewhere .a hard link.*{remedy}")
    assert (outside / "precious").read_text() == "precious"


def test_a_copy_of_an_archive_with_second_names_is_used(archive: Path, tmp_path: Path) -> None:
    os.link(archive / "catalog.sqlite", tmp_path / "backup")
    refused(archive, "catalog.sqlite", "has a second name elsewhere")
    shutil.copytree(archive, tmp_path / "copy")
    with Archive.open(tmp_path / "copy") as store:
        assert store.count()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused(archive: Path, name: str, make: Callable[[Path], None]) -> None:
    inside.clear(archive / name)
    make(archive / name)
    refused(archive, name, "is not a file")


def test_the_archive_itself_may_be_a_link(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(archive)
    with Archive.open(tmp_path / "link") as store:
        assert store.search("Who holds Manbij?")


def hot_journal(path: Path, named: Path) -> None:
    """A journal beside a database that SQLite rolls back, naming a file that it then deletes."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = DELETE")
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN")
    db.execute("CREATE TABLE theirs (a)")
    for _ in range(2000):
        db.execute("INSERT INTO theirs VALUES (?)", ("x" * 200,))
    journal = path.with_name(f"{path.name}-journal")
    kept, base = journal.read_bytes(), path.read_bytes()
    db.execute("ROLLBACK")
    db.close()
    name = os.fsencode(named)
    end = struct.pack(">I", 0x40000000 // 4096 + 1) + name
    end += struct.pack(">II", len(name), sum(name)) + inside.TO_DELETE
    path.write_bytes(base)
    journal.write_bytes(kept + end)


def test_sqlite_does_delete_what_a_journal_names(outside: Path, tmp_path: Path) -> None:
    """The danger is there: without this test, the next one would show nothing."""
    hot_journal(tmp_path / "any.sqlite", outside / "precious")
    db = sqlite3.connect(tmp_path / "any.sqlite")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    db.close()
    assert not (outside / "precious").exists()


def test_a_journal_that_names_a_file_to_delete_is_refused(archive: Path, outside: Path) -> None:
    hot_journal(archive / "catalog.sqlite", outside / "precious")
    refused(archive, "catalog.sqlite-journal", "names a file that SQLite would delete")
    assert (outside / "precious").exists()


def test_so_is_one_beside_an_unfinished_reindex(archive: Path, outside: Path) -> None:
    hot_journal(archive / "reindex.sqlite", outside / "precious")
    refused(archive, "reindex.sqlite-journal", "names a file that SQLite would delete")


def test_a_new_file_takes_the_place_of_a_link_and_is_not_written_through_it(
    tmp_path: Path, outside: Path
) -> None:
    for name, target in (("a", "precious"), ("b", "missing"), ("c", "")):
        (tmp_path / name).symlink_to(outside / target)
        os.close(inside.create(tmp_path / name))
        assert (tmp_path / name).is_file()
        assert not (tmp_path / name).is_symlink()
    assert [p.name for p in outside.iterdir()] == ["precious"]
    assert (outside / "precious").read_text() == "precious"

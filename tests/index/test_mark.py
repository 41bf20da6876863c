"""A vector index that somebody else made, that was damaged, or that cannot be kept."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import installation, vectors
from index.archive import Archive
from tests.index.indexed import answers, chroma, mark, with_index


@pytest.fixture
def archive(tmp_path: Path, samples: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample archive, for which Chroma is asked, with an index made here."""
    monkeypatch.setattr(vectors, "FEW", 0)
    return with_index(tmp_path / "copy", samples)


def tampered(folder: Path) -> None:
    with sqlite3.connect(chroma(folder) / "chroma.sqlite3") as db:
        db.execute("CREATE TABLE mine (a)")
    db.close()


def flipped(folder: Path) -> None:
    path = next(chroma(folder).rglob("data_level0.bin"))
    content = bytearray(path.read_bytes())
    content[200] ^= 255
    path.write_bytes(content)


def swapped(folder: Path) -> None:
    """The same bytes and times, but not the file that was left there."""
    path = next(chroma(folder).rglob("data_level0.bin"))
    about = path.stat()
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def copied(folder: Path) -> None:
    shutil.copytree(folder / "vectors", folder / "copy")
    shutil.rmtree(folder / "vectors")
    (folder / "copy").rename(folder / "vectors")


def linked(folder: Path) -> None:
    inner = chroma(folder)
    inner.rename(folder.parent / "elsewhere")
    inner.symlink_to(folder.parent / "elsewhere")


def journal(folder: Path) -> None:
    (chroma(folder) / "chroma.sqlite3-journal").write_bytes(b"x" * 512)


def crowded(folder: Path) -> None:
    for number in range(200):
        (chroma(folder) / str(number)).touch()


def key_lost(folder: Path) -> None:
    home = installation.folder()
    assert home
    (home / "key").unlink()


def said(**other: Any) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / "vectors.json").write_text(json.dumps({**mark(folder), **other}))

    change.__name__ = f"said {other}"
    return change


def written(words: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / "vectors.json").write_text(words, errors="surrogateescape")

    change.__name__ = f"written {words[:20]}"
    return change


def of_another_kind(name: str, *, is_folder: bool) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        if is_folder:
            (path / "deep").mkdir(parents=True)
        else:
            path.write_text("a file")

    change.__name__ = f"{name} {is_folder}"
    return change


def a_pipe(folder: Path) -> None:
    (folder / "vectors.json").unlink()
    os.mkfifo(folder / "vectors.json")


CHANGES = [
    tampered, flipped, swapped, copied, linked, journal, crowded, key_lost, a_pipe,
    said(generation="1"), said(generation=True), said(generation=10**30), said(generation=-1),
    said(era=None), said(held=1.5), said(live=[]), said(more=1), said(signed=1), said(signed="é"),
    said(folder=".."), said(folder="../.."), said(folder="/etc"), said(folder=""),
    said(folder="g1-0123abcg"), said(folder="g1-0123abcd\n"), said(folder="g1-0123abcd/../.."),
    written("[]"), written("{}"), written("null"), written("3"), written(""), written("{"),
    written("[" * 100_000), written('{"signed": "' + "x" * 10_000_000), written("\udcff"),
    of_another_kind("vectors.json", is_folder=True), of_another_kind("vectors", is_folder=False),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_an_index_that_is_not_as_it_was_left_is_made_anew(
    archive: Path, change: Callable[[Path], None]
) -> None:
    before, was = answers(archive), mark(archive)["folder"]
    beside = sorted(archive.parent.iterdir())
    change(archive)
    assert answers(archive) == before
    assert mark(archive)["folder"] != was
    now = mark(archive)["folder"]
    assert answers(archive) == before
    assert mark(archive)["folder"] == now  # and that one is as it was left
    assert [p for p in archive.parent.iterdir() if p.name != "elsewhere"] == beside


def test_a_folder_in_the_way_of_a_new_mark_goes(archive: Path, tmp_path: Path) -> None:
    of_another_kind("vectors.new", is_folder=True)(archive)
    (tmp_path / "new.txt").write_text("Manbij market opens\n\nThe market in Manbij opened.\n")
    with Archive.open(archive) as store:
        store.add([tmp_path / "new.txt"])
        assert mark(archive)["generation"] == store._catalog.generation()
    assert not (archive / "vectors.new").exists()


def test_a_moved_archive_keeps_its_index_and_an_unpacked_one_does_not(archive: Path) -> None:
    before, was = answers(archive), mark(archive)["folder"]
    moved = archive.rename(archive.parent / "moved")
    assert answers(moved) == before
    assert mark(moved)["folder"] == was
    unpacked = archive.parent / "unpacked"
    shutil.copytree(moved, unpacked)
    assert answers(unpacked) == before
    assert mark(unpacked)["folder"] != was


def test_where_nothing_can_be_kept_of_this_installation_search_is_exact(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before, was = answers(archive), mark(archive)
    (tmp_path / "file").write_text("in the way")
    for state in (tmp_path / "file", tmp_path / "file" / "below", Path("relative")):
        monkeypatch.setenv("DATELINE_STATE", str(state))
        assert answers(archive) == before
        assert mark(archive) == was  # it is not touched
    assert not Path("relative").exists()

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index import vectors
from index.archive import Archive
from index.filters import Filters
from index.vectors import ChromaIndex, ExactIndex
from tests.conftest import ROOT, SAMPLES
from tests.index.disks import disk, fill
from tests.index.indexed import copied_to

WAYS = [
    Filters(),
    Filters(as_of=date(2019, 1, 5)),
    Filters(since=date(2020, 1, 1), until=date(2020, 2, 10)),
    Filters(outlets=("Northwire", "Levant Ledger")),
    Filters(as_of=date(1999, 1, 1)),
]


@pytest.fixture
def archive(tmp_path: Path, samples: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample archive that this test owns, for which Chroma is asked."""
    monkeypatch.setattr(vectors, "FEW", 0)
    return copied_to(tmp_path / "copy", samples)


@pytest.mark.parametrize("filters", WAYS)
def test_chroma_finds_what_an_exact_search_finds(archive: Path, filters: Filters) -> None:
    with Archive.open(archive) as store:
        assert isinstance(store.index, ChromaIndex)
        vector = np.asarray(store.embed(["How many people fled Idlib?"])[0])
        exact = ExactIndex(store._catalog).nearest(vector, 10, filters)
        assert store.index.nearest(vector, 10, filters) == exact


def test_a_damaged_index_is_built_anew_and_nothing_is_lost(archive: Path) -> None:
    with Archive.open(archive) as store:
        before = [h.passage.id for h in store.search("Who holds Manbij?")]
    for path in (archive / "vectors").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 64)
    with Archive.open(archive) as store:
        assert [h.passage.id for h in store.search("Who holds Manbij?")] == before


def test_a_small_archive_has_no_chroma_index_until_it_grows(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "FEW", 10_000)
    with Archive.open(archive) as store:
        before = [h.passage.id for h in store.search("Who holds Manbij?")]
        store.index.sync()
        assert before and not (archive / "vectors").exists()
        monkeypatch.setattr(vectors, "FEW", 5)
        assert [h.passage.id for h in store.search("Who holds Manbij?")] == before
        assert (archive / "vectors").exists()


def test_without_its_clean_mark_the_folder_is_never_opened(archive: Path) -> None:
    with Archive.open(archive) as store:
        before = [h.passage.id for h in store.search("Who holds Manbij?")]
    (archive / "vectors.json").unlink()
    shutil.rmtree(archive / "vectors")
    (archive / "vectors").mkdir()
    (archive / "vectors" / "chroma.sqlite3").write_bytes(b"half-written")
    with Archive.open(archive) as store:
        assert [h.passage.id for h in store.search("Who holds Manbij?")] == before


def test_what_left_the_catalog_is_never_found(archive: Path) -> None:
    with Archive.open(archive) as store:
        first = store.search("Who holds Manbij?")[0].article
        store.remove(first.id)
        assert all(h.article.id != first.id for h in store.search("Who holds Manbij?", limit=50))
        store.add([SAMPLES])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with disk(tmp_path / "disk", "24m") as place:
        yield place


@pytest.mark.parametrize("leaving", [0, 8192, 131072, 400_000])
@pytest.mark.parametrize("when", ["fresh", "reopened", "behind"])
def test_on_a_full_disk_search_goes_on(
    archive: Path, small_disk: Path, when: str, leaving: int, tmp_path: Path
) -> None:
    folder = shutil.move(archive, small_disk / "archive")
    with Archive.open(folder) as store:
        vector = np.asarray(store.embed(["How many people fled Idlib?"])[0])
        exact = ExactIndex(store._catalog).nearest(vector, 10, Filters())
        if when != "fresh":
            assert store.index.nearest(vector, 10, Filters()) == exact
        if when == "behind":
            (tmp_path / "new.txt").write_text("Harvest\n\nThe harvest of figs was good.\n")
            index = store.index
            store._held._index = ExactIndex(store._catalog)  # another process added it
            store.add([tmp_path / "new.txt"])
            store._held._index = index
        if when == "reopened":
            store.index.close()
            store._held._index = None
        fill(small_disk, leaving)
        for _ in range(2):
            assert store.index.nearest(vector, 10, Filters()) == exact
        store.index.sync()
        (small_disk / "filler").unlink()
    with Archive.open(folder) as store:
        assert store.index.nearest(vector, 10, Filters()) == exact
        assert (folder / "vectors.json").exists()


IN_A_FOLDER_OF_OTHERS = """
import os, sys
from pathlib import Path
from index.vectors import open_index
folder = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setuid(65534)
print(type(open_index(folder, None)).__name__)
"""


@pytest.mark.parametrize("lock", [True, False])
def test_a_folder_of_others_is_searched_exactly(lock: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if lock:
            (folder / "vectors.lock").touch(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", IN_A_FOLDER_OF_OTHERS, place],
            capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
        folder.chmod(0o755)
        assert done.stdout == "ExactIndex\n", done.stderr
        assert (folder / "vectors.lock").exists() is lock


@pytest.mark.parametrize("indexed", [True, False])
def test_a_disk_that_is_only_to_be_read_is_searched_exactly(
    archive: Path, small_disk: Path, indexed: bool
) -> None:
    with Archive.open(archive) as store:
        vector = np.asarray(store.embed(["How many people fled Idlib?"])[0])
        exact = ExactIndex(store._catalog).nearest(vector, 10, Filters())
        if indexed:
            store.index.sync()
            store.index.close()
        for how in (["--bind", str(archive)], ["-o", "remount,ro,bind"]):
            subprocess.run(["mount", *how, str(small_disk)], check=True)
        again = vectors.open_index(small_disk, store._catalog)
        assert isinstance(again, ExactIndex)
        assert again.nearest(vector, 10, Filters()) == exact
        subprocess.run(["umount", "-l", str(small_disk)], check=True)

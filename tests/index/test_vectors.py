from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index import vectors
from index.archive import Archive
from index.filters import Filters
from index.vectors import ChromaIndex, ExactIndex
from tests.conftest import SAMPLES

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
    shutil.copytree(
        samples.folder, tmp_path / "copy", ignore=shutil.ignore_patterns("*.lock", "vectors*")
    )
    return tmp_path / "copy"


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

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dateline import app
from index import context
from index.archive import Archive
from index.embed import BUILT_IN, unit_vectors
from index.embed.chosen import stamps_of
from index.errors import ArchiveError, EmbeddingError, InputError
from index.filters import Filters
from index.progress import Progress
from index.reindex import ASIDE, BATCH, reindex
from index.vectors import ChromaIndex
from tests.conftest import ROOT
from tests.index.embed.embeddings import Broken, Hashed

HERE = "tests.index.embed.embeddings"
ONE = f'{HERE}:Hashed{{"model_name": "one"}}'
TWO = f'{HERE}:Hashed{{"model_name": "two", "dims": 5}}'
TOWNS = [f"Town{number}" for number in range(BATCH + 40)]
QUESTION = "When does the bridge for Town7 open?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of one passage a town, embedded by ONE, for which Chroma is asked."""
    monkeypatch.setattr("index.vectors.FEW", 0)
    rows = [
        {"title": f"A bridge for {t}", "text": f"The mayor of {t} said the bridge opens in May."}
        for t in TOWNS
    ]
    (tmp_path / "towns.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with Archive.open(tmp_path / "archive", ONE, create=True) as store:
        assert store.add([tmp_path / "towns.jsonl"]).added == len(TOWNS)
    return tmp_path / "archive"


def ranked(store: Archive) -> list[tuple[str, float]]:
    return [(hit.passage.id, round(hit.why.dense, 5)) for hit in store.search(QUESTION, limit=5)]


def vectors(store: Archive) -> np.ndarray:
    return store._catalog.vectors()[2]


def test_an_archive_remembers_its_embedding(folder: Path) -> None:
    with Archive.open(folder, ONE) as store:
        assert len(store.search(QUESTION)) == 10
        assert store.embed(["word"]).shape == (1, 8)


def test_another_one_is_refused_with_the_remedy_and_the_remedy_works(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="dateline reindex --embedding minilm --archive"):
        Archive.open(folder, "minilm")
    with pytest.raises(ArchiveError, match="reindex --embedding '"):
        Archive.open(folder, TWO)
    with Archive.open(folder, ONE) as store:
        before = ranked(store)
        done = store.reindex(TWO)
        assert (done.embedding, done.dims, done.passages, done.resumed) == ("two", 5, len(TOWNS), 0)
        after = ranked(store)
        assert after != before
        assert isinstance(store.index, ChromaIndex)
        assert vectors(store).shape == (len(TOWNS), 5)
    with Archive.open(folder, TWO) as store:
        assert ranked(store) == after
    with pytest.raises(ArchiveError, match="reindex"):
        Archive.open(folder, ONE)
    assert not (folder / ASIDE).exists()


def test_ingest_and_reindex_embed_the_same_text(folder: Path) -> None:
    with Archive.open(folder, ONE) as store:
        before = vectors(store)
        assert store.reindex().embedding == "one"
        assert np.array_equal(vectors(store), before)
        article = store.article("A bridge for Town7")
        hits = [h for h in store.search(QUESTION, limit=50) if h.article.id == article.id]
        text = context.embedded_text(article, hits[0].passage)
        assert text.startswith("A bridge for Town7\n")
        vector = unit_vectors(Hashed(model_name="one"), [text])[0]
        assert np.array_equal(
            store._catalog.passages([hits[0].passage.id])[hits[0].passage.id][1], vector
        )


def test_vectors_that_went_wrong_are_repaired(folder: Path) -> None:
    with Archive.open(folder, ONE) as store:
        before, found = vectors(store), ranked(store)
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as db, db:
        db.execute("UPDATE passages SET vector = zeroblob(32)")
    with Archive.open(folder, ONE) as store:
        store.reindex()
        assert np.array_equal(vectors(store), before)
        assert ranked(store) == found


def command(folder: Path, setting: str) -> list[str]:
    return [
        sys.executable, "-m", "dateline", "reindex", "--archive", str(folder), "--json",
        "--embedding", setting,
    ]  # fmt: skip


def waiting(folder: Path) -> int:
    """How many vectors wait beside the archive."""
    try:
        with closing(sqlite3.connect(f"file:{folder / ASIDE}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM vectors").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_killed_it_has_its_old_vectors_and_goes_on_where_it_was(folder: Path) -> None:
    with Archive.open(folder, ONE) as store:
        before = ranked(store)
    slow = f'{HERE}:Hashed{{"model_name": "two", "dims": 5, "embed_batch_size": 8, "pause_s": 0.1}}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command(folder, slow), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    patience = time.monotonic() + 60
    while not waiting(folder) and time.monotonic() < patience:
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < waiting(folder) < len(TOWNS)
    with Archive.open(folder, ONE) as store:
        assert ranked(store) == before
        store.add([folder.parent / "towns.jsonl"])
        store.remove("A bridge for Town7")  # its vector waits for nothing now
        assert store.search(QUESTION)
    quick = slow.replace("0.1", "0")
    done = CliRunner().invoke(app, command(folder, slow)[3:])
    assert json.loads(done.stdout) == {
        "embedding": "two", "dims": 5, "passages": len(TOWNS) - 1, "resumed": BATCH - 1,
    }  # fmt: skip
    with Archive.open(folder, TWO) as store:
        once = vectors(store)
        store.reindex(quick)
        assert np.array_equal(vectors(store), once)


def test_killed_before_the_index_was_built_it_is_built_when_opened(folder: Path) -> None:
    two = Hashed(model_name="two", dims=8)  # as many numbers as before: nothing else would tell
    with Archive.open(folder, ONE) as store:
        store.search(QUESTION)
        setting = f'{HERE}:Hashed{{"model_name": "two"}}'
        reindex(store._catalog, two, stamps_of(setting, two))
    with Archive.open(folder, two) as store:
        vector = store.embed([QUESTION])[0]
        ids, _, matrix = store._catalog.vectors()
        nearest = ids[int(np.argmax(matrix @ vector))]
        assert store.index.nearest(vector, 1, Filters()) == [nearest]


def test_what_waits_for_another_embedding_is_not_used(folder: Path) -> None:
    with Archive.open(folder) as store:
        for number, broken in enumerate(("", "not a database, but long enough to look at")):
            stop = _stopping(after=1)
            with pytest.raises(KeyboardInterrupt):
                store.reindex(TWO, stop)
            assert waiting(folder) == BATCH
            if broken:
                (folder / ASIDE).write_text(broken)
            assert store.reindex(f'{HERE}:Hashed{{"model_name": "three{number}"}}').resumed == 0


def _stopping(after: int) -> Progress:
    calls = iter(range(after))

    def progress(done: int, total: int, name: str) -> None:
        if next(calls, None) is None:
            raise KeyboardInterrupt

    return progress


def test_another_model_behind_the_same_name_starts_anew(folder: Path) -> None:
    with Archive.open(folder) as store:
        with pytest.raises(KeyboardInterrupt):
            store.reindex(Hashed(model_name="two", dims=5), _stopping(after=1))
        done = store.reindex(Hashed(model_name="two", dims=6))
        assert (done.dims, done.resumed) == (6, 0)
        assert store.search(QUESTION)


def test_an_embedding_that_fails_changes_nothing(folder: Path) -> None:
    with Archive.open(folder, ONE) as store:
        before = ranked(store)
        with pytest.raises(EmbeddingError, match="no route"):
            store.reindex(Broken(fault="no route"))
        with pytest.raises(InputError):
            store.reindex("minilmm")
        assert ranked(store) == before


def test_an_embedding_that_no_setting_makes_is_asked_for(folder: Path) -> None:
    own = Hashed(model_name="own")
    with Archive.open(folder) as store:
        store.reindex(own)
        assert store.search(QUESTION)
    with Archive.open(folder, own) as store:
        assert store.search(QUESTION)
    with Archive.open(folder) as store:
        assert store.article("A bridge for Town7")
        with pytest.raises(ArchiveError, match="'own', which no setting names"):
            store.search(QUESTION)
        with pytest.raises(ArchiveError, match="which no setting names"):
            store.reindex()
        store.reindex(ONE)
        assert store.search(QUESTION)


def test_another_version_of_the_embedded_text_asks_for_a_reindex(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "VERSION", "later")
    with Archive.open(folder, ONE) as store:
        with pytest.raises(ArchiveError, match=r"another version of Dateline.*dateline reindex"):
            store.search(QUESTION)
        store.reindex()
        assert store.search(QUESTION)


def test_who_has_it_open_follows(folder: Path) -> None:
    with Archive.open(folder, ONE) as reader, Archive.open(folder) as writer:
        before = ranked(reader)
        assert reader.embed(["word"]).shape == (1, 8)
        writer.reindex("static")
        assert ranked(reader) == ranked(writer) != before
        assert reader.embed(["word"]).shape == (1, 256)


def test_keys_are_not_in_the_archive(folder: Path) -> None:
    kept = f'{HERE}:Hashed{{"model_name": "kept"}}'
    with Archive.open(folder) as store:
        store.reindex(kept.replace("}", ', "api_key": "hush-1"}'))
    assert all(b"hush-1" not in p.read_bytes() for p in folder.rglob("*") if p.is_file())
    with Archive.open(folder, kept) as store:
        assert store.search(QUESTION)


def test_an_ingest_with_the_model_elsewhere_remembers_where(folder: Path) -> None:
    moved = f'{HERE}:Hashed{{"model_name": "one", "pause_s": 0}}'
    with Archive.open(folder, moved) as store:
        assert store._catalog.embedded.stamps()["setting"] == ONE
        store.add([folder.parent / "towns.jsonl"])
        assert (
            json.loads(store._catalog.embedded.stamps()["setting"].split("Hashed")[1])["pause_s"]
            == 0
        )


@pytest.mark.parametrize("setting", BUILT_IN)
def test_what_ships_can_be_changed_to(tmp_path: Path, setting: str) -> None:
    (tmp_path / "a.txt").write_text(
        "A bridge for Arle\n\nThe mayor said the bridge opens in May.\n"
    )
    with Archive.open(tmp_path / "archive", Hashed(), create=True) as store:
        store.add([tmp_path / "a.txt"])
        store.reindex(setting)
    with Archive.open(tmp_path / "archive") as store:
        assert store.search("When does the bridge open?")[0].why.dense > 0.3


def test_an_empty_archive_can_be_reindexed(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive", ONE, create=True) as store:
        assert store.reindex(TWO).passages == 0
    with Archive.open(tmp_path / "archive", TWO) as store:
        assert store.search(QUESTION) == []

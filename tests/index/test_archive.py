from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.embeddings.mock_embed_model import MockEmbedding

from index.archive import Archive
from index.errors import ArchiveError, InputError
from index.filters import Filters
from tests.conftest import ROOT, SAMPLES

STORY = "The mayor of {town} said on Monday that the bridge over the river would open in {month}."


def write(folder: Path, name: str, town: str = "Arle", month: str = "May") -> Path:
    path = folder / name
    path.write_text(f"A bridge for {town} at last\n\n{STORY.format(town=town, month=month)}\n")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_ingesting_twice_changes_nothing(folder: Path, archive: Path) -> None:
    write(folder, "a.txt")
    with Archive.open(archive, create=True) as store:
        assert store.add([folder]).added == 1
        before = store.articles()
        again = store.add([folder])
        assert (again.added, again.updated, again.unchanged) == (0, 0, 1)
        assert store.articles() == before


def test_an_edited_file_replaces_its_former_version(folder: Path, archive: Path) -> None:
    path = write(folder, "a.txt")
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        write(folder, "a.txt", month="June")
        assert store.add([folder]).updated == 1
        assert store.count() == 1
        assert "June" in store.article(path.name).text
        assert all("May" not in hit.text for hit in store.search("When does the bridge open?"))


def test_a_deleted_file_goes_with_prune_and_only_then(folder: Path, archive: Path) -> None:
    write(folder, "a.txt")
    gone = write(folder, "b.txt", town="Brenn")
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        gone.unlink()
        store.add([folder])
        assert store.count() == 2
        assert store.add([folder], prune=True).removed == 1
        assert store.count() == 1
        assert all("Brenn" not in hit.text for hit in store.search("bridge in Brenn"))


def test_an_article_can_be_removed_and_comes_back_only_when_asked(
    folder: Path, archive: Path
) -> None:
    write(folder, "a.txt")
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        store.remove("a.txt")
        assert store.count() == 0
        assert store.add([folder]).added == 1


def test_the_same_article_in_two_places_is_held_once(folder: Path, archive: Path) -> None:
    write(folder, "a.txt")
    write(folder, "copy.txt")
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        assert store.count() == 1
        assert len(store.places(store.articles()[0][0])) == 2


def test_an_edited_line_of_a_jsonl_replaces_its_article(folder: Path, archive: Path) -> None:
    path = folder / "many.jsonl"
    rows = [{"text": STORY.format(town=t, month="May"), "title": f"Bridge for {t}"} for t in "ABC"]
    path.write_text("\n".join(map(json.dumps, rows)))
    with Archive.open(archive, create=True) as store:
        assert store.add([path]).added == 3
        path.write_text("\n".join(map(json.dumps, rows[:2])))
        store.add([path])
        assert store.count() == 2


def test_a_missing_archive_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="dateline ingest"):
        Archive.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_an_archive_of_another_embedding_is_refused(folder: Path, archive: Path) -> None:
    write(folder, "a.txt")
    other: BaseEmbedding = MockEmbedding(embed_dim=8, model_name="other-model")
    with Archive.open(archive, other, create=True) as store:
        store.add([folder])
        assert store.search("bridge")
    with pytest.raises(ArchiveError, match=r"other-model.* dateline reindex --embedding minilm"):
        Archive.open(archive, "minilm")
    with Archive.open(archive) as store, pytest.raises(ArchiveError, match="other-model"):
        store.search("bridge")
    with Archive.open(archive, other) as store:
        assert store.search("bridge")


def test_an_archive_remembers_the_setting_it_was_made_with(folder: Path, archive: Path) -> None:
    write(folder, "a.txt")
    setting = "minilm"  # not the default
    with Archive.open(archive, setting, create=True) as store:
        store.add([folder])
    for again in (None, setting):
        with Archive.open(archive, again, create=True) as store:
            assert store.embed(["bridge"]).shape == (1, 384)
            assert store.search("bridge")


def test_a_setting_that_names_nothing_makes_no_archive(archive: Path) -> None:
    with pytest.raises(InputError, match="minilmm"):
        Archive.open(archive, "minilmm", create=True)
    assert not archive.exists()


def test_a_file_that_is_no_catalog_is_one_clear_sentence(archive: Path) -> None:
    archive.mkdir()
    (archive / "catalog.sqlite").write_bytes(b"not a database at all, but long enough to be read")
    with pytest.raises(ArchiveError, match=r"is damaged \(file is not a database"):
        Archive.open(archive)


def test_bad_files_are_named_with_the_reason_and_the_rest_goes_in(
    folder: Path, archive: Path
) -> None:
    write(folder, "good.txt")
    (folder / "empty.txt").write_text("  \n")
    (folder / "binary.txt").write_bytes(b"\x7fELF\0\0\0")
    (folder / "latin.txt").write_bytes("Café reporté par le maire.".encode("latin-1"))
    (folder / "half.jsonl").write_text('{"text": "A first line that is whole."}\n{"text": "cut of')
    (folder / "broken.md").write_text("---\ntitle: [unclosed\n---\nText of the piece here.\n")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "surrogate.jsonl").write_text(
        '{"text": "A line with half \\ud800 a character in it."}\n'
    )
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with Archive.open(archive, create=True) as store:
        report = store.add([folder])
        assert store.count() == 3
    reasons = {Path(f.origin).name: f.reason for f in report.failures}
    assert set(reasons) == {
        "empty.txt", "binary.txt", "latin.txt", "half.jsonl:2", "broken.md", "picture.png", "huge.txt",
    }  # fmt: skip
    assert "UTF-8" in reasons["latin.txt"]
    assert "binary" in reasons["binary.txt"]
    assert "half-written" in reasons["half.jsonl:2"]
    assert "MiB" in reasons["huge.txt"]


def test_a_path_that_does_not_exist_is_bad_input(archive: Path) -> None:
    with (
        Archive.open(archive, create=True) as store,
        pytest.raises(InputError, match="does not exist"),
    ):
        store.add(["nowhere.txt"])


def test_a_sidecar_and_options_supply_what_the_page_lacks(folder: Path, archive: Path) -> None:
    path = write(folder, "a.txt")
    (folder / "a.txt.meta.yaml").write_text("outlet: The Tide\npublished: 2019-05-01\n")
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        article = store.article(path.name)
        assert (article.outlet, article.published.label()) == ("The Tide", "1 May 2019")
        store.add([folder], {"outlet": "The Ebb"})
        assert store.article(path.name).outlet == "The Ebb"


def test_filters_let_nothing_later_through(samples: Archive) -> None:
    day = samples.days()[0]
    assert day is not None
    for hit in samples.search("Idlib displaced Manbij", Filters(as_of=day), 50):
        first = hit.article.published.first_day
        assert first is None or first <= day


def test_an_unknown_outlet_is_named_with_those_there_are(samples: Archive) -> None:
    with pytest.raises(InputError, match="Northwire"):
        samples.search("anything", Filters(outlets=("The Onion",)))


def test_killed_at_any_moment_the_same_command_finishes_the_job(
    folder: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.vectors.FEW", 0)  # so that Chroma is built of a small archive too
    for number in range(60):
        write(folder, f"{number:03}.txt", town=f"Town{number}")
    code = "import dateline; from index import vectors; vectors.FEW = 0; dateline.main()"
    command = [sys.executable, "-c", code, "ingest", str(folder), "--archive", str(archive)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for wait in (1.2, 2.4, 3.6):
        process = subprocess.Popen(
            command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (archive / "catalog.sqlite").exists():
            with Archive.open(archive) as store:
                for article_id, _ in store.articles():
                    assert store.sentences(article_id)
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        assert store.count() == 60
        ids = [article_id for article_id, _ in store.articles()]
        assert len(set(ids)) == 60
        hits = store.search("the bridge for Town42", limit=5)
        assert any("Town42" in hit.text for hit in hits)


def test_a_second_process_searches_while_the_first_holds_the_index(samples: Archive) -> None:
    with Archive.open(samples.folder) as second:  # cannot own Chroma: compares exactly
        for question in ("Who holds Manbij?", "How many people were displaced?"):
            one, two = samples.search(question), second.search(question)
            assert [h.passage.id for h in one[:3]] == [h.passage.id for h in two[:3]]


def test_samples_hold_what_the_demo_promises(samples: Archive) -> None:
    assert samples.count() >= 15
    assert len(samples.outlets()) >= 8
    assert (SAMPLES / "README.md").exists()


def test_articles_that_change_places_are_all_still_there(folder: Path, archive: Path) -> None:
    one, two = write(folder, "a.txt"), write(folder, "b.txt", town="Brenn")
    with Archive.open(archive, create=True) as store:
        store.add([folder])
        one.rename(folder / "c.txt")
        two.rename(folder / "a.txt")
        (folder / "c.txt").rename(folder / "b.txt")
        store.add([folder])
        assert store.count() == 2
        assert "Brenn" in store.article("a.txt").text


def test_a_file_that_went_back_to_what_it_was_is_read_again(folder: Path, archive: Path) -> None:
    path = folder / "many.jsonl"
    first = json.dumps({"text": STORY.format(town="Arle", month="May")}) + "\n"
    path.write_text(first)
    with Archive.open(archive, create=True) as store:
        store.add([path])
        path.write_text(json.dumps({"text": STORY.format(town="Brenn", month="May")}) + "\n{half")
        store.add([path])
        path.write_text(first)
        store.add([path])
        assert [store.article(i).text for i, _ in store.articles()] == [json.loads(first)["text"]]


def test_odd_front_matter_is_reported_and_the_rest_goes_in(folder: Path, archive: Path) -> None:
    write(folder, "good.txt")
    (folder / "date.md").write_text(
        "---\npublished: 2019-02-30\n---\nThe mayor spoke on Monday here.\n"
    )
    (folder / "keys.md").write_text(
        "---\nevents: {2019-02-20: x}\n---\nThe mayor spoke on Monday here.\n"
    )
    with Archive.open(archive, create=True) as store:
        report = store.add([folder])
        assert store.count() == 2
        assert [Path(f.origin).name for f in report.failures] == ["date.md"]

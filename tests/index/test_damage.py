"""An archive that was altered behind its back is told so; what can be made anew is made anew."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from index.archive import Archive
from index.catalog import digest
from index.errors import ArchiveError
from tests.conftest import SAMPLES
from tests.index.test_refusals import copy

QUESTION = "How many people fled Idlib?"


def sql(*statements: str) -> Callable[[Path], None]:
    def alter(catalog: Path) -> None:
        with closing(sqlite3.connect(catalog, isolation_level=None)) as db:
            for statement in statements:
                db.execute(statement)

    return alter


def flipped(catalog: Path) -> None:
    data = bytearray(catalog.read_bytes())
    random = Random(1)
    for _ in range(200):
        data[random.randrange(len(data))] ^= 0xFF
    catalog.write_bytes(data)


def emptied(catalog: Path) -> None:
    os.truncate(catalog, 0)


def halved(catalog: Path) -> None:
    os.truncate(catalog, catalog.stat().st_size // 2)


def a_folder(catalog: Path) -> None:
    catalog.unlink()
    catalog.mkdir()


DAMAGE = {
    "cut to nothing": emptied,
    "cut in half": halved,
    "200 bytes flipped": flipped,
    "a folder": a_folder,
    "text that is no UTF-8": sql("UPDATE articles SET title = CAST(x'c328' AS TEXT)"),
    "another speaker": sql("UPDATE sentences SET speaker = 'Somebody Else'"),
    "other words": sql("UPDATE articles SET json = replace(json, 'Idlib', 'Aleppo')"),
    "another day": sql("UPDATE articles SET first_day = first_day + 1"),
    "nothing is said of it": sql("DELETE FROM stamp"),
    "an end that is no number": sql("UPDATE articles SET valid_until = 'x'"),
    "an empty article": sql(
        "PRAGMA foreign_keys = OFF",
        "UPDATE articles SET id = '44136fa355b3678a', json = '{}' WHERE number = 1",
    ),
    "spans that are no numbers": sql("UPDATE sentences SET \"end\" = 'x'"),
    "days that no calendar has": sql("UPDATE articles SET first_day = 99999999"),
    "a moment that is none": sql("UPDATE articles SET seen = 'never'"),
    "a name that is no text": sql("UPDATE named SET value = x'ff'"),
    "options that are no JSON": sql("INSERT INTO supplied VALUES ('x', 'nope')"),
    "fields that are no object": sql("INSERT INTO said VALUES ('x', 'y', 'z', '[1]')"),
    "an era that is no number": sql("UPDATE stamp SET value = 'x' WHERE name = 'generation'"),
    "a sentence without an end": sql('UPDATE sentences SET "end" = 0'),
    "a check in a table of the full text": sql(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'sz BLOB', 'sz BLOB, CHECK (length(sz) > 0)') "
        "WHERE name = 'words_docsize'",
    ),
    "no embedding is named": sql("DELETE FROM stamp WHERE name = 'embedding'"),
    "half the full text": sql("DELETE FROM words WHERE rowid % 2"),
    "a table described in no UTF-8": sql(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = CAST(CAST(sql AS BLOB) || x'c328' AS TEXT) WHERE name = 'words'",
    ),
    "a table is gone": sql("DROP TABLE copies"),
    "a trigger": sql(
        "CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM articles WHERE number > 0; END"
    ),
    "a view in the place of a table": sql(
        "ALTER TABLE sentences RENAME TO s", "CREATE VIEW sentences AS SELECT * FROM s"
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("create", [False, True], ids=["to read", "to write"])
def test_damage_is_told_and_nothing_is_refilled_in_silence(
    tmp_path: Path, samples: Archive, name: str, create: bool
) -> None:
    archive = copy(samples, tmp_path)
    DAMAGE[name](archive / "catalog.sqlite")
    with pytest.raises(ArchiveError) as raised:
        Archive.open(archive, create=create).close()
    assert str(archive) in str(raised.value) and "\n" not in str(raised.value)
    if name == "cut to nothing":
        assert not (archive / "catalog.sqlite").stat().st_size


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE passages SET vector = zeroblob(8)",
        "UPDATE passages SET vector = zeroblob(8) WHERE number = (SELECT max(number) FROM passages)",
        "UPDATE passages SET vector = 'words'",
        "UPDATE passages SET vector = zeroblob(length(vector))",
    ],
)
def test_vectors_that_were_altered_are_told_with_the_remedy_which_works(
    tmp_path: Path, samples: Archive, statement: str
) -> None:
    archive = copy(samples, tmp_path)
    with Archive.open(archive) as store:
        before = [h.passage.id for h in store.search(QUESTION)]
    sql(statement)(archive / "catalog.sqlite")
    with Archive.open(archive) as store:
        assert store.articles()
        with pytest.raises(ArchiveError, match="dateline reindex"):
            store.search(QUESTION)
        store.reindex()
        assert [h.passage.id for h in store.search(QUESTION)] == before
    with Archive.open(archive) as store:
        assert [h.passage.id for h in store.search(QUESTION)] == before


def test_vectors_that_were_altered_stay_known_as_such_whatever_else_is_written(
    tmp_path: Path, samples: Archive
) -> None:
    archive = copy(samples, tmp_path)
    sql("UPDATE passages SET vector = zeroblob(length(vector))")(archive / "catalog.sqlite")
    with Archive.open(archive) as store:
        store.remove(store.articles()[0][0])
    with Archive.open(archive) as store, Archive.open(archive) as other:
        for opened in (store, other):
            with pytest.raises(ArchiveError, match="dateline reindex"):
                opened.search(QUESTION)
        store.reindex()
        assert store.search(QUESTION) and other.search(QUESTION)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """All archives are too large to be read as a whole whenever they are opened."""
    monkeypatch.setattr(digest, "MOST", 0)


@pytest.mark.parametrize(
    "name",
    [
        "other words",
        "text that is no UTF-8",
        "a trigger",
        "cut to nothing",
        "no embedding is named",
        "days that no calendar has",
        "a moment that is none",
        "a name that is no text",
        "options that are no JSON",
        "fields that are no object",
        "an era that is no number",
        "a sentence without an end",
        "a check in a table of the full text",
        "an end that is no number",
        "an empty article",
        "spans that are no numbers",
    ],
)
@pytest.mark.usefixtures("large")
def test_a_large_archive_tells_at_the_latest_when_an_article_is_quoted(
    tmp_path: Path, samples: Archive, name: str
) -> None:
    archive = copy(samples, tmp_path)
    DAMAGE[name](archive / "catalog.sqlite")
    with pytest.raises(ArchiveError), Archive.open(archive) as store:
        for identity, _ in store.articles():
            store.article(identity)
            store.versions(identity)
            store.sentences(identity)


@pytest.mark.usefixtures("large")
def test_vectors_of_several_lengths_are_told_in_a_large_archive(
    tmp_path: Path, samples: Archive
) -> None:
    archive = copy(samples, tmp_path)
    sql("UPDATE passages SET vector = zeroblob(8) WHERE number % 2")(archive / "catalog.sqlite")
    with Archive.open(archive) as store, pytest.raises(ArchiveError, match="dateline reindex"):
        store.search(QUESTION)


def test_every_way_to_write_leaves_a_file_that_vouches_for_itself(tmp_path: Path) -> None:
    archive = tmp_path / "archive"

    def vouched() -> bool:
        with closing(sqlite3.connect(archive / "catalog.sqlite")) as db:
            names = {name for (name,) in db.execute("SELECT name FROM stamp")}
            return {digest.REST, digest.VECTORS} <= names and not digest.altered(db)

    with Archive.open(archive, create=True) as store:
        store.add([SAMPLES])
        assert vouched()
        first, second = (identity for identity, _ in store.articles()[:2])
        store.set([first], {"section": "World"})
        assert vouched()
        store.remove(second)
        assert vouched()
        store.reindex()
        assert vouched()
    before = (archive / "catalog.sqlite").read_bytes()
    with Archive.open(archive) as store:
        store.add([SAMPLES], {"outlet": "Another"}, dry=True)
        assert vouched()
    assert (archive / "catalog.sqlite").read_bytes() == before


def test_a_catalog_that_a_writer_left_in_the_middle_is_sound(
    tmp_path: Path, samples: Archive
) -> None:
    """Nothing vouches for it then, and nothing speaks against it."""
    archive = copy(samples, tmp_path)
    with Archive.open(archive) as store:
        with store._catalog.transaction():
            store._catalog._touch()
        store._catalog._db._db.close()  # as if it were killed here: the digest is never added
    with Archive.open(archive) as store:
        assert store.search(QUESTION)

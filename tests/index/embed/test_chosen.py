"""Which embedding an archive gets: a stranger's stamp, an archive without passages, a fault."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.archive import Archive
from index.embed import harmless, resolve, unit_vectors
from index.embed.endpoint import EndpointEmbedding
from index.errors import ArchiveError, EmbeddingError
from index.opening import open_archive
from tests.index.embed.embeddings import Hashed
from tests.index.embed.test_endpoint import embeds
from tests.rag.endpoint import FakeEndpoint, unused_url

HERE = "tests.index.embed.embeddings"
QUESTION = "When does the bridge open?"
AWAY = "http://vectors.example.org/v1#m"


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Now or before: ports come again."""
    monkeypatch.delenv("DATELINE_EMBEDDING", raising=False)
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path / "state"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text("A bridge for Arle\n\nThe mayor said the bridge opens in May.\n")
    return path


def stamped(article: Path, setting: str) -> Path:
    """An archive of one article, whose stamp says what a stranger wrote into it."""
    folder = article.parent / "archive"
    with Archive.open(folder, Hashed(model_name="m"), create=True) as store:
        store.add([article])
        with store._catalog.transaction():
            store._catalog.embedded.stamp({"setting": setting})
    return folder


@pytest.mark.parametrize(
    ("setting", "held"),
    [
        ("static", True), (" minilm ", True), ("http://127.0.0.1:8080/v1#m", False),
        ("http://localhost/v1#m", False), ("http://[::1]:1/v1#m", False),
        (AWAY, False), ("HTTPS://127.0.0.1.example.org/v1#m", False), ("http://0.0.0.0/v1#m", False),
        ("http://127.0.0.1:80@example.org/v1#m", False), ("http://[::1/v1#m", False),
        ("http://example.org#127.0.0.1", False), (f"{HERE}:Hashed", False), ("", False),
        ("index.static:StaticEmbedding", False),
    ],
)  # fmt: skip
def test_what_an_archive_alone_may_name(setting: str, held: bool) -> None:
    assert harmless(setting) is held


@pytest.mark.parametrize("setting", [AWAY, 'xmlrpc.server:Any{"a": "b\'; c"}', "a:B\n\x1b[2J"])
def test_a_strangers_embedding_is_not_followed_unasked(article: Path, setting: str) -> None:
    sys.modules.pop("xmlrpc.server", None)
    with Archive.open(stamped(article, setting)) as store:
        assert store.article("A bridge for Arle")
        for use in (
            lambda: store.search(QUESTION),
            lambda: store.add([article]),
            store.reindex,
        ):
            with pytest.raises(ArchiveError, match="only if you name it yourself") as caught:
                use()
            told = str(caught.value)
            assert told.isprintable()
            assert "set DATELINE_EMBEDDING=" in told
            assert "dateline reindex --embedding static --archive" in told
        assert "xmlrpc.server" not in sys.modules
        store.reindex("static")
        assert store.search(QUESTION)


@pytest.mark.parametrize("place", ["/v1", "/admin/delete"])
def test_a_server_that_only_an_archive_names_is_asked_nothing(article: Path, place: str) -> None:
    with FakeEndpoint() as fake:
        address = fake.url.removesuffix("/v1") + place
        with Archive.open(stamped(article, f"{address}#m")) as store:
            for use in (lambda: store.search(QUESTION), lambda: store.add([article])):
                with pytest.raises(ArchiveError, match="only if you name it yourself"):
                    use()
        assert not fake.requests


NAMING = ["given", "object", "environment", "opened in an environment", "reindexed"]


@pytest.mark.parametrize("way", NAMING)
def test_a_server_that_was_named_once_is_asked_without_being_named_again(
    article: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    with FakeEndpoint(*[embeds()] * 9) as fake:
        setting = f"{fake.url}#m"
        if way != "reindexed":
            folder = stamped_by(article, fake)
        if way in ("given", "object"):
            given = setting if way == "given" else EndpointEmbedding.of(setting)
            Archive.open(folder, given).close()
        elif way == "reindexed":
            folder = stamped(article, "static")
            with Archive.open(folder) as store:
                store.reindex(f" {fake.url}/#m ")
        else:
            monkeypatch.setenv("DATELINE_EMBEDDING", setting)
            opened = open_archive(folder) if way == "environment" else Archive.open(folder)
            with opened as store:
                assert store.search(QUESTION)
            monkeypatch.delenv("DATELINE_EMBEDDING")
        asked = len(fake.requests)
        with Archive.open(folder) as store:
            assert store.search(QUESTION)
            assert len(fake.requests) == asked + 1
            other = {"setting": f"{fake.url}/other#m"}
            with store._catalog.transaction():
                store._catalog.embedded.stamp(other)
            with pytest.raises(ArchiveError, match="only if you name it yourself"):
                store.search(QUESTION)
        assert len(fake.requests) == asked + 1


def stamped_by(article: Path, fake: FakeEndpoint) -> Path:
    """A stranger's archive, made with the model behind `fake`."""
    folder = article.parent / "archive"
    with Archive.open(folder, Hashed(model_name="m", dims=4), create=True) as store:
        store.add([article])
        with store._catalog.transaction():
            store._catalog.embedded.stamp({"setting": f"{fake.url}#m"})
    return folder


def test_named_now_it_is_used(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setting = f'{HERE}:Hashed{{"model_name": "m"}}'
    folder = stamped(article, setting)
    with Archive.open(folder, setting) as store:
        assert store.search(QUESTION)
    monkeypatch.setenv("DATELINE_EMBEDDING", f'{HERE}:Hashed{{"model_name": "n"}}')
    with Archive.open(folder) as store, pytest.raises(ArchiveError, match="name it yourself"):
        store.search(QUESTION)
    monkeypatch.setenv("DATELINE_EMBEDDING", setting)
    with Archive.open(folder) as store:
        assert store.search(QUESTION)
        assert store.reindex().embedding == "m"


def test_a_server_on_this_machine_is_gone_on_with_and_its_fault_names_the_remedy(
    article: Path,
) -> None:
    folder = article.parent / "archive"
    with FakeEndpoint(embeds(), embeds()) as fake:
        with Archive.open(folder, f"{fake.url}#m", create=True) as store:
            store.add([article])
        with Archive.open(folder) as store:
            assert store.search(QUESTION)
    gone = EndpointEmbedding.of(f"{unused_url()}#m", max_retries=0)
    with (
        Archive.open(folder, gone) as store,
        pytest.raises(
            EmbeddingError, match=r"cannot be reached.*; to do without it: dateline rein"
        ),
    ):
        store.search(QUESTION)


def test_a_first_ingest_that_failed_binds_nothing(article: Path) -> None:
    folder = article.parent / "archive"
    gone = EndpointEmbedding.of(f"{unused_url()}#m", max_retries=0)
    with (
        Archive.open(folder, gone, create=True) as store,
        pytest.raises(EmbeddingError, match="cannot be reached"),
    ):
        store.add([article])
    with Archive.open(folder) as store:
        assert store.search(QUESTION) == []
        store.add([article])
        assert store.search(QUESTION)
        assert store._catalog.embedded.stamps()["setting"] == "static"
    with pytest.raises(ArchiveError, match="was made with the embedding 'static"):
        Archive.open(folder, "minilm")


def test_an_emptied_archive_takes_vectors_of_another_length(article: Path) -> None:
    folder = article.parent / "archive"
    with Archive.open(folder, "minilm", create=True) as store:
        store.add([article])
        assert store.search(QUESTION)
        store.remove("A bridge for Arle")
    with Archive.open(folder, Hashed(dims=8)) as store, Archive.open(folder) as beside:
        assert beside.embed([QUESTION]).shape == (1, 384)  # what ships is remembered
        store.add([article])
        assert store.search(QUESTION)
        assert store.embed([QUESTION]).shape == (1, 8)
        with pytest.raises(ArchiveError, match="which no setting names"):
            beside.search(QUESTION)


def test_who_has_it_open_does_not_stamp_over_another_embedding(article: Path) -> None:
    folder = article.parent / "archive"
    with (
        Archive.open(folder, "minilm", create=True) as store,
        Archive.open(folder, "static") as other,
    ):
        store.add([article])
        other.add([article])
        assert other._catalog.embedded.stamps()["setting"] == "minilm"
        assert other.search(QUESTION)[0].why.dense == store.search(QUESTION)[0].why.dense


@pytest.mark.parametrize("setting", ["static", "minilm"])
def test_half_a_character_is_no_hindrance(setting: str) -> None:
    made = unit_vectors(resolve(setting), ["\udcff flood", "flood", "\ud83d"])
    assert made[0] @ made[1] > 0.9


def test_half_a_character_reaches_a_server_whole() -> None:
    with FakeEndpoint(embeds()) as fake:
        resolve(f"{fake.url}#m").get_query_embedding("\udcff flood")
        assert fake.requests[0].body["input"] == ["\ufffd flood"]

"""A Chroma folder of somebody else's, settings that are not ours, and failures of its own."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index import installation, stored, vectors
from index.archive import Archive
from index.mark import Mark
from index.vectors import ChromaIndex
from tests.conftest import ROOT, SAMPLES
from tests.index.indexed import QUESTION, answers, chroma, mark, with_index
from tests.rag.endpoint import FakeEndpoint


@pytest.fixture
def archive(tmp_path: Path, samples: Archive, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample archive, for which Chroma is asked, with an index made here."""
    monkeypatch.setattr(vectors, "FEW", 0)
    return with_index(tmp_path / "copy", samples)


def named(folder: Path, function: dict[str, Any]) -> None:
    """Have the collections of a Chroma folder name a function, in all the places there are."""
    config = json.dumps({"embedding_function": function})
    with sqlite3.connect(chroma(folder) / "chroma.sqlite3") as db:
        (schema,) = db.execute("SELECT schema_str FROM collections").fetchone()
        changed = schema.replace('{"type":"legacy"}', json.dumps(function))
        changed = changed.replace('{"type":"unknown"}', json.dumps(function))
        db.execute("UPDATE collections SET config_json_str = ?, schema_str = ?", (config, changed))
    db.close()


def vouched(folder: Path) -> None:
    """Sign the index as it lies there, as only this installation can."""
    key = installation.key()
    assert key
    said = {name: value for name, value in mark(folder).items() if name != "signed"}
    Mark(**said).write(folder / "vectors.json", key, folder / "vectors")


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the embedding functions that Chroma builds from here on."""
    from chromadb.utils.embedding_functions import known_embedding_functions

    made: list[str] = []

    class Trap:
        @staticmethod
        def build_from_config(config: dict[str, Any]) -> None:
            made.append(str(config))
            raise AssertionError("a function was built")

    for name in [*known_embedding_functions, "theirs"]:
        monkeypatch.setitem(known_embedding_functions, name, Trap)
    return made


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("name", ["openai", "sentence_transformer", "theirs", "default"])
def test_a_function_that_a_strangers_index_names_is_never_built(
    archive: Path, built: list[str], name: str, signed: bool, tmp_path: Path
) -> None:
    before, was = answers(archive), mark(archive)["folder"]
    with FakeEndpoint() as fake:
        config = {"api_base": fake.url, "api_key_env_var": "OPENAI_API_KEY", "model_name": "m"}
        named(archive, {"type": "known", "name": name, "config": config})
        if signed:  # and even then
            vouched(archive)
        assert answers(archive) == before
        assert mark(archive)["folder"] != was
        (tmp_path / "new.txt").write_text("Manbij market opens\n\nThe market in Manbij opened.\n")
        with Archive.open(archive) as store:
            assert store.add([tmp_path / "new.txt"]).added == 1
            assert store.search("Has the market opened?")
        assert not built
        assert not fake.requests


def test_the_check_by_itself_finds_a_function_wherever_it_stands(archive: Path) -> None:
    assert stored.without_functions(chroma(archive))
    named(archive, {"type": "known", "name": "openai", "config": {}})
    assert not stored.without_functions(chroma(archive))
    (chroma(archive) / "chroma.sqlite3").write_bytes(b"not a database")
    assert not stored.without_functions(chroma(archive))
    assert not stored.without_functions(archive)


def test_what_a_working_folder_or_the_environment_tells_chroma_is_not_heard(
    archive: Path, tmp_path: Path
) -> None:
    before = answers(archive)
    shutil.rmtree(archive / "vectors")
    work = tmp_path / "work"
    work.mkdir()
    with FakeEndpoint() as fake:
        port = fake.url.split(":")[2].partition("/")[0]
        settings = {
            "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI", "CHROMA_SERVER_HOST": "127.0.0.1",
            "CHROMA_SERVER_HTTP_PORT": port, "CHROMA_SYSDB_IMPL": "theirs.Thing",
            "CHROMA_OTEL_COLLECTION_ENDPOINT": fake.url, "CHROMA_OTEL_GRANULARITY": "all",
            "CHROMA_PRODUCT_TELEMETRY_IMPL": "theirs.Thing", "ANONYMIZED_TELEMETRY": "true",
            "PERSIST_DIRECTORY": str(work / "theirs"), "MIGRATIONS": "run", "ALLOW_RESET": "true",
            "CHROMA_SERVER_NOFILE": "many", "CHROMA_DB_IMPL": "duckdb",
        }  # fmt: skip
        lines = [f"{name}={value}" for name, value in settings.items()]
        (work / ".env").write_bytes("\n".join(lines).encode() + b"\n\xff\xfe=1\n")
        (work / "theirs.py").write_text("raise SystemExit('this was run')")
        for environment in ({}, settings):
            done = asked(archive, work, environment)
            assert json.loads(done.stdout) == [before, True], done.stderr
        assert not fake.requests
    assert sorted(p.name for p in work.iterdir()) == [".env", "theirs.py"]


ASK = f"""
import json, sys, warnings
sys.path.insert(0, {str(ROOT)!r})
from index import vectors
from index.archive import Archive
vectors.FEW = 0
with Archive.open(sys.argv[1]) as store:
    found = [hit.passage.id for hit in store.search({QUESTION!r})]
    print(json.dumps([found, getattr(store.index, "_store", None) is not None]))
"""


def asked(
    archive: Path, work: Path, environment: dict[str, str], before: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", before + ASK, str(archive)],
        cwd=work, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def fails(*_: Any, **__: Any) -> None:
    raise vectors.FolderError("InternalError: database or disk is full")


@pytest.mark.parametrize("method", ["__init__", "add", "query", "ids", "count"])
def test_whatever_fails_in_chroma_search_and_ingest_go_on(
    archive: Path, monkeypatch: pytest.MonkeyPatch, method: str, tmp_path: Path
) -> None:
    from index.chroma import ChromaFolder

    before = answers(archive)
    monkeypatch.setattr(ChromaFolder, method, fails)
    assert answers(archive) == before
    (tmp_path / "new.txt").write_text("Manbij market opens\n\nThe market in Manbij opened.\n")
    with Archive.open(archive) as store:
        assert store.add([tmp_path / "new.txt", SAMPLES]).added == 1
        assert store.search("Has the market opened?")
        assert isinstance(store.index, ChromaIndex)
        monkeypatch.undo()
        monkeypatch.setattr(vectors, "FEW", 0)
        assert store.remove("Manbij market opens")
        assert [h.passage.id for h in store.search(QUESTION)] == before  # tried again by then
    assert (archive / "vectors.json").exists()

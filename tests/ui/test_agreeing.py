"""A server that only an archive names, on a terminal: the user is asked first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import installation
from index.archive import Archive
from tests.conftest import ROOT
from tests.index.embed.embeddings import Hashed
from tests.index.embed.test_endpoint import embeds
from tests.rag.endpoint import FakeEndpoint

RUN = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from dateline import main; main()"
BRIDGE = "A bridge for Arle\n\nThe mayor said the bridge opens in May.\n"


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path / "state"))
    (tmp_path / "bridge.txt").write_text(BRIDGE)
    with Archive.open(tmp_path / "archive", Hashed(model_name="m", dims=4), create=True) as store:
        store.add([tmp_path / "bridge.txt"])
    return tmp_path / "archive"


def names(archive: Path, server: str) -> None:
    with Archive.open(archive) as store, store._catalog.transaction():
        store._catalog.embedded.stamp({"setting": server})


def typed(archive: Path, keys: bytes) -> tuple[int, str, str]:
    """Exit code, output and what stands on the terminal, of a search with these keys typed."""
    ours, theirs = os.openpty()
    os.write(ours, keys)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", RUN, "search", "the bridge", "--archive", str(archive)],
            stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, text=True, check=False,
            timeout=60, cwd=archive.parent,
        )  # fmt: skip
        os.write(theirs, b".")  # there is something to read in any case
        shown = os.read(ours, 100_000).decode(errors="replace")
    finally:
        os.close(theirs)
        os.close(ours)
    return done.returncode, done.stdout, shown


def test_who_agrees_is_not_asked_again(stranger: Path) -> None:
    with FakeEndpoint(embeds(), embeds()) as fake:
        names(stranger, f"{fake.url}#m")
        for keys, asked in ((b"y\n", True), (b"", False)):
            code, output, shown = typed(stranger, keys)
            assert (code, "bridge" in output) == (0, True)
            assert (f"{fake.url}#m" in shown.replace("\r\n", "")) is asked
        assert len(fake.requests) == 2


@pytest.mark.parametrize("keys", [b"n\n", b"\n", b"\x04", b"yeah\n"])
def test_who_does_not_agree_has_sent_nothing(stranger: Path, keys: bytes) -> None:
    with FakeEndpoint() as fake:
        names(stranger, f"{fake.url}#m\x1b[2J\u202e")
        code, output, shown = typed(stranger, keys)
        assert code == 3
        assert not output
        assert "dateline reindex --embedding static" in shown
        assert "Traceback" not in shown
        assert "\x1b[2J" not in shown
        assert "\u202e" not in shown
        assert not fake.requests
    assert not installation.knows(f"{fake.url}#m")

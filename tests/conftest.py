"""Shared by all tests: no network but loopback, and an archive of the samples made once."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from index.archive import Archive

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
# Shared machines stutter: how long an example takes is for `make bench`, not for a test.
settings.register_profile("dateline", deadline=None)
settings.load_profile("dateline")
LOOPBACK = ("127.", "::1", "localhost")


class NetworkBlockedError(RuntimeError):
    """A test reached for the network."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Any connection that is not to this machine fails the test that makes it."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkBlockedError(f"a test tried to reach {address}")
        return real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What an installation remembers is of this run alone, in child processes too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_STATE", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings or keys decide how a test goes."""
    for name in (
        "DATELINE_ARCHIVE", "DATELINE_JUDGE", "DATELINE_MODEL", "DATELINE_EMBEDDING", "DATELINE_EMBEDDING_KEY",
        "OPENAI_API_KEY", "OPENAI_BASE_URL",
    ):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample archive, ingested for real."""
    folder = tmp_path_factory.mktemp("samples") / "archive"
    with Archive.open(folder, create=True) as archive:
        report = archive.add([SAMPLES])
        assert not report.failures
        yield archive

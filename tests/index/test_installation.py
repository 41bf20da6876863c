"""What is remembered of an installation, and what is not believed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index import installation

SERVER = "http://127.0.0.1:8080/v1#m"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def test_the_key_is_made_once_and_for_the_user_alone(state: Path) -> None:
    first = installation.key()
    assert first is not None
    assert len(first) == 32
    assert installation.key() == first
    assert stat.S_IMODE((state / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert [p.name for p in state.iterdir()] == ["key"]


def test_many_that_need_a_key_at_once_get_the_same(state: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(lambda _: installation.key(), range(64)))
    assert made == {installation.key()}
    assert [p.name for p in state.iterdir()] == ["key"]


def readable_by_all(key: Path) -> None:
    key.chmod(0o644)


def cut(key: Path) -> None:
    key.write_bytes(key.read_bytes()[:20])


def too_long(key: Path) -> None:
    key.write_bytes(key.read_bytes() * 2)


def linked(key: Path) -> None:
    key.rename(key.with_name("other"))
    key.symlink_to(key.with_name("other"))


def a_pipe(key: Path) -> None:
    key.unlink()
    os.mkfifo(key, 0o600)


@pytest.mark.parametrize("spoil", [readable_by_all, cut, too_long, linked, a_pipe])
def test_a_key_that_others_could_know_or_have_put_there_is_made_anew(
    state: Path, spoil: Callable[[Path], None]
) -> None:
    first = installation.key()
    spoil(state / "key")
    second = installation.key()
    assert second is not None
    assert second != first
    assert installation.key() == second


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_key_of_somebody_else_is_made_anew(state: Path) -> None:
    first = installation.key()
    os.chown(state / "key", 65534, 65534)
    assert installation.key() not in (first, None)
    installation.remember(SERVER)
    os.chown(state / "servers", 65534, 65534)
    assert not installation.knows(SERVER)


def test_a_server_is_known_once_it_was_named_and_no_other(state: Path) -> None:
    assert not installation.knows(SERVER)
    installation.remember(SERVER)
    installation.remember(SERVER)
    assert installation.knows(SERVER)
    assert (state / "servers").read_text().count("8080") == 1
    assert stat.S_IMODE((state / "servers").stat().st_mode) == 0o600
    for other in (
        "", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1#", f"{SERVER}2",
        "http://127.0.0.1:8081/v1#m", "http://127.0.0.1:8080/v2#m", f"{SERVER}\n", f'"{SERVER}"',
    ):  # fmt: skip
        assert not installation.knows(other)


def test_a_line_that_was_written_by_half_is_nothing(state: Path) -> None:
    state.mkdir()
    (state / "servers").write_text('"http://127.0.0.1')
    (state / "servers").chmod(0o600)
    installation.remember(SERVER)
    assert installation.knows(SERVER)
    assert not installation.knows("http://127.0.0.1")


@pytest.mark.parametrize("server", ["http://h/v1#a\nb", "http://h/v1#\udcff", "http://h/v1#é"])
def test_a_name_of_any_characters_stays_one_name(state: Path, server: str) -> None:
    installation.remember(server)
    assert installation.knows(server)
    assert not installation.knows("b")


def writable_by_all(path: Path) -> None:
    path.chmod(0o622)


def huge(path: Path) -> None:
    path.write_text("x" * 2_000_000 + "\n" + path.read_text())


@pytest.mark.parametrize("spoil", [writable_by_all, huge, linked, a_pipe])
def test_a_list_of_servers_that_others_could_have_written_is_not_believed(
    state: Path, spoil: Callable[[Path], None]
) -> None:
    installation.remember(SERVER)
    spoil(state / "servers")
    assert not installation.knows(SERVER)
    installation.remember(SERVER)  # and nothing breaks


def test_where_nothing_can_be_kept_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    for place in ("file", "file/below", "relative", "./relative"):
        for named in (place, str(tmp_path / place) if "file" in place else place):
            monkeypatch.setenv("DATELINE_STATE", named)
            assert installation.key() is None
            installation.remember(SERVER)
            assert not installation.knows(SERVER)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_the_working_folder_is_no_place_for_it_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.delenv("DATELINE_STATE")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", "here")
    assert installation.key()
    assert list((tmp_path / "home").rglob("key"))
    assert not list((tmp_path / "work").iterdir())

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from index.errors import InputError
from index.load import Failure, existing, files, read
from tests.index.load.make import ONE, PAGE


def listed(folder: Path) -> tuple[set[str], dict[str, str]]:
    found = list(files([folder]))
    good = {p.name for p in found if isinstance(p, Path)}
    return good, {Path(f.origin).name: f.reason for f in found if isinstance(f, Failure)}


def test_articles_are_found_and_what_belongs_to_them_is_not(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a.html",
        "README.md",
        ".hidden.txt",
        "a.html.meta.yaml",
        "x.png",
        "page.php",
    ):
        (tmp_path / name).write_text(PAGE if name.endswith(("html", "php")) else ONE)
    for folder in ("a_files", "other_files", ".git", "dir.html"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"in {folder}.html").write_text(PAGE)
    good, bad = listed(tmp_path)
    assert good == {"a.html", "b.txt", "page.php", "in other_files.html", "in dir.html.html"}
    assert set(bad) == {"x.png"}


def test_links_are_followed_only_where_that_is_safe(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.txt").write_text(ONE)
    (inside / "same.txt").symlink_to(inside / "a.txt")
    (inside / "away.txt").symlink_to(outside / "a.txt")
    (inside / "nowhere.txt").symlink_to(outside / "none.txt")
    (inside / "one.txt").symlink_to(inside / "two.txt")
    (inside / "two.txt").symlink_to(inside / "one.txt")
    (inside / "loop").symlink_to(inside)
    good, bad = listed(inside)
    assert good == {"a.txt"}
    assert set(bad) == {"away.txt", "nowhere.txt", "one.txt", "two.txt", "loop"}
    assert "nowhere" in bad["nowhere.txt"]
    assert "circle" in bad["one.txt"]
    assert [p for p in files([inside / "away.txt"]) if isinstance(p, Path)]  # it was named


def test_pipes_sockets_and_folders_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text(ONE)
    (tmp_path / "x.html").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        where = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket may be no longer than a hundred characters
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(where)
        good, bad = listed(tmp_path)
    assert good == {"good.txt"}
    assert bad == {
        "pipe.txt": "it is a pipe, not a file",
        "socket.txt": "it is a socket, not a file",
    }
    for name in ("pipe.txt", "x.html"):
        [failure] = read(tmp_path / name, {})
        assert isinstance(failure, Failure)
        assert "not a file" in failure.reason
    [failure] = read(Path("/dev/zero"), {})
    assert isinstance(failure, Failure)
    assert "device" in failure.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "a.txt").chmod(0)
    _, bad = listed(tmp_path)
    assert "shut" in bad
    [failure] = read(tmp_path / "a.txt", {})
    assert isinstance(failure, Failure)


def test_a_folder_that_cannot_be_listed_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "shut" / "a.txt").write_text(ONE)
    real = os.scandir

    def scandir(path: object) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    _, bad = listed(tmp_path)
    assert bad == {"shut": "cannot be read: Permission denied"}


def test_names_that_cannot_be_written_are_reported(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(name).write_text(ONE)
    [failure] = files([tmp_path])
    assert isinstance(failure, Failure)
    failure.origin.encode()
    assert "UTF-8" in failure.reason
    (tmp_path / "a\x1b[31m.txt").write_bytes(b"")
    [failure] = read(tmp_path / "a\x1b[31m.txt", {})
    assert isinstance(failure, Failure)
    assert failure.origin.isprintable()


def test_what_is_not_there_is_bad_input(tmp_path: Path) -> None:
    for given in (
        tmp_path / "none.txt",
        "https://arle.invalid/",
        "nul\0.txt",
        tmp_path / ("x" * 5000),
    ):
        with pytest.raises(InputError):
            existing([given])
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InputError):
        existing([tmp_path / "loop"])
    [failure] = read(tmp_path / "none.txt", {})
    assert isinstance(failure, Failure)

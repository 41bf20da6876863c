"""Every file that is read is a regular one inside the folder that was named, whatever links say."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import UnreadableError
from index.load import Failure, Raw, digest, files, read
from tests.index.load.make import ONE

OUTSIDE = '{"outlet": "The Secret Post", "title": "hidden", "authors": ["Eve"]}'
SIDECAR = "a.txt.meta.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article in a folder, and what is none of anybody's business beside the folder."""
    made = tmp_path / "in"
    (made / "sub").mkdir(parents=True)
    (made / "a.txt").write_text(ONE)
    (tmp_path / "secret.json").write_text(OUTSIDE)
    (tmp_path / "secret.txt").write_text(ONE + "\n\nThe secret is out.")
    return made


def chained(folder: Path) -> None:
    (folder / "chain.txt").symlink_to(folder.parent / "secret.json")
    (folder / SIDECAR).symlink_to(folder / "chain.txt")


def piped(folder: Path) -> None:
    os.mkfifo(folder / SIDECAR)


AWAY: dict[str, Callable[[Path], None]] = {
    "out of the folder": lambda f: (f / SIDECAR).symlink_to(f.parent / "secret.json"),
    "by a relative path": lambda f: (f / SIDECAR).symlink_to("sub/../../secret.json"),
    "in two steps": chained,
    "to a device": lambda f: (f / SIDECAR).symlink_to("/dev/zero"),
    "to nowhere": lambda f: (f / SIDECAR).symlink_to(f / "none"),
    "in a circle": lambda f: (f / SIDECAR).symlink_to(f / SIDECAR),
    "a pipe": piped,
    "a folder": lambda f: (f / SIDECAR).mkdir(),
    "yaml": lambda f: (f / "a.txt.meta.yaml").symlink_to(f.parent / "secret.json"),
    "to the article's own folder's parent": lambda f: (f / SIDECAR).symlink_to(".."),
}


@pytest.mark.parametrize("how", AWAY)
def test_a_sidecar_that_leads_away_is_not_read(folder: Path, tmp_path: Path, how: str) -> None:
    AWAY[how](folder)
    with pytest.raises(UnreadableError, match="sidecar"):
        digest(folder / "a.txt", {})
    [failure] = read(folder / "a.txt", {})
    assert isinstance(failure, Failure)
    assert "sidecar" in failure.reason
    with Archive.open(tmp_path / "archive", create=True) as store:
        report = store.add([folder])
        assert [f.origin for f in report.failures if "sidecar" in f.reason] == [
            str(folder / "a.txt")
        ]
        assert store.count() == 0


@pytest.mark.parametrize("target", ["b.meta.json", "sub/b.meta.json", "./sub/../b.meta.json"])
def test_a_sidecar_may_be_a_link_to_one_in_the_folder(folder: Path, target: str) -> None:
    (folder / target).write_text('{"outlet": "The Arle Post"}')
    (folder / SIDECAR).symlink_to(target)
    [raw] = read(folder / "a.txt", {})
    assert isinstance(raw, Raw)
    assert raw.known["outlet"] == "The Arle Post"


def test_a_named_link_takes_the_sidecar_of_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(folder / "a.txt")
    (folder / SIDECAR).write_text('{"outlet": "The Arle Post"}')
    (tmp_path / "link.txt.meta.json").write_text(OUTSIDE)
    [path] = files([tmp_path / "link.txt"])
    assert isinstance(path, Path)
    [raw] = read(path, {})
    assert isinstance(raw, Raw)
    assert raw.known["outlet"] == "The Arle Post"


def swap_file(folder: Path, path: Path) -> None:
    path.unlink()
    path.symlink_to(folder.parent / "secret.txt")


def swap_folder(folder: Path, path: Path) -> None:
    folder.rename(folder.with_name("was"))
    (folder.parent / "other").mkdir()
    (folder.parent / "other" / path.name).write_text(ONE)
    folder.symlink_to(folder.parent / "other")


@pytest.mark.parametrize("swap", [swap_file, swap_folder])
def test_what_is_exchanged_for_a_link_after_it_was_listed_is_not_read(
    folder: Path, swap: Callable[[Path, Path], None]
) -> None:
    [path] = files([folder])
    assert isinstance(path, Path)
    swap(folder, path)
    [failure] = read(path, {})
    assert isinstance(failure, Failure)
    assert "link" in failure.reason
    with pytest.raises(UnreadableError, match="link"):
        digest(path, {})


def test_a_file_that_turns_into_a_link_again_and_again_is_never_followed(folder: Path) -> None:
    """The exchange goes on while files are opened; what is outside never comes in."""
    path, over = folder / "a.txt", threading.Event()
    (folder.parent / "link").symlink_to(folder.parent / "secret.txt")

    def exchange() -> None:
        while not over.is_set():
            path.replace(folder.parent / "kept")
            os.link(folder.parent / "link", path, follow_symlinks=False)
            path.unlink()
            (folder.parent / "kept").replace(path)

    at_work = threading.Thread(target=exchange)
    at_work.start()
    try:
        for _ in range(300):
            for found in (r for p in files([folder]) if isinstance(p, Path) for r in read(p, {})):
                assert isinstance(found, Failure) or "secret" not in str(found.body)
    finally:
        over.set()
        at_work.join()

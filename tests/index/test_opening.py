"""Which archive is meant, and what a rehearsal leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import ArchiveError, InputError
from index.opening import DEFAULT_ARCHIVE, archive_path
from tests.index.disks import contents, dateline
from tests.index.test_refusals import copy


def test_a_link_that_nobody_named_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / DEFAULT_ARCHIVE).symlink_to(tmp_path / "outside")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArchiveError, match="is a link"):
        archive_path(None)
    assert archive_path(DEFAULT_ARCHIVE) == Path(DEFAULT_ARCHIVE)
    monkeypatch.setenv("DATELINE_ARCHIVE", DEFAULT_ARCHIVE)
    assert archive_path(None) == Path(DEFAULT_ARCHIVE)


def test_a_dry_run_needs_no_right_to_write(tmp_path: Path, samples: Archive) -> None:
    archive = copy(samples, tmp_path)
    (tmp_path / "new.txt").write_text(
        "A ferry for Arle\n\n5 May 2021\n\nA ferry will run from Arle to Brenn in June, the port said.\n"
    )
    for path in (archive, *archive.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = contents(archive)
    words = ("ingest", str(tmp_path / "new.txt"), "--dry-run", "--archive", str(archive))
    found = dateline(*words, obeying=True)
    archive.chmod(0o755)
    assert (found.returncode, found.stderr) == (0, "")
    assert "1 " in found.stdout and contents(archive) == before


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "~nobody-of-that-name/archive"])
def test_what_is_no_path_is_told(name: str) -> None:
    with pytest.raises(InputError, match="is no path"):
        Archive.open(name, create=True)

"""What tests need of disks and permissions: a small disk, a full one, and a user who may only read."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT

DROP = 24  # of prctl: a capability that no program started from here will have
OVERRIDES = (1, 2, 3)  # the capabilities by which root passes over the permissions of files


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of that size ("4m") at `folder`; the test is skipped where none can be mounted."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if (
        shutil.which("mount") is None
        or subprocess.run(command, check=False, capture_output=True).returncode
    ):
        pytest.skip("a small disk can only be mounted by root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leaving: int = 0) -> Path:
    """A file that takes all the room there is, but for so many bytes."""
    rest = folder / "filler"
    with rest.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"\0" * 4096):
            pass
    os.truncate(rest, max(0, rest.stat().st_size - leaving))
    return rest


def dateline(*words: str, obeying: bool = False) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own; with `obeying`, also root keeps to what files permit."""
    return subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        check=False,
        cwd=ROOT,
        env={**os.environ, "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=_obey if obeying and os.geteuid() == 0 else None,
    )


def _obey() -> None:
    for capability in OVERRIDES:
        ctypes.CDLL(None).prctl(DROP, capability, 0, 0, 0)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

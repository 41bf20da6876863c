"""How a process of ours is started: with our own modules, and nothing from the working folder.

That folder may hold a stranger's articles, and a `yaml.py` among them would be run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

HOME = str(Path(__file__).resolve().parent.parent)  # where our own packages are
SINGLE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
ELSEWHERE = os.sep  # the folder it works in: whatever is looked up by a bare name is not found


def command(module: str, *arguments: str) -> list[str]:
    """What to execute for `python -m MODULE`; -P keeps the working folder off its path."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> Mapping[str, str]:
    """Ours, with one thread for a library and the import path of this process."""
    return {**os.environ, **SINGLE, "PYTHONPATH": import_path()}


def import_path() -> str:
    """The absolute folders that this process imports from, but for the working folder.

    The working folder is kept if our own packages are in it. A folder with a colon in its name would be taken
    for two, the second of them in the working folder.
    """
    strange = _strange()
    entries = (e for e in sys.path if isinstance(e, str) and Path(e).is_absolute())
    return os.pathsep.join(
        e
        for e in entries
        if os.pathsep not in e and (os.path.realpath(e) not in strange or _is_ours(e))
    )


def _strange() -> set[str]:
    """The working folder, and what PYTHONPATH names by its place in it: Python has made it whole."""
    named = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    try:
        return {os.path.realpath(e) for e in ("", *named) if not Path(e).is_absolute()}
    except FileNotFoundError:  # the working folder is gone
        return set()


def _is_ours(entry: str) -> bool:
    return os.path.realpath(entry) == HOME

"""Asking, on a terminal, before a server is used that only an archive names."""

from __future__ import annotations

import sys
from collections.abc import Callable

from index.errors import UnnamedServerError
from ui.terminal import say


def run(command: Callable[[], object]) -> None:
    """Run a command, and once more if it stopped at such a server and the user agrees to it."""
    try:
        command()
    except UnnamedServerError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty() and _agreed(error.server)):
            raise
        from index import installation

        installation.remember(error.server)
        command()


def _agreed(server: str) -> bool:
    say(
        f"This archive names the embedding server {server}. What you ask, and what you add to the "
        "archive, is sent there. Do you trust it, and use it from now on? [y/N]",
        err=True,
    )
    try:
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    except KeyboardInterrupt:
        return False

"""The browser that looks at the page. `python -m tests.ui.browser` installs it where apt is at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = (
    "The page is tested in Chromium, which is not on this machine. Install it (Debian and Ubuntu: "
    "apt-get install chromium; macOS: brew install --cask chromium), or set CHROMIUM to the path of "
    "a Chromium or Chrome, and run this again."
)


def found() -> str | None:
    """The path of a Chromium or Chrome: $CHROMIUM, or the first of NAMES on the PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install Debian's package, as root or through sudo; does nothing without apt-get."""
    if not shutil.which("apt-get"):
        return
    # `--non-interactive`: where sudo wants a password, the person is told what to run instead.
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if root and not shutil.which("sudo"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = [*root, "apt-get", "update", "-qq"]
    chromium = [*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    subprocess.run(update, check=False, env=quiet)
    subprocess.run(chromium, check=False, env=quiet, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    if not found():
        install()
    if not found():
        sys.exit(HOW)

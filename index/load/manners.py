"""How Dateline behaves towards sites: its name, their robots.txt, and the waits they ask for."""

from __future__ import annotations

import math
import time
from email.utils import parsedate_to_datetime
from importlib import metadata

import httpx2
from protego import Protego

AGENT = "Dateline"


def user_agent() -> str:
    """Who asks, so that a site can tell it from a person and can name it in its robots.txt."""
    try:
        version = metadata.version("dateline-news")
    except metadata.PackageNotFoundError:  # run from its source, not installed
        version = "0"
    return f"{AGENT}/{version} (news archive reader)"


def wait_asked_s(headers: httpx2.Headers) -> float:
    """Seconds that a Retry-After header asks for, 0 and up; 0 without one that can be read."""
    value = headers.get("retry-after", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, OverflowError):
            return 0.0
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0


def robots_of(body: bytes) -> Protego:
    """The rules of a robots.txt, read as RFC 9309 says, wildcards and longest match included.

    The names of other programs are made one first, so that thousands of them cost nothing.
    """
    lines = []
    for line in body.decode("utf-8", "replace").splitlines():
        field, _, value = line.partition(":")
        named = value.split("#")[0].strip().lower()
        if field.strip().lower() == "user-agent" and named not in ("*", AGENT.lower()):
            lines.append("User-agent: another")
        else:
            lines.append(line)
    return Protego.parse("\n".join(lines))

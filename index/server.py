"""What is said of a model server: its name in messages, its own words, and the key for it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

DETAIL = 200  # characters of a server's own words worth showing


def where(url: str) -> str:
    """Host and port, for messages, never a password; empty if the address names no host."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.hostname}{port}" if parts.hostname else ""


def one_server(url: str, other: str) -> bool:
    """Whether two addresses name the same scheme, host and port."""
    return bool(where(url)) and _origin(url) == _origin(other)


def on_this_machine(url: str) -> bool:
    """Whether an address plainly names a loopback server: localhost, 127.x.x.x or ::1."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def sound_key(key: str) -> bool:
    """Whether a key holds only what keys hold (ASCII without blanks); an empty one is sound."""
    return all("!" <= character <= "~" for character in key)


def in_brackets(words: str, *secrets: str) -> str:
    """Words of a server or library in brackets, on one line, cut, and without the secrets."""
    for secret in filter(None, secrets):
        words = words.replace(secret, "***")
    line = "".join(c if c.isprintable() else " " for c in words)
    line = " ".join(line.split())
    if len(line) > DETAIL:
        line = line[:DETAIL] + " …"
    return f' (it said: "{line}")' if line else ""


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return "", None, None
    return parts.scheme, parts.hostname, port

"""What is said of a model server: its name in messages, its own words, and the key for it."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable
from urllib.parse import urlsplit

DETAIL = 200  # characters of a server's own words worth showing
LONGEST = 10_000  # characters of them that are looked at
WINDOW = 4  # letters and digits of a key that tell something of it
HIDDEN = "***"
_SECRET = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS?)S?$", re.IGNORECASE)
_TOKEN = re.compile(r"[\w.…*-]+|[^\w.…*-]+")  # a word as keys are written, or what stands between
_REPEATED = re.compile(r"\*{3}(?:[\W_]*\*{3})+")


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
    """Words of a server or library in brackets, on one line, cut, and without the secrets.

    Nor is any part of one left, of WINDOW letters or more: servers repeat the ends of a key. The
    keys that the environment holds are secrets too, whoever has read them there.
    """
    words = words[:LONGEST]
    for secret in {*filter(None, secrets), *_environment()}:
        words = _without(words, secret)
    line = "".join(c if c.isprintable() else " " for c in words)
    line = " ".join(line.split())
    if len(line) > DETAIL:
        line = line[:DETAIL] + " …"
    return f' (it said: "{line}")' if line else ""


def _environment() -> set[str]:
    """What variables hold whose names say that it is secret."""
    named = (v.strip() for name, v in os.environ.items() if _SECRET.search(name))
    return {value for value in named if len(value) >= 2 * WINDOW}


def _without(words: str, secret: str) -> str:
    """The words with three asterisks for each token that has a part of the secret in it.

    Parts are looked for in what can be seen, and in letters and digits alone, so that nothing
    between them hides one.
    """
    words = words.replace(secret, HIDDEN)
    hit = _shared(words, secret, str.isalnum) | _shared(words, secret, _is_seen)
    tokens = _TOKEN.finditer(words)
    told = "".join(HIDDEN if hit & {*range(*t.span())} else t[0] for t in tokens)
    return _REPEATED.sub(HIDDEN, told) if hit else words


def _shared(words: str, secret: str, counts: Callable[[str], bool]) -> set[int]:
    """Where the words have WINDOW characters in a row of the secret, of those that count."""
    places = [at for at, c in enumerate(words) if counts(c)]
    bare = "".join(words[at].lower()[:1] for at in places)
    key = "".join(c.lower()[:1] for c in secret if counts(c))
    windows = {key[at : at + WINDOW] for at in range(len(key) - WINDOW + 1)}
    found = (at for at in range(len(bare) - WINDOW + 1) if bare[at : at + WINDOW] in windows)
    return {places[near] for at in found for near in range(at, at + WINDOW)}


def _is_seen(character: str) -> bool:
    return character.isprintable() and not character.isspace()


def _origin(url: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return "", None, None
    return parts.scheme, parts.hostname, port

"""What a file without a name holds: the suffix that it would have."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

from index.errors import UnreadableError
from index.load.fields import ALIASES
from index.load.gate import open_regular
from index.load.kinds import MAIL, SUFFIXES, kind_of
from index.load.source import Source

HEAD = 65536  # bytes that are looked at
SENT = re.compile(r"^(?:From|Subject|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
# Of several suffixes for a kind the first that is listed; which XML it is, its root tells again.
KINDS = {kind: suffix for suffix, kind in reversed(SUFFIXES.items())}
COLUMNS = frozenset(" ".join(ALIASES.values()).split())


def suffix_of(path: Path) -> str:
    """ ".html", ".pdf", ".jsonl.gz"; ".txt" where nothing tells: reading it says what is wrong."""
    with open_regular(path.resolve()) as stream:
        head = stream.read(HEAD)
    suffix = _suffix(head)
    if suffix != KINDS["gzip"]:
        return suffix
    try:
        return _suffix(zlib.decompressobj(wbits=31).decompress(head, HEAD)) + suffix
    except zlib.error:
        return suffix


def _suffix(head: bytes) -> str:
    try:
        kind = kind_of(Source.from_bytes("", head))
    except UnreadableError:
        kind = _told(head.decode("utf-8-sig", "replace").lstrip())
    if kind == "json" and _is_lines(head):
        kind = "jsonl"
    return KINDS.get(kind, ".xml")


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a record by itself, with another one below it."""
    first, _, rest = head.strip().partition(b"\n")
    try:
        return rest.lstrip()[:1] == b"{" and isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _told(text: str) -> str:
    """Mail, a table, Markdown or a text, by how it begins."""
    if MAIL.match(text.encode("utf-8", "replace")) and SENT.search(text.partition("\n\n")[0]):
        return "eml"
    first = text.partition("\n")[0].rstrip("\r")
    for kind, comma in (("tsv", "\t"), ("csv", ",")):
        names = {"".join(c for c in n.casefold() if c.isalnum()) for n in first.split(comma)}
        if len(names & COLUMNS) > 1:
            return kind
    return "markdown" if FRONT_MATTER.match(text) or HEADING.search(text) else "text"

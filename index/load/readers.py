"""One source to its raw documents: the table of formats, and the one door to them."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from index.errors import UnreadableError
from index.load.fields import NO_TEXT
from index.load.gate import open_regular
from index.load.kinds import kind_of
from index.load.raw import Failure
from index.load.sidecar import beside, path_beside
from index.load.source import Found, Part, Source

VERSION = "4"  # part of the digest: new readers read every file again
Reader = Callable[[Source, Mapping[str, Any], Part], Found]
# Imported when a file of the kind is met, so that a folder of pages does not load mail and PDF.
READERS = {
    "text": "text:read_text",
    "markdown": "text:read_markdown",
    "html": "text:read_html",
    "mhtml": "mail:read_mhtml",
    "eml": "mail:read_mail",
    "pdf": "pdf:read_pdf",
    "docx": "word:read_docx",
    "json": "records:read_json",
    "jsonl": "records:read_lines",
    "csv": "table:read_csv",
    "tsv": "table:read_tsv",
    "feed": "feed:read_feed",
    "nitf": "nitf:read_nitf",
    "newsml": "newsml:read_newsml",
    "warc": "warc:read_warc",
    "zip": "packed:read_zip",
    "gzip": "packed:read_gzip",
}
ROWS = frozenset("jsonl csv tsv".split())
MAX_FAILED = 1000  # rows of one file in a row
MANY = frozenset("json jsonl csv tsv feed newsml warc zip gzip".split())


def read(path: Path, options: Mapping[str, Any], part: Part = (0, 1)) -> Found:
    """The raw documents of one file, and a Failure for each thing in it that could not be read.

    `options` are what is known of all its articles (the names in FIELDS), and how to read:
    "fields" (our name to the record's), "summaries" (feed entries without their text go in too),
    "encoding" (the charset of files that are not UTF-8). `part` (k, n) gives the items whose
    number leaves k when divided by n, so that n processes share a file; a file of one article
    belongs to k = 0. Raises nothing that a file can cause.
    """
    try:
        source = Source.from_file(path, known=beside(path))
    except UnreadableError as error:
        if part[0] == 0:
            yield Failure(str(path), str(error))
        return
    except OSError as error:
        if part[0] == 0:
            yield Failure(str(path), f"cannot be read: {error.strerror or error}")
        return
    yield from read_source(source, options, part)


def read_source(source: Source, options: Mapping[str, Any], part: Part = (0, 1)) -> Found:
    """As `read`, for any source: a fetched page, a member of an archive, a part of a mail."""
    try:
        kind = kind_of(source)
        if kind in MANY or part[0] == 0:
            found = reader(kind)(source, options, part)
            yield from _hopeful(source, found) if kind in ROWS else found
    except UnreadableError as error:
        if part[0] == 0:
            yield source.failure(str(error))
    except (OSError, EOFError) as error:  # a disk that fails, or a gzip file that is cut off
        if part[0] == 0:
            said = getattr(error, "strerror", None) or error
            yield source.failure(f"cannot be read: {said}")


def _hopeful(source: Source, found: Found) -> Found:
    """`found` until so many in a row have failed that this is no file of records at all.

    Rows that lack a text for one and the same reason are told once, with their number.
    """
    failed = textless = 0
    first: Failure | None = None
    for item in found:
        failed = failed + 1 if isinstance(item, Failure) else 0
        if isinstance(item, Failure) and item.reason.startswith(NO_TEXT):
            first, textless = first or item, textless + 1
        else:
            yield item
        if failed == MAX_FAILED:
            yield source.failure(f"{failed:,} in a row could not be read; the rest was left out")
            break
    if first and textless == 1:
        yield first
    elif first:
        yield source.failure(f"in {textless:,} of its records {first.reason}")


def reader(kind: str) -> Reader:
    """The reader of a format."""
    module, _, name = READERS[kind].partition(":")
    found: Reader = getattr(importlib.import_module(f"index.load.{module}"), name)
    return found


def digest(path: Path, options: Mapping[str, Any]) -> str:
    """64 hex digits over the file, its sidecar, the options and this room's version.

    The same digest gives the same raw documents. Raises OSError, or UnreadableError for what is
    no file.
    """
    found = hashlib.sha256()
    for name in (path, path_beside(path)):
        if name is None:
            continue
        with open_regular(name) as stream:
            while block := stream.read(1 << 20):
                found.update(block)
        found.update(f"|{name.name if name != path else ''}|".encode("utf-8", "replace"))
    found.update(json.dumps([dict(options), VERSION], default=str, sort_keys=True).encode())
    return found.hexdigest()

"""Files and folders to raw documents, each with its origin; what cannot be read, with a reason."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from index.errors import InputError, UnreadableError
from index.load.raw import Failure, Raw

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "record",
    ".ndjson": "record",
}
MARKDOWN = {".md", ".markdown"}
SIDECARS = (".meta.json", ".meta.yaml", ".meta.yml")
NOT_ARTICLES = ("readme", "license", "changelog", "contributing")
MAX_BYTES = 20 * 1024 * 1024
FIELDS = ("title", "outlet", "authors", "published", "updated", "url", "section")


def files(paths: Iterable[str | Path]) -> Iterator[Path | Failure]:
    """The article files named by `paths`, folders walked in order; unknown formats reported.

    Raises InputError where a path does not exist or is a web address.
    """
    seen: set[Path] = set()
    for path in existing(paths):
        for found in _walk(path) if path.is_dir() else [path]:
            resolved = found.resolve()
            if resolved in seen or found.name.endswith(SIDECARS):
                continue
            seen.add(resolved)
            if found.suffix.lower() not in KINDS:
                known = ", ".join(sorted(KINDS))
                yield Failure(str(found), f"format not known; Dateline reads {known}")
            else:
                yield resolved


def existing(paths: Iterable[str | Path]) -> list[Path]:
    """The paths, all of which are there. Raises InputError for one that is not, or a web address."""
    for given in map(str, paths := list(paths)):
        if re.match(r"https?:/", given):
            raise InputError(f"{given} is a web address; save the page and ingest the file.")
        if not Path(given).exists():
            raise InputError(f"{given} does not exist; name a file or a folder of articles.")
    return [Path(p) for p in paths]


def _walk(folder: Path) -> Iterator[Path]:
    # os.walk does not follow links to folders, so a loop of links cannot trap it.
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.lower().startswith(NOT_ARTICLES):
                yield Path(where) / name


def read(path: Path, options: Mapping[str, Any]) -> Iterator[Raw | Failure]:
    """The raw documents of one file."""
    try:
        extra = {**_sidecar(path), **{k: v for k, v in options.items() if v}}
        if KINDS[path.suffix.lower()] == "record":
            yield from _records(path, extra)
        else:
            yield _document(path, extra)
    except UnreadableError as error:
        yield Failure(str(path), str(error))
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")


def _document(path: Path, extra: dict[str, Any]) -> Raw:
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise UnreadableError(
            f"{size / 1e6:.0f} MB is more than one article's {MAX_BYTES // 2**20} MiB; split it"
        )
    data = path.read_bytes()
    if KINDS[path.suffix.lower()] == "html":
        if not data.strip():
            raise UnreadableError("the file is empty")
        if b"\0" in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableError("this is a binary file, not HTML")
        return Raw(str(path), "", "html", data, extra)
    text = decode(data)
    try:
        known, body = frontmatter.parse(text) if text.startswith("---") else ({}, text)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2019-02-30
        raise UnreadableError(f"its front matter is not valid YAML ({_brief(error)})") from error
    if not body.strip():
        raise UnreadableError("there is no text below its front matter")
    marked = path.suffix.lower() in MARKDOWN
    return Raw(str(path), "", "markdown" if marked else "text", body, {**known, **extra})


def _records(path: Path, extra: dict[str, Any]) -> Iterator[Raw | Failure]:
    any_line = False
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            origin = f"{path}:{number}"
            if len(line) > MAX_BYTES:
                yield Failure(origin, f"the line is longer than {MAX_BYTES // 2**20} MiB")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAX_BYTES)
                continue
            if not line.strip():
                continue
            any_line = True
            try:
                record = json.loads(decode(line))
            except UnreadableError as error:
                yield Failure(origin, str(error))
                continue
            except (ValueError, RecursionError) as error:
                yield Failure(origin, f"not valid JSON, perhaps half-written ({_brief(error)})")
                continue
            if not isinstance(record, dict) or not isinstance(record.get("text"), str):
                yield Failure(origin, 'the line is not an object with a "text" string')
                continue
            text = record.pop("text")
            if not text.strip():
                yield Failure(origin, 'its "text" is empty')
                continue
            yield Raw(str(path), str(number), "text", text, {**record, **extra})
    if not any_line and path.stat().st_size == 0:
        yield Failure(str(path), "the file is empty")


def decode(data: bytes) -> str:
    """Bytes to text: UTF-8, or UTF-16 with its mark. Raises UnreadableError, never guesses."""
    if not data.strip():
        raise UnreadableError("the file is empty")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        if b"\0" in data[:8192]:
            raise UnreadableError("this is a binary file, not text")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"not valid {error.encoding.upper()} at byte {error.start:,}; save it as UTF-8"
        ) from error


def _sidecar(path: Path) -> dict[str, Any]:
    """What `article.txt.meta.json` or `.meta.yaml` beside `article.txt` says of it."""
    for ending in SIDECARS:
        beside = path.with_name(path.name + ending)
        if not beside.exists():
            continue
        try:
            known = yaml.safe_load(decode(beside.read_bytes()))
        except (yaml.YAMLError, ValueError, UnreadableError) as error:
            raise UnreadableError(
                f"its sidecar {beside.name} is broken ({_brief(error)})"
            ) from error
        if not isinstance(known, dict):
            raise UnreadableError(f"its sidecar {beside.name} does not hold named fields")
        return known
    return {}


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:120]

"""Archives of files: zip and gzip, unpacked in memory, member by member, never to disk."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from index.errors import UnreadableError
from index.load.kinds import readable_name
from index.load.sidecar import SIDECARS, fields_of
from index.load.source import BROKEN, MIB, Allowance, Found, Metered, Part, Source, brief, mine

MAX_MEMBERS = 200_000
ASSETS = re.compile(r"(?:^|/)[^/]+(?:_files|\.files)/")  # beside a page that was saved whole
SYMLINK = 0o120000
XML_PARTS = (".xml", ".rels")  # office formats forbid document types in them


def read_gzip(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """What one gzip file holds; the item is named as if it were not packed."""
    from index.load.readers import read_source  # imported here: readers imports this module

    name = source.name[:-3] if source.suffix == ".gz" else source.name

    def opener() -> BinaryIO:
        under = source.opener()
        unpacked = gzip.GzipFile(fileobj=under)
        return cast(BinaryIO, io.BufferedReader(Metered(unpacked, source.allowance, under), 65536))

    inner = source.inside("", name, opener, header=source.header, charset=source.charset)
    yield from read_source(inner, options, part)


def read_zip(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """Each member of a zip, named "!" and its path there.

    Nothing is written, so a member's name cannot reach outside; names that try are reported.
    """
    with source.seekable() as stream:
        try:
            packed = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, *BROKEN) as error:
            raise UnreadableError(f"a broken zip ({brief(error)})") from error
        with packed:
            names = {info.filename for info in packed.infolist()}
            if "word/document.xml" in names and "[Content_Types].xml" in names:
                from index.load.readers import reader  # imported here: readers imports this module

                if part[0] == 0:
                    yield from reader("docx")(source, options, part)
            else:
                yield from _members(source, packed, names, options, part)


def _members(
    source: Source,
    packed: zipfile.ZipFile,
    names: set[str],
    options: Mapping[str, Any],
    part: Part,
) -> Found:
    if len(names) > MAX_MEMBERS:
        raise UnreadableError(f"a zip of more than {MAX_MEMBERS:,} files; split it")
    members = [info for info in packed.infolist() if not _passed_over(info, names)]
    if not members:
        raise UnreadableError("there is nothing to read in the zip")
    seen: dict[str, int] = {}
    for number, info in enumerate(members):
        seen[info.filename] = seen.get(info.filename, 0) + 1
        again = f" ({seen[info.filename]})" if seen[info.filename] > 1 else ""
        if len(members) > 1 and not mine(number, part):
            continue
        inner_part = part if len(members) == 1 else (0, 1)
        item = f"!{info.filename.encode('utf-8', 'replace').decode()}{again}"
        try:
            yield from _member(source, packed, info, names, item, options, inner_part)
        except UnreadableError as error:
            if inner_part[0] == 0:
                yield source.failure(str(error), item)
        except (zipfile.BadZipFile, OSError, *BROKEN) as error:
            if inner_part[0] == 0:
                yield source.failure(f"broken in the zip ({brief(error)})", item)
        if source.allowance.spent:
            return


def _member(
    source: Source,
    packed: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    names: set[str],
    item: str,
    options: Mapping[str, Any],
    part: Part,
) -> Found:
    from index.load.readers import read_source  # imported here: readers imports this module

    _refuse(info)
    inner = source.inside(
        item,
        PurePosixPath(info.filename).name,
        partial(_opened, packed, info, source.allowance),
        known={**source.known, **_beside(packed, info, names, source.allowance)},
    )
    if not readable_name(inner.name, inner.head(4096)):
        raise UnreadableError("format not known")
    yield from read_source(inner, options, part)


def check_members(packed: zipfile.ZipFile, allowance: Allowance) -> None:
    """Unpack every member and throw it away, so that a parser after us meets no bomb.

    Raises UnreadableError where there is one, or a member is encrypted.
    """
    listed = packed.infolist()
    if len(listed) > 10_000:
        raise UnreadableError("a document of more than 10,000 parts")
    for info in listed:
        if info.flag_bits & 1:
            raise UnreadableError("it is encrypted")
        with _opened(packed, info, allowance) as stream:
            if b"<!DOCTYPE" in (piece := stream.read(MIB)) and info.filename.endswith(XML_PARTS):
                raise UnreadableError("its XML declares a document type or entities; it is refused")
            while piece:
                piece = stream.read(MIB)


def _opened(packed: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(Metered(packed.open(info), allowance), 65536))


def _passed_over(info: zipfile.ZipInfo, names: set[str]) -> bool:
    """Folders, hidden files, sidecars, and the pictures and scripts of a saved page."""
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.endswith(("/", *SIDECARS)) or "__MACOSX" in parts:
        return True
    if any(p.startswith(".") and p != ".." for p in parts):
        return True
    if found := ASSETS.search(name):
        stem = re.sub(r"(?:_files|\.files)/$", "", name[: found.end()])
        return f"{stem}.html" in names or f"{stem}.htm" in names
    return False


def _refuse(info: zipfile.ZipInfo) -> None:
    name = info.filename.replace("\\", "/")
    if info.flag_bits & 1:
        raise UnreadableError("it is encrypted; unpack it with its password first")
    if (info.external_attr >> 16) & 0o170000 == SYMLINK:
        raise UnreadableError("a link inside a zip; links are not followed")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/"):
        raise UnreadableError("its name points outside the zip; not read")


def _beside(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, names: set[str], allowance: Allowance
) -> dict[str, Any]:
    """What a sidecar file beside a member says of it."""
    for ending in SIDECARS:
        if info.filename + ending in names:
            with _opened(packed, packed.getinfo(info.filename + ending), allowance) as stream:
                return fields_of(stream.read(MIB + 1), info.filename + ending)
    return {}

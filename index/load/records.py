"""JSON: one record, a list of records, JSON lines, JSON Feed or ninjs wire copy."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from index.errors import UnreadableError
from index.load import ninjs
from index.load.encoding import MARKS, charset_of, decode
from index.load.fields import mapping_of, split
from index.load.markup import body_of, plain_line
from index.load.raw import Failure, Raw
from index.load.source import MAX_BYTES, MAX_LISTED, MIB, Found, Part, Source, brief, lines, mine

LISTS = ("articles", "items", "docs", "documents", "results", "data", "records", "hits", "stories")


def read_json(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """A .json file. An item is named by its place in the list, from 1; a single record by ""."""
    if _is_lines(source.head(MIB)):
        yield from read_lines(source, options, part)
        return
    text, guessed = decode(
        source.whole(MAX_LISTED, "JSON in one piece"),
        str(options.get("encoding") or source.charset),
    )
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_broken(error)) from error
    found = value if isinstance(value, list) else _listed(value)
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version"))[:100]:
        header = {"outlet": plain_line(str(value.get("title") or ""))}
        source = replace(source, header=header, header_name="its JSON feed")
    if found is None:
        if part[0] == 0:
            yield document(source, value, options, "", guessed)
        return
    if not found:
        raise UnreadableError("there is no record in it")
    for number, record in enumerate(found, 1):
        if mine(number, part):
            yield document(source, record, options, str(number), guessed)


def read_lines(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """JSON lines, one at a time. An item is named by the number of its line."""
    head = source.head()
    if any(head.startswith(mark) for mark, name in MARKS if name != "utf-8-sig"):
        raise UnreadableError("JSON lines in UTF-16 or UTF-32; save them as UTF-8")
    declared = str(options.get("encoding") or source.charset)
    charset, any_line = "" if declared else charset_of(head), False
    with source.opener() as stream:
        for number, line in lines(stream):
            if line is not None and not line.strip():
                continue
            any_line = True
            if not mine(number, part):
                continue
            if line is None:
                reason = f"the line is longer than {MAX_BYTES // MIB} MiB"
                yield source.failure(reason, str(number))
                continue
            try:
                text, mended = decode(line, declared or charset, guessing=False)
            except UnreadableError as error:
                yield source.failure(str(error), str(number))
                continue
            try:
                record = json.loads(text)
            except (ValueError, RecursionError) as error:
                yield source.failure(_broken(error), str(number))
                continue
            yield document(source, record, options, str(number), mended or charset)
    if not any_line:
        raise UnreadableError("the file is empty")


def document(
    source: Source, record: Any, options: Mapping[str, Any], item: str, guessed: str = ""
) -> Raw | Failure:
    """One record of any shape."""
    return source.attempt(item, _document, source, record, options, item, guessed)


def _document(
    source: Source, record: Any, options: Mapping[str, Any], item: str, guessed: str
) -> Raw:
    if not isinstance(record, dict):
        raise UnreadableError("this is not an object with named fields")
    mapping = mapping_of(options)
    if not mapping and ninjs.is_ninjs(record):
        return ninjs.document(source, record, options, item)
    text, known, stated = split(record, mapping)
    kind, body = body_of(text)
    if not body:
        raise UnreadableError("there are no words in its text")
    known = {**known, **source.supplied(options)}
    header = {"encoding": guessed, **stated}
    return source.raw(kind, body, known, header, "its fields" if stated else "its bytes", item)


def _listed(value: Any) -> list[Any] | None:
    """The records inside an object that wraps them, as many services answer; None where none."""
    if not isinstance(value, dict):
        raise UnreadableError("this is not an object with named fields, nor a list of them")
    for name in LISTS:
        inner = value.get(name)
        if isinstance(inner, list) and inner and all(isinstance(v, dict) for v in inner):
            return inner
    return None


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a whole object and another begins below it."""
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _broken(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deeply"
    said = brief(error)
    if isinstance(error, json.JSONDecodeError):  # a place inside a line helps nobody
        line = f" in line {error.lineno}" if error.lineno > 1 else ""
        said = error.msg.removesuffix(" at") + line
    return f"not valid JSON, perhaps half-written ({said})"

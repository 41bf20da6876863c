"""Records of any shape to a text and what is known of it, by the names that fields usually have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.dates import read_published
from index.dates.lines import either_day, read_line
from index.errors import InputError, UnreadableError
from index.load.times import when

FIELDS = (
    "title", "outlet", "authors", "agencies", "published", "updated", "url", "section", "language",
)  # fmt: skip
OURS = frozenset(("text", "author", *FIELDS))
# Our name, then what records call it, the likeliest first; compared without case and signs.
ALIASES = {
    "text": "text body content articlebody maintext fulltext articletext bodytext contenttext story"
    " article bodyxhtml bodyhtml contenthtml html",
    "title": "title headline articletitle",
    "outlet": "outlet publisher publication sitename source newspaper",
    "authors": "authors author byline creator writer",
    "agencies": "agencies agency",
    "published": "published publishdate datepublished publicationdate pubdate publishedat"
    " publisheddate firstpublished date datetime timestamp",
    "updated": "updated datemodified modified lastmodified updatedat modifieddate",
    "url": "url link canonicalurl permalink webpage sourceurl uri",
    "section": "section category articlesection",
    "language": "language lang inlanguage",
}
NO_TEXT = "no field holds its text"
LONGEST = 20_000  # characters of a field without a place, as metadata


def split(
    record: Mapping[str, Any], mapping: Mapping[str, str]
) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """The text of a record, its other fields (those known under our names, the rest under theirs), and
    the days it states in figures ("04/05/2017"), which are read as a page's are.

    `mapping` is our name to the record's, which may be a dotted path ("body.text"); a field that it
    does not name is looked for under its usual names. Raises UnreadableError where there is no text.
    """
    taken: set[str] = set()
    known: dict[str, Any] = {}
    stated: dict[str, Any] = {}
    by_name = {_simple(key): key for key in reversed(list(record))}
    for ours in ("text", *FIELDS):
        if ours in mapping:
            value = lookup(record, mapping[ours])
            key = mapping[ours] if mapping[ours] in record else mapping[ours].split(".")[0]
            found = [(key, value)] if value not in (None, "") else []
        else:
            names = ALIASES[ours].split()
            found = [(by_name[n], record[by_name[n]]) for n in names if n in by_name]
        for key, value in found:
            flat = _flat(ours, value)
            if flat in (None, "", []) or (key in taken and ours not in mapping):
                continue
            if ours in ("published", "updated") and not _is_day(flat):
                if not (isinstance(flat, str) and (read_line(flat, "") or either_day(flat))):
                    continue  # it stays as metadata, and the article goes in undated
                stated[ours] = flat  # and it stays as metadata too
                break
            known[ours] = flat
            taken.add(key)
            break
    text = known.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        raise UnreadableError(_no_text(record, mapping))
    for key, value in record.items():
        if key not in taken and value not in (None, "", [], {}):
            # A value that makes no title, day, ... must not pass for one under its name.
            known[f"record {key}" if key in OURS else key] = _kept(value)
    return text, known, stated


def named(given: Mapping[str, Any]) -> dict[str, Any]:
    """Fields under our names where they have one of the usual ones; the others as they are."""
    by_name = {_simple(key): key for key in reversed(list(given))}
    known: dict[str, Any] = {}
    taken: set[str] = set()
    for ours in FIELDS:
        for key in (by_name[n] for n in ALIASES[ours].split() if n in by_name):
            if key not in taken and given[key] not in (None, "", []):
                known[ours] = given[key]
                taken.add(key)
                break
    return {**{key: value for key, value in given.items() if key not in taken}, **known}


def lookup(record: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, None where there is none; a name with dots in it goes first."""
    if path in record:
        return record[path]
    value: Any = record
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step[:6]) < len(value):
            value = value[int(step[:6])]
        else:
            return None
    return value


def mapping_of(options: Mapping[str, Any]) -> dict[str, str]:
    """The option "fields", checked. Raises UnreadableError for names that are not ours."""
    given = options.get("fields") or {}
    ours = ("text", *FIELDS)
    if not isinstance(given, Mapping) or not all(isinstance(v, str) for v in given.values()):
        raise UnreadableError('the option "fields" does not map our names to the record\'s')
    if unknown := [name for name in given if name not in ours]:
        raise UnreadableError(
            f'"{unknown[0]}" is no field of an article; there are {", ".join(ours)}'
        )
    return dict(given)


def _flat(ours: str, value: Any) -> Any:
    """A value as an article can hold it: names out of {"name": ...}, texts out of lists."""
    if ours in ("published", "updated") and not isinstance(value, (list, Mapping)):
        return when(value)
    if isinstance(value, bool):
        return None
    names = list(_names(value))
    if ours == "text":
        return "\n\n".join(names) if names else None
    if ours in ("authors", "agencies"):
        return names or None
    if not names:
        return None if isinstance(value, (Mapping, list)) else value
    if ours == "outlet" and re.match(r"https?://", names[0]):
        return None  # a "source" that is an address names no outlet
    if ours == "url" and not re.match(r"https?://|www\.", names[0]):
        return None
    return names[0]


def _is_day(value: Any) -> bool:
    try:
        read_published(value)
    except InputError:
        return False
    return True


def _names(value: Any) -> Iterator[str]:
    """The texts in a value: itself, those of a list, the "name" or the text of objects."""
    waiting = [value]
    seen = 0
    while waiting and seen < 10_000:
        seen += 1
        value = waiting.pop()
        if isinstance(value, str):
            if value.strip():
                yield value
        elif isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, Mapping):
            inner = (value.get(k) for k in ("name", "text", "value", "title", "#text"))
            waiting.append(next((v for v in inner if v), None))


def _kept(value: Any) -> Any:
    if isinstance(value, (str, int, float)):
        return value[:LONGEST] if isinstance(value, str) else value
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:LONGEST]
    except (RecursionError, ValueError):
        return "(nested too deeply to keep)"


def _no_text(record: Mapping[str, Any], mapping: Mapping[str, str]) -> str:
    if "text" in mapping:
        return f'its "{mapping["text"]}" is empty or not there'
    has = next((k for n in ALIASES["text"].split() for k in record if _simple(k) == n), None)
    if has is not None:
        return f'its "{has}" is empty'
    names = ", ".join(str(k)[:40] for k in list(record)[:12])
    return f"{NO_TEXT}; name it with --field text=NAME (it has: {names})"


def _simple(name: Any) -> str:
    return re.sub(r"[\W_]", "", str(name)).lower()

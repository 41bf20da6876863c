"""ninjs, the IPTC's wire copy in JSON, in its versions 1 to 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from index.errors import UnreadableError
from index.load.markup import body_of, plain_line
from index.load.raw import Raw
from index.load.source import Source
from index.load.times import when

NAME = "its ninjs header"
BODIES = ("body_xhtml", "body_html", "body_text")
WITHDRAWN = ("canceled", "cancelled", "withheld")
SIGNS = frozenset(
    ("versioncreated", "firstcreated", "contentcreated", "pubstatus", "bodies", "headlines", *BODIES)
)  # fmt: skip


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Whether a record follows ninjs: a uri, and fields that only ninjs has."""
    names = {str(name).lower() for name in record}
    return "uri" in names and bool(names & SIGNS)


def document(
    source: Source, record: Mapping[str, Any], options: Mapping[str, Any], item: str
) -> Raw:
    """One ninjs item. Raises UnreadableError where it has no text or was withdrawn."""
    # Version 3 writes versionCreated where the others write versioncreated.
    values = {str(name).lower(): value for name, value in record.items()}
    status = str(values.get("pubstatus") or "").lower()
    if status in WITHDRAWN:
        raise UnreadableError(f"the wire withdrew it (pubstatus {status})")
    text = _body(values)
    if not text.strip():
        what = values.get("type") or "item"
        raise UnreadableError(f"no body text in this ninjs {str(what)[:40]}")
    kind, body = body_of(text, marked=text != values.get("body_text"))
    if not body:
        raise UnreadableError("there are no words in its body")
    first = values.get("firstpublished") or values.get("firstcreated")
    version = values.get("versioncreated")
    authors = _names(values.get("authors")) or _names(values.get("byline") or values.get("by"))
    sources = _names(values.get("infosource") or values.get("infosources"))
    outlet = next(
        iter(_names(values.get("provider")) or _names(values.get("source")) or sources
             or _names(values.get("copyrightholder"))), None
    )  # fmt: skip
    uri = next(
        (u for n in ("url", "uri") if (u := str(values.get(n) or "")).startswith("http")), ""
    )
    header = {
        "title": plain_line(_first(values, "headline", "headlines") or _first(values, "title", "")),
        "outlet": outlet,
        "authors": authors,
        "agencies": [name for name in sources if name != outlet],
        "published": when(first or version),
        "updated": when(version) if first and version != first else None,
        "url": uri,
        "section": next(iter(_names(values.get("genre") or values.get("genres"))), None),
        "language": values.get("language") if isinstance(values.get("language"), str) else None,
        "dateline": values.get("located") if isinstance(values.get("located"), str) else None,
    }
    return source.raw(kind, body, source.supplied(options), header, NAME, item)


def _body(values: Mapping[str, Any]) -> str:
    for name in BODIES:
        if isinstance(values.get(name), str) and values[name].strip():
            return str(values[name])
    bodies = values.get("bodies")
    parts = [b for b in bodies if isinstance(b, Mapping)] if isinstance(bodies, list) else []
    parts.sort(key=lambda b: str(b.get("role") or "main").lower() not in ("main", "full", "body"))
    return next((str(b["value"]) for b in parts if b.get("value")), "")


def _first(values: Mapping[str, Any], single: str, many: str) -> str:
    if isinstance(values.get(single), str):
        return str(values[single])
    return next(iter(_names(values.get(many))), "")


def _names(value: Any) -> list[str]:
    """The names in a text, an object with a name, or a list of them."""
    found = value if isinstance(value, list) else [value]
    named = [v.get("name") or v.get("value") if isinstance(v, Mapping) else v for v in found]
    return [plain_line(name) for name in named if isinstance(name, str) and name.strip()]

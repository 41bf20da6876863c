"""Feeds that were saved: RSS and Atom, an entry an article if the feed holds all of it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from email.utils import parseaddr
from typing import Any

import feedparser

from index.errors import UnreadableError
from index.load.markup import body_of, parse_xml, plain_line
from index.load.raw import Failure, Raw
from index.load.source import BROKEN, Found, Part, Source, brief, mine
from index.load.times import when

NAME = "its feed entry"
LONGEST = 300  # characters of a name and its address
WHOLE = 1200  # characters of text from which a description without an ellipsis is the article
CUT = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&#8230;|&hellip;)\s*\]|"
    r"\b(?:read more|continue reading|read the full (?:story|article))\W*)\s*$",
    re.IGNORECASE,
)


def read_feed(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """Each entry of a feed. An item is named by the entry's own id or link, else by its place.

    An entry that holds a summary only is reported with the address of its page; with the option
    "summaries" it goes in, marked by the metadata field "extent".
    """
    parse_xml(source)  # refuses what is broken or declares entities; feedparser forgives all
    # A stream, never the bytes: feedparser takes a text for the name of a file or an address.
    try:
        feed = feedparser.parse(
            io.BytesIO(source.whole()), response_headers={"content-type": "application/xml"}
        )
    except BROKEN as error:
        raise UnreadableError(f"the feed cannot be read ({brief(error)})") from error
    if not feed.entries:
        raise UnreadableError("the feed has no entries")
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        name = " ".join(str(dict.get(entry, "id") or dict.get(entry, "link") or number).split())
        if name in seen:
            name = f"{name}#{number}"
        seen.add(name)
        if mine(number, part):
            found = source.attempt(name, _document, source, feed.feed, entry, options, name)
            if isinstance(found, Failure):
                found = replace(found, link=str(dict.get(entry, "link") or ""))
            yield found


def _document(source: Source, feed: Any, entry: Any, options: Mapping[str, Any], item: str) -> Raw:
    known = source.supplied(options)
    text, whole = _content(entry)
    link = str(dict.get(entry, "link") or "")
    if not text.strip():
        raise UnreadableError(f"the entry has no text{_see(link)}")
    if not whole:
        if not options.get("summaries"):
            raise UnreadableError(f"the feed holds only a summary of it{_see(link)}")
        known = {"extent": "summary only", **known}
    kind, body = body_of(text, marked=True)
    if not body:
        raise UnreadableError(f"the entry has no words{_see(link)}")
    published, updated = _time(entry, "published"), _time(entry, "updated")
    people = [str(a.get("name") or "") for a in dict.get(entry, "authors") or []]
    written = str(dict.get(entry, "author") or "")
    if "@" in written and len(people) < 2:  # feedparser cuts addresses with a long last part
        people = [parseaddr(written)[0]] if len(written) < LONGEST else []
    origin = dict.get(entry, "source") or {}  # an entry that was taken over from another feed
    tags = [str(t.get("term") or "") for t in dict.get(entry, "tags") or []]
    header = {
        "title": plain_line(str(dict.get(entry, "title") or "")),
        "outlet": plain_line(str(origin.get("title") or dict.get(feed, "title") or "")),
        "authors": [plain_line(name) for name in people if name.strip()],
        "published": published or updated,
        "updated": updated if published else None,
        "url": link if link.startswith("http") else "",
        "section": plain_line(tags[0]) if tags else "",
        "language": str(dict.get(entry, "language") or dict.get(feed, "language") or ""),
    }
    return source.raw(kind, body, known, header, NAME, item)


def _content(entry: Any) -> tuple[str, bool]:
    """The entry's text and whether it is all of it."""
    full = max(
        (str(c.get("value") or "") for c in dict.get(entry, "content") or []), key=len, default=""
    )
    summary = str(dict.get(entry, "summary") or "")
    text = full if len(full) >= len(summary) else summary
    plain = plain_line(text)
    cut = bool(CUT.search(plain[-200:]))
    if full and len(plain) >= len(plain_line(summary)):
        # A content element that is no longer than the summary beside it is the summary again.
        again = bool(summary) and full != summary and plain == plain_line(summary)
        return text, not cut and (len(plain) >= WHOLE or not again)
    return text, not cut and len(plain) >= WHOLE


def _time(entry: Any, name: str) -> Any:
    """A time as it was written, in ISO 8601 with its zone where its format is known.

    What feedparser makes of it is not asked: it takes the 29 of "2016/6/29" for a year's end.
    """
    return when(str(dict.get(entry, name) or "")) or None


def _see(link: str) -> str:
    return f"; its page is {link[:200]}" if link else ""

"""One file to what the catalog takes: read, clean, split, date, attribute; no vectors yet.

This is the part of an ingest that runs in a process of its own: whatever a document does to a
parser, the archive and the other documents are out of its reach.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index import same, split
from index.article import Article
from index.catalog import Entry
from index.clean import clean, live
from index.errors import UnreadableError
from index.load import Failure, Raw, place, read
from index.options import is_address

log = logging.getLogger("dateline")
NUMBERED = re.compile(r"(?:^|:)\d+$")
Told = tuple[str, str, Mapping[str, Any]]  # place in the file, digest of the document, fields
NO_VECTORS = np.zeros((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article of a file, ready but for its vectors.

    `raw` is a digest of the document as it came, `size` its length in bytes or characters.
    """

    item: str
    raw: str
    size: int
    entry: Entry


def prepare(
    path: str, options: Mapping[str, Any], part: tuple[int, int] = (0, 1), skip: int = 0
) -> Iterator[Prepared | Failure]:
    """Every document of a file, or every n-th from the k-th on where `part` is (k, n).

    The first `skip` results are left out, and their documents are not looked into. The option
    "said" holds what a person said of single articles, as `index.catalog.said` gives it.
    """
    said = options.get("said", ())
    options = {name: value for name, value in options.items() if name != "said"}
    found = _fetched(path, options) if is_address(path) else read(Path(path), options, part)
    for number, raw in enumerate(one for read_in in found for one in _documents(read_in)):
        if number >= skip:
            yield raw if isinstance(raw, Failure) else _article(raw, path, said)


def _documents(raw: Raw | Failure) -> Sequence[Raw | Failure]:
    """A document, or what it falls into: a live page is its posts."""
    if isinstance(raw, Failure):
        return [raw]
    try:
        return live.documents(raw)
    except Exception as error:
        log.info("%s", raw.place, exc_info=True)
        return [_failed(raw, error)]


def _fetched(address: str, options: Mapping[str, Any]) -> Iterator[Raw | Failure]:
    from index.load.guard import Guard
    from index.load.online import documents
    from index.load.web import Limits, Web

    limits = Limits(pages=options.get("max_pages", Limits().pages))
    guard = Guard.with_unguarded(options.get("networks", ()))
    return documents(address, Web(limits, guard), options)


def _article(raw: Raw, path: str, said: Sequence[Told]) -> Prepared | Failure:
    item = raw.item
    if raw.path != path and is_address(path):  # a page that a feed or sitemap led to
        item = f"{raw.path}#{item}" if item else raw.path
    try:
        made = digest(raw)
        raw = replace(raw, known={**raw.known, **_set(said, item, made)})
        return Prepared(item, made, _size(raw), entry(clean(raw)))
    except UnreadableError as error:
        return Failure(place(raw.path, raw.item), str(error))
    except Exception as error:
        log.info("%s", raw.place, exc_info=True)
        return _failed(raw, error)


def _failed(raw: Raw, error: Exception) -> Failure:
    """Whatever one page does to a parser, or to us, the others go in; and it is not hidden."""
    told = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return Failure(place(raw.path, raw.item), f"reading it failed ({told}); please report this")


def _set(said: Sequence[Told], item: str, raw: str) -> Mapping[str, Any]:
    """What a person said of the document in this place.

    It keeps to the document where that has moved in its file, and to the place where that has a
    name of its own: the lines and rows of a file have numbers only.
    """
    same = [fields for _, told, fields in said if told == raw]
    here = [fields for place, _, fields in said if place == item and not NUMBERED.search(place)]
    return (same or here or [{}])[0]


def entry(article: Article) -> Entry:
    """An article with its sentences, passages, bands and countable lines."""
    sentences = split.sentences(article)
    passages = split.passages(article, sentences)
    return Entry(article, tuple(sentences), tuple(passages), NO_VECTORS, same.bands(article.text))


def digest(raw: Raw) -> str:
    """16 hex digits over the body as it came."""
    body = raw.body if isinstance(raw.body, bytes) else repr(raw.body).encode("utf-8", "replace")
    return hashlib.sha256(body).hexdigest()[:16]


def _size(raw: Raw) -> int:
    if isinstance(raw.body, tuple):
        return sum(len(block.text) for block in raw.body)
    return len(raw.body)

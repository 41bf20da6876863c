"""Web archives (WARC): the pages in them, each with its address."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from index.errors import UnreadableError
from index.load.source import BROKEN, MAX_BYTES, MIB, Found, Part, Source, brief, mine

logging.getLogger("warcio").setLevel(logging.ERROR)  # it warns of every odd address
PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
CUT = "the web archive breaks off inside this record, which was not read; fetch the file again"
TYPES = ("response", "resource", "conversion")


class _Quiet(ArchiveIterator):  # type: ignore[misc]
    """An iterator that prints no warning of its own to the user's terminal."""

    INC_RECORD = ""


def read_warc(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """Each page of a WARC file that was served well. An item is named by its record's number.

    The date of a record is when it was fetched, so it is passed on as "captured", not "published".
    """
    from index.load.readers import read_source  # the registry knows this module

    number = 0
    with source.opener() as stream:
        records = iter(_Quiet(stream, check_digests=False))
        while True:
            try:
                record = next(records, None)
            except (ArchiveLoadFailed, OSError, *BROKEN) as error:
                if part[0] == 0:
                    yield source.failure(
                        f"the web archive is broken there ({brief(error)})", str(number + 1)
                    )
                break
            if record is None:
                break
            number += 1
            if not mine(number, part):
                continue
            try:
                page = _page(source, record, number) if record.rec_type in TYPES else None
                if _breaks_off(record):
                    yield source.failure(CUT, str(number))
                elif page is not None:
                    yield from read_source(page, options)
            except UnreadableError as error:
                yield source.failure(str(error), str(number))
            except (ArchiveLoadFailed, OSError, *BROKEN) as error:
                yield source.failure(f"the record is broken ({brief(error)})", str(number))
    if not number:
        raise UnreadableError("there is no record in this web archive")


def _breaks_off(record: Any) -> bool:
    """Whether the file ends inside this record, whose end is passed over so as to know."""
    if record.rec_headers.get_header("Content-Length") is None:
        return True
    while record.raw_stream.read(65536):
        pass
    return bool(record.raw_stream.limit > 0)


def _page(source: Source, record: Any, number: int) -> Source | None:
    """The document in a record, None where it is a picture, a redirect or an error page."""
    http = record.http_headers
    if record.rec_type == "response":
        if http is None or not str(http.get_statuscode()).startswith("2"):
            return None
        media = http.get_header("Content-Type") or ""
    else:
        media = record.rec_headers.get_header("Content-Type") or ""
    kind = media.partition(";")[0].strip().lower()
    if kind not in PAGES and not (record.rec_type == "conversion" and kind == "text/plain"):
        return None
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"the page is larger than {MAX_BYTES // MIB} MiB")
    # A page inside another file is counted against what that file may unpack to.
    source.allowance.spend(len(data))
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    captured = record.rec_headers.get_header("WARC-Date") or ""
    charset = media.lower().partition("charset=")[2].strip(" \"'").partition(";")[0]
    return source.inside(
        str(number) if not source.item else f":{number}",
        {"application/pdf": "record.pdf", "text/plain": "record.txt"}.get(kind, "record.html"),
        lambda: io.BytesIO(data),
        media=kind,
        charset=charset,
        header={"url": url.strip("<>"), "captured": captured.strip()[:40]},
        header_name="its web archive record",
    )

"""Which format a source is: by what its first bytes are, then by its name."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from index.errors import UnreadableError
from index.load.source import Source

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "eml",
    ".json": "json",
    ".ninjs": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".rss": "xml",
    ".atom": "xml",
    ".rdf": "xml",
    ".xml": "xml",
    ".nitf": "xml",
    ".newsml": "xml",
    ".warc": "warc",
    ".zip": "zip",
    ".gz": "gzip",
}
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/ld+json": "json",
    "application/feed+json": "json",
    "application/x-ndjson": "jsonl",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/rdf+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "message/rfc822": "eml",
    "multipart/related": "mhtml",
    "application/warc": "warc",
    "application/zip": "zip",
    "application/gzip": "gzip",
    "application/x-gzip": "gzip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
ROOTS = {
    "nitf": "nitf",
    "newsitem": "newsml",
    "packageitem": "newsml",
    "newsmessage": "newsml",
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "html": "html",
}
NOT_READ = {
    ".xlsx": "a spreadsheet; save it as .csv",
    ".ods": "a spreadsheet; save it as .csv",
    ".pptx": "slides; save them as .pdf",
    ".epub": "a book; save its articles as .html",
    ".odt": "an OpenDocument text; save it as .docx",
}
MAIL = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,20}){3}"
)
ARCHIVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location:|Content-Type:\s*multipart/related)",
    re.IGNORECASE | re.MULTILINE,
)
LIST = ", ".join(sorted(SUFFIXES))


def kind_of(source: Source) -> str:
    """The format, a key of READERS.

    Raises UnreadableError for formats that are not read, with what to do, and OSError.
    """
    found = _kind(source, source.head())
    if not found:
        raise UnreadableError(f"format not known; Dateline reads {LIST}")
    return found


def _kind(source: Source, head: bytes) -> str:
    """The format, "" where it is none that is known."""
    media = source.media.partition(";")[0].strip().lower()
    named = SUFFIXES.get(source.suffix) or MEDIA.get(media, "")
    if packed := _binary(head, source):
        return packed
    text = _readable(head).lstrip()
    if named in ("html", "mhtml", "text", "eml", "") and MAIL.match(text):
        archived = ARCHIVED_PAGE.search(text.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])
        if archived and named != "text":
            return "mhtml"
        if named in ("mhtml", "eml"):
            return named
    if named in ("text", "html", "xml", "") and text[:1] == b"<":
        return _marked_up(text, named)
    if named == "xml":
        raise UnreadableError("this is not XML")
    if not named and not source.suffix and text[:1] in (b"{", b"["):
        return "json"
    return named


def readable_name(name: str, head: bytes) -> bool:
    """Whether a file of this name, beginning like this, is worth opening as an article."""
    source = Source.from_bytes("", head, name)
    if source.suffix in SUFFIXES:
        return True
    try:
        return bool(_kind(source, head))
    except UnreadableError:
        return True  # a known format that is not read: opening it says why


def _binary(head: bytes, source: Source) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if source.suffix in NOT_READ:
            raise UnreadableError(f"this is {NOT_READ[source.suffix]}")
        return "docx" if source.suffix == ".docx" else "zip"
    if head.startswith(b"\x1f\x8b"):
        return "warc" if source.name.lower().endswith(".warc.gz") else "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UnreadableError("an old Word or Office file, or an encrypted one; save it as .docx")
    if head.lstrip().startswith(b"{\\rtf"):
        raise UnreadableError("this is RTF; save it as .docx or .txt")
    return ""


def _readable(head: bytes) -> bytes:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            return head.decode(name, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def _marked_up(text: bytes, named: str) -> str:
    """HTML, or XML by its root element; a text that merely begins with "<" stays a text."""
    opening = text[:2048].lower()
    if opening.startswith((b"<!doctype html", b"<html")) or named == "html":
        return "html"
    root = root_of(text)
    if root in ROOTS:
        return ROOTS[root]
    if named == "xml":
        if root == "newsml":
            raise UnreadableError("this is NewsML 1; NewsML-G2, NITF and ninjs are read")
        raise UnreadableError(f"XML of a kind that is not known (its root is <{root or '?'}>)")
    return named


def root_of(text: bytes) -> str:
    """The name of the root element in small letters, without its namespace."""
    parser = etree.XMLPullParser(
        events=("start",), recover=True, resolve_entities=False, no_network=True
    )
    try:
        for at in range(0, len(text), 4096):
            parser.feed(text[at : at + 4096])
            for _, node in parser.read_events():
                return str(etree.QName(node).localname.lower())
    except (etree.XMLSyntaxError, ValueError):
        pass  # no root that can be named
    return ""

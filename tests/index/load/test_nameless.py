"""What came in without a name is known by what it holds."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from index.load.nameless import suffix_of

MAIL = b"From: desk@tide.example\nTo: all@tide.example\nSubject: The bridge\n\nIt opens in May.\n"
ROW = b'{"title": "The bridge", "text": "It opens in May."}'


def a_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("a.txt", "The bridge opens in May.")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"<!DOCTYPE html><html><body><p>The bridge opens.</p></body></html>", ".html"),
        (b"\xef\xbb\xbf<html lang='en'><p>The bridge opens.</p></html>", ".html"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', ".xml"),
        (b"<nitf><body/></nitf>", ".xml"),
        (b"%PDF-1.7\n", ".pdf"),
        (a_zip(), ".zip"),
        (b"WARC/1.0\r\n", ".warc"),
        (MAIL, ".eml"),
        (ROW, ".json"),
        (b"[" + ROW + b",\n" + ROW + b"]", ".json"),
        (ROW + b"\n" + ROW + b"\n", ".jsonl"),
        (b'{\n "title": "The bridge",\n "text": "It opens in May."\n}\n', ".json"),
        (gzip.compress(ROW + b"\n" + ROW, mtime=0), ".jsonl.gz"),
        (b"title,text,date\nThe bridge,It opens in May.,2019-05-01\n", ".csv"),
        (b"headline\tbody\nThe bridge\tIt opens in May.\n", ".tsv"),
        (b"---\ntitle: The bridge\n---\nIt opens in May.\n", ".md"),
        (b"# The bridge\n\nIt opens in May.\n", ".md"),
        (b"The bridge\n\nIt opens in May, the mayor said, body and soul.\n", ".txt"),
        (b"Slug: bridge\nDesk: city\nNote: hold\n\nThe bridge opens in May.\n", ".txt"),
        (b"\0\1\2\3", ".txt"),
        (b"", ".txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # bytes of the day are no name
)
def test_a_document_is_known_by_its_beginning(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / "incoming"
    path.write_bytes(data)
    assert suffix_of(path) == suffix

"""Whatever bytes come, every reader gives raw documents and failures, and never raises."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.load import Block, Failure, Raw, Source, read_source
from index.load.encoding import decode
from index.load.kinds import SUFFIXES
from index.load.markup import blocks_of_html, body_of, plain_line
from tests.index.load import make
from tests.index.load.make import ONE, PAGE, TWO

WHOLE = {
    "a.txt": f"{ONE}\n\n{TWO}".encode(),
    "a.md": f"---\ntitle: x\nlist: [a, b]\n---\n{ONE}".encode(),
    "a.html": PAGE.encode(),
    "a.mhtml": make.MHTML,
    "a.nitf": make.NITF.encode(),
    "a.newsml": make.newsml("usable", "canceled"),
    "a.ninjs": json.dumps(make.NINJS).encode(),
    "a.json": json.dumps([{"text": ONE, "authors": [{"name": "x"}], "date": 5}]).encode(),
    "a.jsonl": make.jsonl(3),
    "a.csv": make.table(3),
    "a.tsv": make.table(3, "\t"),
    "a.rss": make.rss(3),
    "a.atom": make.ATOM.encode(),
    "a.eml": make.eml(),
    "a.docx": make.docx(),
    "a.pdf": make.pdf([[ONE, TWO], [TWO]]),
    "a.warc": make.warc(False),
    "a.warc.gz": make.warc(),
    "a.zip": make.zipped({"a.jsonl": make.jsonl(2), "b.html": PAGE.encode()}),
    "a.jsonl.gz": gzip.compress(make.jsonl(3)),
}
OPTIONS = st.sampled_from(
    [{}, {"summaries": True}, {"fields": {"text": "headline"}}, {"encoding": "cp1252"}, {"encoding": "zlib"}]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 12), st.binary(max_size=12)), max_size=6
)
MARKS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<br>", "<li>", "</li>", "<h2>", "<pre>", "</h2>", "<script>", "<!--", "-->",
         "<table><tr><td>", "&nbsp;", "&#0;", "&#x110000;", "<?xml version='1.0'?>", "<html>", "a b", "\0", "\ud800",
         "<![CDATA[", "<svg>", "</body>", "<frameset>", "<p style='display:none'>"]
    ), max_size=25,
)  # fmt: skip
calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(name: str, data: bytes, options: dict[str, object]) -> None:
    for part in ((0, 1), (1, 2)):
        for found in read_source(Source.from_bytes(name, data, name), options, part):
            if isinstance(found, Failure):
                assert found.reason.strip()
                assert "\n" not in found.reason
                assert found.origin.isprintable()
                continue
            assert isinstance(found, Raw)
            assert found.body
            wanted = {"html": bytes, "blocks": tuple}.get(found.kind, str)
            assert isinstance(found.body, wanted)
            assert all(isinstance(key, str) for key in (*found.known, *found.header))
            if isinstance(found.body, tuple):
                assert all(isinstance(b, Block) and b.text.strip() for b in found.body)


def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for where, gone, new in edits:
        at = where % (len(data) + 1)
        data = data[:at] + new + data[at + gone :]
    return data


@pytest.mark.parametrize("name", list(WHOLE))
@calm
@given(edits=EDITS, options=OPTIONS)
def test_a_file_with_bytes_changed(
    name: str, edits: list[tuple[int, int, bytes]], options: dict[str, object]
) -> None:
    check(name, edited(WHOLE[name], edits), options)


@pytest.mark.parametrize("suffix", [*SUFFIXES, ""])
@settings(calm, max_examples=25)
@given(data=st.binary(max_size=300))
def test_bytes_at_random_under_every_suffix(suffix: str, data: bytes) -> None:
    check(f"a{suffix}", data, {})


@pytest.mark.parametrize("name", ["a.docx", "a.zip"])
@settings(calm, max_examples=40)
@given(edits=EDITS, which=st.integers(0, 10))
def test_a_member_with_bytes_changed(
    name: str, edits: list[tuple[int, int, bytes]], which: int
) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as packed:
        parts = {inner: packed.read(inner) for inner in packed.namelist()}
    key = list(parts)[which % len(parts)]
    check(name, make.zipped({**parts, key: edited(parts[key], edits)}), {})


@settings(calm, max_examples=40)
@given(edits=EDITS)
def test_a_packed_record_with_bytes_changed(edits: list[tuple[int, int, bytes]]) -> None:
    check("a.warc.gz", gzip.compress(edited(make.warc(packed=False), edits)), {})


@settings(calm, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "title", "source", "authors", "date", "url", "uri", "bodies", "body_html", "items"]),
            inner, max_size=6,
        ), max_leaves=12,
    )
)  # fmt: skip
def test_json_of_any_shape(value: object) -> None:
    check("a.json", json.dumps(value).encode(), {})
    check("a.jsonl", json.dumps(value).encode(), {"fields": {"text": "text.text"}})


@settings(calm, max_examples=150)
@given(MARKS)
def test_markup_of_any_shape(marks: list[str]) -> None:
    text = "".join(marks)
    plain_line(text)
    for make_blocks in (body_of, blocks_of_html):
        try:
            make_blocks(text)  # type: ignore[operator]
        except UnreadableError:
            continue


@settings(calm, max_examples=150)
@given(st.binary(max_size=400), st.text(max_size=12))
@example(b"\x80", "UNDEFINED")
@example(b"\x80--", "punycode")
@example(b"\xffcaf\x80", "unicode-escape")
def test_any_bytes_decode_or_are_refused(data: bytes, declared: str) -> None:
    try:
        assert isinstance(decode(data, declared).text, str)
    except UnreadableError:
        return

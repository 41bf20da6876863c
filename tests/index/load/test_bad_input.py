"""What is hostile or broken is one Failure with a reason, and the rest goes in."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from index.load import Failure, Raw, read, source
from tests.index.load import make
from tests.index.load.make import ONE, TWO


def reasons(path: Path, data: bytes | str, **options: object) -> list[str]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found = [f.reason for f in read(path, options) if isinstance(f, Failure)]
    assert all("\n" not in reason for reason in found)
    return found


def reason(path: Path, data: bytes | str, **options: object) -> str:
    [only] = reasons(path, data, **options)
    return only


def test_a_zip_bomb_is_stopped_by_what_it_really_unpacks_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "FREE", 1_000_000)
    zeros = b"\0" * 3_000_000
    lines = json.dumps({"text": "a" * 2000}).encode() + b"\n"
    assert "bomb" in reason(tmp_path / "a.zip", make.zipped({"a.jsonl": lines * 2000}))
    assert "bomb" in reason(tmp_path / "a.jsonl.gz", gzip.compress(lines * 2000))
    assert "bomb" in reason(
        tmp_path / "b.zip", make.zipped({"in.zip": make.zipped({"a.txt": zeros})})
    )
    assert "bomb" in reason(tmp_path / "a.docx", make.zipped({"word/document.xml": zeros}))
    # A member that lies about its size in the directory is cut off by zipfile itself.
    honest = make.zipped({"a.txt": zeros, "b.txt": ONE.encode()})
    lying = honest.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    found = list(read_bytes(tmp_path / "c.zip", lying))
    assert isinstance(found[0], Failure)


def read_bytes(path: Path, data: bytes) -> list[Raw | Failure]:
    path.write_bytes(data)
    return list(read(path, {}))


def test_a_member_without_a_name_is_one_failure(tmp_path: Path) -> None:
    named = make.zipped({"a.txt": ONE.encode(), "b.txt": TWO.encode()})
    found = read_bytes(tmp_path / "a.zip", named.replace(b"a.txt", b"\0.txt"))
    assert [type(f) for f in found] == [Failure, Raw]


def test_archives_inside_archives_end_somewhere(tmp_path: Path) -> None:
    data = make.zipped({"a.txt": ONE.encode()})
    for _ in range(8):
        data = make.zipped({"in.zip": data, "b.txt": TWO.encode()})
    found = read_bytes(tmp_path / "a.zip", data)
    assert len([f for f in found if isinstance(f, Raw)]) == 4
    assert "inside one another" in next(f.reason for f in found if isinstance(f, Failure))


def test_a_zip_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.load.packed.MAX_MEMBERS", 10)
    data = make.zipped({f"{n}.txt": b"x" for n in range(11)})
    assert "more than 10 files" in reason(tmp_path / "a.zip", data)


def test_names_that_point_outside_and_links_are_reported(tmp_path: Path) -> None:
    names = ("../up.txt", "/etc/abs.txt", "a/../../b.txt", "C:/x.txt", "..\\back.txt", "link.txt")
    data = make.zipped({**dict.fromkeys(names, ONE.encode()), "good.txt": TWO.encode()},
                       link_txt=(stat.S_IFLNK | 0o777) << 16)  # fmt: skip
    found = read_bytes(tmp_path / "a.zip", data)
    assert [f.item for f in found if isinstance(f, Raw)] == ["!good.txt"]
    assert len([f for f in found if isinstance(f, Failure)]) == 6
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]


def test_broken_and_encrypted_archives(tmp_path: Path) -> None:
    whole = make.zipped({"a.txt": (ONE * 50).encode(), "b.txt": TWO.encode()})
    assert "broken zip" in reason(tmp_path / "a.zip", whole[:-30])
    at = whole.index(b"a.txt") + 5
    damaged = whole[:at] + b"\xff" * 20 + whole[at + 20 :]
    found = read_bytes(tmp_path / "b.zip", damaged)
    assert [type(f) for f in found] == [Failure, Raw]
    locked = bytearray(whole)
    for at in range(len(whole) - 4):
        if whole[at : at + 4] in (b"PK\x01\x02", b"PK\x03\x04"):
            locked[at + (8 if whole[at + 2] == 1 else 6)] |= 1
    assert "encrypted" in reasons(tmp_path / "c.zip", bytes(locked))[0]
    cut = gzip.compress(make.jsonl(2000))
    found = read_bytes(tmp_path / "a.jsonl.gz", cut[: len(cut) // 2])
    assert isinstance(found[-1], Failure)
    assert "cannot be read" in found[-1].reason
    assert "empty" in reason(tmp_path / "d.zip", make.zipped({"e.txt": b""}))
    assert "nothing to read" in reason(tmp_path / "e.zip", make.zipped({}))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE nitf [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><nitf><body><body.content><p>&b;</p></body.content></body></nitf>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>',
        '<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><nitf/>',
    ],
)  # fmt: skip
def test_xml_that_declares_entities_is_refused(tmp_path: Path, xml: str) -> None:
    assert "entities" in reason(tmp_path / "a.xml", xml)
    assert "entities" in reason(tmp_path / "b.xml", xml.encode("utf-16"))
    document = make.docx().replace(b"", b"")
    assert isinstance(read_bytes(tmp_path / "a.docx", document)[0], Raw)


def test_a_word_file_with_entities_or_a_foreign_heart_is_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with zipfile.ZipFile(io.BytesIO(make.docx())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name in ("word/document.xml", "word/styles.xml", "_rels/.rels"):
        found = reason(tmp_path / "a.docx", make.zipped({**parts, name: bomb}))
        assert "Word file" in found or "entities" in found
    assert "not a Word file" in reason(tmp_path / "b.docx", make.zipped({"a.txt": b"x"}))
    assert "broken" in reason(tmp_path / "c.docx", make.docx()[:300])
    assert "no text" in reason(tmp_path / "d.docx", make.docx(body="<w:p/>"))


def test_xml_broken_deep_or_of_no_known_kind(tmp_path: Path) -> None:
    assert "broken" in reason(tmp_path / "a.xml", "<nitf><body>")
    assert "broken" in reason(tmp_path / "a.xml", "<nitf>" + "<p>" * 100_000)
    assert "<html" not in reason(tmp_path / "a.xml", "<feed><entry></feed>")
    assert "root is <recipe>" in reason(tmp_path / "a.xml", "<recipe/>")
    assert "not XML" in reason(tmp_path / "a.xml", "hello")
    assert "NewsML 1" in reason(tmp_path / "a.xml", "<NewsML/>")
    assert "no entries" in reason(tmp_path / "a.rss", make.rss(0))
    assert "no body text" in reason(tmp_path / "a.nitf", "<nitf><body/></nitf>")


def test_a_line_of_100_mb_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as stream:
        stream.write(make.jsonl(1))
        stream.seek(100 * 1024 * 1024, os.SEEK_CUR)  # a hole: no disk is used
        stream.write(b"\n" + json.dumps({"text": TWO}).encode())
    first, long, last = read(path, {})
    assert isinstance(long, Failure)
    assert long.reason == "the line is longer than 20 MiB"
    assert isinstance(first, Raw)
    assert isinstance(last, Raw)
    assert last.item == "3"
    path.rename(tmp_path / "b.txt")
    assert "20 MiB of one article" in next(
        f.reason for f in read(tmp_path / "b.txt", {}) if isinstance(f, Failure)
    )


def test_a_file_that_is_no_table_is_given_up(tmp_path: Path) -> None:
    found = reasons(tmp_path / "a.csv", "text,title\n" + "a,b,c\n" * 50_000)
    assert len(found) == 1001
    assert "in a row could not be read" in found[-1]


def test_mails_of_a_thousand_layers_or_parts(tmp_path: Path) -> None:
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1000)
    )
    head = "From: a@b.invalid\nSubject: x\nMIME-Version: 1.0\n"
    assert "parts inside parts" in reason(tmp_path / "a.eml", head + nested)
    many = "--b\nContent-Type: text/plain\n\nx\n" * 5000
    mail = head + 'Content-Type: multipart/mixed; boundary="b"\n\n' + many + "--b--\n"
    assert "parts" in reason(tmp_path / "b.eml", mail)
    assert "no text" in reason(tmp_path / "c.eml", head + "\n\n")


def test_pdfs_that_are_broken_locked_or_scanned(tmp_path: Path) -> None:
    whole = make.pdf([[ONE, TWO]])
    assert "PDF" in reason(tmp_path / "a.pdf", b"%PDF-1.4\nnot more than that")
    assert "encrypted" in reason(tmp_path / "b.pdf", make.pdf([[ONE, TWO]], encrypted=True))
    assert "no text layer" in reason(tmp_path / "c.pdf", make.pdf([["7"], [""]]))
    assert reasons(tmp_path / "d.pdf", whole[: len(whole) // 3])


def test_formats_that_are_known_and_not_read_say_what_to_do(tmp_path: Path) -> None:
    assert ".docx" in reason(tmp_path / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert ".docx" in reason(tmp_path / "a.rtf", b"{\\rtf1 x}")
    assert ".csv" in reason(tmp_path / "a.xlsx", make.zipped({"xl/x.xml": b"x"}))
    assert "format not known" in reason(tmp_path / "a.png", b"\x89PNG")
    assert "binary" in reason(tmp_path / "a.txt", b"\x89PNG\0\0")
    assert "binary" in reason(tmp_path / "a.html", b"\x7fELF\0\0")


def test_yaml_cannot_grow_or_break(tmp_path: Path) -> None:
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n"
    assert "aliases" in reason(tmp_path / "a.md", f"---\n{laughs}---\n{ONE}")
    assert "front matter" in reason(tmp_path / "a.md", f"---\nx: {'[' * 20000}\n---\n{ONE}")
    assert "64 KiB" in reason(tmp_path / "a.md", f"---\n{'x: y' * 20000}\n---\n{ONE}")
    (tmp_path / "b.txt.meta.yaml").write_text(laughs)
    assert "sidecar" in reason(tmp_path / "b.txt", ONE)


@pytest.mark.parametrize(
    "piece",
    ["<p", "<p ", '<p style="', "style=", "<div>", "<li>", "&amp", "&#", "<!--", "[", '{"a":', "- ", "\n\n\n", "a: ",
     "--", "\x93", "\r", '"', "<![CDATA[", " \n", "From: a\n", "re: ", "=?utf-8?q?", "... ", "1 Mar 2019 ", "a-", ",",
     "<meta charset", "<?xml encoding", "\N{HYPHEN}a", "content-type:\n", "--b\n"],
)  # fmt: skip
def test_repetition_takes_time_in_proportion(tmp_path: Path, piece: str) -> None:
    """A pattern that goes wrong on one of these would run for hours, not for a second."""
    long = piece * (60_000 // len(piece))
    for name, data in (
        ("a.txt", long), ("a.md", "---\n" + long), ("a.html", long), ("a.csv", f"text\n{long}"), ("b.csv", long),
        ("a.json", json.dumps({"text": f"<p>{long}", "title": long, "date": long, "source": long, long: 1})),
        ("a.jsonl", json.dumps({**make.NINJS, "headline": long, "body_html": long, "versioncreated": long})),
        ("a.rss", make.RSS.format(items=f"<item><title><![CDATA[{long}</title><description>{long}</description></item>")),
        ("b.rss", make.rss(1).replace(ONE.encode(), json.dumps(long).encode())),
        ("a.eml", f"From: {long}\nSubject: {long}\nDate: {long}\nContent-Type: text/html\n\n{long}"),
        ("a.mhtml", make.MHTML.replace(b"<h1>", long.encode())), ("a.xml", make.NITF.replace(ONE, long)),
    ):  # fmt: skip
        read_bytes(tmp_path / name, data if isinstance(data, bytes) else data.encode())

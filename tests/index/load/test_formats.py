from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.load import Block, Failure, Raw, Source, digest, read, read_source
from tests.index.load import make
from tests.index.load.make import ONE, PAGE, TITLE, TWO

STORY = (Block(ONE), Block(TWO))


def raws(path: Path, data: bytes | str, **options: object) -> list[Raw]:
    found = mixed(path, data, **options)
    assert all(isinstance(raw, Raw) for raw in found), found
    return [raw for raw in found if isinstance(raw, Raw)]


def mixed(path: Path, data: bytes | str, **options: object) -> list[Raw | Failure]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read(path, options))


def test_text_and_markdown_take_front_matter_sidecar_and_options_in_that_order(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.md.meta.yaml").write_text("outlet: The Tide\nsection: Harbour\n")
    [raw] = raws(
        tmp_path / "a.md", f"---\ntitle: {TITLE}\noutlet: x\nsection: x\n---\n{ONE}", section="News"
    )
    assert raw.kind == "markdown"
    assert raw.body.strip() == ONE  # type: ignore[union-attr]
    assert raw.known == {"title": TITLE, "outlet": "The Tide", "section": "News"}


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    for text in (f"---\n{ONE}\n", f"---\n{ONE}\n---\n{TWO}\n"):
        [raw] = raws(tmp_path / "a.txt", text)
        assert raw.body == text


def test_a_saved_page_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    for name in ("a.html", "a.php", "story", "a.xml", "a.txt"):
        [raw] = raws(tmp_path / name, PAGE)
        assert (raw.kind, raw.body) == ("html", PAGE.encode())


def test_mhtml_gives_the_page_and_its_address_and_no_day(tmp_path: Path) -> None:
    for name in ("a.mhtml", "a.mht", "a.html"):
        [raw] = raws(tmp_path / name, make.MHTML)
        assert raw.body == PAGE.encode()
        assert raw.header == {"url": "https://arle.invalid/wall", "captured": "2021-01-01T00:00:00"}


def test_nitf_keeps_its_header_and_leaves_the_story_alone(tmp_path: Path) -> None:
    [raw] = raws(tmp_path / "a.xml", make.NITF)
    assert raw.body == (Block(ONE), Block("A quiet crowd", 2), Block(TWO))
    assert raw.header_name == "its NITF header"
    assert raw.header == {
        "title": TITLE, "outlet": "The Arle Courier", "authors": ["Jo Lind"], "section": "Local",
        "agencies": ["Northwire"], "published": "2019-03-06T00:00:00Z", "language": "en",
        "url": "https://arle.invalid/wall", "dateline": "ARLEMOUTH",
    }  # fmt: skip


@pytest.mark.parametrize(
    "owner",
    ['<doc.copyright holder="Northwire" year="2019"/>', '<doc.rights owner="Northwire"/>'],
)
def test_nitf_without_a_publication_is_its_owners(tmp_path: Path, owner: str) -> None:
    text = make.NITF.replace(' name="The Arle Courier"', "").replace(
        "</docdata>", f"{owner}</docdata>"
    )
    [raw] = raws(tmp_path / "a.xml", text)
    assert raw.header["outlet"] == "Northwire"
    [raw] = raws(tmp_path / "a.xml", text.replace("<distributor>Northwire</distributor>", ""))
    assert raw.header["outlet"] == "Northwire"
    [raw] = raws(tmp_path / "a.xml", make.NITF.replace("</docdata>", f"{owner}</docdata>"))
    assert raw.header["outlet"] == "The Arle Courier"


def test_newsml_gives_each_item_and_reports_what_was_withdrawn(tmp_path: Path) -> None:
    first, second, third = mixed(tmp_path / "a.xml", make.newsml("usable", "canceled", "usable"))
    assert isinstance(first, Raw)
    assert isinstance(third, Raw)
    assert first.body == STORY
    assert (first.item, third.item) == ("urn:nw:0", "urn:nw:2")
    assert first.header["published"] == "2019-03-05T10:00:00+01:00"
    assert first.header["updated"] == "2019-03-05T12:00:00+01:00"
    assert (first.header["outlet"], first.header["agencies"]) == ("Northwire", ["Kestrel News"])
    assert (first.header["authors"], first.header["language"]) == (["Jo Lind"], "en")
    assert isinstance(second, Failure)
    assert "withdrew" in second.reason


def test_ninjs_in_both_spellings(tmp_path: Path) -> None:
    version3 = {
        "uri": "urn:nw:1", "versionCreated": "2019-03-05T12:00:00Z", "language": "en",
        "headlines": [{"value": TITLE}], "infosources": [{"name": "Northwire"}],
        "bodies": [{"role": "teaser", "value": "x"}, {"role": "main", "value": f"<p>{ONE}</p><p>{TWO}</p>"}],
    }  # fmt: skip
    for record in (make.NINJS, version3):
        [raw] = raws(tmp_path / "a.json", json.dumps(record))
        assert raw.body == STORY
        assert (raw.header["title"], raw.header["outlet"]) == (TITLE, "Northwire")
        assert raw.header["published"].startswith("2019-03-05T1")
    [gone] = mixed(tmp_path / "a.json", json.dumps({**make.NINJS, "pubstatus": "canceled"}))
    assert isinstance(gone, Failure)


def test_feeds_give_whole_entries_and_report_summaries(tmp_path: Path) -> None:
    entries = raws(tmp_path / "a.rss", make.rss(3))
    assert [e.item for e in entries] == ["g0", "g1", "g2"]
    assert entries[0].body == STORY
    assert entries[0].header == {
        "title": f"{TITLE} & hold", "outlet": "The Arle Courier", "authors": ["Jo Lind"],
        "published": "2019-03-05T10:00:00+01:00", "url": "https://arle.invalid/0", "language": "en",
    }  # fmt: skip
    whole, part = mixed(tmp_path / "a.atom", make.ATOM)
    assert isinstance(whole, Raw)
    assert whole.header["updated"] == "2019-03-06T10:00:00+01:00"
    assert isinstance(part, Failure)
    assert "only a summary" in part.reason
    assert "https://arle.invalid/2" in part.reason
    _, marked = raws(tmp_path / "b.xml", make.ATOM, summaries=True)
    assert marked.known == {"extent": "summary only"}


def test_character_references_are_read_where_a_field_is_html(tmp_path: Path) -> None:
    feed = make.rss(1).replace(f"<p>{ONE}</p><p>{TWO}</p>".encode(), b"Arle &amp; Son close.")
    [raw] = raws(tmp_path / "a.rss", feed)
    assert raw.body == "Arle & Son close."
    [raw] = raws(tmp_path / "a.json", json.dumps({"text": "Type &amp; for an ampersand."}))
    assert raw.body == "Type &amp; for an ampersand."


def test_a_mail_gives_its_text_and_its_documents(tmp_path: Path) -> None:
    text, page = raws(tmp_path / "a.eml", make.eml())
    assert text.kind == "text"
    assert text.header == {
        "title": TITLE, "authors": ["José Lind"], "published": "2019-03-05T10:00:00+01:00",
    }  # fmt: skip
    assert (page.item, page.kind, page.place) == (
        "!page.html",
        "html",
        f"{tmp_path}/a.eml!page.html",
    )
    newsletter = make.eml(attach=False).replace(b"Subject:", b"List-Id: <x>\nSubject:")
    [raw] = raws(tmp_path / "b.eml", newsletter)
    assert raw.header["outlet"] == "José Lind"


def test_word_files_keep_headings_and_accepted_changes(tmp_path: Path) -> None:
    for name in ("a.docx", "a.zip"):
        [raw] = raws(tmp_path / name, make.docx())
        assert raw.body == (Block(TITLE, 1), Block(ONE), Block("A quiet crowd", 1), Block(TWO))
        assert raw.header == {"title": TITLE, "authors": ["Jo Lind"]}


def test_a_footnote_stands_at_the_end_and_leaves_no_sign_in_the_sentence(tmp_path: Path) -> None:
    place = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    words = f"<w:p><w:r><w:t>The wall</w:t></w:r>{place}<w:r><w:t> rises.</w:t></w:r></w:p>"
    [raw] = raws(tmp_path / "a.docx", make.docx(words))
    assert raw.body == (Block("The wall rises."), Block("- A note."))


def test_web_archives_give_the_pages_that_were_served(tmp_path: Path) -> None:
    for name, packed in (("a.warc", False), ("a.warc.gz", True), ("b.gz", True)):
        one, two = raws(tmp_path / name, make.warc(packed))
        assert (one.item, two.item) == ("1", "5")
        assert one.body == two.body == PAGE.encode()
        assert one.header == {
            "url": "https://arle.invalid/wall",
            "captured": "2021-01-01T00:00:00Z",
        }


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_that_breaks_off_is_told_as_one(tmp_path: Path, packed: bool) -> None:
    whole = make.record("https://arle.invalid/wall", PAGE.encode(), "text/html")
    cut = make.record("https://arle.invalid/later", PAGE.encode() * 20, "text/html")
    data = b"".join(gzip.compress(r) if packed else r for r in (whole, cut))
    path = tmp_path / "a.warc.gz" if packed else tmp_path / "a.warc"
    path.write_bytes(data[: -len(data) // 6])
    first, second = read(path, {})
    assert isinstance(first, Raw)
    assert isinstance(second, Failure)
    assert (second.origin, "breaks off" in second.reason) == (f"{path}:2", True)


def test_zips_hold_everything_and_name_it(tmp_path: Path) -> None:
    inner = make.zipped({"x.docx": make.docx(), "x.docx.meta.json": b'{"outlet": "The Tide"}'})
    data = make.zipped({
        "in/a.html": PAGE.encode(), "in/a_files/frame.html": PAGE.encode(), "b.jsonl": make.jsonl(2),
        "c.zip": inner, "d.jsonl.gz": gzip.compress(make.jsonl(1)), "__MACOSX/._a": b"x", "a.png": b"\x89PNG",
    })  # fmt: skip
    found = mixed(tmp_path / "a.zip", data)
    where = {f.place if isinstance(f, Raw) else f.origin for f in found}
    names = ("in/a.html", "b.jsonl:1", "b.jsonl:2", "c.zip!x.docx", "d.jsonl.gz:1", "a.png")
    assert where == {f"{tmp_path}/a.zip!{name}" for name in names}
    assert [f.reason for f in found if isinstance(f, Failure)] == ["format not known"]
    assert (
        next(f for f in found if isinstance(f, Raw) and "docx" in f.item).known["outlet"]
        == "The Tide"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", make.jsonl(20)), ("a.json", json.dumps([{"text": ONE}] * 20).encode()),
        ("a.csv", make.table(20)), ("a.rss", make.rss(20)), ("a.warc.gz", make.warc()),
        ("a.jsonl.gz", gzip.compress(make.jsonl(20))), ("a.xml", make.newsml(*["usable"] * 9)),
        ("a.zip", make.zipped({f"{n}.html": PAGE.encode() for n in range(9)})), ("a.html", PAGE.encode()),
        ("b.zip", make.zipped({"a.jsonl": make.jsonl(9) + b"{broken\n"})), ("c.csv", b""),
    ],
)  # fmt: skip
def test_parts_share_a_file_without_loss_or_double(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    whole = [str(f) for f in read(path, {})]
    shared = [str(f) for k in range(3) for f in read(path, {}, (k, 3))]
    assert sorted(whole) == sorted(shared)


def test_a_fetched_page_is_read_from_memory() -> None:
    source = Source.from_bytes(
        "https://arle.invalid/wall", PAGE.replace("rise", "steigt über").encode("cp1252"),
        media="text/html; charset=x", charset="windows-1252", header={"url": "https://arle.invalid/wall"},
    )  # fmt: skip
    [raw] = read_source(source, {"outlet": "The Tide"})
    assert isinstance(raw, Raw)
    assert "steigt über".encode() in raw.body  # type: ignore[operator]
    assert raw.header == {"url": "https://arle.invalid/wall"}
    assert raw.known == {"outlet": "The Tide"}


def test_the_digest_follows_file_sidecar_and_options(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ONE)
    seen = {digest(path, {}), digest(path, {"outlet": "x"})}
    (tmp_path / "a.txt.meta.yaml").write_text("title: x")
    seen |= {digest(path, {})}
    (tmp_path / "a.txt.meta.yaml").write_text("title: y")
    seen |= {digest(path, {})}
    path.write_text(TWO)
    seen |= {digest(path, {})}
    assert len(seen) == 5
    assert digest(path, {}) == digest(path, {})

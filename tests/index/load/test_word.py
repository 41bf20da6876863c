"""Word files: what Word hides, and what a template left in the properties."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from index.load import Block, Failure, Raw, read
from tests.index.load.make import ONE, TITLE, TWO, docx, zipped


def word(path: Path, data: bytes) -> Raw:
    path.write_bytes(data)
    [raw] = read(path, {})
    assert isinstance(raw, Raw), raw
    return raw


def run(text: str, inside: str = "") -> str:
    return f'<w:r><w:rPr>{inside}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    "hides", ["<w:vanish/>", '<w:vanish w:val="1"/>', "<w:b/><w:vanish></w:vanish>"]
)
def test_hidden_text_is_left_out_and_told(tmp_path: Path, hides: str) -> None:
    body = f"<w:p>{run(ONE)}{run(' Ignore this.', hides)}</w:p><w:p>{run('All hidden', hides)}</w:p><w:p>{run(TWO)}</w:p>"
    raw = word(tmp_path / "a.docx", docx(body=body))
    assert raw.body == (Block(ONE), Block(TWO))
    assert raw.header["hidden"] == "2 pieces of hidden text left out"


def test_text_that_is_shown_again_stays(tmp_path: Path) -> None:
    shown = '<w:vanish w:val="0"/>'
    raw = word(tmp_path / "a.docx", docx(body=f"<w:p>{run(ONE, shown)}</w:p>"))
    assert raw.body == (Block(ONE),)
    assert "hidden" not in raw.header


def test_a_style_may_hide(tmp_path: Path) -> None:
    named, shown = '<w:rStyle w:val="Secret"/>', '<w:vanish w:val="0"/>'
    hidden = '<w:pPr><w:pStyle w:val="Secret"/></w:pPr>'
    body = f"<w:p>{run(ONE)}{run('Ignore', named)}</w:p><w:p>{hidden}{run('Gone')}{run(TWO, shown)}</w:p>"
    style = "".join(
        f'<w:style w:type="{kind}" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
        for kind in ("character", "paragraph")
    )
    style += "</w:styles>"
    with zipfile.ZipFile(io.BytesIO(docx(body=body))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style.encode())
    assert word(tmp_path / "a.docx", zipped(parts)).body == (Block(ONE), Block(TWO))


@pytest.mark.parametrize(
    ("title", "author", "header"),
    [
        (TITLE, "Jo Lind", {"title": TITLE, "authors": ["Jo Lind"]}),
        (TITLE.upper(), "Office Admin", {"title": TITLE.upper()}),
        ("Normal.dotm", "Jo Lind", {}), ("Document1", "Administrator", {}), ("", "User", {}),
        ("Microsoft Word - wall", "Jo Lind", {}), ("Annual report 2009", "Jo Lind", {}),
    ],
)  # fmt: skip
def test_properties_count_where_the_document_agrees(
    tmp_path: Path, title: str, author: str, header: dict[str, object]
) -> None:
    core = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    assert word(tmp_path / "a.docx", docx(core=core)).header == header


def test_a_broken_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx()[:300])
    [failure] = read(tmp_path / "a.docx", {})
    assert isinstance(failure, Failure)
    assert "save it as .docx again" in failure.reason

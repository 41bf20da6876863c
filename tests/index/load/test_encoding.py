from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.load import Failure, Raw, read
from index.load.encoding import decode, guess

RUSSIAN = "Мэр города заявил журналистам, что совет готов восстановить школу у реки после лета. "
FRENCH = "Le maire a déclaré à la presse que l’école serait prête après l’été, près du château. "
JAPANESE = "市長は記者団に対し、議会は夏の後に城の近くの学校を再建する用意があると述べた。総会が発表された。"
POLISH = "Burmistrz powiedział dziennikarzom, że rada odbuduje szkołę przy zamku po wakacjach. "


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marks_and_utf_8_need_no_guess(charset: str) -> None:
    assert decode((FRENCH + JAPANESE).encode(charset)) == (FRENCH + JAPANESE, "")


@pytest.mark.parametrize(
    ("text", "charset"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (JAPANESE, "cp932")]
)
def test_a_charset_is_guessed_where_only_one_fits(text: str, charset: str) -> None:
    assert decode((text * 3).encode(charset)) == (text * 3, charset)


@pytest.mark.parametrize(
    ("text", "charset"), [(FRENCH, "cp1252"), (POLISH, "iso-8859-2"), (POLISH, "cp1250")]
)
def test_no_letter_is_ever_guessed_wrong(text: str, charset: str) -> None:
    data = (text * 3).encode(charset, "replace")
    try:
        assert decode(data).text == data.decode(charset)
    except UnreadableError as error:
        assert "UTF-8" in str(error)
    assert decode(data, charset) == (data.decode(charset), "")


def test_typographic_signs_of_windows_need_no_letters() -> None:
    text = "The mayor’s “bridge” – two years late – is ready… at last."
    assert decode(text.encode("cp1252")) == (text, "cp1252")
    assert guess("seæ\x97or".encode("latin-1")) == ""


def test_charsets_that_are_mixed_or_stated_wrongly_are_refused() -> None:
    mixed = RUSSIAN.encode() + "Café".encode("latin-1")
    with pytest.raises(UnreadableError, match="mixes charsets"):
        decode(mixed)
    with pytest.raises(UnreadableError, match="it says it is"):
        decode("Caf\x81é".encode("latin-1"), "windows-1252")
    assert decode(FRENCH.encode(), "no-such-charset").text == FRENCH


def test_what_was_guessed_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((RUSSIAN * 3).encode("koi8-r"))
    [raw] = read(path, {})
    assert isinstance(raw, Raw)
    assert raw.header == {"encoding": "koi8_r"}
    path.write_bytes(FRENCH.encode("cp1252"))
    [failure] = read(path, {})
    assert isinstance(failure, Failure)
    [raw] = read(path, {"encoding": "cp1252"})
    assert isinstance(raw, Raw)
    assert raw.body == FRENCH
    assert "encoding" not in raw.known


def test_tables_and_lines_follow_what_their_beginning_shows(tmp_path: Path) -> None:
    rows = ["title,text", *[f"{n},{RUSSIAN.replace(',', '')}" for n in range(30)]]
    (tmp_path / "a.csv").write_bytes("\n".join(rows).encode("cp1251"))
    lines = [json.dumps({"text": RUSSIAN}, ensure_ascii=False)] * 30
    (tmp_path / "a.jsonl").write_bytes("\n".join(lines).encode("cp1251"))
    for name in ("a.csv", "a.jsonl"):
        found = list(read(tmp_path / name, {}))
        assert len(found) == 30
        for raw in found:
            assert isinstance(raw, Raw)
            assert "Мэр города" in str(raw.body)
            assert raw.header["encoding"] == "cp1251"


def test_a_page_says_its_own_charset(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{FRENCH}</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("cp1252"))
    [raw] = read(tmp_path / "a.html", {})
    assert isinstance(raw, Raw)
    assert FRENCH.strip().encode() in raw.body  # type: ignore[operator]


def test_a_page_with_a_stray_byte_is_read_and_one_of_noise_is_not(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="utf-8"></head><body><p>{RUSSIAN * 20}</p>'.encode()
    (tmp_path / "a.html").write_bytes(page + b"\xff")
    [raw] = read(tmp_path / "a.html", {})
    assert isinstance(raw, Raw)
    assert raw.header == {"encoding": "utf-8 with errors"}
    (tmp_path / "b.html").write_bytes(page.replace("р".encode(), b"\xff"))
    [failure] = read(tmp_path / "b.html", {})
    assert isinstance(failure, Failure)


@given(st.text(min_size=1))
def test_what_is_written_as_utf_8_comes_back(text: str) -> None:
    data = text.encode("utf-8", "replace")
    if "\0" in text or not data.strip() or text[0] == "\ufeff":
        return
    assert decode(data).text == data.decode()

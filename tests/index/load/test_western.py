from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableError
from index.load import Failure, Raw, read
from index.load.encoding import decode
from index.load.western import mended
from tests.index.load.make import ONE, TWO

CAFE = "Café closes in Orléans. The owner, who paid £5 – a naïve sum – will not reopen it."
GOOD = (
    "São Paulo",
    "Señor Peña",
    "crème brûlée",
    "Noël",
    "façade",
    "Zürich",
    "€5",
    "wasn’t",
    "fête",
    "à la",
)
OTHERS = (  # where a wrong charset would change a letter of a name
    ("Dubček", "cp1250"), ("Kovač", "cp1250"), ("Dvořák", "cp1250"), ("Wałęsa", "cp1250"),
    ("Kaczyński", "cp1250"), ("Łukasz", "cp1250"), ("Győr", "cp1250"), ("Miloš", "cp1250"),
    ("Częstochowa", "cp1250"), ("Erdoğan", "cp1254"), ("İzmir", "cp1254"), ("Băsescu", "cp1250"),
    ("Rīga", "cp1257"), ("Müller", "cp850"), ("León", "mac_roman"), ("Martinů", "cp1250"),
    ("Jörg", "cp437"), ("Владимир", "cp1251"),
)  # fmt: skip


def one(path: Path, data: bytes) -> Raw:
    path.write_bytes(data)
    [raw] = read(path, {})
    assert isinstance(raw, Raw), raw
    return raw


def test_english_of_windows_is_read_and_the_guess_is_told(tmp_path: Path) -> None:
    raw = one(tmp_path / "a.txt", CAFE.encode("cp1252"))
    assert (raw.body, raw.header) == (CAFE, {"encoding": "cp1252"})


@pytest.mark.parametrize("name", GOOD)
def test_names_and_signs_of_the_west_are_certain(name: str) -> None:
    text = f"{ONE} He said {name}, and left."
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize(("name", "charset"), OTHERS)
def test_a_letter_that_could_be_another_is_never_guessed(name: str, charset: str) -> None:
    text = f"{ONE} The guest was {name} of the chamber."
    data = text.encode(charset)
    assert mended(data) in (("", ""), (text, "cp1252"))
    with pytest.raises(UnreadableError, match="--encoding"):
        decode(data)
    assert decode(data, charset).text == text


def test_a_few_stray_bytes_in_utf_8_are_mended_and_told(tmp_path: Path) -> None:
    data = f"{ONE} “Soon”, he said in Zürich.\n\n".encode() + CAFE.encode("cp1252")
    raw = one(tmp_path / "a.txt", data)
    assert raw.body == f"{ONE} “Soon”, he said in Zürich.\n\n{CAFE}"
    assert raw.header == {"encoding": "utf-8, stray bytes as cp1252"}
    with pytest.raises(UnreadableError, match="mixes charsets"):
        decode("Мэр города заявил ".encode() * 5 + "восстановить".encode("cp1251"))
    whole = f"{ONE} “So it is”".encode()
    for cut in (1, 2):  # half a character at the end is no "â"
        with pytest.raises(UnreadableError):
            decode(whole[:-cut])


def test_lines_and_rows_are_mended_one_by_one(tmp_path: Path) -> None:
    good = json.dumps({"text": f"{ONE} Zürich."}, ensure_ascii=False).encode()
    bad = json.dumps({"text": CAFE}, ensure_ascii=False).encode("cp1252")
    rows = b"title,text\na," + f'"{ONE} Zürich."'.encode() + b"\nb," + f'"{CAFE}"'.encode("cp1252")
    for name, data in (("a.jsonl", good + b"\n" + bad), ("a.csv", rows)):
        (tmp_path / name).write_bytes(data)
        first, second = read(tmp_path / name, {})
        assert isinstance(first, Raw)
        assert isinstance(second, Raw), second
        assert (first.header, second.body) == ({}, CAFE)
        assert second.header == {"encoding": "cp1252"}


def test_a_stray_nul_is_dropped_and_told(tmp_path: Path) -> None:
    raw = one(tmp_path / "a.txt", f"{ONE}\0\n\n{TWO}".encode())
    assert (raw.body, raw.header) == (f"{ONE}\n\n{TWO}", {"encoding": "NUL characters dropped"})
    path = tmp_path / "b.txt"
    for data in (b"\x89PNG\0\0", b"\0" * 50 + ONE.encode(), b"\x01" + ONE.encode() + b"\0"):
        path.write_bytes(data)
        [failure] = read(path, {})
        assert isinstance(failure, Failure)
        assert "binary" in failure.reason


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_nuls(tmp_path: Path, charset: str) -> None:
    text = f"{CAFE}\r\n“{TWO}”"
    raw = one(tmp_path / "a.txt", text.encode(charset))
    assert (raw.body, raw.header) == (text, {"encoding": charset})


@given(st.binary(max_size=200))
def test_what_is_mended_keeps_every_plain_character(data: bytes) -> None:
    text, _ = mended(ONE.encode() + data)
    if text:
        plain = bytes(b for b in data if b < 128).decode()
        assert "".join(c for c in text if c < "\x80") == ONE + plain


@pytest.mark.parametrize(
    "piece", [b"\xe9", b"a\xe9", b"\x96", b"\xe2\x80", b"\x92s ", b"9\xa3", b"\0", b"a\0"]
)
def test_repetition_takes_time_in_proportion(piece: bytes) -> None:
    data = piece * (200_000 // len(piece))
    try:
        assert decode(data).text
    except UnreadableError as error:
        assert "--encoding" in str(error)

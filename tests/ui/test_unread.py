"""Thousands of parts that cannot be read are told in a few lines."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.load import Failure
from tests.ui.test_terminal import run
from ui.commands.unread import MOST, MOST_LISTED, lines, listed

STORY = "The mayor of Arle said on Monday that the bridge number {} would open in the spring."
MANY = 30_000


def empty_members(folder: Path) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w") as packed:
        for n in range(MANY):
            packed.writestr(f"a{n}.txt", "")


def unknown_members(folder: Path) -> None:
    with zipfile.ZipFile(folder / "x.zip", "w") as packed:
        for n in range(MANY):
            packed.writestr(f"a{n}.bin", b"\0\1")


def bad_lines(folder: Path) -> None:
    with (folder / "x.jsonl").open("w") as stream:
        for n in range(MANY):
            good = json.dumps({"text": STORY.format(n)}) if n % 900 == 0 else f"{{bad{n}"
            stream.write(f"{good}\n")


def summaries(folder: Path) -> None:
    items = "".join(
        f"<item><title>T{n}</title><link>http://a.example/{n}</link><description>x</description></item>"
        for n in range(5000)
    )
    (folder / "x.xml").write_text(
        f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
    )


def strange_files(folder: Path) -> None:
    for n in range(2000):
        (folder / f"a{n}.bin").write_bytes(b"\0\1\2")


@pytest.mark.parametrize(
    "flood", [empty_members, unknown_members, bad_lines, summaries, strange_files]
)
def test_a_flood_is_told_in_a_few_lines(tmp_path: Path, flood: Callable[[Path], None]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    flood(folder)
    here = ("--archive", str(tmp_path / "archive"))
    out, err = run("ingest", str(folder), *here)
    assert 1 <= len(err.splitlines()) <= 4, err[:2000]
    assert len(out + err) < 4000
    (count,) = {int(word) for word in out.split("not read")[0].split()[-1:]}
    assert f"{count:,}" in err or count < 4
    told = json.loads(run("ingest", str(folder), "--json", *here)[0])
    assert told["not_read"] == count
    assert 1 <= len(told["failed"]) <= 60
    assert set(told["failed"][0]) == {"origin", "reason"}


def test_a_few_are_told_one_by_one() -> None:
    few = [Failure(f"/x/w.zip!a{n}", "the file is empty", file="/x/w.zip") for n in range(3)]
    assert list(lines(few)) == [f"/x/w.zip!a{n}: the file is empty" for n in range(3)]
    (line,) = lines([*few, Failure("/x/w.zip!b", "the file is empty", file="/x/w.zip")])
    assert line == "/x/w.zip: 4 of its parts: the file is empty (a0, a1 and 2 more)"


def test_reasons_that_are_all_different_are_a_flood_as_well() -> None:
    reasons = ("".join(chr(97 + int(d)) for d in str(n)) for n in range(MANY))
    flood = [Failure(f"/x/{n}", reason) for n, reason in enumerate(reasons)]
    assert len(list(lines(flood))) == MOST + 1
    assert len(listed(flood)) == MOST_LISTED

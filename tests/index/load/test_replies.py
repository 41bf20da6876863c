from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load import Raw, read
from index.load.replies import letter
from tests.index.load.make import ONE, TITLE, TWO

HEAD = (
    "From: Bo Quist <bo@desk.invalid>\nDate: Wed, 06 Mar 2019 08:00:00 +0000\nMIME-Version: 1.0\n"
)
MARKS = (
    "---------- Forwarded message ---------\n",
    "-----Original Message-----\n",
    "Begin forwarded message:\n\n",
)


def mail(path: Path, subject: str, text: str) -> Raw:
    path.write_text(f"{HEAD}Subject: {subject}\n\n{text}")
    [raw] = read(path, {})
    assert isinstance(raw, Raw), raw
    return raw


@pytest.mark.parametrize(
    "above",
    ["On Tue, 5 Mar 2019 at 10:00, Ann Poe <ann@poe.invalid> wrote:\n",
     "On Tue, 5 Mar 2019 at 10:00, Ann Poe\n<ann@poe.invalid> wrote:\n\n", ""],
)  # fmt: skip
def test_the_mail_that_is_answered_is_left_out(tmp_path: Path, above: str) -> None:
    raw = mail(tmp_path / "a.eml", "Re: x", f"{ONE}\n\n{above}> Old words.\n>> Older.\n\n{TWO}\n")
    words = str(raw.body)
    assert words.split("\n\n") == [ONE, f"{TWO}"] or words.split() == f"{ONE} {TWO}".split()
    assert (raw.header["authors"], raw.header["title"]) == (["Bo Quist"], "x")


def test_words_that_only_look_like_an_attribution_stay() -> None:
    text = f"On Monday the mayor wrote:\n\n{ONE}\n\n>From now on it is open.\nOn 5 > 3 they agree."
    assert letter(text, "").text == text.replace(">From", "From")
    assert letter("> all of it\n> is quoted", "").text == "> all of it\n> is quoted"


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("day", ["Tue, 5 Mar 2019 10:00:00 +0100", "Tue, Mar 5, 2019 at 10:00 AM"])
@pytest.mark.parametrize("sign", ["", "> "])
def test_a_mail_sent_on_is_its_writers(tmp_path: Path, mark: str, day: str, sign: str) -> None:
    inner = f"From: Ann Poe <ann@poe.invalid>\nDate: {day}\nSubject: {TITLE}\nTo: Bo\n <bo@desk.invalid>\n\n{ONE}\n\n{TWO}"
    below = "\n".join(f"{sign}{line}" for line in inner.split("\n"))
    raw = mail(tmp_path / "a.eml", f"Fwd: {TITLE}!", f"See below.\n\n{mark}{below}\n")
    assert str(raw.body).strip() == f"{ONE}\n\n{TWO}"
    assert (raw.header["title"], raw.header["authors"]) == (TITLE, ["Ann Poe"])
    assert raw.header["published"].startswith("2019-03-05")
    assert raw.header["captured"] == "2019-03-06T08:00:00+00:00"


def test_an_answer_above_the_original_is_the_answer(tmp_path: Path) -> None:
    below = f"{MARKS[1]}From: Ann Poe\nSent: 5 March 2019\nSubject: y\n\nOld words."
    raw = mail(tmp_path / "a.eml", "RE: y", f"{ONE}\n\n{below}")
    assert str(raw.body).strip() == ONE
    assert raw.header["authors"] == ["Bo Quist"]


@given(st.lists(st.sampled_from(["> a", "b", "", *MARKS, "From: x", "On a b wrote:", ">From c"])))
def test_no_mail_is_lost_as_a_whole(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert bool(letter(text, "").text.strip()) == bool(text.strip())


@pytest.mark.parametrize(
    "piece", [">", "> a\n", "On a\n", "On wrote:\n> a\n", "-", "From: a\n", *MARKS, f"> {MARKS[1]}"]
)
def test_repetition_takes_time_in_proportion(piece: str) -> None:
    assert letter(MARKS[0] + piece * (200_000 // len(piece)), "").text

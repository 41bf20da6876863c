"""Texts broken at a fixed width: paragraphs whole, the lines of an article's head apart."""

from __future__ import annotations

import html
import textwrap
from datetime import date
from pathlib import Path

import pytest

from index.article import Article
from index.clean import clean
from index.load import Raw, read
from index.load.markup import blocks_of_html
from index.load.wrapped import unwrapped

TITLE = "Wind farm approved near Orm"
TOLD = [
    "The district said on Monday that the wind farm at Lake Selsee has been approved and would"
    " have 18 turbines.",
    '"Eighteen is too many," said fisherman Bo Lind.',
    "Work could begin in May, the district said, if no court stops it. The mayor of Orm said that"
    " she was glad that a quarrel of nine years, which had split the town, was over at last.",
]
WIRE = [f"SELSE (Fen Wire) - {TOLD[0]}", *TOLD[1:]]


def wrapped(paragraphs: list[str], width: int = 70) -> str:
    return "\n\n".join(textwrap.fill(text, width) for text in paragraphs)


def article(text: str, form: str) -> Article:
    if form == "text":
        return clean(Raw("a.txt", "", "text", text, {}))
    page = f"<html><body><pre>\n{html.escape(text)}\n</pre></body></html>"
    return clean(Raw("a.html", "", "html", page.encode()))


@pytest.mark.parametrize("form", ["text", "pre"])
@pytest.mark.parametrize("many", [2, 3])
@pytest.mark.parametrize("width", [60, 66, 72, 78])
@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}\n\nBy Oona Marsh\n1 April 2020\n\n", TITLE),
        (f"{TITLE}\nBy Oona Marsh\n1 April 2020\n\n", TITLE),
        (f"{TITLE}\n\nBy Oona Marsh\n1 April 2020\n", TITLE),
        (f"{TITLE} after\nnine years\n\nBy Oona Marsh\n1 April 2020\n\n", f"{TITLE} after nine years"),
        (f"{TITLE} after\nnine years\nby Oona Marsh\n1 April 2020\n\n", f"{TITLE} after nine years"),
        ("Wind farm approved near\nOrm\nBy Oona Marsh\n1 April 2020\n\n", TITLE),
    ],
)  # fmt: skip
def test_a_wrapped_text_is_read_as_one_that_is_not(
    head: str, title: str, width: int, many: int, form: str
) -> None:
    read = article(head + wrapped(TOLD[:many], width), form)
    assert read.title == title
    assert read.authors == ("Oona Marsh",)
    assert read.published.at is not None
    assert read.published.at.date() == date(2020, 4, 1)
    assert read.text.split("\n\n") == TOLD[:many]


@pytest.mark.parametrize("form", ["text", "pre"])
def test_a_paper_between_byline_and_day_is_the_outlet(form: str) -> None:
    head = f"{TITLE}\n\nBy Oona Marsh\nFenland Courier\n1 April 2020\n\n"
    read = article(head + wrapped(TOLD), form)
    assert (read.title, read.authors, read.outlet) == (TITLE, ("Oona Marsh",), "Fenland Courier")
    assert read.text.split("\n\n") == TOLD


def test_of_a_page_with_a_title_too() -> None:
    text = f"{TITLE}\n\nBy Oona Marsh\nFenland Courier\n1 April 2020\n\n{wrapped(TOLD)}"
    page = f"<html><head><title>{TITLE}</title></head><body><pre>{text}</pre></body></html>"
    read = clean(Raw("a.html", "", "html", page.encode()))
    assert (read.title, read.outlet) == (TITLE, "Fenland Courier")
    assert read.text.split("\n\n") == TOLD


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_dateline_of_a_wrapped_paragraph_is_no_title(many: int) -> None:
    read = article(f"{TITLE}\n\n1 April 2020\n\n{wrapped(WIRE[:many])}", "text")
    assert read.title == TITLE
    assert read.dateline is not None
    assert read.published.at is not None
    assert read.published.at.date() == date(2020, 4, 1)
    assert read.text.split("\n\n") == WIRE[:many]


def test_a_heading_right_above_its_paragraph_stays_one() -> None:
    text = f"{TITLE}\n\n{wrapped(TOLD[:2])}\n\nWhat comes next\n{wrapped(TOLD[2:])}"
    assert article(text, "text").text.split("\n\n") == [*TOLD[:2], "What comes next", TOLD[2]]


def test_a_short_mail_keeps_its_paragraph_whole(tmp_path: Path) -> None:
    said = "The ferry will not run on Monday, since the quay at Selse is being mended by the town."
    mail = f"From: Oona Marsh <o@fen.invalid>\nSubject: Ferry\n\n{textwrap.fill(said, 70)}\n"
    (tmp_path / "a.eml").write_text(f"{mail}\nOona Marsh\n12 Quay Street, Selse\n")
    (raw,) = read(tmp_path / "a.eml", {})
    assert isinstance(raw, Raw)
    assert clean(raw).text.split("\n\n")[0] == said


def test_a_feed_s_wrapped_pre_is_parted_too() -> None:
    blocks = blocks_of_html(f"<pre>{TITLE}\nBy Oona Marsh\n{wrapped(TOLD)}</pre>")
    assert [block.text for block in blocks] == [TITLE, "By Oona Marsh", *TOLD]


@pytest.mark.parametrize(
    "text",
    [
        "Yours sincerely,\nOona Marsh\n12 Quay Street",
        "- Adults: 4 crowns\n- Children: 2 crowns\n- Dogs: free",
        "Town    Votes\nOrm     1,204\nSelse     988",
        f"{TITLE}\nFishermen say eighteen is too many\n1 April 2020",
        f"{TITLE}\n{TOLD[0]}\n{TOLD[2]}",
        "Council meets\nby Oona Marsh (@oona)\nThe council of Orm met on Monday.",
    ],
)
def test_lines_that_stand_for_themselves_stay_apart(text: str) -> None:
    lines = unwrapped(f"{text}\n\n{wrapped(TOLD)}").split("\n")
    assert lines[: text.count("\n") + 1] == text.split("\n")


def test_verses_are_no_wrapped_paragraph() -> None:
    text = "The wall\n\nThe wall is old and grey as rain\nand stands beside the empty lane"
    assert unwrapped(text) == text


def test_what_opens_a_line_with_a_name_is_still_prose() -> None:
    told = "By Friday, Oona Marsh, the mayor of Selse, had told the council that the farm is dead."
    assert unwrapped(wrapped([told, *TOLD])) == "\n\n".join([told, *TOLD])
    told = "The report of nine pages that the council of Orm was shown on Monday was written by Oona Marsh and Bo Lind."
    assert unwrapped(wrapped([told, *TOLD])) == "\n\n".join([told, *TOLD])


def test_a_word_cut_at_its_hyphen_is_whole() -> None:
    assert "well-known to all" in unwrapped(f"{wrapped(TOLD)} It is well-\nknown to all.")

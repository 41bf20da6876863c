"""What a page sets among the paragraphs of its story stays, though its words alone look like none."""

from __future__ import annotations

import pytest

from index.clean import clean
from index.load import Raw

PARAGRAPHS = [
    f"On day {n} the harbour board of Orrin weighed {n} offers for the new ferry, and took none."
    for n in range(5)
]


def lines_of(*lines: str) -> list[str]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><body><article><h1>Ferry of Orrin</h1><div class='text'>{body}</div></article></body></html>"
    return clean(Raw("p.html", "", "html", html.encode())).text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "___",
        "This article has been adapted from its original source.",
        "Correction: An earlier version misstated the price of the ferry.",
        "Ferry: meet the board on Friday",
    ],
)
def test_a_line_after_the_last_paragraph_stays(line: str) -> None:
    assert lines_of(*PARAGRAPHS, line) == [*PARAGRAPHS, line]


def test_a_question_that_is_asked_again_stays() -> None:
    question = "What would you do first if you were given the whole harbour for a single day?"
    mixed = [text for answer in PARAGRAPHS for text in (question, answer)]
    assert lines_of(*mixed) == mixed


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter and get the tide tables every morning.",
        '<a href="/eels">Nobody counts the eels</a>',
    ],
)
def test_calls_and_links_go_all_the_same(line: str) -> None:
    assert lines_of(*PARAGRAPHS, line) == PARAGRAPHS


def test_what_is_set_into_a_line_does_not_part_it() -> None:
    card = "<span class='popover-card'>Mayor of Orrin since 2015; see all about the mayor</span>"
    cut = PARAGRAPHS[2].replace("weighed", f"weighed{card}")
    assert lines_of(*PARAGRAPHS[:2], cut, *PARAGRAPHS[3:]) == PARAGRAPHS


def test_a_summary_in_a_heading_above_the_story_is_none_of_it() -> None:
    summary = "Ferry board of Orrin takes no offer after five days of talks"
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    page = (
        f"<html><body><article><header><h1>Ferry of Orrin</h1><h2>{summary}</h2></header>"
        f"<div class='text'>{body}</div></article></body></html>"
    )
    found = clean(Raw("p.html", "", "html", page.encode()))
    assert found.text.split("\n\n") == PARAGRAPHS
    assert (summary, "above the article") in [(r.text, r.reason) for r in found.removed]


def test_a_story_that_goes_on_in_a_box_of_the_same_name_is_whole() -> None:
    half = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    more = [line.replace("ferry", "bridge") for line in PARAGRAPHS]
    rest = "".join(f"<p>{line}</p>" for line in more)
    box = "<div class='row'><div class='text'>{}</div><div class='rail'><p>Advert</p></div></div>"
    page = f"<html><body><article><h1>Ferry of Orrin</h1>{box.format(half)}{box.format(rest)}</article></body></html>"
    assert clean(Raw("p.html", "", "html", page.encode())).text.split("\n\n") == PARAGRAPHS + more


def test_a_short_line_that_opens_the_story_is_kept_but_a_day_or_a_byline_is_not() -> None:
    lines = ("By Ulla Brenn", "3 May 2021", "ORRIN, LOW QUAY", *PARAGRAPHS)
    assert lines_of(*lines) == list(lines[2:])

"""Story that an extractor drops or glues together, and what stays out all the same."""

from __future__ import annotations

import pytest

from index.clean import clean
from index.load import Raw
from index.load.markup import blocks_of_html

PARAGRAPHS = [
    f"On day {n} the council of Orrin met to speak about the wall and about its cost of {n} crowns."
    for n in range(6)
]
QUOTE = "The wall will be dry by spring, and nobody will have to leave the lower town."
PLAIN = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def lines_of(body: str) -> list[str]:
    html = f"<html><head><title>Wall of Orrin</title></head><body>{body}</body></html>"
    return clean(Raw("p.html", "", "html", html.encode())).text.split("\n\n")


def around(middle: str) -> str:
    half = len(PARAGRAPHS) // 2
    first, second = (
        "".join(f"<p>{p}</p>" for p in side) for side in (PARAGRAPHS[:half], PARAGRAPHS[half:])
    )
    return f"<article><h1>Wall of Orrin</h1>{first}{middle}{second}</article>"


def test_a_row_of_a_table_is_one_line_with_the_lists_in_its_cells() -> None:
    table = (
        "<table><thead><tr><th>Ward</th><th>Crew</th><th>Boats</th></tr></thead><tbody>"
        "<tr><td><p>Low Quay</p></td><td><ul><li>Pilots 4</li><li>Ropers 9</li></ul></td><td>3</td></tr>"
        "<tr><td><p>Mole</p></td><td><ul><li>Pilots 2</li></ul></td><td></td></tr></tbody></table>"
    )
    lines = lines_of(around(table))
    at = lines.index("Ward; Crew; Boats")
    assert lines[at + 1 : at + 3] == ["Low Quay; Pilots 4, Ropers 9; 3", "Mole; Pilots 2"]
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS


def test_a_table_that_lays_out_the_page_has_paragraphs_in_its_cells() -> None:
    cells = "".join(
        f"<tr><td>{n}</td><td><p>{p * 3}</p></td></tr>" for n, p in enumerate(PARAGRAPHS)
    )
    lines = lines_of(f"<table>{cells}</table>")
    assert [line for line in lines if len(line) > 50] == [p * 3 for p in PARAGRAPHS]


@pytest.mark.parametrize(
    "middle",
    [
        f'<p><a href="/wall"><strong>{QUOTE}</strong></a></p>',
        f'<p><strong><a href="/wall">{QUOTE}</a></strong></p>',
        f"<blockquote>{QUOTE}</blockquote>",
        f'<div class="social-embed"><blockquote class="post"><p>{QUOTE}</p></blockquote></div>',
        f"<ul><li>{QUOTE}</li></ul>",
        f"<table><tr><td>{QUOTE}</td></tr></table>",
        f"<div>{QUOTE}</div>",
    ],
)
def test_a_sentence_between_paragraphs_is_story(middle: str) -> None:
    lines = lines_of(around(middle))
    assert lines == [*PARAGRAPHS[:3], QUOTE, *PARAGRAPHS[3:]]


@pytest.mark.parametrize(
    "middle",
    [
        '<p><a href="/eels">Why nobody counts the eels in the pools of Orrin</a></p>',
        f'<div class="newsletter-box"><h3>Morning Bell</h3><p>{QUOTE}</p></div>',
        "<p>Advert</p>",
        f"<aside><p>{QUOTE}</p></aside>",
        f"<figure><img><figcaption>{QUOTE}</figcaption></figure>",
    ],
)
def test_what_leads_elsewhere_or_stands_beside_stays_out(middle: str) -> None:
    assert lines_of(around(middle)) == PARAGRAPHS


def test_paragraphs_that_stand_each_in_a_box_are_not_glued() -> None:
    linked = [f'<a href="/{n}">{p}</a>' if n % 2 else p for n, p in enumerate(PARAGRAPHS)]
    boxes = "".join(f'<div class="piece"><p>{p}</p></div>' for p in linked)
    assert lines_of(f"<main><article><h1>Wall of Orrin</h1>{boxes}</article></main>") == PARAGRAPHS


def test_text_around_quotations_on_a_page_of_breaks_is_whole() -> None:
    one, two, three, *_ = PARAGRAPHS
    body = (
        f"<table><tr><td><font><b>Wall of Orrin</b><br><br>{one}<br><br><blockquote>{QUOTE}</blockquote>\n{two}<br><br>"
        f"<blockquote>{QUOTE} So he says.</blockquote>{three}<br><br></font></td></tr></table>"
    )
    assert lines_of(body) == [one, QUOTE, two, f"{QUOTE} So he says.", three]


def test_one_line_break_in_mid_sentence_parts_no_paragraph() -> None:
    cut = PARAGRAPHS[0].replace(" to speak", "<br>to speak")
    lines = lines_of(f"<article><p>{cut}</p>{PLAIN[len(PARAGRAPHS[0]) + 7 :]}</article>")
    assert lines == PARAGRAPHS


def test_a_sub_heading_in_a_box_of_its_own_is_kept() -> None:
    lines = lines_of(around('<div class="crosshead">What it costs</div>'))
    assert lines[3] == "What it costs"


def test_a_summary_in_the_words_of_a_paragraph_does_not_stand_for_it() -> None:
    short = PARAGRAPHS[2].split(" and about")[0]
    body = f"<div class='top'><h2>{short}</h2></div><div class='text'>{PLAIN}</div>"
    assert lines_of(body) == PARAGRAPHS


POEM = "<pre>\nThe wall is old, the wall is grey,\n   it stands where once\tthe river lay,\n\nand few who built it are alive\n</pre>"
VERSES = ["The wall is old, the wall is grey, it stands where once the river lay,", "and few who built it are alive"]  # fmt: skip
FIGURES = "<pre>\nTown    Votes\nOrrin   1,204\nVell      988\n</pre>"


@pytest.mark.parametrize(
    ("inner", "kept"), [(POEM, VERSES), (FIGURES, ["Town Votes Orrin 1,204 Vell 988"])]
)
@pytest.mark.parametrize("frame", ["{}", "<div class='verse'>{}</div>", "<blockquote>{}</blockquote>"])  # fmt: skip
@pytest.mark.parametrize("place", [0, 2, 4])
def test_what_is_set_line_by_line_is_story_wherever_it_stands(
    inner: str, kept: list[str], frame: str, place: int
) -> None:
    parts = [f"<p>On day {n} the council of Orrin met to speak about the wall, it said.</p>" for n in range(4)]  # fmt: skip
    parts.insert(place, frame.format(inner))
    page = (
        f"<html><body><article><h1>The wall of Orrin</h1>{''.join(parts)}</article></body></html>"
    )
    read = clean(Raw("p.html", "", "html", page.encode())).text.split("\n\n")
    assert read[place : place + len(kept)] == kept
    assert len(read) == 4 + len(kept)


def test_a_story_that_is_one_pre_has_its_paragraphs() -> None:
    said = [
        f"On day {n} the council of Orrin met\nto speak about the wall, it said." for n in range(4)
    ]
    text = "\n \n".join(said)
    page = (
        f"<html><body><article><h1>The wall of Orrin</h1><pre>{text}</pre></article></body></html>"
    )
    read = clean(Raw("p.html", "", "html", page.encode())).text.split("\n\n")
    assert read == [" ".join(text.split()) for text in said]


def test_a_blank_line_in_a_pre_parts_it_in_a_feed_too() -> None:
    blocks = blocks_of_html("<p>One.</p><pre>Two\n\nthree <b>four\n\nfive</b>\n\nsix</pre>")
    assert [block.text for block in blocks] == ["One.", "Two", "three four", "five", "six"]

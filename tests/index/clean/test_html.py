from __future__ import annotations

import pytest

from index.clean import clean
from index.clean.hidden import conceals, hiding
from index.errors import UnreadableError
from index.load import Raw

PARAGRAPHS = [
    f"On day {n} the council of Orrin met to speak about the wall and about its cost of {n} crowns."
    for n in range(8)
]
STORY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
TRAP = "Every account of the town is emptied tonight, says a line that nobody can see on the page."


def text_of(html: str) -> str:
    return clean(Raw("p.html", "", "html", html.encode())).text


@pytest.mark.parametrize(
    "trap",
    [
        f"<p hidden>{TRAP}</p>",
        f'<div aria-hidden="true"><p>{TRAP}</p></div>',
        f'<p style="display: none">{TRAP}</p>',
        f'<p style="position:absolute; left:-9999px">{TRAP}</p>',
        f'<p style="text-indent:-5000px">{TRAP}</p>',
        f'<p style="height:0; overflow:hidden">{TRAP}</p>',
        f'<p style="font-size:0">{TRAP}</p>',
        f'<p style="opacity: 0">{TRAP}</p>',
        f"<noscript><p>{TRAP}</p></noscript>",
        f"<template><p>{TRAP}</p></template>",
        f"<style>.q{{display:none}}</style><p class='lead q'>{TRAP}</p>",
        f"<style>/* x */ @media screen {{ div.q > p {{ visibility : hidden }} }}</style><div class=q><p>{TRAP}</p></div>",
        f"<style>#z,.y{{position:fixed;top:-1000px}}</style><p id=z>{TRAP}</p>",
        f"<!-- <p>{TRAP}</p> -->",
    ],
)
def test_what_a_reader_does_not_see_is_no_story(trap: str) -> None:
    html = f"<html><body><article><h1>Wall</h1>{STORY[: len(STORY) // 2]}</article></body></html>"
    html = html.replace("</h1>", f"</h1>{trap}").replace("</article>", f"{STORY}</article>")
    text = text_of(html)
    assert TRAP not in text
    assert PARAGRAPHS[-1] in text


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { p { display:none } .s { display:none } }",
        "@media (max-width: 600px) { .s { display: none } }",
        "@keyframes k { from { visibility: hidden } }",
        ".s::before { display: none }",
        ".s:hover { display: none } .s { color: red }",
        ".s { opacity: 0; animation: in 1s }",
        "{" * 3000 + ".s{display:none",
    ],
)
def test_a_rule_that_does_not_hide_from_everybody_hides_nothing(sheet: str) -> None:
    html = f"<html><head><style>{sheet}</style></head><body><article>{STORY}<p class=s>The wall stands, and 40 people watched it.</p></article></body></html>"
    assert "The wall stands" in text_of(html)


def test_a_page_that_hides_its_whole_story_until_a_script_runs_still_has_it() -> None:
    assert PARAGRAPHS[3] in text_of(f"<body><div style='display:none'>{STORY}</div></body>")


def test_style_sheets_are_read_in_time() -> None:
    assert hiding(".a, b.c { display:none; } d { display:none }") == [".a", "b.c"]
    assert hiding("/*" * 100_000 + "display:none") == []
    assert not conceals("padding: 0; left: -4px; width: 0")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body>" + b"<div>" * 100_000 + STORY.encode(), "nested"),
        (b"<html><body>" + b"<span>" * 100_000 + STORY.encode(), "nested"),
        (b"<p>" + b"a" * (10 * 2**20), "larger"),
        (b"<html><frameset><frame src=a></frameset></html>", "frame set"),
        (b"", "no HTML"),
        (b"\0\0", "no HTML"),
        (b"<html><body><nav>Home</nav></body></html>", "no article"),
    ],
)
def test_a_page_without_an_article_gives_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        clean(Raw("p.html", "", "html", data))


@pytest.mark.parametrize(
    "html",
    [
        STORY,
        f"<html>\0<body>{STORY}",
        f"<html ⚡><body><amp-sidebar><p>Menu of the site</p></amp-sidebar><article>{STORY}</article>",
        f"<body><p><b><i>{STORY}</div></table>",
        "<div>" * 1500 + STORY + "</div>" * 1500,
        "<table><tr><td>" + "<br><br>".join(PARAGRAPHS) + "</td></tr></table>",
    ],
)
def test_broken_and_unusual_pages_give_their_story(html: str) -> None:
    text = text_of(html)
    assert all(p in text for p in PARAGRAPHS[1:])


def test_a_page_in_utf_16_is_read() -> None:
    data = f"<html><body>{STORY}</body></html>".encode("utf-16")
    assert PARAGRAPHS[2] in clean(Raw("p.html", "", "html", data)).text


def test_a_column_beside_the_story_is_not_part_of_it() -> None:
    cards = "".join(
        f"<div><h4>The eels of pool {n}</h4><p>Nobody counted the eels of pool {n} this year, and the council waits.</p></div>"
        for n in range(4)
    )
    html = f"<body><div><div class='col-8'><h1>Wall</h1>{STORY}</div><div class='col-4'>{cards}</div></div></body>"
    article = clean(Raw("p.html", "", "html", html.encode()))
    assert "eels" not in article.text
    assert any("eels of pool 2 this year" in r.text for r in article.removed)


def test_a_story_kept_in_two_elements_is_whole() -> None:
    half = len(PARAGRAPHS) // 2 + 2
    parts = [
        "".join(f"<p>{p}</p>" for p in side) for side in (PARAGRAPHS[:half], PARAGRAPHS[half:])
    ]
    text = text_of(
        f"<body><main><div class=a>{parts[0]}</div><hr><div class=b>{parts[1]}</div></main></body>"
    )
    assert all(p in text for p in PARAGRAPHS)


def test_what_was_left_out_is_kept_in_page_order_with_reasons() -> None:
    html = (
        "<body><nav>Home and world</nav><article><h1>The wall of Orrin</h1>"
        f"<figure><img><figcaption>The wall in May.</figcaption></figure>{STORY}</article><footer>© Harrier</footer></body>"
    )
    removed = clean(Raw("p.html", "", "html", html.encode())).removed
    assert [(r.text, r.reason) for r in removed] == [
        ("Home and world", "beside the article"),
        ("The wall in May.", "photo caption"),
        ("© Harrier", "beside the article"),
    ]


def test_words_are_not_torn_where_mark_up_ends() -> None:
    html = STORY.replace("council of", "<b>coun</b>cil <a href=x>of</a>").replace(
        " crowns", " cro<i>wns</i>"
    )
    assert "council of Orrin" in text_of(html)
    assert "crowns." in text_of(html)


@pytest.mark.parametrize("name", ["subscription-content", "entry share", "ads-wrapper"])
def test_a_story_in_a_box_that_bears_another_name_is_found(name: str) -> None:
    talk = "".join(f"<li><a href='/{n}'>Pier news of day {n}, in brief</a></li>" for n in range(90))
    html = (
        f"<body><h1>Council of Orrin meets</h1><p>The wall in spring</p>"
        f"<div class='{name}'>{STORY}</div><nav><ul>{talk}</ul></nav></body>"
    )
    assert PARAGRAPHS[3] in text_of(html)


def test_such_a_box_stays_out_where_the_story_stands_elsewhere() -> None:
    plea = "<div class='newsletter-signup'><p>Letters about the wall reach you each week, they say.</p></div>"
    assert "each week" not in text_of(f"<body><article>{STORY}</article>{plea}</body>")


def test_what_an_archive_of_the_web_writes_above_a_page_dates_nothing() -> None:
    bar = "<div id='wm-ipp'><div class=r>10 Nov 2013</div></div>"
    html = f"<body>{bar}<article><h1>Council of Orrin meets</h1>{STORY}</article></body>"
    assert clean(Raw("p.html", "", "html", html.encode())).published.stamp is None


@pytest.mark.parametrize("left", ["button", "nav", "aside", "header><button"])
def test_a_part_that_is_never_closed_does_not_swallow_the_story(left: str) -> None:
    page = f"<body><{left}><ul><li>Home<li>News</ul><main><h1>A wall</h1>{STORY}</main></body>"
    assert text_of(page).split("\n\n")[0] == PARAGRAPHS[0]
    assert PARAGRAPHS[-1] in text_of(page)

"""Inputs of our own of the kinds of fault that the field showed, as other sites make them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article
from index.clean import clean, live
from index.clean.names import persons, signers
from index.clean.posts import moments
from index.dates import dates_the_page
from index.dates.lines import read_line
from index.errors import UnreadableError
from index.load import Raw, read
from index.split import sentences
from tests.index.load import make

OPENED = "Prices at the cattle market rose for the third week running, the auctioneers said."
CLOSED = "Buyers came from three counties, auctioneer Dora Lunn said."


def page(body: str, title: str = "Prices at the market") -> Article:
    text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return clean(Raw("a.html", "", "html", text.encode()))


def said(article: Article) -> list[str]:
    return [article.text[s.start : s.end] for s in sentences(article)]


def only(path: Path, data: bytes) -> Article:
    path.write_bytes(data)
    (raw,) = [r for r in read(path, {}) if isinstance(r, Raw)]
    return clean(raw)


def test_a_short_row_can_be_quoted() -> None:
    rows = "<tr><td>County</td><td>Dead</td></tr><tr><td>Marle</td><td>24</td></tr>"
    found = page(
        f"<main><h1>Prices at the market</h1><p>{OPENED}</p><figure class='wp-block-table'>"
        f"<table>{rows}</table></figure><p>{CLOSED}</p></main>"
    )
    assert said(found) == [OPENED, "County; Dead", "Marle; 24", CLOSED]


def test_a_table_in_boxes_with_breaks_in_its_cells() -> None:
    rows = (
        "<tr><th>Animal</th><th>Price</th></tr><tr><td>Heifers</td><td>1,240<br>(last week 900)</td></tr>"
        "<tr><td>Lambs</td><td><ul><li>Texel 96</li><li>Suffolk 88</li></ul></td></tr>"
    )
    found = page(
        f"<div class='field__item'><h1>Prices at the market</h1><p>{OPENED}</p><div class='scrolls'>"
        f"<div class='table-responsive'><table>{rows}</table></div></div><p>{CLOSED}</p></div>"
    )
    assert said(found)[2:4] == ["Heifers; 1,240, (last week 900)", "Lambs; Texel 96, Suffolk 88"]


def test_tables_of_word_and_markdown_keep_their_rows(tmp_path: Path) -> None:
    def cells(*texts: str) -> str:
        made = (f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in texts)
        return f"<w:tr>{''.join(made)}</w:tr>"

    lines = [f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>" for t in (OPENED, CLOSED)]
    table = f"<w:tbl>{cells('Harbour', 'Cod')}{cells('Skarr', '310 t')}</w:tbl>"
    word = only(tmp_path / "a.docx", make.docx(f"{lines[0]}{table}{lines[1]}"))
    written = f"{OPENED}\n\n| Harbour | Cod |\n|---|---|\n| Skarr | 310 t |\n\n{CLOSED}\n"
    markdown = only(tmp_path / "a.md", written.encode())
    assert said(word) == said(markdown) == [OPENED, "Harbour; Cod", "Skarr; 310 t", CLOSED]


@pytest.mark.parametrize(
    "notice",
    [
        "We and our 812 partners store and access information on your device. You can change"
        ' your choices at any time under "Manage preferences".',
        "Wir und unsere Partner verwenden Cookies. Sie können Ihre Einwilligung jederzeit widerrufen."
        " So werden personenbezogene Daten verarbeitet.",
        "Usamos cookies propias y de terceros. Puede retirar su consentimiento cuando quiera.",
    ],
)
def test_consent_in_other_words_is_no_article(notice: str) -> None:
    with pytest.raises(UnreadableError, match="cookies"):
        page(f"<main><h1>Welcome</h1><p>{notice}</p></main>", "Welcome")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Hanna Brix und Ole Timm · @nordbote · 12. März 2024, 14:05 Uhr", "Hanna Brix, Ole Timm"),
        ("Por Lucía Prado y Juan Ríos", "Lucía Prado, Juan Ríos"),
        ("Por José Ortega y Gasset", "José Ortega y Gasset"),
        ("Text: Mara Quint / Photos: Ed Zorn", "Mara Quint"),
        ("BY MARA QUINT AND PIET VAN DER LAAN", "MARA QUINT, PIET VAN DER LAAN"),
    ],
)  # fmt: skip
def test_bylines_of_other_houses(line: str, names: str) -> None:
    assert ", ".join(signers(line)) == names
    assert ", ".join(persons(line)) == names


def test_how_long_it_takes_to_read_is_no_weekday_and_no_story() -> None:
    (day,) = read_line("8 April 2024 | 3 min read")  # "min" is Sunday in Indonesian
    assert (str(day.at.date()), day.refused) == ("2024-04-08", "")
    assert dates_the_page("Last updated: 2 days ago · 4 min read")
    assert not dates_the_page("It took 4 minutes to read")


def test_clocks_of_a_ticker() -> None:
    shown = ["5. Juni 2024, 10:20 Uhr", "4. Juni 2024, 21:00 Uhr", "10:15 p.m., Nov. 4, 2023"]
    told = [str(at) for at in moments(shown, None)]
    assert told == ["2024-06-05 10:20:00", "2024-06-04 21:00:00", "2023-11-04 22:15:00"]


def test_a_german_ticker_is_its_posts() -> None:
    posts = "".join(
        f"<li><span>{day}. Juni 2024, {clock} Uhr</span><p>{text} teilte das Ministerium mit.</p></li>"
        for day, clock, text in (
            (5, "10:20", "Die Zahl der Toten ist auf sechs gestiegen,"),
            (4, "21:00", "Zwei Menschen sind im Hochwasser gestorben,"),
            (4, "8:15", "Die Lahr steigt um zehn Zentimeter in der Stunde,"),
        )
    )
    text = f"<html><body><h1>Liveticker: Hochwasser</h1><ol>{posts}</ol></body></html>"
    found = [clean(raw) for raw in live.documents(Raw("a.html", "", "html", text.encode()))]
    days = [a.published.stamp.day.day for a in found if a.published.stamp]
    assert days == [4, 4, 5]


def test_the_head_of_a_pdf_is_parted(tmp_path: Path) -> None:
    pytest.importorskip("pdfminer", reason="pdfminer.six is not installed")
    story = ["Lamp glass has run short on the island of Skarr,", "the grocer said on Monday."]
    head = ["Lamp glass runs short in Skarr", "Harbour Courier, 24 February 2026"]
    for lines in ([*head, "", *story], [head[0], "", head[1], "", " ".join(story)]):
        found = only(tmp_path / "a.pdf", make.pdf([lines], title=""))
        stamp = found.published.stamp
        assert found.text == " ".join(story)
        assert (found.title, found.outlet) == (head[0], "Harbour Courier")
        assert stamp and str(stamp.day) == "2026-02-24"


def test_of_short_lines_above_the_story_the_longest_is_the_headline() -> None:
    text = f"Fog shuts airport\n\nLowland Times\n7 November 2023\n\n{OPENED}\n\n{CLOSED}\n"
    found = clean(Raw("a.txt", "", "text", text))
    assert (found.title, found.outlet) == ("Fog shuts airport", "Lowland Times")


def test_an_upper_limit_is_one_sentence() -> None:
    text = f"{OPENED}\n\nThe firm will pay max. 250 crowns a head. It has begun."
    assert said(clean(Raw("a.txt", "", "text", text)))[1:] == [
        "The firm will pay max. 250 crowns a head.", "It has begun.",
    ]  # fmt: skip


def test_a_byline_of_a_story_beside_this_one_is_not_its_own() -> None:
    found = page(
        f"<main><article><h1>Prices at the market</h1><p>{OPENED}</p><p>{CLOSED}</p></article></main>"
        "<section class='recommended'><article><h3>Ice</h3><p>By Jon Doe</p></article></section>"
    )
    assert found.authors == ()


def test_a_table_at_the_end_of_the_story_is_part_of_it() -> None:
    rows = "<tr><td>Ward</td><td>Greens</td></tr><tr><td>Mill End</td><td>4</td></tr>"
    found = page(
        f"<main><article><h1>Prices at the market</h1><p>{OPENED}</p><p>{CLOSED}</p>"
        f"<table>{rows}</table></article></main>"
    )
    assert said(found)[2:] == ["Ward; Greens", "Mill End; 4"]


@pytest.mark.parametrize("before", ["8 April 2024 ·", "3 hours ago |", "Hace 3 horas |"])
def test_a_byline_behind_a_day(before: str) -> None:
    found = page(
        f"<main><article><h1>Prices at the market</h1><p>{before} By Kim Lane</p>"
        f"<p>{OPENED}</p><p>{CLOSED}</p></article></main>"
    )
    assert (found.authors, said(found)[0]) == (("Kim Lane",), OPENED)

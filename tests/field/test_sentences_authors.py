"""The field inputs on sentences, ligatures and authors, which lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article import Article, Sentence
from index.clean import clean
from index.load import Raw, read
from index.split import sentences

FIELD = Path(__file__).resolve().parents[2].parent / "shared" / "field"
pytestmark = pytest.mark.skipif(
    not FIELD.is_dir(), reason="the field inputs in ../shared/field are not here"
)


def read_field(name: str) -> tuple[Article, list[Sentence], list[str]]:
    """One input read as the product reads it: the article, its sentences and their words."""
    (raw,) = [r for r in read((FIELD / name).resolve(), {}) if isinstance(r, Raw)]
    article = clean(raw)
    spans = sentences(article)
    return article, spans, [article.text[s.start : s.end] for s in spans]


def test_clock_times_and_abbreviations_end_no_sentence() -> None:
    _, spans, words = read_field("28-sentences/v2.txt")
    assert len(words) == 7
    assert "until 4 p.m. Tuesday, operator Westline said." in words[1]
    assert words[1].startswith("The line was shut from 6 a.m. Monday")
    assert [w.split()[-1] for w in words[2:4]] == ["crowns.", "day."]
    assert spans[4].speaker == "Prof. Ines Hald"


def test_the_doctor_speaks_his_sentence() -> None:
    _, spans, words = read_field("28-sentences/dr.txt")
    assert len(words) == 10
    assert (spans[0].speaker, spans[0].voice) == ("Dr. Smithers", "direct")
    assert words[3].endswith("1:15 p.m. Tuesday.")
    assert words[-1].startswith("Repairs") and words[-1].endswith("40,000 crowns.")


def test_words_set_with_ligatures_are_found() -> None:
    pytest.importorskip("pdfminer", reason="pdfminer.six is not installed")
    article, _, words = read_field("17-pdf-ligature/finch.pdf")
    assert "flotilla" in article.text
    assert any("fined the skipper 9,000 crowns" in sentence for sentence in words)


@pytest.mark.parametrize(
    ("name", "authors"),
    [
        ("06-split-body/mine.html", ["Lena Croft"]),
        ("10-related-authors/app.html", ["Noor Hassel"]),
        ("31-authors/alder.html", ["Mags Haberlin", "Shan Goldmark", "Mick Crowley Jr."]),
        ("31-authors/birch.html", ["Levi Parrish", "Rita Moon"]),
        ("31-authors/cedar.html", ["The Northland Press"]),
        ("31-authors/elm.html", ["Oona Platt"]),
        ("34-relative/hours.html", ["Kim Roper"]),
    ],
)
def test_the_authors_are_those_of_the_page_and_nobody_else(name: str, authors: list[str]) -> None:
    article, _, _ = read_field(name)
    assert list(article.authors) == authors


@pytest.mark.parametrize("name", ["alder", "birch", "cedar", "elm"])
def test_no_headline_or_byline_stands_in_the_first_sentence(name: str) -> None:
    _, _, words = read_field(f"31-authors/{name}.html")
    assert words[0].startswith(f"The quarry at {name.title()} may blast")

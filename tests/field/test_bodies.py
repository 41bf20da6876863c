"""Bodies of the field inputs: whole, in paragraphs, with the rows of tables kept together."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.article import Article
from index.clean import clean
from index.load import Raw
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

FIELD = Path(__file__).parents[3] / "shared" / "field"


def article(folder: str) -> Article:
    path = FIELD / folder
    if not path.is_dir():
        pytest.skip(f"{path} is not there: the field inputs lie beside the checkout")
    page = next(path.glob("*.html"))
    return clean(Raw(page.name, "", "html", page.read_bytes()))


def test_the_rows_of_a_table_with_lists_in_its_cells() -> None:
    lines = article("02-table-lists").text.split("\n\n")
    rows = {line.split(";")[0]: line for line in lines if ";" in line}
    assert list(rows)[1:] == ["North Sarrow", "Quay", "Old Town", "Hillside"]
    assert "Civic League 9" in rows["Quay"]
    assert "48 percent" in rows["Quay"]
    assert "Independents 3" in rows["Old Town"]
    assert lines[-1].endswith("3 June.")


def test_the_seats_that_one_party_won_in_one_ward_are_answered(tmp_path: Path) -> None:
    article("02-table-lists")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.add([str(FIELD / "02-table-lists")])
        answer = Assistant(archive, QuoteReader(), "quote").ask(
            "How many seats did the Civic League win in Quay?"
        )
    first = answer.citations[0].quote
    assert "Quay" in first
    assert "Civic League 9" in first


def test_a_body_in_several_containers_is_whole() -> None:
    found = article("06-split-body")
    lines = found.text.split("\n\n")
    assert len(lines) == 8
    assert lines[0].startswith("Mining company Orvane")
    assert lines[-1].endswith("29 May.")
    assert "newsletter" not in found.text


def test_paragraphs_that_are_one_link_are_kept_and_none_is_glued() -> None:
    lines = article("07-linked-paragraph").text.split("\n\n")
    starts = ("Seven people went", "On Monday, engineer", "The other five", "The judge", "A report")
    assert [line.startswith(start) for line, start in zip(lines, starts, strict=True)] == [True] * 5


def test_the_text_after_a_quotation_on_a_page_of_breaks_is_kept() -> None:
    found = article("08-br-blockquote")
    lines = found.text.split("\n\n")
    assert lines[0].startswith("Transport minister")
    assert any("five broken dates" in line for line in lines)
    assert any("3.4 million crowns" in line for line in lines)
    assert lines[-1].endswith("last year.")

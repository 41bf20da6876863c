"""Articles that tell one story of several: what is of another name or year is no evidence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

MINES = {"Sella": (41, "Ada Roth"), "Brenn": (17, "Jo Falk"), "Corva": (203, "Mia Stern"), "Dalby": (96, "Pat Holt")}  # fmt: skip
LIBRARIES = {"Arle": (210, "Una Pye"), "Bolt": (640, "Tom Ley"), "Cray": (75, "Sue Hart"), "Dunn": (388, "Abe Fox")}  # fmt: skip
ZOO = {2019: 812, 2020: 455, 2021: 690, 2022: 903}

Ask = Callable[..., Answer]


def _rows() -> Iterator[dict[str, str]]:
    for number, (mine, (jobs, who)) in enumerate(MINES.items(), 1):
        yield {
            "title": f"{mine} mine shuts", "published": f"2022-04-0{number}",
            "text": f"The mine at {mine} will shut in autumn, its owner said.\n\nSome {jobs} miners will "
            f"lose their jobs, union secretary {who} said. The pit has worked since 1950.",
        }  # fmt: skip
    for number, (town, (cost, who)) in enumerate(LIBRARIES.items(), 1):
        others = "" if town == "Arle" else "\n\nThe library in Arle reopened a week ago."
        yield {
            "title": f"{town} library reopens", "published": f"2024-02-0{number}",
            "text": f"The library of {town} reopened on Monday after a fire.\n\nThe repair cost {cost},000 "
            f"crowns, librarian {who} said.{others}",
        }  # fmt: skip
    for year, visitors in ZOO.items():
        yield {
            "title": f"Visitors to the Oster zoo in {year}", "published": f"{year + 1}-01-10",
            "text": f"The zoo in Oster had {visitors},000 visitors in {year}, it said on Monday.\n\nIt made a "
            f"loss of {visitors // 10} crowns a head. The elephants were liked most.",
        }  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("bound")
    (folder / "news.jsonl").write_text("\n".join(json.dumps(row) for row in _rows()))
    with Archive.open(folder / "archive", create=True) as archive:
        archive.add([folder / "news.jsonl"])
        yield Assistant(archive, QuoteReader(), "quote").ask


@pytest.mark.parametrize("mine", MINES)
def test_only_the_mine_asked_about_is_shown(ask: Ask, mine: str) -> None:
    answer = ask(f"How many miners will lose their jobs at {mine}?")
    assert f"Some {MINES[mine][0]} miners" in answer.citations[0].quote
    assert {c.title for c in answer.citations} == {f"{mine} mine shuts"}
    assert not answer.disagreements


@pytest.mark.parametrize("town", ["Arle", "Bolt"])
def test_the_library_asked_about_comes_first(ask: Ask, town: str) -> None:
    answer = ask(f"What did the repair of the library in {town} cost?")
    assert f"{LIBRARIES[town][0]},000" in answer.citations[0].quote


@pytest.mark.parametrize("year", ZOO)
def test_only_the_year_asked_about_is_shown(ask: Ask, year: int) -> None:
    answer = ask(f"How many visitors did the Oster zoo have in {year}?")
    assert f"{ZOO[year]},000 visitors" in answer.citations[0].quote
    assert {c.title for c in answer.citations} == {f"Visitors to the Oster zoo in {year}"}


def test_what_is_only_told_of_other_years_answers_nothing(ask: Ask) -> None:
    assert ask("How many visitors did the Oster zoo have in 2016?").status == "abstained"


def test_a_sentence_without_a_year_is_of_the_one_told_before_it(ask: Ask) -> None:
    answer = ask("What loss did the Oster zoo make in 2021?")
    assert any("loss of 69 crowns" in c.quote for c in answer.citations)
    assert not any(f"loss of {n // 10} " in c.quote for y, n in ZOO.items() for c in answer.citations if y != 2021)  # fmt: skip

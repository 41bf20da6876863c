"""A name inside a longer name is another's; a shorter form of one name is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

VILLAGES = {
    "Coombe": 120,
    "Upper Coombe": 45,
    "Coombe Magna": 77,
    "New Dalby": 310,
    "Tarn Vell": 64,
}
BANKS = {
    "Pell Savings Bank": 14,
    "Pell Commercial Bank": 33,
    "Orrin Savings Bank": 51,
    "Bank of Pell": 87,
}
VISIT = {
    "title": "President visits Orrin", "published": "2022-06-01",
    "text": "Joe Brandt visited Orrin on Monday. President Joe Brandt said in Orrin that the wall would be mended by June.",
}  # fmt: skip
RATES = {
    "title": "Rates rise", "published": "2022-06-02",
    "text": "The Mint Board raised rates by half a point on Monday. Al Wint of the Mint Board said that more would follow.",
}  # fmt: skip
HOSPITAL = {
    "title": "Wing opens", "published": "2022-06-03",
    "text": "A wing with 80 beds opened at Garth Hospital on Monday. The hospital said that patients had waited for years.",
}  # fmt: skip
OWNED = {
    "title": "Tens of thousands flee", "published": "2022-06-04",
    "text": "Some 2,350 people fled fighting in Avaria's Lorne province in May, the relief agency said on Monday.",
}  # fmt: skip


def flood(place: str) -> dict[str, str]:
    return {
        "title": f"Flood in {place}", "published": "2022-05-01",
        "text": f"The river flooded {place} on Monday night, the council said.\n\nSome {VILLAGES[place]} homes in "
        f"{place} lost power, an engineer said. The bridge was shut.",
    }  # fmt: skip


def loss(bank: str) -> dict[str, str]:
    return {
        "title": f"{bank} reports a loss", "published": "2023-03-01",
        "text": f"{bank} made a loss of {BANKS[bank]} million crowns last year, it said on Monday.\n\nThe bank will "
        f"shut nine branches. {bank} was founded in 1921.",
    }  # fmt: skip


def ask(folder: Path, question: str, *rows: dict[str, str]) -> Answer:
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)))
    with Archive.open(folder / "archive", create=True) as archive:
        archive.add([folder / "news.jsonl"])
        return Assistant(archive, QuoteReader(), "quote").ask(question)


@pytest.mark.parametrize("place", ["Coombe", "Upper Coombe", "Coombe Magna"])
def test_only_the_village_of_that_very_name_is_shown(tmp_path: Path, place: str) -> None:
    answer = ask(tmp_path, f"How many homes lost power in {place}?", *map(flood, VILLAGES))
    assert {c.title for c in answer.citations} == {f"Flood in {place}"}
    assert f"{VILLAGES[place]} homes" in answer.citations[0].quote


@pytest.mark.parametrize("place", ["Coombe", "Dalby", "Tarn"])
def test_a_village_that_no_article_tells_of_is_not_answered_with_another(
    tmp_path: Path, place: str
) -> None:
    others = [flood(name) for name in VILLAGES if name != place]
    assert ask(tmp_path, f"How many homes lost power in {place}?", *others).status == "abstained"


@pytest.mark.parametrize("bank", ["Pell Savings Bank", "Orrin Savings Bank", "Bank of Pell"])
def test_only_the_bank_of_that_very_name_is_shown(tmp_path: Path, bank: str) -> None:
    answer = ask(tmp_path, f"What loss did {bank} make?", *map(loss, BANKS))
    assert {c.title for c in answer.citations} == {f"{bank} reports a loss"}


def test_a_bank_that_no_article_tells_of_is_not_answered_with_its_like(tmp_path: Path) -> None:
    others = [loss(name) for name in BANKS if name != "Pell Savings Bank"]
    answer = ask(tmp_path, "What loss did Pell Savings Bank make?", *others)
    assert answer.status == "abstained"


@pytest.mark.parametrize(
    ("question", "row", "said"),
    [
        ("What did Brandt say about the wall?", VISIT, "mended by June"),
        ("What did Joe Brandt say about the wall?", VISIT, "mended by June"),
        ("What did the Board raise by half a point on Monday?", RATES, "raised rates"),
        ("How many beds does the new wing in Garth have?", HOSPITAL, "80 beds"),
        ("How many people fled fighting in Lorne?", OWNED, "2,350"),
        ("How many people fled fighting in Lorne Province?", OWNED, "2,350"),
    ],
)
def test_a_part_or_a_longer_form_of_one_name_is_the_same(
    tmp_path: Path, question: str, row: dict[str, str], said: str
) -> None:
    answer = ask(tmp_path, question, row, flood("Coombe"))
    assert any(said in c.quote for c in answer.citations)

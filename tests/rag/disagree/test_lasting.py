"""How long something goes on: spans of time are figures, whoever gives them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

REST = "Some 4,000 people live near. The road was shut."


def ask(folder: Path, question: str, *told: tuple[str, str]) -> Answer:
    rows = [
        {
            "title": f"News {n}",
            "outlet": f"Outlet {n}",
            "published": day,
            "text": f"{text}\n\n{REST}",
        }
        for n, (day, text) in enumerate(told)
    ]
    (folder / "news.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    with Archive.open(folder / "archive", create=True) as archive:
        archive.add([folder / "news.jsonl"])
        return Assistant(archive, QuoteReader(), "quote").ask(question)


@pytest.mark.parametrize(
    ("question", "told", "sides"),
    [
        (
            "How long will the water last?",
            [
                ("2023-07-03", "The reservoir at Merl holds water for 40 more days, engineer Tia Lund said on Monday."),
                ("2023-07-03", "Engineer Tia Lund said on Monday that the water in the Merl reservoir would last no longer than 40 days."),
                ("2023-07-04", "The water at Merl will last for another three months, minister Otto Brandt said on Tuesday."),
            ],
            {"three months", "40 days"},
        ),
        (
            "How long will the bridge be closed?",
            [
                ("2022-02-01", "The Tarn bridge will be closed for two months, builder Max Orr said on Tuesday."),
                ("2022-02-02", "The Tarn bridge will be closed for a further half a year, mayor Ulla Beck said on Wednesday."),
            ],
            {"two months", "half a year"},
        ),
        (
            "How long can the town hold out?",
            [
                ("2022-02-01", "The town of Ersk can hold out for a week, its commander Jo Pell said on Tuesday."),
                ("2022-02-02", "Ersk can hold out for another month, President Lea Orm said on Wednesday."),
            ],
            {"a week", "another month"},
        ),
        (
            "How long will the bank's cash last?",
            [
                ("2015-06-28", "The cash of Lorn Bank will last for four more days, its chief cashier Nils Berg said on Sunday."),
                ("2015-06-29", "Lorn Bank's cash will last at least another two weeks, finance minister Petra Sol said on Monday."),
            ],
            {"two weeks", "four more days"},
        ),
    ],
)  # fmt: skip
def test_each_span_is_a_side(
    tmp_path: Path, question: str, told: list[tuple[str, str]], sides: set[str]
) -> None:
    answer = ask(tmp_path, question, *told)
    (found,) = answer.disagreements
    told_by = {
        words.removeprefix("no longer than ").replace("40 more", "40") for words, _ in found.sides
    }
    assert told_by == sides
    assert not found.update


def test_until_when_is_an_answer_too(tmp_path: Path) -> None:
    told = "The dike at Holm will hold until Monday, mayor Tim Oss said on Saturday."
    answer = ask(tmp_path, "How long will the dike hold?", ("2018-03-03", told))
    assert [c.quote for c in answer.citations] == [told]

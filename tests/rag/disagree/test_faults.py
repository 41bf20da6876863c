"""What was once shown as two sides and answers two questions: each on invented articles, as asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.archive import Archive
from rag.answer import Answer
from rag.assistant import Assistant
from rag.disagree.subject import of_another
from rag.quote_reader import QuoteReader

REST = "The council meets again next week. The road was shut."


def ask(folder: Path, question: str, *told: tuple[str, str, str]) -> Answer:
    rows = [
        {
            "title": title, "outlet": f"Outlet {n}", "published": day,
            "text": f"{text}\n\n{REST}",
        }
        for n, (day, title, text) in enumerate(told)
    ]  # fmt: skip
    (folder / "news.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    with Archive.open(folder / "archive", create=True) as archive:
        archive.add([folder / "news.jsonl"])
        return Assistant(archive, QuoteReader(), "quote").ask(question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "How many people does Pell Savings Bank employ?",
            [
                ("2022-02-01", "Pell Savings Bank and Trust Bank cut branches", "Pell Savings Bank employs 900 people."),
                ("2022-03-01", "Trust Bank and Pell Savings Bank in talks", "Trust Bank employs 2,400 people."),
            ],
        ),
        (
            "How many homes in Garrow are without power?",
            [
                ("2023-01-16", "Storm over Garrow", "Some 14,000 homes in Garrow are without power, the grid company said."),
                ("2023-01-17", "Garrow after the storm", "Power has been restored to 9,000 homes in Garrow, the grid company said."),
            ],
        ),
        (
            "How many passengers were on the Skarra ferry?",
            [
                ("2021-08-14", "Skarra emptied", "The Skarra ferry had 44 passengers on board when it turned back."),
                ("2021-08-14", "Skarra erupts", "Some 1,240 islanders were taken off Skarra on Saturday."),
            ],
        ),
        (
            "How many people were killed in the Ormond dam failure?",
            [
                ("2021-11-03", "Ormond dam fails", "Sixteen people were killed when the Ormond dam failed, police said."),
                ("2021-11-03", "Below the Ormond dam", "Three thousand people were evacuated when the Ormond dam failed."),
            ],
        ),
        (
            "How many people are missing after the Tarrow avalanche?",
            [
                ("2023-02-20", "Tarrow avalanche", "Four people are missing after the avalanche at Tarrow."),
                ("2023-02-20", "Tarrow counts its dead", "Eleven people died in the avalanche at Tarrow."),
            ],
        ),
    ],
)  # fmt: skip
def test_what_answers_another_question_is_no_side(
    tmp_path: Path, question: str, told: list[tuple[str, str, str]]
) -> None:
    answer = ask(tmp_path, question, *told)
    assert answer.status != "abstained"
    assert answer.disagreements == ()


def test_a_name_that_is_like_one_asked_about_is_another() -> None:
    question = "How many people does Pell Savings Bank employ?"
    assert of_another("Trust Bank employs 2,400 people.", question)
    assert not of_another("Pell Savings Bank employs 900 people.", question)
    assert not of_another("The bank in Pell employs 900 people.", question)
    assert not of_another("Regulators said that it employs 900 people.", question)


def test_the_same_articles_differ_where_they_count_the_same(tmp_path: Path) -> None:
    answer = ask(
        tmp_path, "How many people does Pell Savings Bank employ?",
        ("2022-02-01", "Pell Savings Bank", "Pell Savings Bank employs 900 people, the mayor said."),
        ("2022-02-01", "Pell banks", "Pell Savings Bank employs 2,400 people, the union said."),
    )  # fmt: skip
    assert [{words for words, _ in d.sides} for d in answer.disagreements] == [{"900", "2,400"}]

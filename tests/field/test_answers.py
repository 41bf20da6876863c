"""Questions from the field: look-alikes, a follow-up, and two who say how long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from index.archive import Archive
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

FIELD = Path(__file__).parents[3] / "shared" / "field"
VILLAGES = {
    "Ashby": "412,000",
    "Corley": "1,204,000",
    "Jarrow End": "933,000",
    "Ibstock": "160,000",
}
Asking = Callable[[str], Assistant]


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Of an archive of one folder."""
    with ExitStack() as stack:

        def made(folder: str) -> Assistant:
            if not (FIELD / folder).is_dir():
                pytest.skip(
                    f"{FIELD / folder} is not there: the field inputs lie beside the checkout"
                )
            place = tmp_path_factory.mktemp("answers") / "archive"
            archive = stack.enter_context(Archive.open(place, create=True))
            archive.add([FIELD / folder])
            return Assistant(archive, QuoteReader(), "quote")

        yield made


def test_of_ten_villages_only_the_one_asked_about_is_shown(asking: Asking) -> None:
    assistant = asking("23-lookalikes")
    for village, cost in VILLAGES.items():
        for question in (
            f"How much did the repairs of the {village} village hall cost?",
            f"What did the repair of the village hall in {village} cost?",
        ):
            answer = assistant.ask(question)
            assert cost in answer.citations[0].quote
            assert {c.title for c in answer.citations} == {f"{village} village hall reopens"}
            assert not answer.disagreements


def test_a_follow_up_keeps_the_company_and_the_year(asking: Asking) -> None:
    earlier = "What was Teleo's revenue in 2023?"
    answer = asking("24-followup").ask("Did it make a profit?", history=[earlier])
    assert answer.standalone == f"{earlier} Did it make a profit?"
    assert any("net loss of 14 million" in c.quote for c in answer.citations)
    assert {str(c.published)[:4] for c in answer.citations} == {"2024"}
    assert not any(year in c.quote for c in answer.citations for year in ("2021", "2022"))


def test_two_who_say_how_long_are_two_sides(asking: Asking) -> None:
    answer = asking("32-multi").ask("How long will the dam hold?")
    assert [str(c.published)[:10] for c in answer.citations] == [
        "2024-06-22", "2024-06-21", "2024-06-21",
    ]  # fmt: skip
    (found,) = answer.disagreements
    assert [words for words, _ in found.sides] == ["three weeks", "no more than ten days"]
    assert not found.update

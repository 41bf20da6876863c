"""Passages for a question asked after another, on a real archive of a few made-up articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.archive import Archive
from index.filters import Filters, asked
from index.search.recipe import Recipe
from rag.evidence.gathered import HITS, gathered

TOWNS = ("Bolt", "Cray", "Dunn", "Elm", "Fenn", "Garth", "Hale", "Ister", "Jarl", "Kell", "Lorne")
PORT = "A new director of the port"
FAIR = "Fair in Oster draws a crowd"
FIRST = "Who took charge of the port of Arle?"


def _rows() -> Iterator[dict[str, str]]:
    yield {
        "title": PORT, "published": "2021-06-08",
        "text": "Ines Halloran took charge of the port of Arle on Monday. She succeeds Marek Dolan.",
    }  # fmt: skip
    yield {
        "title": FAIR, "published": "2021-09-23",
        "text": "The autumn fair in Oster drew 900 people, the guild said. The band played until dawn.",
    }  # fmt: skip
    for day, town in enumerate(TOWNS, 1):
        for year in (2020, 2021, 2022):
            yield {
                "title": f"{town} library reopens", "published": f"{year}-02-{day:02}",
                "text": f"The library of {town} reopened on Monday. Whom it succeeds is a hall of {year - 90}.",
            }  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("gathered")
    (folder / "news.jsonl").write_text("\n".join(json.dumps(row) for row in _rows()))
    with Archive.open(folder / "archive", "static", create=True) as made:
        made.add([folder / "news.jsonl"])
        yield made


def titles(
    archive: Archive, question: str, history: Sequence[str] = (), filters: Filters | None = None,
    told: str = "",
) -> list[str]:  # fmt: skip
    hits = gathered(question, history, filters or Filters(), archive, Recipe(window=True), told)
    assert len({hit.passage.id for hit in hits}) == len(hits) <= HITS
    return [hit.article.title or "" for hit in hits]


def test_a_short_question_finds_the_passages_of_the_one_before_it(archive: Archive) -> None:
    assert titles(archive, "Whom did she succeed?", [FIRST])[0] == PORT
    assert titles(archive, "And when?", [FIRST])[0] == PORT


def test_a_question_on_something_new_finds_its_own(archive: Archive) -> None:
    new = "How many people did the autumn fair in Oster draw?"
    assert FAIR in titles(archive, new, [FIRST])[:2]
    assert titles(archive, new)[0] == FAIR


def test_what_answered_the_question_before_is_looked_for_too(archive: Archive) -> None:
    asked_before = ["Who had a word with the guild?"]
    told = "Ines Halloran took charge of the port of Arle."
    assert titles(archive, "When did she begin?", asked_before, told=told)[0] == PORT


def test_days_named_in_the_short_question_narrow_what_is_found(archive: Archive) -> None:
    history = ["When did the library of Cray reopen?"]
    hits = gathered("And in 2022?", history, Filters(), archive, Recipe(window=True))
    assert hits and all(str(hit.article.published.day)[:4] == "2022" for hit in hits)
    assert hits[0].article.title == "Cray library reopens"
    wide = gathered("And in 2022?", history, Filters(), archive, Recipe(window=False))
    assert {str(hit.article.published.day)[:4] for hit in wide} > {"2022"}


def test_days_named_in_the_question_before_narrow_nothing(archive: Archive) -> None:
    alone = gathered("Which libraries reopened in 2020?", (), Filters(), archive)
    assert "2022" not in {str(hit.article.published.day)[:4] for hit in alone}
    history = ["Which libraries reopened in 2020?"]
    assert PORT in titles(archive, "Who took charge of the port of Arle?", history)
    years = {
        str(hit.article.published.day)[:4]
        for hit in gathered("And the library of Kell?", history, Filters(), archive)
    }
    assert {"2021", "2022"} <= years


def test_the_filters_given_hold_for_every_passage(archive: Archive) -> None:
    found = titles(archive, "Whom did she succeed?", [FIRST], asked(until="2020-12-31"))
    assert found and PORT not in found

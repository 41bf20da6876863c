"""What `dateline search` prints, as lines and as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from index.archive import Archive
from index.filters import Filters
from index.search.recipe import WHOLE
from index.search.when import When
from tests.index.search import stories
from ui.found import MOST, SCORES, WIDTH, as_dict, facet_lines, lines

ASKED = "How many passengers did the ferry carry in October 2019?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("found")
    with Archive.open(folder / "archive", "static", create=True) as made:
        stories.fill(made, folder / "articles")
        yield made


def said(store: Archive, question: str, **options: bool) -> list[str]:
    off = options.pop("switched_off", False)
    hits = store.search(question, limit=5, recipe=replace(WHOLE, window=not off))
    return list(lines(hits, store.when(question), off, **options))


def test_each_passage_stands_under_its_headline_outlet_and_day(store: Archive) -> None:
    told = said(store, "Who bought the lighthouse of Brenn?")
    assert told[0] == "  1. Lighthouse of Brenn is sold (0)"
    assert told[1].startswith("     Northwire · 7 June 2021 · ")
    assert " ".join(told[2].split()).startswith("BRENN (Northwire) - The old lighthouse")
    assert not any("score" in line or "|" in line for line in told)
    assert all(len(line) <= WIDTH + 40 for line in told)


def test_what_was_read_from_the_question_is_said_unless_switched_off(store: Archive) -> None:
    told = said(store, ASKED)
    assert told[0].startswith("Read from the question: published from 1 October 2019 on")
    assert "--no-window" in told[0]
    assert not any("Read from" in line for line in said(store, ASKED, switched_off=True))
    assert not any("Read from" in line for line in said(store, "Who bought the lighthouse?"))


def test_explained_it_says_every_figure_and_its_range(store: Archive) -> None:
    told = said(store, ASKED, explain=True)
    told_all = "\n".join(told)
    for word in ("score ", "place ", "dense ", "cosine ", "BM25 ", "fused ", "date ", "second ", "nearest ", "filters  from 2019-10-01"):  # fmt: skip
        assert f"     | {word}" in told_all or word in told_all, word
    assert told[-1] == SCORES
    for range_said in (
        "cosine (-1 to 1)",
        "BM25 (0 and up)",
        "date (0",
        "1 on it",
        "higher is better",
    ):
        assert range_said in SCORES
    plain = "\n".join(said(store, "Who bought the lighthouse?", explain=True))
    assert "date     not asked about" in plain
    assert "carried  by " in plain
    assert "not among its first" in plain


def test_a_match_is_never_told_as_no_match(store: Archive) -> None:
    (hit, *_) = store.search("Who bought the lighthouse of Brenn?", limit=1)
    for score, words in (
        (1e-6, "BM25 under 0.01 (its words stand in most passages)"),
        (0.0, "BM25 0.00"),
        (0.01, "BM25 0.01"),
        (7.125, "BM25 7.12"),
    ):
        told = lines(
            [replace(hit, why=replace(hit.why, lexical=score))], When(), True, explain=True
        )
        assert any(line.endswith(words) for line in told), words


def test_nothing_found_is_said_with_what_was_read(store: Archive) -> None:
    when = store.when(ASKED)
    told = list(lines([], when, False))
    assert told[0].startswith("Read from the question: ")
    assert told[-1] == "Nothing in the archive passes these filters."
    assert list(lines([], When(), True, explain=True)) == [
        "Nothing in the archive passes these filters."
    ]


def test_for_programs_offsets_slice_to_the_text(store: Archive) -> None:
    hits = store.search(ASKED, Filters(as_of=date(2022, 1, 1)), 5)
    made = json.loads(json.dumps(as_dict(hits, store.when(ASKED), False)))
    assert made["window"].startswith("published from 1 October 2019 on")
    assert len(made["hits"]) == 5
    for row, hit in zip(made["hits"], hits, strict=True):
        text = store.article(row["article"]).text
        assert text[row["start"] : row["end"]] == row["text"] == hit.text
        start, end = row["why"]["sentence"]
        assert text[start:end] in row["text"]
        assert row["score"] == hit.score
        assert row["why"]["filters"] == "as of 2022-01-01; from 2019-10-01"
    assert as_dict(hits, store.when(ASKED), True)["window"] is None
    assert as_dict([], When(), False) == {"window": None, "hits": []}


def test_facets_are_counted_in_lines(store: Archive) -> None:
    told = list(facet_lines(store.facets()))
    assert told[0] == f"{store.count()} articles, 2 of them without a stated day"
    by_name = {line.split()[0]: line for line in told[1:]}
    assert set(by_name) == {"outlets", "authors", "agencies", "languages", "sections", "years", "months"}  # fmt: skip
    assert "El Faro 2" in by_name["outlets"]
    months = len(store.facets().months)
    assert months > MOST and by_name["months"].endswith(f", and {months - MOST} more")
    dated = list(facet_lines(store.facets(Filters(languages=("es",)))))
    assert dated[0] == "1 articles"
    empty = store.facets(Filters(as_of=date(1990, 1, 1), outlets=("El Faro",)))
    assert next(facet_lines(empty)) == "0 articles"

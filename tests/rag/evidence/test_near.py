"""Which sentences are worth judging, on a real archive of a few made-up articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from rag.evidence.asked import Asked
from rag.evidence.candidates import candidates
from rag.evidence.near import SIGNALS, Near, nearest
from rag.evidence.scoring import near_weights

PORT = "The port of Arle employs 640 dockers. Gulls nest on its roofs. Its crane came from Dunn."
FAIR = "The summer fair in Bolt drew 900 people. The band played until dawn."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("near")
    rows = [
        {"title": "A port and its people", "text": PORT, "published": "2021-06-08"},
        {"title": "A fair", "text": FAIR, "published": "2021-07-23"},
    ]
    (folder / "news.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    with Archive.open(folder / "archive", "static", create=True) as made:
        made.add([folder / "news.jsonl"])
        yield made


def near(
    archive: Archive, question: str, most: int = 99, weights: dict[str, float] | None = None
) -> list[Near]:
    found = candidates(archive.search(question), archive)
    made = np.array([weights.get(n, 0.0) for n in SIGNALS]) if weights else near_weights()
    return nearest(Asked.of(question, archive), found, 12, made, most)


def test_what_the_question_speaks_of_comes_first(archive: Archive) -> None:
    first = near(archive, "How many dockers does the port of Arle employ?")[0]
    assert first.candidate.text == "The port of Arle employs 640 dockers."
    first = near(archive, "How many people came to the summer fair in Bolt?")[0]
    assert first.candidate.text == "The summer fair in Bolt drew 900 people."


def test_no_more_than_asked_for_are_kept_and_they_are_the_best(archive: Archive) -> None:
    question = "How many dockers does the port of Arle employ?"
    whole = near(archive, question)
    assert len(whole) > 2
    assert near(archive, question, most=2) == whole[:2]
    assert nearest(Asked.of(question, archive), [], 12, near_weights(), 9) == []


def test_the_weights_decide_the_order(archive: Archive) -> None:
    question = "How many dockers does the port of Arle employ?"
    texts = [n.candidate.text for n in near(archive, question, weights={"long": -1.0})]
    assert texts == sorted(texts, key=len)
    ranks = [n.candidate.rank for n in near(archive, question, weights={"rank": -1.0})]
    assert ranks == sorted(ranks)


def test_signals_are_those_of_their_names(archive: Archive) -> None:
    found = near(archive, "How many dockers does the port of Arle employ?")
    rows = {n.candidate.text: dict(zip(SIGNALS, n.signals, strict=True)) for n in found}
    told, gulls = rows["The port of Arle employs 640 dockers."], rows["Gulls nest on its roofs."]
    assert told["covered"] == pytest.approx(1.0)
    assert gulls["covered"] == 0.0
    assert gulls["covered_near"] == pytest.approx(1.0)
    assert told["alike"] > gulls["alike"]
    assert told["long"] > gulls["long"]
    for row in rows.values():
        assert 0 <= row["covered"] <= row["covered_near"] <= row["covered_head"] <= 1 + 1e-9
        assert 0 <= row["rank"] <= 1


def test_the_words_of_the_question_before_are_looked_for_too(archive: Archive) -> None:
    asked = Asked.of("And how many people?", archive, ["How was the summer fair in Bolt?"])
    found = candidates(archive.search("Bolt fair"), archive)
    first = nearest(asked, found, 12, near_weights(), 99)[0]
    assert first.candidate.hit.article.title == "A fair"

"""From hits to scored sentences, on a real archive of a few made-up articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from rag import evidence
from rag.evidence.candidates import _is_bare_day, candidates
from rag.evidence.near import SIGNALS
from rag.evidence.scoring import BIAS, SILENCE, order, scores, weights
from rag.evidence.signals import FEATURES
from rag.reading import Evidence

QUAY = (
    "The port of Arle has a new director. Ines Halloran took charge of the port on Monday. "
    "She succeeds Marek Dolan, who retired in May. The port employs 640 dockers and 30 clerks."
)
WARD = (
    "The hospital of Arle opened its north wing. Its director, Piotr Sandell, thanked the builders. "
    "The wing has 80 beds. Nurses had asked for a larger ward for years."
)

FAIR = "Jul 22, 2021 ... The summer fair drew 900 people, the guild said. Jul 23, 2021."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("evidence")
    rows = [
        {"title": "New head for the quay", "text": QUAY, "published": "2021-06-08"},
        {"title": "A wing for the hospital", "text": WARD, "published": "2021-06-10"},
        {"title": "Summer fair", "text": FAIR, "published": "2021-07-23"},
    ]
    (folder / "news.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    with Archive.open(folder / "archive", "static", create=True) as made:
        made.add([folder / "news.jsonl"])
        yield made


def found(archive: Archive, question: str) -> list[Evidence]:
    return evidence.find(question, archive.search(question), archive)


def test_the_sentence_that_answers_comes_first(archive: Archive) -> None:
    best = found(archive, "How many dockers does the port of Arle employ?")[0]
    assert best.text == "The port employs 640 dockers and 30 clerks."
    assert best.text == best.article.text[best.start : best.end]
    assert best.highlight and "640" in best.text[slice(*best.highlight)]


def test_scores_fall_and_every_sentence_stands_once(archive: Archive) -> None:
    given = found(archive, "Who is the director of the hospital?")
    assert [e.score for e in given] == sorted((e.score for e in given), reverse=True)
    spans = [(e.article.id, e.start) for e in given]
    assert len(spans) == len(set(spans)) <= evidence.JUDGED


def test_what_is_told_scores_above_what_is_not(archive: Archive) -> None:
    told = found(archive, "How many beds does the north wing have?")[0].score
    untold = found(archive, "How many windows does the north wing have?")[0].score
    assert told > untold


def test_only_what_may_answer_has_an_answer_marked(archive: Archive) -> None:
    given = found(archive, "How many dockers does the port of Arle employ?")
    assert any(not e.may_answer for e in given)
    assert all(e.may_answer for e in given if e.highlight)


def test_no_hits_no_evidence(archive: Archive) -> None:
    assert evidence.find("Who runs the port?", [], archive) == []


def test_a_candidate_knows_the_sentence_before_it(archive: Archive) -> None:
    made = candidates(archive.search("Who runs the port of Arle?"), archive)
    second = next(c for c in made if c.text.startswith("Ines Halloran"))
    assert second.previous == "The port of Arle has a new director."
    assert next(c for c in made if c.number == 0).previous == ""


def test_the_weights_name_every_signal_and_no_other() -> None:
    learned = weights()
    assert set(learned["near"]) == {*SIGNALS}
    assert set(learned["order"]) == {*FEATURES, BIAS}
    assert set(learned["silence"]) == {*SILENCE, BIAS}


def test_silence_keeps_the_order(archive: Archive) -> None:
    question = "Who is the director of the hospital?"
    asked, reads = evidence.measure(question, archive.search(question), archive)
    ranked = order(reads, weights()["order"])
    assert np.array_equal(np.argsort(-scores(asked, reads)), np.argsort(-ranked))


def test_a_bare_day_is_no_candidate(archive: Archive) -> None:
    told = [
        c.text
        for c in candidates(archive.search("How many came to the fair in July 2021?"), archive)
    ]
    assert any("900 people" in text for text in told)
    assert not any(text.startswith("Jul 23") or text == "Jul 22, 2021 ..." for text in told)
    assert not any(map(_is_bare_day, ("Mayor Marsh declined.", "1,200.", "It was in May.")))

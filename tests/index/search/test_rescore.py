"""The second stage: what it measures of a candidate, and the sentence it points to."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.filters import Filters
from index.search import rescore
from index.search.rescore import FEATURES, Dated, weights

SHARES = ("covered", "covered_near", "covered_all", "covered_title", "named", "depth", "date")
FLAGS = ("kind", "opening")


def found(store: Archive, question: str) -> list[Dated]:
    return store.finder.candidates(question, store._embedding, Filters())


def measured(store: Archive, question: str) -> tuple[dict[str, list[float]], list[str]]:
    """Each feature of all candidates, and the nearest sentence of each."""
    given = found(store, question)
    features, spans = store.finder.rescorer.measure(question, given)
    assert features.shape == (len(given), len(FEATURES))
    texts = [a.text[s[0] : s[1]] if s else "" for (_, a, _), s in zip(given, spans, strict=True)]
    return dict(zip(FEATURES, features.T.tolist(), strict=True)), texts


def test_the_shipped_weights_are_those_of_the_features() -> None:
    shipped = json.loads((Path(rescore.__file__).parent / "weights.json").read_text())
    assert set(shipped) == set(FEATURES)
    assert np.isfinite(weights()).all()


@pytest.mark.parametrize(
    "question",
    ["Who is the mayor of Arle now?", "How many dockers died?", "When was the lighthouse sold?",
     "who is it", "港口", "¿Cuánto costará el puente?", "x"],
)  # fmt: skip
def test_features_keep_their_ranges(store: Archive, question: str) -> None:
    features, _ = measured(store, question)
    for name in SHARES:
        assert all(-1e-9 <= value <= 1 + 1e-9 for value in features[name]), name
    for name in FLAGS:
        assert set(features[name]) <= {0.0, 1.0}
    assert all(-1.0001 <= value <= 1.0001 for value in features["meaning"])
    assert all(np.isfinite(values).all() for values in features.values())
    covered, near, whole = (features[n] for n in ("covered", "covered_near", "covered_all"))
    assert all(a <= b + 1e-9 for a, b in zip(covered, near, strict=True))
    assert all(a <= b + 1e-9 for a, b in zip(near, whole, strict=True))


def test_a_question_about_no_day_has_no_date_feature(store: Archive) -> None:
    assert not any(measured(store, "How many passengers did the ferry carry?")[0]["date"])
    assert any(measured(store, "How many passengers in October 2019?")[0]["date"])


def test_the_score_is_the_weighted_sum(store: Archive) -> None:
    question = "How many dockers died under the crane?"
    given = found(store, question)
    features, spans = store.finder.rescorer.measure(question, given)
    scored = store.finder.rescorer.scores(question, given)
    assert [s.score for s in scored] == pytest.approx(list(features @ weights()), abs=1e-4)
    assert [s.sentence for s in scored] == spans


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("How many dockers died under the crane?", "five dockers had died"),
        ("Who promised to keep its lamp burning in winter?", "lamp burning"),
        ("What did the canal inquiry hear about gate 41?", "gate 41"),
        ("Which fleet did the lighthouse that prisoners built warn?", "built by prisoners"),
    ],
)
def test_the_nearest_sentence_is_the_one_that_says_it(
    store: Archive, question: str, holds: str
) -> None:
    hit = store.search(question)[0]
    assert hit.why.sentence
    start, end = hit.why.sentence
    assert holds in hit.article.text[start:end]


def test_names_of_the_question_count(store: Archive) -> None:
    question = "What did Jon Vesper say?"
    features, _ = measured(store, question)
    for (_, article, _), named in zip(found(store, question), features["named"], strict=True):
        if "Jon Vesper" in article.text:
            assert named == 1
    assert min(features["named"]) < 1


def test_no_candidates_no_scores(store: Archive) -> None:
    assert store.finder.rescorer.scores("Who?", []) == []
    features, spans = store.finder.rescorer.measure("Who?", [])
    assert features.shape == (0, len(FEATURES)) and spans == []

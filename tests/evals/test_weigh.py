"""The weights of the evidence, learned on invented questions: what tells gets the weight."""

from __future__ import annotations

import numpy as np
import pytest

from evals.answers.rows import ABSENT, FEW, Row
from evals.weigh import learn, left_out, tell
from index.article import Article, Passage, Sentence
from index.hit import Hit, Why
from rag.evidence.asked import Asked
from rag.evidence.candidates import Candidate
from rag.evidence.near import SIGNALS
from rag.evidence.scoring import BIAS, SILENCE, order
from rag.evidence.signals import FEATURES, Read

QUESTION = "Who runs the port of Arle?"
ASKED = Asked(
    QUESTION, QUESTION, "who", {"port": 1.0, "arle": 1.0}, {}, ["arle"], [], set(), present=False
)
TEXT = "Ines Halloran runs the port of Arle."
ARTICLE = Article(TEXT, "Port")
HIT = Hit(Passage("p", ARTICLE.id, 0, len(TEXT)), ARTICLE, 1.0, Why(1, 0.5, 1, 4.0, 2.0, 1))
CANDIDATE = Candidate(HIT, 0, 0, Sentence(0, len(TEXT)), TEXT, ())
JUDGE, ALIKE = FEATURES.index("judge"), SIGNALS.index("alike")


def row(random: np.random.Generator, *, answerable: bool, weight: float = 1.0) -> Row:
    """Eight sentences; the judge sets the right one apart, and no other signal says anything but
    likeness, by which it is found."""
    features = random.normal(size=(8, len(FEATURES)))
    near = random.normal(size=(12, len(SIGNALS)))
    right, near_right = np.zeros(8, dtype=bool), np.zeros(12, dtype=bool)
    if answerable:
        right[0] = near_right[0] = True
        features[0, JUDGE] += 5.0
        near[0, ALIKE] += 5.0
    reads = tuple(
        Read(CANDIDATE, float(made[JUDGE]), (0, 0), "", tuple(map(float, made)))
        for made in features
    )
    return Row(ASKED, reads, right, answerable, weight, near, near_right)


def some(count: int = 60) -> list[Row]:
    random = np.random.default_rng(14)
    return [row(random, answerable=n % 3 > 0) for n in range(count)]


def test_what_tells_gets_the_weight_and_every_signal_has_one() -> None:
    made = learn(some())
    assert list(made) == ["near", "order", "silence"]
    assert set(made["near"]) == set(SIGNALS)
    assert set(made["order"]) == {*FEATURES, BIAS}
    assert set(made["silence"]) == {*SILENCE, BIAS}
    assert max(made["near"], key=lambda name: made["near"][name]) == "alike"
    signals = {name: abs(v) for name, v in made["order"].items() if name != BIAS}
    assert max(signals, key=lambda name: signals[name]) == "judge"


def test_the_right_sentence_comes_first_and_only_answers_are_likely() -> None:
    made = learn(some())
    asked = some(90)[60:]
    for r in asked:
        if r.answerable:
            assert int(np.argmax(order(r.reads, made["order"]))) == 0
    answered, silent = (
        [float(order(r.reads, made["order"]).max()) for r in asked if r.answerable is known]
        for known in (True, False)
    )
    assert np.mean(answered) > 0 > np.mean(silent)


def test_a_question_without_its_answer_is_one_that_nothing_answers() -> None:
    whole = row(np.random.default_rng(1), answerable=True, weight=2.0)
    absent = whole.absent()
    assert absent is not None
    assert not absent.answerable and not absent.right.any()
    assert absent.reads == whole.reads[1:]
    assert absent.weight == pytest.approx(2.0 * ABSENT)
    assert absent.absent() is None
    few = Row(
        ASKED, whole.reads[:FEW], whole.right[:FEW], True, 1.0, whole.near, whole.near_right
    )  # fmt: skip
    assert few.absent() is None


def test_every_question_is_told_by_weights_learned_without_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = some()
    models = left_out(rows, [])
    assert len(models) == len(rows)
    assert len({tuple(m["order"].values()) for m in models}) == 5
    tell("invented", rows, models)
    told = capsys.readouterr().out
    assert told.startswith("invented")
    assert "AUROC" in told

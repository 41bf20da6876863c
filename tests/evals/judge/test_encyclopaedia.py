"""Training questions: which sentence answers, what stands before it, what is put beside it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np

from evals.judge.encyclopaedia import NEGATIVES, Candidate, Question, groups, squad
from rag.judge.form import context_of

HARBOUR = "The ferry sank in the storm. Nobody was hurt. Divers from Brenn raised it."
CHOIR = "A choir sang on the quay. The mayor listened."


def asked(text: str, answer: str | None, paragraph: str = HARBOUR) -> dict[str, object]:
    if answer is None:
        return {"question": text, "answers": [], "is_impossible": True}
    answers = [{"text": answer, "answer_start": paragraph.index(answer)}]
    return {"question": text, "answers": answers}


def written(folder: Path) -> Path:
    questions = [
        asked("When did it sink?", "the storm"),
        asked("Who painted it?", None),
        asked("What was the whole of it?", "storm. Nobody was hurt"),  # over the end of a sentence
    ]
    paragraphs = [
        {"context": HARBOUR, "qas": questions},
        {"context": CHOIR, "qas": [asked("Who sang?", "A choir", CHOIR)]},
    ]
    path = folder / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "Old_ferries", "paragraphs": paragraphs}]}))
    return path


def test_the_sentence_that_holds_the_answer_is_gold(tmp_path: Path) -> None:
    when, who, sang = squad(written(tmp_path), skip=set())
    assert (when.text, when.title, when.gold) == ("When did it sink?", "Old_ferries", {0})
    first, second, _ = when.candidates
    assert first.answer is not None
    assert first.sentence[slice(*first.answer)] == "the storm"
    assert second == Candidate(
        "Nobody was hurt.", context_of("Old ferries", "", ("The ferry sank in the storm.",))
    )
    assert {c.sentence for c in when.others} == {"A choir sang on the quay.", "The mayor listened."}
    assert (who.gold, sang.gold) == (set(), {0})


def test_a_paragraph_may_be_left_out(tmp_path: Path) -> None:
    (left,) = squad(written(tmp_path), skip={HARBOUR})
    assert left.text == "Who sang?"


def test_the_nearest_wrong_sentences_stand_beside_the_right_one() -> None:
    candidates = [Candidate(f"Sentence {n}.", "") for n in range(6)]
    question = Question("Which one?", "", candidates, gold={5})
    near = {c.sentence: np.array([n, 1.0], dtype=np.float32) for n, c in enumerate(candidates)}
    vectors = {**near, question.text: np.array([1.0, 0.0], dtype=np.float32)}
    ((text, members),) = groups([question], vectors, random.Random(1))
    assert text == question.text
    assert members[0] == (candidates[5], True)
    assert members[1:] == [(candidates[n], False) for n in (4, 3, 2)]
    assert len(members) == 1 + NEGATIVES


def test_asked_about_somebody_else_it_has_no_answer() -> None:
    gold = Candidate("Mila Kord opened it.", "")
    questions = [
        Question("When did Mila Kord open it?", "", [gold], {0}),
        Question("When did Jon Vesper open it?", "", [gold], {0}),
    ]
    vectors = {text: np.ones(2, dtype=np.float32) for text in (q.text for q in questions)}
    vectors[gold.sentence] = np.ones(2, dtype=np.float32)
    seen = [g for seed in range(60) for g in groups(questions, vectors, random.Random(seed))]
    changed = [(text, members) for text, members in seen if not members[0][1]]
    assert changed
    assert {text for text, _ in changed} == {"When did Jon Vesper open it?"}

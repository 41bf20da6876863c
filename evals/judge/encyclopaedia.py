"""Questions on encyclopaedia paragraphs with right and wrong sentences, for the judge to learn from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import sentencex
from numpy.typing import NDArray

from evals.judge.near_misses import NAME, blanked, other, trimmed
from rag.judge.form import context_of

# Titles of SQuAD that nothing is taught on. Other weights that are learned on SQuAD keep to them.
HELD_OUT = ("Normans", "Steam_engine", "Prime_number", "European_Union_law")
NEGATIVES = 3  # wrong sentences beside a right one
OF_OTHERS = 60  # sentences of other paragraphs that the hardest are looked for among
NEAR = 200  # sentences of other paragraphs whose names stand in for the one asked about
# Shares of the answerable questions: asked of another name or year as well, asked again with
# the answer gone from its sentence, and answered by a sentence that has lost something else.
OTHER, BLANKED, TRIMMED = 0.4, 0.5, 0.4


@dataclass(frozen=True)
class Candidate:
    """A sentence with its `context_of`; `answer` is the answer's characters inside `sentence`."""

    sentence: str
    context: str
    answer: tuple[int, int] | None = None


@dataclass
class Question:
    """`candidates` are its paragraph's, in order; `gold` the indices of those that answer it.

    Without gold it cannot be answered. `others` are of the same article's other paragraphs.
    """

    text: str
    title: str
    candidates: list[Candidate] = field(default_factory=list)
    gold: set[int] = field(default_factory=set)
    others: list[Candidate] = field(default_factory=list)


Group = tuple[str, list[tuple[Candidate, bool]]]  # a question; sentences and whether they answer


def squad(path: Path, skip: set[str]) -> list[Question]:
    """The questions of a file in SQuAD's format, but for those about a paragraph in `skip`.

    Left out are those whose answer runs over the end of a sentence.
    """
    questions = []
    for article in json.loads(path.read_text())["data"]:
        title = article["title"].replace("_", " ")
        texts = [paragraph["context"] for paragraph in article["paragraphs"]]
        pools = [_sentences(text) for text in texts]
        everything = [
            (n, Candidate(sentence, context_of(title, "", (previous,))))
            for n, pool in enumerate(pools)
            for _, sentence, previous in pool
        ]
        for number, paragraph in enumerate(article["paragraphs"]):
            if texts[number] in skip:
                continue
            elsewhere = [candidate for n, candidate in everything if n != number]
            for qa in paragraph["qas"]:
                answers = [] if qa.get("is_impossible") else _answers(qa)
                question = Question(qa["question"], article["title"], others=elsewhere)
                for i, (start, sentence, previous) in enumerate(pools[number]):
                    end = start + len(sentence)
                    inside = [(a - start, b - start) for a, b in answers if start <= a and b <= end]
                    context = context_of(title, "", (previous,))
                    answer = inside[0] if inside else None
                    question.candidates.append(Candidate(sentence, context, answer))
                    if inside:
                        question.gold.add(i)
                if bool(question.gold) == bool(answers):
                    questions.append(question)
    return questions


def groups(
    questions: list[Question], vectors: Mapping[str, NDArray[np.float32]], rng: random.Random
) -> list[Group]:
    """For each question its gold sentence, if any, and the hardest others; beside it near misses.

    `vectors` holds a unit vector for every question and sentence.
    """
    everybody = sorted({n for q in questions for n in NAME.findall(q.text)})
    made: list[Group] = []
    for q in questions:
        vector = vectors[q.text]
        wrong = [c for i, c in enumerate(q.candidates) if i not in q.gold]
        pool = _nearest(wrong, vector, vectors)[:NEGATIVES]
        if q.others:
            some = rng.sample(q.others, min(OF_OTHERS, len(q.others)))
            far = _nearest(some, vector, vectors)
            pool = [*pool[: NEGATIVES - 1], *far[: 1 + NEGATIVES - len(pool)]][:NEGATIVES]
        chosen = [(c, False) for c in pool]
        if not q.gold:
            made.append((q.text, chosen))
            continue
        gold = q.candidates[rng.choice(sorted(q.gold))]
        made += _near_misses(q, gold, chosen, everybody, rng)
        trim = gold.answer if rng.random() < TRIMMED else None
        if trim and (less := trimmed(gold.sentence, q.text, trim, rng)):
            gold = Candidate(less[0], gold.context, less[1])
        made.append((q.text, [(gold, True), *chosen]))
    return made


def _near_misses(
    q: Question, gold: Candidate, others: list[tuple[Candidate, bool]], everybody: list[str],
    rng: random.Random,
) -> Iterator[Group]:  # fmt: skip
    """The question without its answer, and another question of the same sentence; or neither."""
    blank = gold.answer if rng.random() < BLANKED else None
    if blank and (left := blanked(gold.sentence, gold.context, blank, rng)):
        yield q.text, [(Candidate(left, gold.context), False), *others[:2]]
    if rng.random() < OTHER:
        told = f"{gold.context} {gold.sentence}"
        near = (*q.candidates, *q.others[:NEAR])
        here = [n for c in near for n in NAME.findall(c.sentence) if n not in told]
        if asked := other(q.text, told, here or everybody, rng):
            yield asked, [(gold, False), *others[:1]]


def _nearest(
    candidates: list[Candidate],
    vector: NDArray[np.float32],
    vectors: Mapping[str, NDArray[np.float32]],
) -> list[Candidate]:
    return sorted(candidates, key=lambda c: -float(vectors[c.sentence] @ vector))


def _answers(qa: dict[str, Any]) -> list[tuple[int, int]]:
    return [(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]]


def _sentences(paragraph: str) -> list[tuple[int, str, str]]:
    """(start, sentence, the sentence before it or "") of a paragraph, in order."""
    found: list[tuple[int, str, str]] = []
    at = 0
    previous = ""
    for piece in sentencex.segment("en", paragraph):
        sentence = piece.strip()
        if not sentence:
            continue
        start = paragraph.index(sentence, at)
        found.append((start, sentence, previous))
        at, previous = start + len(sentence), sentence
    return found

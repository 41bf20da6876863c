"""What the judge is taught, in small groups: a question with sentences, or a claim with one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.judge.encyclopaedia import HELD_OUT, groups, squad
from evals.judge.newsdesk import CONTRADICTED, ENTAILED, UNSAID, Claim, Question, Sentence
from index import static

OWN, OTHER = 2, 1  # wrong sentences of the same article, of other articles
HARDEST = 8  # of the article's own, among which the wrong ones are drawn
NOT_ENTAILED = -1  # contradicted or not said: the set does not tell which
LONGEST = 700  # characters of premise and hypothesis
HISTORY = 0.12  # share of questions that stand alone and yet get another one in front


@dataclass(frozen=True)
class Pair:
    """What one reading of the model takes, and what it should say of it.

    `right`: the sentence answers; None where it is a claim. `span` is the answer's place in the
    sentence. `label` is what the sentence makes of a claim, or of what a question takes for
    granted; None where nobody knows.
    """

    first: str
    context: str
    sentence: str
    right: bool | None = None
    span: tuple[int, int] | None = None
    label: int | None = None


Group = list[Pair]


class Vectors:
    """Static vectors of many texts, near enough to find hard negatives by, and fast."""

    def __init__(self, texts: Sequence[str]) -> None:
        held = sorted(set(texts))
        self._at = {text: n for n, text in enumerate(held)}
        self.rows: NDArray[np.float32] = np.asarray(static.vectors(held), dtype=np.float32)

    def of(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self.rows[self._at[text]]
        return row

    def nearest(self, text: str, among: Sequence[Sentence]) -> list[Sentence]:
        found = self.rows[[self._at[s.text] for s in among]] @ self.of(text)
        return [among[i] for i in np.argsort(-found)]


def news(asked: Sequence[Question], vectors: Vectors, rng: random.Random) -> Iterator[Group]:
    """Each question with one sentence that answers, if there is one, and the hardest others."""
    everywhere = [s for q in asked for s in q.sentences]
    everywhere = list({(s.article, s.text): s for s in everywhere}.values())
    matrix = vectors.rows[[vectors._at[s.text] for s in everywhere]]
    by_article: dict[str, list[Question]] = {}
    for q in asked:
        by_article.setdefault(q.sentences[0].article, []).append(q)
    for q in asked:
        text = q.text
        if q.kind != "follow_up" and rng.random() < HISTORY:
            text = f"{rng.choice(by_article[q.sentences[0].article]).text} {text}"
        wrong = [s for i, s in enumerate(q.sentences) if i not in q.gold]
        hard = vectors.nearest(q.text, wrong)[:HARDEST]
        chosen = [q.sentences[i] for i in q.nearest if i not in q.gold][:1]
        rest = [s for s in hard if s not in chosen]
        chosen += rng.sample(rest, min(len(rest), OWN + (not q.gold) - len(chosen)))
        far = np.argpartition(-(matrix @ vectors.of(q.text)), 40)[:40]
        others = [everywhere[i] for i in far if everywhere[i].article != q.sentences[0].article]
        chosen += rng.sample(others, min(OTHER, len(others)))
        near = {q.sentences[i].text for i in q.nearest}
        against = CONTRADICTED if q.kind == "false_premise" else UNSAID
        group = [
            Pair(text, s.context, s.text, False, label=against if s.text in near else UNSAID)
            for s in chosen
        ]
        if q.gold:
            s = q.sentences[rng.choice(sorted(q.gold))]
            at = s.text.find(q.answer) if q.answer else -1
            span = (at, at + len(q.answer)) if at >= 0 else None
            group.insert(0, Pair(text, s.context, s.text, True, span, ENTAILED))
        yield group


def claims(given: Sequence[Claim], rng: random.Random) -> Iterator[Group]:
    """Each claim with its sentence; up to one in seven also with that of another claim."""
    for n, claim in enumerate(given):
        s = claim.sentence
        yield [Pair(claim.text, s.context, s.text, label=claim.label)]
        other = given[max(0, n - 2)].sentence
        if rng.random() < 0.15 and other.article == s.article and other.text != s.text:
            yield [Pair(claim.text, other.context, other.text, label=UNSAID)]


def encyclopaedia(path: Path, most: int, rng: random.Random) -> Iterator[Group]:
    """SQuAD 2.0 but for the titles held out, with near misses made from it."""
    every = [q for q in squad(path, skip=set()) if q.title not in HELD_OUT]
    some = rng.sample(every, min(most, len(every)))
    texts = {q.text for q in some} | {c.sentence for q in some for c in [*q.candidates, *q.others]}
    held = sorted(texts)
    vectors = dict(zip(held, static.vectors(held), strict=True))
    for text, members in groups(some, vectors, rng):
        yield [Pair(text, c.context, c.sentence, right, c.answer) for c, right in members]


def inference(folder: Path, rng: random.Random) -> Iterator[Group]:
    """MNLI and FEVER: premise, hypothesis, entailed or not. Long premises are left out."""
    for name in ("mnli_dev", "mnli_test", "fever_dev", "fever_test"):
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            label, premise, hypothesis = (*line.split("\t"), "", "")[:3]
            if not hypothesis or not premise or len(premise) + len(hypothesis) > LONGEST:
                continue
            said = ENTAILED if label == "entailment" else NOT_ENTAILED
            yield [Pair(hypothesis, "", premise, label=said)]


__all__ = ["CONTRADICTED", "NOT_ENTAILED", "Group", "Pair", "Vectors", "claims", "encyclopaedia", "inference", "news"]  # fmt: skip

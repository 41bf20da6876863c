"""The questions that answers are measured by, and what counts as right: quiz, paragraphs, pages."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.judge.encyclopaedia import HELD_OUT
from evals.metrics import fold
from evals.retrieval import data
from evals.retrieval.score import Answers, plain
from evals.seeds import Question

Right = Callable[[Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """A question, asked as of `day` if there is one. `right` says of quotes whether they answer it.

    `group` is the line of the table that it counts in; with `silent`, no article answers it and
    declining is right; None where nobody knows.
    """

    text: str
    day: date | None
    group: str
    silent: bool | None
    right: Right


def quiz(corpus: data.Corpus) -> list[Item]:
    """The quiz, by where the answer's string stands: in an article given with the question, in
    some other one up to the day of asking (for a short answer often by chance), or in none."""
    texts = [(d.published or "", plain(f"{d.title}. {d.text}")) for d in corpus.documents]
    out = []
    for question in corpus.questions:
        answers = Answers(question.answers)
        until = question.asked or "9999"
        if question.own:
            group, silent = "held", False
        elif any(day <= until and answers.stand_in(text) for day, text in texts):
            group, silent = "elsewhere", None
        else:
            group, silent = "absent", True
        out.append(Item(question.text, question.day, group, silent, _by_string(answers)))
    return out


def squad(path: Path, most: int) -> list[Item]:
    """A sample of SQuAD 2.0, half of it about the titles that no model here was trained on."""
    new: list[Item] = []
    old: list[Item] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        unseen = article["title"] in HELD_OUT
        for row in (row for p in article["paragraphs"] for row in p["qas"]):
            strings = [] if row["is_impossible"] else [a["text"] for a in row["answers"]]
            item = Item(
                row["question"],
                None,
                f"{'new' if unseen else 'trained on'}, {'answer' if strings else 'none'}",
                not strings,
                _by_string(Answers(strings)),
            )
            (new if unseen else old).append(item)
    pick = random.Random(data.SEED)
    return [*pick.sample(new, most // 2), *pick.sample(old, most - most // 2)]


def pages(asked: Sequence[Question]) -> list[Item]:
    """Questions on the five real pages; right where, of each group of strings, one stands there."""
    out = []
    for row in asked:
        day = date.fromisoformat(row["as_of"]) if row.get("as_of") else None
        silent = not row["answerable"]
        group = "false premise" if row["kind"] == "false_premise" else "unanswerable"
        wanted = tuple(tuple(fold(s) for s in group) for group in row.get("any_of", ()))
        out.append(
            Item(
                row["question"], day, group if silent else "answerable", silent, _by_groups(wanted)
            )
        )
    return out


def _by_string(answers: Answers) -> Right:
    return lambda quotes: any(answers.stand_in(plain(quote)) for quote in quotes)


def _by_groups(wanted: Sequence[Sequence[str]]) -> Right:
    def right(quotes: Sequence[str]) -> bool:
        shown = fold(" ".join(quotes))
        return all(any(s in shown for s in group) for group in wanted)

    return right

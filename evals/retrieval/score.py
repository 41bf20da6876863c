"""What a list of passages is worth: does the answer stand in it, how soon, within how many words."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from evals.retrieval.data import Question

BUDGETS = (110, 550, 2200)  # words: about 1, 5 and 20 paragraphs of news
FORTNIGHT = timedelta(days=14)
SHORT = 4  # characters: up to here an answer must be a word of its own, or "ears" is in "years"
DRAWS = 4000
_SINGLE = dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_DOUBLE = dict.fromkeys(map(ord, '“”„‟″«»"'), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage of a list: its own words, the day of its article, and which article it is."""

    text: str
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One list, judged. `rank` is the first place, from 1, that holds the answer; 0 for none.

    `within` says for each budget of words whether the answer stands in as much of the list;
    `fresh` and `late` count the first five published in the fortnight up to the day of asking, and
    after it; `top` is how many of five there are.
    """

    rank: int
    within: tuple[bool, ...] = field(default=(False,) * len(BUDGETS))
    fresh: int = 0
    late: int = 0
    top: int = 0


def plain(text: str) -> str:
    """Case folded, quotation marks off, apostrophes straight, white space collapsed."""
    text = unicodedata.normalize("NFKC", text).translate({**_SINGLE, **_DOUBLE})
    return " ".join(text.casefold().split())


class Answers:
    """The strings that count as the answer to one question.

    One that ends in a figure must not run on in another ("5" is not in "15", "5.4" or "5,000");
    a bare number, or a word of up to four characters, must stand as a word of its own.
    """

    def __init__(self, answers: Iterable[str]) -> None:
        self._sought = [(a, _bounded(a)) for a in (plain(raw).strip("' ") for raw in answers) if a]

    def __bool__(self) -> bool:
        return bool(self._sought)

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text that `plain` has been over."""
        return any(
            answer in text and (pattern is None or pattern.search(text) is not None)
            for answer, pattern in self._sought
        )


def _bounded(answer: str) -> re.Pattern[str] | None:
    bare = re.fullmatch(r"[\d.,]+", answer) is not None or len(answer) <= SHORT
    before = after = ""
    if answer[0].isdigit():
        before = r"(?<!\d)(?<!\d[.,])"
    if answer[-1].isdigit():
        after = r"(?!\d|[.,]\d)"
    if bare:
        before += r"(?<!\w)" if answer[0].isalnum() else ""
        after += r"(?!\w)" if answer[-1].isalnum() else ""
    return re.compile(before + re.escape(answer) + after) if before or after else None


def judge(shown: Sequence[Shown], question: Question) -> Judged:
    """A list as an answer to a question: by the answer's string, or by the source that holds it."""
    if question.source:
        sources = list(dict.fromkeys(s.source for s in shown))
        return Judged(sources.index(question.source) + 1 if question.source in sources else 0)
    answers = Answers(question.answers)
    holds = [answers.stand_in(plain(s.text)) for s in shown]
    days = [s.day for s in shown[:5]]
    asked = question.day
    fresh = sum(1 for d in days if d and asked and asked - FORTNIGHT <= d <= asked)
    late = sum(1 for d in days if d and asked and d > asked)
    rank = holds.index(True) + 1 if True in holds else 0
    return Judged(rank, tuple(_within(shown, answers, b) for b in BUDGETS), fresh, late, len(days))


def _within(shown: Sequence[Shown], answers: Answers, budget: int) -> bool:
    """Whether the answer stands in the first `budget` words of a list."""
    left = budget
    for one in shown:
        words = one.text.split()[:left]
        if answers.stand_in(plain(" ".join(words))):
            return True
        left -= len(words)
        if not left:
            break
    return False


def recall(judged: Sequence[Judged], depth: int) -> NDArray[np.float64]:
    """1 where the answer is in the first `depth`, else 0, for each list."""
    return np.array([0 < j.rank <= depth for j in judged], dtype=np.float64)


def ndcg(judged: Sequence[Judged], depth: int = 10) -> NDArray[np.float64]:
    """nDCG with one right source: 1 at the first place, 0 past `depth`, for each list."""
    return np.array([1 / math.log2(1 + j.rank) if 0 < j.rank <= depth else 0.0 for j in judged])


def difference(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], seed: int = 7
) -> tuple[float, float, float]:
    """The mean of ours - theirs over the same questions, with its 95 % interval.

    Paired bootstrap over questions: the seed is fixed, so the same figures give the same interval.
    """
    apart = ours - theirs
    if not len(apart):
        return 0.0, 0.0, 0.0
    drawn = np.random.default_rng(seed).integers(0, len(apart), (DRAWS, len(apart)))
    low, high = np.percentile(apart[drawn].mean(axis=1), [2.5, 97.5])
    return float(apart.mean()), float(low), float(high)


def ceiling(
    passages: Iterable[tuple[str, date | None]], asked: Sequence[Question]
) -> tuple[int, int]:
    """For how many questions any passage holds the answer, and any published by the day asked.

    A passage is (text, day).
    """
    by_day: dict[date, list[str]] = {}
    for text, day in passages:
        by_day.setdefault(day or date.min, []).append(plain(text))
    # A line break is in no plain text, so no answer is found across two passages.
    days = [(day, "\n".join(texts)) for day, texts in sorted(by_day.items())]
    whole = in_time = 0
    for question in asked:
        answers = Answers(question.answers)
        first = next((day for day, text in days if answers.stand_in(text)), None)
        whole += first is not None
        in_time += first is not None and (question.day is None or first <= question.day)
    return whole, in_time

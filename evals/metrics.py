"""One answer against one case; many outcomes to rates. Every rate is 0 to 1, higher is better."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.cases import Case
from index.article import Article
from rag.answer import Answer

STRAIGHT = str.maketrans("“”‘’\u00a0", "\"\"'' ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case went. A field is None where the case does not ask for it.

    What may answer is shown to be read, so it counts as an answer, right or wrong.
    """

    case: Case
    answer: Answer
    quotes_exact: bool
    sentences_cited: bool
    abstained_rightly: bool | None
    answer_right: bool | None
    citation_right: bool | None
    speaker_named: bool | None
    difference_shown: bool | None
    no_false_conflict: bool | None
    parts_right: bool | None
    why: str


@dataclass(frozen=True, slots=True)
class Rate:
    """`good` of `all`; `share` is None where there is nothing to share."""

    good: int
    all: int

    @property
    def share(self) -> float | None:
        return self.good / self.all if self.all else None


def judge(case: Case, answer: Answer, article: Callable[[str], Article]) -> Outcome:
    """Compare. `article` looks an article up by id: the quotes are checked against the store."""
    exact = all(
        c.quote == article(c.article_id).text[c.start : c.end] and c.quote
        for c in (*answer.citations, *answer.nearest)
    )
    answered = answer.status != "abstained"
    cited = all(c.markers for c in answer.claims) and bool(answer.claims) == answered
    wrong = _wrong(case, answer)
    citation = None
    if case.answerable and answered and (case.articles or case.all_articles):
        titles = {c.title for c in answer.citations}
        citation = bool(titles & set(case.articles) or not case.articles)
        citation = citation and titles >= set(case.all_articles)
        if not citation:
            wrong = wrong or f"cites {sorted(titles)}"
    return Outcome(
        case,
        answer,
        exact,
        cited,
        None if case.answerable else answer.status != "answered",
        not _wrong(case, answer) if case.answerable else None,
        citation,
        _names(case, answer) if case.speaker else None,
        _shows(case, answer) if case.differs else None,
        all(d.update for d in answer.disagreements) if case.kind == "fact" else None,
        _as_expected(case, answer) if case.parts else None,
        wrong if exact else f"a quote is not in its article; {wrong}",
    )


def _wrong(case: Case, answer: Answer) -> str:
    """What is wrong with the content, or an empty string."""
    if not case.answerable:
        return f"answered: {answer.text[:160]}" if answer.status == "answered" else ""
    if answer.status == "abstained":
        return "abstained"
    quotes = fold(" ".join(c.quote for c in answer.citations))
    for group in case.quotes:
        if not any(fold(wanted) in quotes for wanted in group):
            return f"no quote holds {' / '.join(group)}"
    everything = fold(answer.text) + quotes
    for banned in case.absent:
        if fold(banned) in everything:
            return f"holds {banned!r}"
    if case.speaker and not _names(case, answer):
        return f"does not name the speaker {case.speaker!r}"
    return ""


def _as_expected(case: Case, answer: Answer) -> bool:
    """Whether each part with an answer is shown one, and none without is given one for certain."""
    unlike = {"answered": "abstained", "abstained": "answered"}
    return len(answer.parts) == len(case.parts) and all(
        part.status != unlike[expected]
        for part, expected in zip(answer.parts, case.parts, strict=True)
    )


def _names(case: Case, answer: Answer) -> bool:
    """Whether the speaker is named, with a citation or in the text."""
    speakers = fold(" ".join(filter(None, (c.speaker for c in answer.citations))))
    return fold(case.speaker or "") in speakers + fold(answer.text)


def _shows(case: Case, answer: Answer) -> bool:
    """Whether two of the sides are set against each other, as what they are: conflict or update."""
    quotes = {c.marker: fold(c.quote) for c in answer.citations}
    for found in answer.disagreements:
        sides = " ".join(quotes[marker] for _, marker in found.sides)
        held = [group for group in case.quotes if any(fold(wanted) in sides for wanted in group)]
        if found.update == (case.differs == "update") and len(held) >= 2:
            return True
    return False


def fold(text: str) -> str:
    """For comparing: one case, straight quotation marks, single spaces."""
    return re.sub(r"\s+", " ", text.translate(STRAIGHT)).casefold()


def rates(outcomes: Sequence[Outcome]) -> dict[str, Rate]:
    """The metrics that the gate looks at, over any set of outcomes."""
    return {
        "quote_integrity": _rate([o.quotes_exact for o in outcomes]),
        "sentences_cited": _rate([o.sentences_cited for o in outcomes]),
        "answer_correctness": _rate([o.answer_right for o in outcomes]),
        "citation_correctness": _rate([o.citation_right for o in outcomes]),
        "abstention": _rate([o.abstained_rightly for o in outcomes]),
        "attribution": _rate([o.speaker_named for o in outcomes]),
        "disagreement": _rate([o.difference_shown for o in outcomes]),
        "no_false_conflict": _rate([o.no_false_conflict for o in outcomes]),
        "parts": _rate([o.parts_right for o in outcomes]),
    }


def _rate(values: Sequence[bool | None]) -> Rate:
    asked = [v for v in values if v is not None]
    return Rate(sum(asked), len(asked))

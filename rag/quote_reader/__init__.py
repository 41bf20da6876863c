"""The default reader: the right sentences themselves, at most three, most direct first; where it is
asked how things stand, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from index import asking
from index.words import asked_about, names
from rag.disagree import on_subject
from rag.disagree.figured import tells
from rag.disagree.vocabulary import forms
from rag.disagree.wanted import wanted
from rag.quote_reader.alike import bears_out, key
from rag.quote_reader.explain import Explainer
from rag.reading import Draft, DraftQuote, Evidence, Material, Usage
from rag.verify.mood import stands

__all__ = ["MARGIN", "MOST", "QuoteReader", "certain", "choose"]

MOST = 3
# In points of `Evidence.score`, three of which are one of log-odds; docs/answers.md says why.
MARGIN = 1.5  # that another may be behind the best and still be shown beside it
BESIDE = 0.05  # probability of another that is shown beside one that only may answer
OLDER = 3.0  # margins that the newest may be behind where the question asks how things stand
SOURCES = 3  # quotes of other sources under one statement, itself among them


class QuoteReader:
    """Answers with verbatim sentences; no model writes a word."""

    name = "quote"
    prompt_hash: str | None = None

    def read(self, material: Material) -> Iterator[Draft | Usage]:
        """The best sentences as drafts; none if nothing may answer."""
        explainers: dict[str, Explainer] = {}
        for group in choose(material):
            first = group[0]
            name = first.article.id
            explainer = explainers.setdefault(name, Explainer(first.article))
            yield Draft(
                first.text,
                tuple(DraftQuote(e.article.id, e.text) for e in group),
                explainer.of(first.start, first.end, first.speaker),
                certain(group),
            )


def choose(material: Material) -> list[list[Evidence]]:
    """The sentences to show, those that answer before those that may; those that say the same in
    two articles stand together."""
    # The verifier would drop them; here they would take the place of others.
    sound = [e for e in material.evidence if stands(e.text, e)]
    ranked = [e for e in sound if e.may_answer]
    if not ranked:
        return []
    if asking.kind(material.question) == "how many":
        ranked = _telling(material.question, ranked)
    best = ranked[0]
    firm = [e for e in ranked if certain([e])] or ranked
    chosen: list[list[Evidence]] = [[best]]
    # Where it is not sure which answers, the reader of the answer may look at the next ones too.
    beside = (
        [e for e in ranked[1:] if e.answers or e.score >= best.score - MARGIN]
        if best.answers
        else [e for e in sound if e is not best and e.probability >= BESIDE]
    )
    if asking.is_present(material.question):
        # How things stand is what the newest article says, though older ones put it better. What
        # scores far less can only be on the same thing where it says as much of what is asked.
        _add(chosen, _newest(material.question, [best, *beside, *_as_full(material, firm)]))
    for evidence in beside:
        _add(chosen, evidence)
    for evidence in sound:  # what says the very same answers as well, however it was scored
        _join(chosen, evidence)
    if asking.is_present(material.question):
        told = _covered(material.question, best)
        # The newest first, but not one that says less of what is asked, only of the same place.
        chosen.sort(
            key=lambda group: (
                max(_covered(material.question, e) for e in group) >= told,
                _day(group[0]),
            ),
            reverse=True,
        )
    return sorted(chosen, key=certain, reverse=True)


def certain(group: Sequence[Evidence]) -> bool:
    """Whether sentences that say the same are taken for an answer."""
    return any(e.answers for e in group)


def _as_full(material: Material, ranked: list[Evidence]) -> list[Evidence]:
    """Those that say as much of what is asked as the best; none where the question names nobody."""
    if not names(material.question):
        return []
    told, least = _covered(material.question, ranked[0]), ranked[0].score - OLDER * MARGIN
    return [e for e in ranked if e.score >= least and _covered(material.question, e) >= told]


def _covered(question: str, evidence: Evidence) -> int:
    """How many of the question's words stand in a sentence or its article's title; "held" is "hold"."""
    held = forms(f"{evidence.article.title or ''} {evidence.text}")
    return sum(not held.isdisjoint(forms(word)) for word in asked_about(question))


def _telling(question: str, ranked: list[Evidence]) -> list[Evidence]:
    """Those whose figures count what is asked for; all, if none of the better ones does."""
    asked = wanted(question)
    found = [e for e in ranked if tells(e, asked)]
    return found if found and found[0].score >= ranked[0].score - 2 * MARGIN else ranked


def _newest(question: str, ranked: list[Evidence]) -> Evidence:
    """The best answer of the newest article that is on the subject."""
    voices = [e for e in ranked if on_subject(question, e.text, e.article.title)] or ranked[:1]
    last = max(_day(e) for e in voices)
    return next(e for e in voices if _day(e) == last)


def _day(evidence: Evidence) -> date:
    """The first day it can have appeared on; an article that no day bounds is never the newest."""
    return evidence.article.published.first_day or date.min


def _add(chosen: list[list[Evidence]], evidence: Evidence) -> None:
    """A statement of its own, unless it is there already or is more than can be shown."""
    told = any(_same(e, evidence) or key(e.text) == key(evidence.text) for g in chosen for e in g)
    if not told and not _join(chosen, evidence) and len(chosen) < MOST:
        chosen.append([evidence])


def _join(chosen: list[list[Evidence]], evidence: Evidence) -> bool:
    """Whether it says what one of the `chosen` says; another source is then put under that."""
    if any(_same(e, evidence) for group in chosen for e in group):
        return True
    for group in chosen:
        room = len(group) < SOURCES and all(e.article.id != evidence.article.id for e in group)
        if bears_out(group[0], evidence):
            if room:
                group.append(evidence)
            return True
        if room and all(bears_out(evidence, e) for e in group):
            group.insert(0, evidence)  # it says no more than the others, who all bear it out
            return True
    return False


def _same(one: Evidence, other: Evidence) -> bool:
    return one.start == other.start and one.article.id == other.article.id

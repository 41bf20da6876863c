"""The default reader: the right sentences themselves, at most three, most direct first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index import asking
from rag.disagree import LEAST, differing, on_subject
from rag.reading import Draft, DraftQuote, Evidence, Material, Usage

MOST = 3
ANSWERS = -1.4  # log-odds at which a sentence is taken for an answer; docs/decisions.md says why
MARGIN = 2.5  # how far behind the best another may be and still be shown


class QuoteReader:
    """Answers with verbatim sentences; no model writes a word."""

    name = "quote"
    prompt_hash: str | None = None

    def read(self, material: Material) -> Iterator[Draft | Usage]:
        """The best sentences as drafts; none if nothing is taken for an answer."""
        for group in choose(material):
            quotes = tuple(DraftQuote(e.article.id, e.text) for e in group)
            yield Draft(group[0].text, quotes, group[0].speaker)


def choose(material: Material) -> list[list[Evidence]]:
    """The sentences to show; those that say the same words in two articles stand together."""
    ranked = [e for e in material.evidence if e.score > ANSWERS]
    if not ranked:
        return []
    best = ranked[0]
    chosen: list[list[Evidence]] = [[best]]
    if asking.kind(material.question) == "how many":
        # Another figure for the same thing must be seen, though it is put less directly.
        for other in differing(material.question, best, material.evidence[1:]):
            _add(chosen, other)
    if asking.is_present(material.question):
        # How things stand is what the newest article says, though an older one puts it better.
        _add(chosen, _newest(material))
    for evidence in ranked[1:]:
        if evidence.score >= best.score - MARGIN:
            _add(chosen, evidence)
    if asking.is_present(material.question):
        chosen.sort(key=lambda group: _day(group[0]), reverse=True)
    return chosen


def _newest(material: Material) -> Evidence:
    """The best evidence of the newest article that is on the subject."""
    voices = [
        e
        for e in material.evidence
        if e.score >= LEAST and on_subject(material.question, e.text, e.article.title)
    ] or [material.evidence[0]]
    last = max(_day(e) for e in voices)
    return next(e for e in voices if _day(e) == last)


def _day(evidence: Evidence) -> date:
    return evidence.article.published.first_day or date.min


def _add(chosen: list[list[Evidence]], evidence: Evidence) -> None:
    words = _key(evidence.text)
    for group in chosen:
        if any(e.article.id == evidence.article.id and e.start == evidence.start for e in group):
            return
        if _key(group[0].text) == words:
            if all(e.article.id != evidence.article.id for e in group):
                group.append(evidence)
            return
    if len(chosen) < MOST:
        chosen.append([evidence])


def _key(text: str) -> str:
    """The bare words: a dateline in front or other quotation marks make no other sentence."""
    text = re.sub(r"^[A-Z/ .,]{3,40}\([^)]*\)\s*[–—-]+\s*", "", text)
    return " ".join(re.findall(r"\w+", text.lower()))

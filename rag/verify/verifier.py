"""Drafts to claims: every quote found in its article, every claim borne out by its quotes.

What its quotes do not bear out is cut back to what they say, given back to the one who said it, or
dropped here, before anyone sees it, whichever reader wrote it.
"""

from __future__ import annotations

import itertools
import logging
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from index.archive import Archive
from index.article import Article, Sentence
from index.hit import Hit
from index.same import words
from rag import checker
from rag.answer import Citation, Claim
from rag.reading import Draft, Evidence
from rag.verify import rules
from rag.verify.citing import around, cite, overlap
from rag.verify.ground import Ground
from rag.verify.locate import places
from rag.verify.mood import stands
from rag.verify.narrow import RELATED, narrowed, related
from rag.verify.parts import parts
from rag.verify.speaker import attributed, joined, needs_speaker, together

log = logging.getLogger("dateline")

LEAST_SUPPORT = 0.5  # of the checker's probability: even odds
LONGEST_CLAIM = 1_000  # characters of a claim in a reader's own words
LONGEST = 600  # characters of a sentence that may stand in for a claim
MARKERS = re.compile(r"\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\]")
LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]*|!?\[[^\[\]]*\]\([^\s()]*|<[a-z!/][^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class _Span:
    """Whole sentences of an article that a draft quotes from."""

    article: Article
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def asserts(self) -> bool:
        """Whether every sentence of it says that something is so."""
        text = self.article.text
        return all(stands(text[s.start : s.end], s) for s in self.sentences)

    @property
    def speaker(self) -> str | None:
        """A quote that runs from one voice into another, or into the reporter's, is nobody's."""
        return _one_voice(self.sentences)

    def from_where(self, other: _Span) -> bool:
        """Whether both are from the same place of the same article."""
        return self.start == other.start and self.article.id == other.article.id

    def runs(self, text: str) -> list[_Span]:
        """Only the sentence that is this text, where one of them is; else a span for each voice,
        so that nobody's statement is put down to nobody."""
        for s in self.sentences:
            if self.article.text[s.start : s.end] == text:
                return [self._of(s)]
        if text == self.text or len({s.speaker for s in self.sentences}) < 2:
            return [self]
        runs = itertools.groupby(self.sentences, key=lambda s: s.speaker)
        return [self._of(*run) for _, run in runs]

    def _of(self, *run: Sentence) -> _Span:
        return _Span(self.article, run[0].start, run[-1].end, run)


class Verifier:
    """Checks the drafts of one answer and numbers its citations.

    Only the articles that were retrieved count: a reader cannot cite what the filters kept out.
    `dropped` counts the drafts that were refused; the log says why, and which were cut back.
    """

    def __init__(self, hits: Sequence[Hit], evidence: Sequence[Evidence], archive: Archive) -> None:
        self.dropped = 0
        self._articles = {h.article.id: h.article for h in hits}
        self._carried = {h.article.id: h.carriers for h in hits}
        self._evidence: dict[tuple[str, int, int], Evidence] = {}
        self.turn_to(evidence)
        self._archive = archive
        self._made: dict[tuple[str, int, int], Citation] = {}

    def turn_to(self, evidence: Sequence[Evidence]) -> None:
        """What answers in a sentence is marked as this evidence has it: each part asks another thing."""
        self._evidence |= {(e.article.id, e.start, e.end): e for e in evidence}

    def check(self, draft: Draft) -> tuple[Claim, tuple[Citation, ...]] | None:
        """The claim and its citations, or None if it does not stand."""
        spans = self._spans(draft)
        if not spans:
            self._refuse("none of its quotes stands in an article", draft.text)
            return None
        if said := next((span for span in spans if span.text == draft.text), None):
            others = [s for s in spans if s is not said and _bears(draft.text, [s])]
            return self._claim(draft.text, [said, *others], said)  # its own support
        text = _clean(draft.text)
        if len(text) > LONGEST_CLAIM:
            self._refuse("it is too long for one claim", text)
            return None
        spans = _in_one_voice(text, spans)
        why = unsupported(text, _ground(spans))
        if why is None:
            return self._claim(text, _needed(text, spans))
        if shorter := narrowed(text, lambda cut: _stands(cut, spans)):
            log.info("claim cut back, %s: %r", why, text)
            return self._claim(shorter, _needed(shorter, _in_one_voice(shorter, spans)))
        best = max(spans, key=lambda s: related(text, s.text))
        shown = (best.article.id, best.start, best.end) in self._made  # under an earlier claim
        if not shown and related(text, best.text) >= RELATED and len(best.text) <= LONGEST:
            log.info("claim cut back, %s: %r", why, text)
            return self._claim(best.text, [best], best)
        self._refuse(why, draft.text)
        return None

    def _refuse(self, why: str, text: str) -> None:
        self.dropped += 1
        log.info("claim dropped, %s: %r", why, text)

    def _claim(
        self, text: str, spans: Sequence[_Span], said: _Span | None = None
    ) -> tuple[Claim, tuple[Citation, ...]]:
        """`said` is the span whose very words the text is: they stay as they are."""
        citations = tuple(dict.fromkeys(self._cite(span) for span in spans))
        speaker = said.speaker if said else _speaker(spans)
        shown = text if said else _in_its_mouth(text, speaker)
        return Claim(shown, tuple(c.marker for c in citations), speaker), citations

    def _spans(self, draft: Draft) -> list[_Span]:
        """The sentences that the draft's quotes are cut from: half of one can say the opposite."""
        spans: list[_Span] = []
        for quote in draft.quotes:
            article = self._articles.get(quote.article_id)
            found = places(quote.text, article.text) if article else []
            if article is None or not found:
                log.info("quote dropped, not in the article: %r", quote.text)
                continue
            made = [self._whole(article, *place) for place in found]
            # The same few words can stand at several places: the claim says which is meant.
            span = (
                made[0] if len(made) == 1 else max(made, key=lambda s: related(draft.text, s.text))
            )
            if not span.asserts:
                log.info("quote dropped, it asserts nothing: %r", quote.text)
                continue
            for run in span.runs(draft.text):
                at = next((i for i, s in enumerate(spans) if run.from_where(s)), len(spans))
                # Of two quotes from one place, the longer has all that the other says.
                if at == len(spans) or (run.end > spans[at].end and spans[at].text != draft.text):
                    spans[at : at + 1] = [run]
        return spans

    def _whole(self, article: Article, start: int, end: int) -> _Span:
        found = tuple(s for s in self._archive.sentences(article.id) if overlap(s, start, end))
        if not found:
            return _Span(article, start, end, ())
        return _Span(article, min(start, found[0].start), max(end, found[-1].end), found)

    def _carried_by(self, span: _Span) -> tuple[str, ...]:
        """The outlets that print these very words too: they are no sources of their own."""
        said = words(span.text)
        others = [self._archive.article(i) for i in self._carried.get(span.article.id, ())]
        same = [o.outlet or "an outlet that is not named" for o in others if said in words(o.text)]
        return tuple(dict.fromkeys(same))

    def _cite(self, span: _Span) -> Citation:
        key = (span.article.id, span.start, span.end)
        if key not in self._made:
            evidence = self._evidence.get(key)
            self._made[key] = cite(
                span.article, span.start, span.end, len(self._made) + 1, span.speaker,
                evidence.highlight if evidence else None, self._carried_by(span), span.sentences,
            )  # fmt: skip
        return self._made[key]


def ground_of(
    spans: Sequence[tuple[Article, int, int, Sequence[Sentence]]],
) -> Ground:
    """What a claim that quotes these spans (article, start, end, sentences) may say."""
    heads = " ".join(around(a) for a, _, _, _ in spans)
    return Ground(
        " ".join(a.text[start:end] for a, start, end, _ in spans),
        joined(_one_voice(sentences) for _, _, _, sentences in spans),
        heads,
        tuple(parts(spans, heads)),
        tuple(e for _, _, _, sentences in spans for s in sentences for e in s.events),
        spans[0][0].published,
    )


def unsupported(claim: str, ground: Ground) -> str | None:
    """Why the claim does not stand on its quotes, or None: the rules first, then the checker."""
    if not _links(claim) <= _links(ground.quotes):
        return "the claim holds a link or mark-up"
    if why := rules.problem(claim, ground):
        return why
    (probability,) = checker.support([(claim, evidence_of(ground))])
    return f"support is only {probability:.2f}" if probability < LEAST_SUPPORT else None


def evidence_of(ground: Ground) -> str:
    """What the checker reads: the quotes, with who speaks in them in front."""
    return f"{ground.speaker} said: {ground.quotes}" if ground.speaker else ground.quotes


def _ground(spans: Sequence[_Span]) -> Ground:
    return ground_of([(s.article, s.start, s.end, s.sentences) for s in spans])


def _bears(text: str, spans: Sequence[_Span]) -> bool:
    return unsupported(text, _ground(spans)) is None


def _in_one_voice(text: str, spans: list[_Span]) -> list[_Span]:
    """Those of the spans that a claim may be put down to: where two speak, those that bear it out
    by themselves, or else the nearest one. What one of them says is not the other's."""
    if len(together(s.speaker for s in spans)) < 2 or not needs_speaker(text, _speaker(spans)):
        return spans
    alone = [s for s in spans if _bears(text, [s])]
    return alone or [max(spans, key=lambda s: related(text, s.text))]


def _stands(text: str, spans: list[_Span]) -> bool:
    """Whether the spans bear it out, and those too that it would be put down to."""
    if not _bears(text, spans):
        return False
    kept = _in_one_voice(text, spans)
    return len(kept) == len(spans) or _bears(text, kept)


def _needed(text: str, spans: list[_Span]) -> list[_Span]:
    """Those of the spans that bear the claim out by themselves, or else those without which it
    does not stand: what has no part in it is not its source."""
    if len(spans) < 2:
        return spans
    if alone := [s for s in spans if _bears(text, [s])]:
        return alone
    kept = spans
    for span in spans:
        rest = [s for s in kept if s is not span]
        if rest and _bears(text, rest):
            kept = rest
    return kept


def _one_voice(sentences: Sequence[Sentence]) -> str | None:
    voices = {s.speaker for s in sentences}
    return voices.pop() if len(voices) == 1 else None


def _speaker(spans: Sequence[_Span]) -> str | None:
    return joined(s.speaker for s in spans)


def _links(text: str) -> set[str]:
    """Whole addresses and mark-up."""
    return {match[0].rstrip(".,;:!?'’)") for match in LINK.finditer(text)}


def _in_its_mouth(text: str, speaker: str | None) -> str:
    """The claim as its speaker's, where it does not name them itself."""
    return attributed(text, speaker) if speaker and needs_speaker(text, speaker) else text


def _clean(text: str) -> str:
    """Without control characters, and without markers, which only the verifier gives."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return " ".join(MARKERS.sub("", visible).split())

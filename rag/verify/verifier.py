"""Drafts to claims: every quote found in its article, every claim borne out by its quotes.

What its quotes do not bear out is cut back to what they say, given back to the one who said it, or
dropped here, before anyone sees it, whichever reader wrote it.
"""

from __future__ import annotations

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
from rag.verify.mood import asserts
from rag.verify.narrow import RELATED, narrowed, related
from rag.verify.speaker import attributed, needs_speaker, together

log = logging.getLogger("dateline")

LEAST_SUPPORT = 0.5  # of the checker's probability: even odds
LONGEST_CLAIM = 1_000  # characters of a claim in a reader's own words
LONGEST = 600  # characters of a sentence that may stand in for a claim
MARKERS = re.compile(r"\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\]")
LINK = re.compile(r"https?://|www\.|!?\[[^\]]*\]\(|<[a-z!/][^>]*>", re.I)


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
        return all(
            asserts(text[s.start : s.end], quoted=s.voice == "direct" and s.speaker is not None)
            for s in self.sentences
        )

    @property
    def speaker(self) -> str | None:
        """A quote that runs from one voice into another, or into the reporter's, is nobody's."""
        voices = {s.speaker for s in self.sentences}
        return voices.pop() if len(voices) == 1 else None


class Verifier:
    """Checks the drafts of one answer and numbers its citations.

    Only the articles that were retrieved count: a reader cannot cite what the filters kept out.
    `dropped` counts the drafts that were refused, `cut` those of which only a part or the quoted
    sentence itself was let through; `reasons` says why, a line for each of both.
    """

    def __init__(self, hits: Sequence[Hit], evidence: Sequence[Evidence], archive: Archive) -> None:
        self.dropped = 0
        self.cut = 0
        self.reasons: list[str] = []
        self._articles = {h.article.id: h.article for h in hits}
        self._carried = {h.article.id: h.carriers for h in hits}
        self._evidence = {(e.article.id, e.start, e.end): e for e in evidence}
        self._archive = archive
        self._made: dict[tuple[str, int, int], Citation] = {}

    def check(self, draft: Draft) -> tuple[Claim, tuple[Citation, ...]] | None:
        """The claim and its citations, or None if it does not stand."""
        spans = self._spans(draft)
        if not spans:
            self._refuse("none of its quotes stands in an article", draft.text)
            return None
        if said := [span for span in spans if draft.text == span.text]:
            return self._claim(draft.text, spans, said[:1])  # its own support
        text = _clean(draft.text)
        if len(text) > LONGEST_CLAIM:
            self._refuse("it is too long for one claim", text)
            return None
        spans = _in_one_voice(text, spans)
        ground = _ground(spans)
        why = unsupported(text, ground)
        if why is None:
            return self._claim(_in_its_mouth(text, ground.speaker), spans)
        self.reasons.append(why)
        shorter = narrowed(text, lambda cut: unsupported(cut, ground) is None)
        if shorter:
            spans = _in_one_voice(shorter, spans)
            return self._cut(_in_its_mouth(shorter, _speaker(spans)), spans, why, text)
        best = max(spans, key=lambda s: related(text, s.text))
        shown = (best.article.id, best.start, best.end) in self._made  # under an earlier claim
        if not shown and related(text, best.text) >= RELATED and len(best.text) <= LONGEST:
            return self._cut(best.text, [best], why, text)
        self.reasons.pop()
        self._refuse(why, draft.text)
        return None

    def _refuse(self, why: str, text: str) -> None:
        self.dropped += 1
        self.reasons.append(why)
        log.info("claim dropped, %s: %r", why, text)

    def _cut(
        self, text: str, spans: Sequence[_Span], why: str, was: str
    ) -> tuple[Claim, tuple[Citation, ...]]:
        self.cut += 1
        log.info("claim cut back, %s: %r", why, was)
        return self._claim(text, spans)

    def _claim(
        self, text: str, spans: Sequence[_Span], said: Sequence[_Span] = ()
    ) -> tuple[Claim, tuple[Citation, ...]]:
        """`said` are the spans whose very words the text is, where that is not all of them."""
        citations = tuple(dict.fromkeys(self._cite(span) for span in spans))
        speaker = _speaker(said or spans)
        return Claim(text, tuple(c.marker for c in citations), speaker), citations

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
            if all(span.article.id != s.article.id or span.start != s.start for s in spans):
                spans.append(span)
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
    parts = tuple(a.text[start:end] for a, start, end, _ in spans)
    voices = []
    for _, _, _, sentences in spans:
        speakers = {s.speaker for s in sentences}
        voices.append(speakers.pop() if len(speakers) == 1 else None)
    speaker = " and ".join(together(voices)) or None
    return Ground(
        " ".join(parts),
        speaker,
        " ".join(around(a) for a, _, _, _ in spans),
        parts,
        tuple(e for _, _, _, sentences in spans for s in sentences for e in s.events),
        spans[0][0].published,
        tuple(voices),
    )


def unsupported(claim: str, ground: Ground) -> str | None:
    """Why the claim does not stand on its quotes, or None: the rules first, then the checker."""
    if LINK.search(claim) and not any(m[0] in ground.quotes for m in LINK.finditer(claim)):
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


def _in_one_voice(text: str, spans: list[_Span]) -> list[_Span]:
    """Those of the spans that a claim may be put down to: where two speak, those that bear it out
    by themselves, or else the nearest one. What one of them says is not the other's."""
    if len(together(s.speaker for s in spans)) < 2 or not needs_speaker(text, _speaker(spans)):
        return spans
    alone = [s for s in spans if unsupported(text, _ground([s])) is None]
    return alone or [max(spans, key=lambda s: related(text, s.text))]


def _speaker(spans: Sequence[_Span]) -> str | None:
    return " and ".join(together(s.speaker for s in spans)) or None


def _in_its_mouth(text: str, speaker: str | None) -> str:
    """The claim as its speaker's, where it does not name them itself."""
    return attributed(text, speaker) if speaker and needs_speaker(text, speaker) else text


def _clean(text: str) -> str:
    """Without control characters, and without markers, which only the verifier gives."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return " ".join(MARKERS.sub("", visible).split())

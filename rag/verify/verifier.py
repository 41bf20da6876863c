"""Drafts to claims: every quote found in its article, every claim borne out by its quotes.

What its quotes do not bear out is cut back to what they say, given back to the one who said it, or
shown as its quote, where that answers; else it is dropped, before anyone sees it, whichever reader
wrote it. A connected model that judges the claims may let other words than the quote's stand, never
what `foreign` refuses: a link, a figure in digits, a day or a name that is not there.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.archive import Archive
from index.article import Article
from index.hit import Hit
from index.same import words
from rag.answer import Citation, Claim
from rag.judging import Contested, Judging, Quoted, Ruling
from rag.reading import Draft, Evidence
from rag.verify import foreign, rules
from rag.verify.citing import cite, overlap
from rag.verify.locate import places
from rag.verify.machine import addresses_machine
from rag.verify.narrow import narrowed
from rag.verify.spans import (  # fmt: skip
    Span,
    bears,
    ground,
    in_its_mouth,
    in_one_voice,
    needed,
    speaker_of,
    stands,
)

log = logging.getLogger("dateline")

ON = 0.3  # below, a sentence speaks of something else than the claim (1 - "neither")
LONGEST_CLAIM = 1_000  # characters of a claim in a reader's own words
LONGEST = 600  # characters of several sentences that are shown together in place of a claim
MARKERS = re.compile(r"\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\]")

Checked = tuple[Claim, tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class Looked:
    """A draft whose quotes stand in articles: its text, the sentences they are cut from, and why
    the embedded checks refuse it, None where it stands. `said` is the one that the text is."""

    text: str
    spans: tuple[Span, ...]
    why: str | None
    said: Span | None = None


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

    def check(self, draft: Draft) -> Checked | None:
        """The claim and its citations by the embedded checks, or None if it does not stand."""
        looked = self.look(draft)
        return self.decide(looked) if looked else None

    def look(self, draft: Draft) -> Looked | None:
        """The draft with its sentences; None if it is refused before any is read."""
        spans = self._spans(draft)
        if not spans:
            self._refuse("none of its quotes stands in an article", draft.text)
            return None
        if said := next((span for span in spans if span.text == draft.text), None):
            return Looked(draft.text, tuple(spans), None, said)
        text = _clean(draft.text)
        if len(text) > LONGEST_CLAIM:
            self._refuse("it is too long for one claim", text)
            return None
        return Looked(text, tuple(spans), rules.problem(text, ground(in_one_voice(text, spans))))

    def contested(self, looked: Looked, judging: Judging) -> Contested | None:
        """What a judge is to be asked of it; None where it is not asked: the text is a quote, or
        stands and only refused ones are judged, or says what is foreign to all it could rest on."""
        if judging == "off" or looked.said or (judging == "auto" and looked.why is None):
            return None
        if addresses_machine(looked.text):  # the writer may have been told to talk to its judge
            return None
        wide = [self._with_neighbours(span) for span in looked.spans]
        texts = " ".join(dict.fromkeys(span.article.text for span in looked.spans))
        if found := foreign.problem(looked.text, ground(wide), texts):
            log.info("not put to the judge, %s: %r", found, looked.text)
            return None
        quotes = zip(looked.spans, wide, strict=True)
        return Contested(looked.text, tuple(_quoted(span, around) for span, around in quotes))

    def decide(self, looked: Looked, ruling: Ruling | None = None) -> Checked | None:
        """The claim and its citations, or None; by the embedded checks where there is no ruling."""
        text, spans = looked.text, list(looked.spans)
        if said := looked.said:
            others = [s for s in spans if s is not said and bears(text, [s])]
            return self._claim(text, [said, *others], said)  # its own support
        if ruling and ruling.verdict == "borne out":
            kept = [s for s in spans if _holds(ruling.words, s)] or spans
            return self._claim(text, kept)
        if ruling:
            return self._as_quote(text, spans, f"judged {ruling.verdict} by {ruling.words!r}")
        own = in_one_voice(text, spans)
        if looked.why is None:
            return self._claim(text, needed(text, own))
        if shorter := narrowed(text, lambda cut: stands(cut, own)):
            log.info("claim cut back, %s: %r", looked.why, text)
            return self._claim(shorter, needed(shorter, in_one_voice(shorter, own)))
        return self._as_quote(text, spans, looked.why)

    def _as_quote(self, text: str, spans: Sequence[Span], why: str) -> Checked | None:
        """Its quote in place of a claim that does not stand, where one answers or may answer."""
        answering = [s for s in spans if self._may_answer(text, s)]
        if not answering:
            self._refuse(why, text)
            return None
        best = self._best(text, answering)
        if len(best.text) > LONGEST and len(best.sentences) > 1:
            best = self._best(text, best.each())
        if (best.article.id, best.start, best.end) in self._made:  # under an earlier claim
            self._refuse(f"its quote is shown already; {why}", text)
            return None
        log.info("claim shown as its quote, %s: %r", why, text)
        claim, citations = self._claim(best.text, [best], best)
        found = self._found(best)
        return replace(claim, certain=found is None or found.answers), citations

    def _may_answer(self, text: str, span: Span) -> bool:
        """Whether it was found to; where it was not looked at, whether it is on the claim."""
        found = self._found(span)
        return found.may_answer if found else span.on(text) >= ON

    def _best(self, text: str, spans: Sequence[Span]) -> Span:
        """The likeliest answer, or, where none was looked at, the one nearest to the claim."""
        if len(spans) == 1:
            return spans[0]
        found = [(e.probability if (e := self._found(s)) else 0.0, s) for s in spans]
        top = max(p for p, _ in found)
        level = [s for p, s in found if p == top]
        return level[0] if len(level) == 1 else max(level, key=lambda s: s.on(text))

    def _found(self, span: Span) -> Evidence | None:
        """The likeliest answer among its sentences; None where none was looked at."""
        keys = ((span.article.id, s.start, s.end) for s in span.sentences)
        looked_at = [self._evidence[key] for key in keys if key in self._evidence]
        return max(looked_at, key=lambda e: e.probability, default=None)

    def _refuse(self, why: str, text: str) -> None:
        self.dropped += 1
        log.info("claim dropped, %s: %r", why, text)

    def _claim(self, text: str, spans: Sequence[Span], said: Span | None = None) -> Checked:
        """`said` is the span whose very words the text is: they stay as they are."""
        citations = tuple(dict.fromkeys(self._cite(span) for span in spans))
        speaker = said.speaker if said else speaker_of(spans)
        shown = text if said else in_its_mouth(text, speaker)
        return Claim(shown, tuple(c.marker for c in citations), speaker), citations

    def _spans(self, draft: Draft) -> list[Span]:
        """The sentences that the draft's quotes are cut from: half of one can say the opposite."""
        spans: list[Span] = []
        for quote in draft.quotes:
            article = self._articles.get(quote.article_id)
            found = places(quote.text, article.text) if article else []
            if article is None or not found:
                log.info("quote dropped, not in the article: %r", quote.text)
                continue
            made = [self._whole(article, *place) for place in found]
            # The same few words can stand at several places: the claim says which is meant.
            span = made[0] if len(made) == 1 else max(made, key=lambda s: s.on(draft.text))
            if not span.asserts:
                log.info("quote dropped, it asserts nothing: %r", quote.text)
                continue
            for run in span.runs(draft.text):
                at = next((i for i, s in enumerate(spans) if run.from_where(s)), len(spans))
                # Of two quotes from one place, the longer has all that the other says.
                if at == len(spans) or (run.end > spans[at].end and spans[at].text != draft.text):
                    spans[at : at + 1] = [run]
        return spans

    def _whole(self, article: Article, start: int, end: int) -> Span:
        found = tuple(s for s in self._archive.sentences(article.id) if overlap(s, start, end))
        if not found:
            return Span(article, start, end, ())
        return Span(article, min(start, found[0].start), max(end, found[-1].end), found)

    def _with_neighbours(self, span: Span) -> Span:
        """With the sentences right before and after it, but for those that speak to a machine."""
        text, found = span.article.text, self._archive.sentences(span.article.id)
        before = [s for s in found if s.end <= span.start][-1:]
        after = [s for s in found if s.start >= span.end][:1]
        before, after = (
            [s for s in some if not addresses_machine(text[s.start : s.end])]
            for some in (before, after)
        )
        run = (*before, *span.sentences, *after)
        start = before[0].start if before else span.start
        end = after[-1].end if after else span.end
        return Span(span.article, start, end, run)

    def _carried_by(self, span: Span) -> tuple[str, ...]:
        """The outlets that print these very words too: they are no sources of their own."""
        said = words(span.text)
        others = [self._archive.article(i) for i in self._carried.get(span.article.id, ())]
        same = [o.outlet or "an outlet that is not named" for o in others if said in words(o.text)]
        return tuple(dict.fromkeys(same))

    def _cite(self, span: Span) -> Citation:
        key = (span.article.id, span.start, span.end)
        if key not in self._made:
            evidence = self._evidence.get(key)
            self._made[key] = cite(
                span.article, span.start, span.end, len(self._made) + 1, span.speaker,
                evidence.highlight if evidence else None, self._carried_by(span), span.sentences,
            )  # fmt: skip
        return self._made[key]


def _quoted(span: Span, around: Span) -> Quoted:
    """As it is put to a judge."""
    article = span.article
    source = f"{article.outlet or 'outlet not named'}, {article.published.label()}"
    if span.speaker:
        source += f"; said by {span.speaker}"
    return Quoted(
        source,
        span.text,
        article.text[around.start : span.start].strip(),
        article.text[span.end : around.end].strip(),
    )


def _holds(deciding: str, span: Span) -> bool:
    """Whether words that decide, or a part of them, are of this span."""
    pieces = (words(piece) for piece in re.split(r"\.\.\.|…", deciding))
    return any(piece.strip() and piece in words(span.text) for piece in pieces)


def _clean(text: str) -> str:
    """Without control characters, and without markers, which only the verifier gives."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    return " ".join(MARKERS.sub("", visible).split())

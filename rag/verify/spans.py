"""Whole sentences that a draft quotes from, and which of them bear its claim out."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article, Sentence
from rag import judge
from rag.verify import rules
from rag.verify.ground import Ground
from rag.verify.mood import stands as said_to_be_so
from rag.verify.speaker import attributed, joined, needs_speaker, together
from rag.verify.support import ground_of, one_voice


@dataclass(frozen=True, slots=True)
class Span:
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
        return all(said_to_be_so(text[s.start : s.end], s) for s in self.sentences)

    @property
    def speaker(self) -> str | None:
        """A quote that runs from one voice into another, or into the reporter's, is nobody's."""
        return one_voice(self.sentences)

    def on(self, claim: str) -> float:
        """How likely it is that it speaks of what the claim says, rightly or wrongly, 0 to 1."""
        day = self.article.published.day
        before = judge.context_of(
            self.article.title or "",
            day.isoformat() if day else "",
            (self.article.text[: self.start],),
        )
        (verdict,) = judge.verdicts([(claim, self.text, before)])
        return 1 - verdict.neither

    def from_where(self, other: Span) -> bool:
        """Whether both are from the same place of the same article."""
        return self.start == other.start and self.article.id == other.article.id

    def runs(self, text: str) -> list[Span]:
        """Only the sentence that is this text, where one of them is; else a span for each voice,
        so that nobody's statement is put down to nobody."""
        for span in self.each():
            if span.text == text:
                return [span]
        if text == self.text or len({s.speaker for s in self.sentences}) < 2:
            return [self]
        runs = itertools.groupby(self.sentences, key=lambda s: s.speaker)
        return [self._of(*run) for _, run in runs]

    def each(self) -> list[Span]:
        """Its sentences, each a span."""
        return [self._of(s) for s in self.sentences]

    def _of(self, *run: Sentence) -> Span:
        return Span(self.article, run[0].start, run[-1].end, run)


def ground(spans: Sequence[Span]) -> Ground:
    return ground_of([(s.article, s.start, s.end, s.sentences) for s in spans])


def bears(text: str, spans: Sequence[Span]) -> bool:
    """Whether the embedded checks find that the spans bear it out."""
    return rules.problem(text, ground(spans)) is None


def in_one_voice(text: str, spans: list[Span]) -> list[Span]:
    """Those of the spans that a claim may be put down to: where two speak, those that bear it out
    by themselves, or else the nearest one. What one of them says is not the other's."""
    if len(together(s.speaker for s in spans)) < 2 or not needs_speaker(text, speaker_of(spans)):
        return spans
    alone = [s for s in spans if bears(text, [s])]
    return alone or [max(spans, key=lambda s: s.on(text))]


def stands(text: str, spans: list[Span]) -> bool:
    """Whether the spans bear it out, and those too that it would be put down to."""
    if not bears(text, spans):
        return False
    kept = in_one_voice(text, spans)
    return len(kept) == len(spans) or bears(text, kept)


def needed(text: str, spans: list[Span]) -> list[Span]:
    """Those of the spans that bear the claim out by themselves, or else those without which it
    does not stand: what has no part in it is not its source."""
    if len(spans) < 2:
        return spans
    if alone := [s for s in spans if bears(text, [s])]:
        return alone
    kept = spans
    for span in spans:
        rest = [s for s in kept if s is not span]
        if rest and bears(text, rest):
            kept = rest
    return kept


def speaker_of(spans: Sequence[Span]) -> str | None:
    return joined(s.speaker for s in spans)


def in_its_mouth(text: str, speaker: str | None) -> str:
    """The claim as its speaker's, where it does not name them itself."""
    return attributed(text, speaker) if speaker and needs_speaker(text, speaker) else text

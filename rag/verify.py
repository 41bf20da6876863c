"""Drafts to claims: every quote found in its article, every claim borne out by its quotes.

Whatever fails is dropped here, before anyone sees it, whichever reader wrote it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from index.archive import Archive
from index.article import Article, Sentence
from index.hit import Hit
from index.same import words
from rag.answer import Citation, Claim
from rag.locate import locate
from rag.reading import Draft, Evidence
from rag.support import Ground, needs_speaker, problem

log = logging.getLogger("dateline")


class Verifier:
    """Checks the drafts of one answer and numbers its citations.

    Only the articles that were retrieved count: a reader cannot cite what the filters kept out.
    """

    def __init__(self, hits: Sequence[Hit], evidence: Sequence[Evidence], archive: Archive) -> None:
        self._articles = {h.article.id: h.article for h in hits}
        self._carried = {h.article.id: h.carriers for h in hits}
        self._evidence = {(e.article.id, e.start, e.end): e for e in evidence}
        self._archive = archive
        self._made: dict[tuple[str, int, int], Citation] = {}

    def check(self, draft: Draft) -> tuple[Claim, tuple[Citation, ...]] | None:
        """The claim and its citations, or None if it does not stand."""
        spans = []
        for quote in draft.quotes:
            article = self._articles.get(quote.article_id)
            span = locate(quote.text, article.text) if article else None
            if article is None or span is None:
                log.info("quote dropped, not in the article: %r", quote.text)
                continue
            spans.append((article, *self._whole(article, *span)))
        if not spans:
            return None
        speakers = list(dict.fromkeys(s for a, b, e in spans if (s := self._speaker(a, b, e))))
        speaker = " and ".join(speakers) or None
        ground = Ground(
            " ".join(a.text[b:e] for a, b, e in spans),
            speaker,
            " ".join(_around(a) for a, _, _ in spans),
        )
        text = draft.text
        verbatim = any(text == a.text[b:e] for a, b, e in spans)  # its own support
        if not verbatim and (why := problem(text, ground)):
            log.info("claim dropped, %s: %r", why, text)
            return None
        if not verbatim and needs_speaker(text, speaker):
            text = f"According to {speaker}: {text}"
        citations = tuple(dict.fromkeys(self._cite(*span) for span in spans))
        return Claim(text, tuple(c.marker for c in citations), speaker), citations

    def _whole(self, article: Article, start: int, end: int) -> tuple[int, int]:
        """The sentences a quote is cut from: half a sentence can say the opposite of the whole."""
        found = [s for s in self._archive.sentences(article.id) if _overlap(s, start, end)]
        if not found:
            return start, end
        return min(start, found[0].start), max(end, found[-1].end)

    def _speaker(self, article: Article, start: int, end: int) -> str | None:
        found = [s for s in self._archive.sentences(article.id) if _overlap(s, start, end)]
        voices = {s.speaker for s in found}
        # A quote that runs from one voice into another, or into the reporter's, is nobody's.
        return voices.pop() if len(voices) == 1 else None

    def _carried_by(self, article: Article, start: int, end: int) -> tuple[str, ...]:
        """The outlets that print these very words too: they are no sources of their own."""
        said = words(article.text[start:end])
        others = [self._archive.article(i) for i in self._carried.get(article.id, ())]
        same = [o.outlet or "an outlet that is not named" for o in others if said in words(o.text)]
        return tuple(dict.fromkeys(same))

    def _cite(self, article: Article, start: int, end: int) -> Citation:
        key = (article.id, start, end)
        if key not in self._made:
            evidence = self._evidence.get(key)
            self._made[key] = cite(
                article, start, end, len(self._made) + 1, self._speaker(article, start, end),
                evidence.highlight if evidence else None, self._carried_by(article, start, end),
            )  # fmt: skip
        return self._made[key]


def cite(
    article: Article, start: int, end: int, marker: int, speaker: str | None,
    highlight: tuple[int, int] | None = None, carried_by: tuple[str, ...] = (),
) -> Citation:  # fmt: skip
    """The citation of article.text[start:end]."""
    return Citation(
        marker=marker,
        article_id=article.id,
        title=article.label,
        outlet=article.outlet,
        published=article.published.at,
        published_label=article.published.label(),
        url=article.url,
        quote=article.text[start:end],
        start=start,
        end=end,
        speaker=speaker,
        highlight=highlight,
        carried_by=carried_by,
    )


def _around(article: Article) -> str:
    """What a claim may take from the article's own head: title, outlet, day, place."""
    parts = (article.title, article.outlet, article.published.label(), article.place)
    return " ".join(p for p in parts if p)


def _overlap(sentence: Sentence, start: int, end: int) -> bool:
    return sentence.start < end and start < sentence.end

"""Quotes to sentences: each with its own speaker and times, and the sentence that comes before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.article import Article, Sentence
from index.segments import segments
from rag.verify.ground import Ground

Quoted = tuple[Article, int, int, Sequence[Sentence]]  # with start and end in the article's text
WORD = re.compile(r"\w")
MARKS = str.maketrans(dict.fromkeys('“”„«»"', " "))  # between which no sentence would end


def parts(spans: Sequence[Quoted], around: str) -> Iterator[Ground]:
    """Every sentence of the quotes once, in the order of its article; `around` is what they share."""
    articles = list({id(article): article for article, _, _, _ in spans}.values())
    for article in articles:
        places = {row[:2]: row for span in spans if span[0] is article for row in _cut(*span)}
        before: Ground | None = None
        last = 0
        for (start, end), (_, _, sentence) in sorted(places.items(), key=lambda item: item[0]):
            follows = before is not None and not article.text[last:start].strip()
            before = Ground(
                article.text[start:end],
                sentence.speaker,
                around,
                events=tuple(e for e in sentence.events if start <= e.start < end),
                published=article.published,
                before=before if follows else None,
            )
            last = end
            yield before


def _cut(
    article: Article, start: int, end: int, sentences: Sequence[Sentence]
) -> Iterator[tuple[int, int, Sentence]]:
    """A quotation with the words that attribute it is one of the archive's sentences, and may hold
    several."""
    for sentence in sentences or (Sentence(start, end),):
        at = max(start, sentence.start)
        text = article.text[at : min(end, sentence.end)].translate(MARKS)
        for piece in segments(article.language or "en", text):
            if WORD.search(piece):
                held = article.text[at : at + len(piece)]
                yield at + len(held) - len(held.lstrip()), at + len(held.rstrip()), sentence
            at += len(piece)

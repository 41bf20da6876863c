"""Article to sentences and passages, on sentence bounds, with offsets into `article.text`."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from index.article import Article, Passage, Sentence
from index.dates import tell
from index.segments import segments
from index.speakers import attribute, quotations, speakers_in

PASSAGE_WORDS = 180
LONGEST = 900  # characters: a quotation is kept whole up to here
ASKED = re.compile(r"[?!…][\"”’»]\s*$")
TAG_WORDS = 6  # "Ruiz said on Monday."


def sentences(article: Article) -> list[Sentence]:
    """The quotable spans of the body, in order; sub-headings are not quotable.

    A quotation of several sentences stays whole, with the words that attribute it: half of one
    would stand in print with a quotation mark that never closes, and without its speaker.
    """
    headings = set(article.headings)
    spans: list[Sentence] = []
    at = 0
    for paragraph in article.text.split("\n\n"):
        if paragraph and (at, at + len(paragraph)) not in headings:
            spans += [Sentence(at + a, at + b) for a, b in spans_of(paragraph, article.language)]
        at += len(paragraph) + 2
    return tell(
        article.text,
        attribute(article.text, spans, article.language),
        article.published,
        article.language,
    )


def spans_of(paragraph: str, language: str | None) -> Iterator[tuple[int, int]]:
    """Where its sentences begin and end, quotations kept whole; the spaces are left out."""
    pieces = list(segments(language or "en", paragraph))
    quotes = deque((q.start, q.end) for q in quotations(paragraph) if q.end - q.start <= LONGEST)
    at = start = 0
    for number, piece in enumerate(pieces):
        end = at = at + len(piece)
        while quotes and quotes[0][1] <= end:
            quotes.popleft()
        opened = quotes[0][0] if quotes else end
        if start < opened < end and len(paragraph[opened:end].strip()) == 1:
            end = opened  # an opening mark belongs to what it opens
        elif opened < end and number + 1 < len(pieces) and end - start < LONGEST:
            continue  # it closes further on: go on collecting
        elif ASKED.search(piece) and _tag(pieces[number + 1 : number + 2]):
            continue  # '"Why?" Ruiz said.': the two belong together
        yield from _trim(paragraph, start, end)
        start = end


def _tag(following: list[str]) -> bool:
    """Whether a piece only says whose words the quotation before it is."""
    return (
        bool(following)
        and len(following[0].split()) <= TAG_WORDS
        and bool(speakers_in(following[0]))
    )


def _trim(paragraph: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = paragraph[start:end]
    left = len(piece) - len(piece.lstrip())
    if words := piece.strip():
        yield start + left, start + left + len(words)


def passages(article: Article, spans: list[Sentence]) -> list[Passage]:
    """Runs of whole sentences of about 180 words, each starting with the last one's end."""
    made: list[Passage] = []
    identity, text = article.id, article.text
    sizes = [text.count(" ", s.start, s.end) + 1 for s in spans]
    first = 0
    while first < len(spans):
        last, words = first, 0
        while last < len(spans):
            if words and words + sizes[last] > PASSAGE_WORDS:
                break
            words += sizes[last]
            last += 1
        made.append(
            Passage(
                f"{identity}-{len(made):04d}",
                identity,
                spans[first].start,
                spans[last - 1].end,
            )
        )
        if last == len(spans):
            break
        first = max(last - 1, first + 1)
    return made

"""A paragraph to sentences, in time that grows with its length and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import sentencex

from index.ends import mended

# For each of these the segmenter looks through all that follows for the mark that closes it.
OPENING = re.compile(r"[“„«‹‘‚'`]")
SHORT = 2000  # characters: what is no longer takes no time whatever it is
MOST = 500  # opening marks that are segmented together; prose has fewer in a paragraph
ENDS = (". ", "! ", "? ", "” ", '" ')


def segments(code: str, paragraph: str) -> Iterable[str]:
    """Its sentences in order, with the spaces after them: joined, they are the paragraph.

    `code` is an ISO 639-1 code. A paragraph of thousands of opening marks is cut into parts
    first, at the end of a sentence or at a space where there is one.
    """
    return _kept(code, paragraph) if len(paragraph) <= SHORT else mended(_pieces(code, paragraph))


@lru_cache(maxsize=256)  # an article's dated paragraphs are read for its day, then for all else
def _kept(code: str, paragraph: str) -> tuple[str, ...]:
    return tuple(mended(_pieces(code, paragraph)))


def _pieces(code: str, paragraph: str) -> Iterator[str]:
    start = 0
    if len(paragraph) <= SHORT:
        yield from sentencex.segment(code, paragraph)
        return
    for number, mark in enumerate(OPENING.finditer(paragraph), 1):
        if number % MOST == 0:
            end = _cut(paragraph, start, mark.start())
            yield from sentencex.segment(code, paragraph[start:end])
            start = end
    yield from sentencex.segment(code, paragraph[start:])


def _cut(paragraph: str, start: int, end: int) -> int:
    """The best place between two offsets to cut at, the last of its kind."""
    best = max(paragraph.rfind(mark, start, end) + len(mark) for mark in ENDS)
    if best > start + 2:
        return best
    space = paragraph.rfind(" ", start, end) + 1
    return space if space > start else end

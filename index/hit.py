"""What a search brings back: a passage, and why it stands where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article, Passage


@dataclass(frozen=True, slots=True)
class Why:
    """How a passage came to its place. Ranks begin at 1; None where that side did not find it.

    `dense` is the cosine of question and passage, -1 to 1; `lexical` is BM25, 0 and up: 0 where
    no word matched, and some millionths where the words that matched stand in half of all passages
    or more, as in an archive of a few articles; `fused` is the sum of both as z-scores over the
    candidates, about -4 to 8, and `first_rank` the place that this alone would give; `date` is the
    date factor, 0 (far from the day the question is about) to 1 (on it), None where the question
    is about no day; `second` is the second stage's score (see `index.search.rescore.Scored`), None
    where it did not read the passage. Higher is better for every score; `fused` and `second` are
    comparable within one search only. `sentence` is the span in `Article.text` of the sentence
    that the second stage found nearest to the question; `filters` says in words what the passage
    had to pass.
    """

    dense_rank: int | None
    dense: float
    lexical_rank: int | None
    lexical: float
    fused: float
    first_rank: int
    date: float | None = None
    second: float | None = None
    sentence: tuple[int, int] | None = None
    filters: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search brought back. `why` says how it came to its place.

    `score` is what the list is sorted by, higher is better. `source` is the id of the article
    that this one carries the story of, None where it stands for itself; `carriers` are those that
    carry its story in other outlets: they are no sources of their own.
    """

    passage: Passage
    article: Article
    score: float
    why: Why
    source: str | None = None
    carriers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text[self.passage.start : self.passage.end]

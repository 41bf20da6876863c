"""From an archive to tellings: the dated sentences on a subject, each with its moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.archive import Archive
from index.article import Article, Sentence
from index.filters import Filters
from index.hit import Hit
from index.search.recipe import Recipe
from rag.timeline.moments import Moment, by_publication, moments
from rag.timeline.subject import Subject
from rag.verify.mood import stands

# Every passage that has the words, not only the best of the archive.
BY_WORDS = Recipe(dense=False, window=False, prior=False, rescore=False, spread=False)
EACH = 100  # passages that one search brings
SLICE = 150  # articles that one search looks through
MOST_SLICES = 40
LONGEST = 600  # characters of a quote that takes in the sentence before
OPENS_BACK = re.compile(
    r"\W*(?:(?:on|in|at)\s\w+,?\s)?(?:it|they|he|she|this|that|these|those)\b", re.IGNORECASE
)
# What an article calls a place once it has named it: "the town".
PLACES = frozenset(
    "town city village province region district area island port camp county"
    " suburb neighbourhood neighborhood enclave stronghold".split()
)
THE_KIND = re.compile(r"\b(?:the|this|that|its|their)\s(?:[\w-]+\s){0,2}?([a-z]+)\b", re.IGNORECASE)
NEAR = 2  # sentences after one that names the subject, in an article whose title does
SUBJECT_ZONE = 60  # characters in which a sentence names what the next one's pronoun stands for


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of an article that tells something of a day.

    [start, end) is the quote: the sentence, or with the one before it where it points back to
    that. `place` counts the sentences before it. `named` tells whether the quote names all of the
    subject by itself, `titled` whether its article's title does; `carriers` are the articles that
    carry the same story in other outlets.
    """

    article: Article
    sentence: Sentence
    start: int
    end: int
    moment: Moment
    place: int
    named: bool
    titled: bool
    carriers: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def lead(self) -> bool:
        return self.place == 0

    @property
    def speaker(self) -> str | None:
        return self.sentence.speaker if self.sentence.voice != "narrated" else None


def tellings(subject: Subject, archive: Archive, filters: Filters) -> list[Telling]:
    """Those of every article that passes, in the order of the archive's search, none twice."""
    hits: dict[str, list[Hit]] = {}
    for part in slices(archive, filters):
        for hit in archive.search(subject.text, part, EACH, BY_WORDS):
            hits.setdefault(hit.article.id, []).append(hit)
    place = subject.is_place(_whole(some[0].article) for some in hits.values())
    return [t for some in hits.values() for t in _of_article(subject, archive, some, place)]


def slices(archive: Archive, filters: Filters) -> Iterator[Filters]:
    """The same filters cut into ranges of months with about SLICE articles, so none fills the list.

    An undated article passes in several.
    """
    months = [m for m in archive.facets(filters).months if _inside(m[0], filters)]
    total = sum(count for _, count in months)
    size = max(SLICE, total // MOST_SLICES)
    if total <= size:
        yield filters
        return
    opened, held = filters.since, 0
    for at, (_, count) in enumerate(months):
        held += count
        if held >= size and at + 1 < len(months):
            following = date.fromisoformat(f"{months[at + 1][0]}-01")
            yield replace(filters, since=opened, until=_before(following))
            opened, held = following, 0
    yield replace(filters, since=opened)


def _inside(month: str, filters: Filters) -> bool:
    return not (
        (filters.since and month < f"{filters.since:%Y-%m}")
        or (filters.until and month > f"{filters.until:%Y-%m}")
    )


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _of_article(
    subject: Subject, archive: Archive, hits: Sequence[Hit], in_a_place: bool
) -> Iterator[Telling]:
    article = hits[0].article
    spans = {(hit.passage.start, hit.passage.end) for hit in hits}
    view = _View(subject, article, archive.sentences(article.id), in_a_place)
    for place, sentence in enumerate(view.sentences):
        if not any(a <= sentence.start < b for a, b in spans):
            continue
        start = view.quote_start(place)
        if start is None or not _tells(article, sentence):
            continue
        made = moments(article, sentence)
        if not made and not place and (day := by_publication(article, sentence)):
            made = [day]
        named = subject.inside(article.text[start : sentence.end])
        for moment in made:
            yield Telling(
                article, sentence, start, sentence.end, moment, place, named, view.titled,
                hits[0].carriers,
            )  # fmt: skip


def _tells(article: Article, sentence: Sentence) -> bool:
    """Whether it says that something is so; a question or an order to the reader does not."""
    return stands(article.text[sentence.start : sentence.end], sentence)


def _whole(article: Article) -> str:
    return f"{article.title or ''}\n{article.text}"


class _View:
    """One article as it bears on the subject."""

    def __init__(
        self, subject: Subject, article: Article, sentences: list[Sentence], in_a_place: bool
    ) -> None:
        self._subject = subject
        self._article = article
        self._title = article.title or ""
        self._whole = _whole(article)
        self.sentences = sentences
        self.titled = subject.inside(self._title)
        self._known: dict[int, bool] = {}
        self._place = in_a_place
        self._kinds = (PLACES if self._place else frozenset()) | subject.common

    def quote_start(self, place: int) -> int | None:
        """Where the quote begins that tells of the subject with this sentence; None if none does."""
        sentence, text = self.sentences[place], self._text(place)
        if self._names(place):
            return sentence.start
        if place and OPENS_BACK.match(text) and self._follows(place):
            person = re.match(r"\W*(?:he|she)\b", text, re.IGNORECASE)
            zone = self._text(place - 1)[: SUBJECT_ZONE if person else None]
            if self._subject.named(zone, (self._title,), self._whole):
                return self.sentences[place - 1].start
        if not self.titled:
            return None
        kinds = {m[1].lower() for m in THE_KIND.finditer(text)}
        if kinds & self._kinds or (
            self._place and any(map(self._names, range(max(0, place - NEAR), place)))
        ):
            return sentence.start
        return None

    def _text(self, place: int) -> str:
        sentence = self.sentences[place]
        return self._article.text[sentence.start : sentence.end]

    def _follows(self, place: int) -> bool:
        """Whether it stands right behind the sentence before, and both are no long quote."""
        before, sentence = self.sentences[place - 1], self.sentences[place]
        near = "\n" not in self._article.text[before.end : sentence.start]
        return near and sentence.end - before.start <= LONGEST

    def _names(self, place: int) -> bool:
        if place not in self._known:
            sentence = self.sentences[place]
            said_by = sentence.speaker or "" if sentence.voice != "narrated" else ""
            around = (self._title, self._text(place - 1) if place else "", said_by)
            self._known[place] = any(
                text and self._subject.named(text, around, self._whole)
                for text in (self._text(place), said_by)
            )
        return self._known[place]

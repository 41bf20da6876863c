"""Candidate sentences: every distinct sentence of the best passages, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index import asking, same
from index.archive import Archive
from index.article import Sentence
from index.hit import Hit
from index.words import TOKEN

DAY_WORDS = frozenset(
    form for name in (*asking.MONTHS, *asking.WEEKDAYS) for form in (name.lower(), name[:3].lower())
) | {"sept"}
BEFORE = 2  # sentences that are read before one: "he" or "the company" is named there


@dataclass(frozen=True, slots=True)
class Candidate:
    """Sentence `number` of its article, found by the hit that is `rank`th (0 is first).

    `before` are the one or two sentences that it follows, () where it is the first.
    """

    hit: Hit
    rank: int
    number: int
    sentence: Sentence
    text: str
    before: tuple[str, ...]

    @property
    def previous(self) -> str:
        """The sentence before it, "" where it is the first."""
        return self.before[-1] if self.before else ""


def candidates(hits: Sequence[Hit], archive: Archive) -> list[Candidate]:
    """Each distinct sentence of the passages, in the order of the hits; a bare day is none.

    What a copy has word for word from the source of its story is left to the source.
    """
    seen: set[tuple[str, int]] = set()
    read: dict[str, tuple[list[Sentence], list[str]]] = {}
    out = []
    for rank, hit in enumerate(hits):
        name = hit.passage.article_id
        if name not in read:
            spans = archive.sentences(name)
            read[name] = spans, [hit.article.text[s.start : s.end] for s in spans]
        spans, words = read[name]
        told = same.words(archive.article(hit.source).text) if hit.source else ""
        for number, s in enumerate(spans):
            if not (hit.passage.start <= s.start and s.end <= hit.passage.end):
                continue
            if (name, s.start) in seen or (told and same.words(words[number]) in told):
                continue
            if _is_bare_day(words[number]):
                continue
            seen.add((name, s.start))
            before = tuple(words[max(0, number - BEFORE) : number])
            out.append(Candidate(hit, rank, number, s, words[number], before))
    return out


def _is_bare_day(text: str) -> bool:
    """Whether it is a day and nothing else: "Jul 22, 2020 ..." tells nothing."""
    words = [token.lower() for token in TOKEN.findall(text) if not token[0].isdigit()]
    return bool(words) and DAY_WORDS.issuperset(words)

"""A sentence and who said it when: what is compared, made from a citation or from evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from index.article import Sentence
from index.dates import tell
from index.speakers import speakers_in
from index.stamp import EventTime, Found, Published, Stamp
from index.words import names, stems
from rag.answer import Citation
from rag.reading import Evidence

CLAUSE = re.compile(
    r"[,;](?!\d)|:(?!\s?[$€£]?\d)|\s[–—-]\s|\.\s|\b(?:while|but|and|of whom|including|although|whereas|among them)\b"
)
PRONOUN = re.compile(r"^\W*(?:he|she|it|they)\b", re.I)
# What may stand between a verb of saying and where or when it was said.
SPOKEN = re.compile(
    r"\b(?:sa(?:id|ys?)|told|tells?|announc\w+|report(?:ed|s)?|statement|briefing|interview|conference|confirmed"
    r"|tweeted|wrote|according to)\b(?:\s+(?:in|on|at|to|from|late|early|an?|the|his|her|its|their|reporters|journalists|parliament|lawmakers"
    r"|television|tv|radio|state|news|conference|statement|briefing|interview|agency|[A-Z][\w’'.-]*)){0,7}\s*$",
)
# "On Feb. 17, he tweeted": the day of the telling as well.
THEN_SPOKEN = re.compile(
    r"[,\s]*(?:[\w’'.-]+\s+){0,3}?(?:said|told|tweeted|wrote|announced|posted|added)\b"
)
OPENS = re.compile(r"\W*(?:(?:on|in|at|late|early)\s+){0,2}", re.I)
# "Apr 20, 2022 ...", "7 February 2020 -": the day a text is filed under, not one it tells of.
HEADED = re.compile(r"\s*(?:\.\.\.|…|[–—:|·-]\s)")


Span = tuple[date | None, date | None]


@dataclass(frozen=True)
class Said:
    """`text` as printed, with the title above it. `day` is that of publication, None if unknown.

    `marker` is the citation's, 0 for evidence; `probability` is the judge's, 0 to 1, that it answers.
    `place` is the article and where in it.
    """

    text: str
    title: str
    outlet: str
    speaker: str
    published: Published
    language: str
    place: tuple[str, int]
    highlight: tuple[int, int] | None
    marker: int
    probability: float

    @classmethod
    def of(cls, item: Citation | Evidence, evidence: Sequence[Evidence] = ()) -> Said:
        """From either; a citation has no bounds where its article is undated.

        `evidence` says how surely a citation answers; one that no judge has read is taken to.
        """
        if isinstance(item, Evidence):
            article = item.article
            return cls(
                item.text, article.title or "", article.outlet or "", item.speaker or "",
                article.published, article.language or "en", (article.id, item.start),
                item.highlight, 0, item.probability,
            )  # fmt: skip
        at = item.published
        when = Published(Stamp(at, Found("supplied", 1.0, "the citation"))) if at else Published()
        judged = [
            e.probability for e in evidence
            if e.article.id == item.article_id and e.start < item.end and item.start < e.end
        ]  # fmt: skip
        return cls(
            item.quote, item.title, item.outlet or "", item.speaker or "", when, "en",
            (item.article_id, item.start), item.highlight, item.marker, max(judged, default=1.0),
        )  # fmt: skip

    @property
    def day(self) -> date | None:
        return self.published.first_day

    @cached_property
    def stems(self) -> list[str]:
        return stems(self.text)

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(self.stems)

    @cached_property
    def near(self) -> frozenset[str]:
        """What is named in it or above it."""
        return self.content | set(stems(self.title))

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(names(self.text))

    @cached_property
    def voices(self) -> int:
        """How many speak in it."""
        return len(set(speakers_in(self.text)))

    @cached_property
    def events(self) -> tuple[EventTime, ...]:
        """The times that its words tell of; not the day that somebody said them."""
        whole = [Sentence(0, len(self.text))]
        told = tell(self.text, whole, self.published, self.language)[0].events
        return tuple(e for e in told if not self._of_telling(e))

    def _of_telling(self, event: EventTime) -> bool:
        before = self.text[max(0, event.start - 90) : event.start]
        if SPOKEN.search(before) or (
            OPENS.fullmatch(self.text, 0, event.start) and THEN_SPOKEN.match(self.text, event.end)
        ):
            return True
        return not re.search(r"\w", before) and bool(HEADED.match(self.text, event.end))

    def marks(self, start: int, end: int) -> bool:
        """Whether [start, end) is part of what is marked as the answer."""
        span = self.highlight
        return bool(span and span[0] < end and start < span[1])

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around [start, end)."""
        opened = 0
        for mark in CLAUSE.finditer(self.text, 0, start):
            opened = mark.end()
        closed = CLAUSE.search(self.text, end)
        return opened, closed.start() if closed else len(self.text)

    def names_all(self, wanted: frozenset[str]) -> bool:
        """Whether all of these are named in it or above it; "Russian jets" name Russia."""
        return all(
            name in self.near
            or (len(name) > 3 and any(word.startswith(name) for word in self.near))
            for name in wanted
        )

    def body(self) -> set[str]:
        """Who vouches for it, as stems: the speaker, or the outlet where it is nobody's words."""
        return set(stems(self.speaker or self.outlet))


def span_of(event: EventTime) -> Span:
    """The first and the last day that it can have been; None: open."""
    return event.earliest, event.latest


def apart_in_time(one: Span, other: Span) -> bool:
    """Whether one is over before the other begins."""
    (a, b), (c, d) = one, other
    return bool((b and c and b < c) or (d and a and d < a))


def one_body(one: Said, other: Said) -> bool:
    """Whether one body speaks in both, if need be through a spokesperson of its own."""
    for body in (one.body(), other.body()):
        if body and all(
            body <= set(stems(f"{s.speaker or s.outlet} {s.text}")) for s in (one, other)
        ):
            return True
    return False


def days_apart(one: Said, other: Said) -> int | None:
    """Days between their publication; None where either is undated."""
    if one.published.day is None or other.published.day is None:
        return None
    return abs((one.published.day - other.published.day).days)

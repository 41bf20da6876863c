"""Passages as the second stage reads them: their sentences, stemmed and embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage
from index.catalog import Catalog
from index.static import vectors
from index.words import stems

REMEMBERED = 3000  # passages


@dataclass(frozen=True, slots=True)
class Read:
    """The sentences of a passage: spans in the article, stems of each, unit vectors (n, dims).

    `title` holds the stems of the article's title.
    """

    title: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    held: tuple[frozenset[str], ...]
    vectors: NDArray[np.float32]


class Reader:
    """Reads the passages of one catalog, and remembers those it read last."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._kept: dict[str, Read] = {}
        self._keeping = Lock()  # the first of a dict cannot be told while others change it

    def read(self, passages: Sequence[tuple[Passage, Article]]) -> list[Read]:
        """One for each, in order. May be called from several threads."""
        known = {p.id: read for p, _ in passages if (read := self._kept.get(p.id))}
        new = {p.id: (p, article) for p, article in passages if p.id not in known}
        spans = self._catalog.spans({p.article_id for p, _ in new.values()})
        inside = {
            identity: tuple(s for s in spans[p.article_id] if p.start <= s[0] < p.end)
            for identity, (p, _) in new.items()
        }
        texts = {i: [new[i][1].text[a:b] for a, b in inside[i]] for i in new}
        # All in one call: each has its price, however few the sentences.
        made = vectors([text for one in texts.values() for text in one])
        at = 0
        for identity, (_, article) in new.items():
            count = len(texts[identity])
            known[identity] = Read(
                frozenset(stems(article.title or "")),
                inside[identity],
                tuple(frozenset(stems(text)) for text in texts[identity]),
                made[at : at + count],
            )
            at += count
        with self._keeping:
            self._kept |= {identity: known[identity] for identity in new}
            while len(self._kept) > REMEMBERED:
                del self._kept[next(iter(self._kept))]
        return [known[p.id] for p, _ in passages]

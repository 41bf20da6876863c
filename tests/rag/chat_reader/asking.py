"""What the chat reader is given in its tests, and how it is put to the fake endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from index.article import Article, Passage
from index.hit import Hit, Why
from index.stamp import Found, Published, Stamp, utc_day
from rag.chat_reader import ChatReader, connect
from rag.reading import Draft, DraftQuote, Evidence, Material, Usage
from tests.rag.endpoint import FakeEndpoint, claims

CAMP = Article(
    text="Head.\n\nThe camp holds 586,000 people, the UN said. Aid is late.",
    title="Camp\nfills",
    outlet="Example Wire",
    published=Published(Stamp(utc_day(2019, 10, 16), Found("line", 0.95, "the page states it"))),
)
TALKS = Article(text='"Close to one million have fled," Erdogan said on Monday.')


def hit(article: Article, start: int = 0) -> Hit:
    return Hit(
        Passage("p", article.id, start, len(article.text)),
        article,
        1.0,
        Why(1, 0.5, 1, 2.0, 3.0, 1),
    )


HITS = (hit(CAMP, 7), hit(TALKS))
IDS = (CAMP.id, TALKS.id)
TWO = claims(
    ("The UN counts 586,000 people.", 1, "The camp holds 586,000 people, the UN said."),
    ("Erdogan speaks of a million.", 2, '"Close to one million have fled," Erdogan said'),
)
DRAFTS = [
    Draft(
        "The UN counts 586,000 people.",
        (DraftQuote(CAMP.id, "The camp holds 586,000 people, the UN said."),),
    ),
    Draft(
        "Erdogan speaks of a million.",
        (DraftQuote(TALKS.id, '"Close to one million have fled," Erdogan said'),),
    ),
]


def material(
    hits: Sequence[Hit] = HITS, as_of: date | None = None, evidence: Sequence[Evidence] = ()
) -> Material:
    return Material("How many\npeople fled?", as_of, tuple(hits), tuple(evidence))


def reader_at(fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> ChatReader:
    monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
    return connect("small-model", **{"timeout_s": 5.0, "max_retries": 0, **settings})


def impatient(fake: FakeEndpoint, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> ChatReader:
    """One that asks again, twice, without waiting long."""
    reader = reader_at(fake, monkeypatch, **{"max_retries": 2, **settings})
    reader._pause_s = 0.01
    return reader


def read(*replies: Any, hits: Sequence[Hit] = HITS) -> tuple[list[Draft | Usage], FakeEndpoint]:
    with pytest.MonkeyPatch.context() as monkeypatch, FakeEndpoint(*replies) as fake:
        return list(reader_at(fake, monkeypatch).read(material(hits))), fake

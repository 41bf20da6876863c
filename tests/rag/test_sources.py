from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from rag.answer import Citation, Sources
from rag.sources import glance
from rag.verify import cite

WIRE = """A tanker ran aground off Port Sable on Monday night and spilled some 400 tonnes of oil, the coast guard said.

The ship, the Marigold, lost power in a storm and drifted onto rocks below the lighthouse. Its crew of 21 was lifted off by helicopter before dawn.

Booms have been laid around the harbour mouth. Fishermen were told to stay in port until further notice."""
OWN = "\n\nTwo herring gulls were brought to the shelter in Lorne, its keeper told this newspaper."
OTHER = """The harbour of Port Sable stayed closed on Tuesday. Oil from the tanker Marigold had reached two beaches by noon, according to the city.

Volunteers came with buckets and were sent home again, because nobody had gloves for them."""
ROWS = (
    {"title": "Tanker aground", "outlet": "Northwire", "published": "2021-03-02", "text": WIRE},
    {"title": "Oil spill at Port Sable", "outlet": "The Tide", "published": "2021-03-03", "text": WIRE + OWN},
    {"title": "Harbour shut", "outlet": "Harbour Post", "published": "2021-03-04", "text": OTHER},
    {"title": "What we know", "outlet": "Harbour Post", "text": "Nobody has said who pays for the tanker."},
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("sources")
    (folder / "wire.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    with Archive.open(folder / "archive", create=True) as made:
        made.add([folder / "wire.jsonl"])
        yield made


def quoted(archive: Archive, marker: int, title: str, words: str) -> Citation:
    article = archive.article(title)
    start = article.text.index(words)
    return cite(article, start, start + len(words), marker, None)


GUARD = "A tanker ran aground off Port Sable on Monday night and spilled some 400 tonnes of oil, the coast guard said."


def test_a_wire_and_its_copy_are_one_source(archive: Archive) -> None:
    found = glance(
        [
            quoted(archive, 1, "Tanker aground", GUARD),
            quoted(archive, 2, "Oil spill at Port Sable", GUARD),
            quoted(
                archive, 3, "Harbour shut", "The harbour of Port Sable stayed closed on Tuesday."
            ),
        ],
        archive,
    )
    assert found == Sources(
        ("Northwire", "The Tide", "Harbour Post"), date(2021, 3, 2), date(2021, 3, 4), 3, 2
    )


def test_a_copy_is_a_source_for_what_it_adds(archive: Archive) -> None:
    gulls = (
        "Two herring gulls were brought to the shelter in Lorne, its keeper told this newspaper."
    )
    found = glance(
        [
            quoted(archive, 1, "Tanker aground", GUARD),
            quoted(archive, 2, "Oil spill at Port Sable", gulls),
        ],
        archive,
    )
    assert (found.articles, found.independent) == (2, 2)


def test_two_quotes_of_one_article_are_one_source_and_a_missing_day_is_no_day(
    archive: Archive,
) -> None:
    words = "Nobody has said who pays for the tanker."
    undated = quoted(archive, 1, "What we know", words)
    assert glance([undated], archive) == Sources(("Harbour Post",), None, None, 1, 1)
    twice = [
        quoted(archive, 1, "Harbour shut", "The harbour of Port Sable stayed closed on Tuesday."),
        quoted(archive, 2, "Harbour shut", "Volunteers came with buckets"),
        undated,
    ]
    assert glance(twice, archive) == Sources(
        ("Harbour Post",), date(2021, 3, 4), date(2021, 3, 4), 2, 2
    )
    assert glance([], archive) == Sources((), None, None, 0, 0)

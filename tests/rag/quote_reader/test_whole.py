"""Through the whole product: one statement of two outlets, and a pronoun told in the lead-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

POST = """The Sornby Post
4 March 2021

Bakery in Varnby burns down

The bakery on Mill Street in Varnby burned down on Wednesday night and left 14 families without a home, the fire brigade said.

Nobody was hurt. Mayor Anna Orth came to the street before dawn with blankets and tea. She promised every family a flat by the end of May.

The owner of the bakery had been asleep upstairs and got out over the roof of a neighbour. He had run the shop since 1988.
"""
ECHO = """The Lake Echo
5 March 2021

Insurers count the cost of a bad winter

Storms, ice and fire have cost insurers in the lake district 9 million crowns since November, their association says, twice as much as in an ordinary winter.

The bakery on Mill Street in Varnby burned down on Wednesday night and left 14 families without a home, the town fire brigade said. Its owner had paid for the wrong policy.

Two barns near Holm and a boat house were lost in January, when pipes froze in half the villages on the northern shore.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("two")
    (folder / "post.txt").write_text(POST)
    (folder / "echo.txt").write_text(ECHO)
    with Archive.open(folder / "archive", create=True) as archive:
        assert not archive.add([folder / "post.txt", folder / "echo.txt"]).failures
        yield Assistant(archive, QuoteReader(), "quote")


def test_two_outlets_that_say_the_same_are_one_statement_with_two_citations(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("How many families lost their home when the bakery in Varnby burned?")
    first = answer.claims[0]
    assert len(first.markers) == 2
    cited = [c for c in answer.citations if c.marker in first.markers]
    assert len({c.article_id for c in cited}) == 2
    assert all("14 families" in c.quote for c in cited)


def test_whom_a_pronoun_means_stands_in_the_lead_in_and_not_in_the_quote(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("What was promised to every family by the end of May?")
    claim = next(c for c in answer.claims if "promised every family" in c.text)
    lead, _, quote = claim.text.partition(": “She promised")
    assert "Anna Orth" in lead
    assert "Orth" not in quote
    (citation,) = [c for c in answer.citations if c.marker in claim.markers]
    assert citation.quote.startswith("She promised")

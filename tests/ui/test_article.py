"""`dateline show`: what is known of an article, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from ui.article import as_dict, difference, lines

STORY = """ARLE (Northwire) - Mayor Ana Brandt said on Monday that {dead} sailors had died in the storm.

"Nobody saw it coming," Brandt told reporters at the harbour, where the search went on.

Two boats were found empty off the lighthouse, and a third one is still missing with its crew.
"""
HEAD = "---\ntitle: Storm off Arle\noutlet: {outlet}\npublished: 2024-03-05\n{more}---\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("show")
    pages = folder / "pages"
    pages.mkdir()
    with Archive.open(folder / "archive", create=True) as made:
        for dead, more in (("three", ""), ("four", "updated: 2024-03-07\n")):
            head = HEAD.format(outlet="Tide", more=more)
            (pages / "tide.md").write_text(head + STORY.format(dead=dead))
            made.add([pages])
        head = HEAD.format(outlet="Ebb", more="")
        (pages / "ebb.md").write_text(
            f"{head}{STORY.format(dead='four')}\nRead also: The last storm\n"
        )
        made.add([pages])
        yield made


def test_facts_say_how_they_are_known(store: Archive) -> None:
    told = "\n".join(lines(store, store.article("tide.md")))
    for words in (
        "outlet:     Tide (supplied: supplied with the article)",
        "published:  5 March 2024 (supplied",
        "updated:    7 March 2024",
        "dateline:   ARLE (Northwire) -",
        "agencies:   Northwire",
        "version:    2 of 2, the newest",
        "copies:     one story, 2 articles",
    ):
        assert words in told, told


def test_paragraphs_have_numbers_speakers_and_days(store: Archive) -> None:
    told = list(lines(store, store.article("tide.md")))
    at = next(n for n, line in enumerate(told) if line.startswith("  1  ARLE"))
    assert told[at + 1] == "       · Mayor Ana Brandt (indirect); “Monday” = 4 March 2024"
    assert any(line == "       · Brandt (direct)" for line in told)
    assert told[-1].strip() and not told[-1].startswith("Taken out")  # there was nothing to take


def test_what_was_taken_out_stands_at_the_end(store: Archive) -> None:
    told = list(lines(store, store.article("ebb.md")))
    assert told[-2] == "Taken out of the page (1 piece; in full with --removed):"
    assert told[-1].endswith("Read also: The last storm")


def test_changes_stand_in_pairs(store: Archive) -> None:
    told = list(difference(store, store.article("tide.md")))
    assert told[0].endswith(":") and "since 7 March 2024" in told[0]
    assert "three sailors" in told[1] and "four sailors" in told[2]
    assert list(difference(store, store.article("ebb.md"))) == [
        "There is one version of this article."
    ]


def test_the_same_for_programs(store: Archive) -> None:
    article = store.article("tide.md")
    told = as_dict(store, article)
    assert [v["since"] for v in told["versions"]] == [None, "2024-03-07"]
    assert {c["outlet"] for c in told["copies"]} == {"Tide", "Ebb"}
    (event, *_) = told["sentences"][0]["events"]
    assert article.text[event["start"] : event["end"]] == "Monday"
    assert (event["earliest"], event["certainty"]) == ("2024-03-04", "resolved")

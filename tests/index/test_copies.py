"""One story in several outlets: one source, the others carry it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.archive import Archive
from index.filters import Filters
from rag.assistant import Assistant
from rag.quote_reader import QuoteReader

WIRE = """ARLE (Northwire) - The council of Arle voted on Monday to close the old harbour for good.

Mayor Ana Brandt said that 240 people would lose their work and that the town would pay for their
training until the end of next year.

The fishing fleet moves to Brenn, 14 kilometres up the coast, where two new piers were built.

"Nobody wanted this vote," Brandt told reporters after the session, which went on for nine hours.
"""
OTHER = """The vote on the harbour took nine hours, and in the end Arle chose to close it.

Fishermen waited outside with their children. One of them, Ole Reng, said he would sell his boat.

"Nobody wanted this vote," Mayor Ana Brandt said. Work is promised to all of them in Brenn.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as made:
        yield made


def write(
    folder: Path, outlet: str, day: int, text: str, title: str = "Arle closes harbour"
) -> Path:
    path = folder / f"{outlet}.md"
    head = f"---\ntitle: {title}\noutlet: {outlet}\npublished: 2024-03-{day:02}\n---\n"
    path.write_text(head + text)
    return path


def outlets(store: Archive, filters: Filters | None = None) -> list[str | None]:
    return [h.article.outlet for h in store.search("Who loses work at the harbour?", filters)]


def test_five_outlets_with_one_wire_are_one_source(store: Archive, tmp_path: Path) -> None:
    paragraphs = WIRE.split("\n\n")
    for day, outlet in enumerate(("Ebb", "Gale", "Northwire", "Shore", "Tide"), 5):
        text = "\n\n".join(paragraphs[: 5 - day % 2])
        write(tmp_path, outlet, day, text, f"Harbour of Arle, {outlet}")
    report = store.add([tmp_path])
    assert (report.added, report.copies, store.count()) == (5, 4, 5)
    assert set(outlets(store)) == {"Northwire"}
    (hit, *_) = store.search("Who loses work at the harbour?")
    assert hit.source is None
    assert {store.article(i).outlet for i in hit.carriers} == {"Ebb", "Gale", "Shore", "Tide"}
    copies = store.copies(hit.article.id)
    assert [c.outlet for c in copies] == ["Northwire", "Ebb", "Gale", "Shore", "Tide"]


def test_a_different_report_of_the_same_event_stays_a_source(
    store: Archive, tmp_path: Path
) -> None:
    write(tmp_path, "Tide", 5, WIRE)
    write(tmp_path, "Ebb", 5, OTHER)
    assert store.add([tmp_path]).copies == 0
    assert set(outlets(store)) == {"Tide", "Ebb"}


def test_nothing_that_was_printed_later_is_named(store: Archive, tmp_path: Path) -> None:
    write(tmp_path, "Tide", 5, WIRE)
    write(tmp_path, "Ebb", 9, WIRE, "Harbour shut")
    store.add([tmp_path])
    (hit, *_) = store.search("Who loses work?", Filters(as_of=date(2024, 3, 6)))
    assert (hit.article.outlet, hit.carriers) == ("Tide", ())


def test_a_filter_that_leaves_one_copy_lets_that_one_speak(store: Archive, tmp_path: Path) -> None:
    write(tmp_path, "Tide", 5, WIRE)
    write(tmp_path, "Ebb", 9, WIRE, "Harbour shut")
    store.add([tmp_path])
    (hit, *_) = store.search("Who loses work?", Filters(outlets=("Ebb",)))
    assert hit.article.outlet == "Ebb"
    assert [store.article(i).outlet for i in hit.carriers] == ["Tide"]


def test_what_only_the_longer_copy_tells_is_still_found(store: Archive, tmp_path: Path) -> None:
    more = (
        WIRE
        + "\nA museum of fishing is to open in the old customs house of Arle in May, Brandt added.\n"
    )
    write(tmp_path, "Northwire", 5, WIRE * 1)
    write(tmp_path, "Tide", 6, more, "Harbour shut")
    store.add([tmp_path])
    hits = store.search("Where will the museum of fishing open?")
    assert any("museum" in hit.text for hit in hits)


def test_grouping_does_not_depend_on_the_order(tmp_path: Path) -> None:
    for outlet, text in (("A", WIRE[: int(len(WIRE) * 0.7)]), ("B", WIRE), ("C", WIRE[200:])):
        write(tmp_path, outlet, 5, text, f"Harbour, {outlet}")
    for order in ("ABC", "CBA"):
        with Archive.open(tmp_path / order, create=True) as made:
            for outlet in order:
                made.add([tmp_path / f"{outlet}.md"])
            assert len(made.copies(made.article("A.md").id)) == 3


def test_a_copy_whose_source_is_removed_speaks_for_itself(store: Archive, tmp_path: Path) -> None:
    write(tmp_path, "Northwire", 5, WIRE)
    write(tmp_path, "Tide", 6, WIRE, "Harbour shut")
    store.add([tmp_path])
    store.remove("Northwire.md")
    (hit, *_) = store.search("Who loses work at the harbour?")
    assert (hit.article.outlet, hit.carriers) == ("Tide", ())


def test_a_copy_with_another_figure_is_heard_and_carries_nothing(
    store: Archive, tmp_path: Path
) -> None:
    """A correction in one outlet must never hide behind what the others still print."""
    write(tmp_path, "Tide", 5, WIRE)
    write(tmp_path, "Ebb", 6, WIRE.replace("240 people", "420 people"), "Harbour shut")
    write(tmp_path, "Gale", 6, WIRE, "Harbour closed")
    assert store.add([tmp_path]).copies == 1
    answer = Assistant(store, QuoteReader(), "quote").ask("How many people would lose their work?")
    told = {(c.outlet, "240" in c.quote, "420" in c.quote): c.carried_by for c in answer.citations}
    assert told == {("Tide", True, False): ("Gale",), ("Ebb", False, True): ()}
    assert {text for d in answer.disagreements for text, _ in d.sides} == {"240", "420"}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("240 people", "52 people"),
        ("voted on Monday", "never voted on Monday"),
        ("two new", "six new"),
    ],
)
def test_another_figure_or_a_not_makes_another_report(
    store: Archive, tmp_path: Path, was: str, now: str
) -> None:
    write(tmp_path, "Tide", 5, WIRE)
    write(tmp_path, "Ebb", 5, WIRE.replace(was, now), "Harbour shut")
    assert store.add([tmp_path]).copies == 0


def test_an_outlets_reports_of_two_days_are_two_reports(store: Archive, tmp_path: Path) -> None:
    write(tmp_path, "Tide", 5, WIRE).rename(tmp_path / "monday.md")
    write(tmp_path, "Tide", 6, WIRE + "\nMore is to be told tomorrow, the council said.\n")
    assert store.add([tmp_path]).copies == 0


def test_bulletins_that_share_their_boilerplate_are_each_heard(
    store: Archive, tmp_path: Path
) -> None:
    ground = WIRE.split("\n\n", 1)[1]
    write(tmp_path, "Tide", 5, "Jon Rask of Linn was fined 300 crowns on Friday.\n\n" + ground)
    write(tmp_path, "Ebb", 5, "The painter Ida Vik of Orrin got 12 days in jail.\n\n" + ground)
    assert store.add([tmp_path]).copies == 0

"""A corrected article: the newest is read, the older stays, each day sees its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.archive import Archive
from index.filters import Filters
from index.versions import changes

BODY = """The harbour of Arle was closed on Monday after a crane fell into the basin.

The port authority said that {dead} people had died and that divers were still at work.

Ships were sent on to Brenn, whose own harbour was already full, its master said.
"""
PAGE = "---\ntitle: Crane falls into harbour\noutlet: The Tide\npublished: 2024-03-04\n{extra}---\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as made:
        yield made


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "crane.md"


def write(page: Path, dead: str, extra: str = "") -> None:
    page.write_text(PAGE.format(extra=extra) + BODY.format(dead=dead))


def found(store: Archive, filters: Filters | None = None) -> str:
    return " ".join(hit.text for hit in store.search("How many people died?", filters))


def test_a_correction_is_a_new_version_and_the_old_one_stays_readable(
    store: Archive, page: Path
) -> None:
    write(page, "three")
    store.add([page])
    old = store.article("crane.md")
    write(page, "four", "updated: 2024-03-06\n")
    report = store.add([page])
    assert (report.added, report.updated, store.count()) == (0, 1, 1)
    new = store.article("crane.md")
    assert [v.article.id for v in store.versions(new.id)] == [old.id, new.id]
    assert store.article(old.id[:10]).text == old.text
    assert [line for line in changes(old, new) if "died" in line] == [
        "- The port authority said that three people had died and that divers were still at work.",
        "+ The port authority said that four people had died and that divers were still at work.",
    ]
    assert new.id in dict(store.articles()) and old.id not in dict(store.articles())


def test_search_sees_the_version_of_the_day(store: Archive, page: Path) -> None:
    write(page, "three")
    store.add([page])
    write(page, "four", "updated: 2024-03-06\n")
    store.add([page])
    assert "four" in found(store) and "three" not in found(store)
    before = Filters(as_of=date(2024, 3, 5))
    assert "three" in found(store, before) and "four" not in found(store, before)
    after = Filters(as_of=date(2024, 3, 6))
    assert "four" in found(store, after) and "three" not in found(store, after)


def test_a_correction_without_a_day_counts_from_when_it_was_seen(
    store: Archive, page: Path
) -> None:
    write(page, "three")
    store.add([page])
    write(page, "four")
    store.add([page])
    since = store.versions(store.article("crane.md").id)[-1].since
    assert since == datetime.now(UTC).date()
    assert "three" in found(store, Filters(as_of=date(2024, 3, 10)))


def test_another_text_in_the_same_file_is_another_article(store: Archive, page: Path) -> None:
    write(page, "three")
    store.add([page])
    page.write_text("---\ntitle: Bread\n---\nBread was dearer in Brenn on Tuesday, a baker said.\n")
    store.add([page])
    assert len(store.versions(store.article("crane.md").id)) == 1
    assert "died" not in found(store)


def test_what_is_supplied_with_a_file_makes_no_version(store: Archive, page: Path) -> None:
    write(page, "three")
    store.add([page])
    (page.parent / "crane.md.meta.yaml").write_text("outlet: The Ebb\n")
    assert store.add([page]).updated == 1
    held = store.article("crane.md")
    assert held.outlet == "The Ebb"
    assert len(store.versions(held.id)) == 1


def test_two_pages_saved_from_one_address_are_versions_of_one_article(
    store: Archive, tmp_path: Path
) -> None:
    address = "url: https://tide.example/crane\n"
    for name, dead, extra in (("b", "four", "updated: 2024-03-06\n"), ("a", "three", "")):
        write(tmp_path / f"{name}.md", dead, address + extra)
        store.add([tmp_path / f"{name}.md"])
    assert store.count() == 1
    assert "four" in found(store) and "three" not in found(store)


def test_a_correction_stays_the_newest_when_a_shared_line_leaves_both(
    store: Archive, tmp_path: Path, page: Path
) -> None:
    call = "\nSign up for our newsletter to have the news of the Tide in your inbox each day.\n"
    for dead in ("three", "four"):
        page.write_text(PAGE.format(extra="") + BODY.format(dead=dead) + call)
        store.add([page])
    for port in ("Brenn", "Calder", "Orrin", "Sund", "Vik"):
        other = tmp_path / f"{port}.md"
        head = f"---\ntitle: {port}\noutlet: The Tide\n---\n"
        other.write_text(f"{head}In {port} the {port} market opened on Monday as it does.\n{call}")
        store.add([other])
    held = store.versions(store.article("crane.md").id)
    assert [("three" in v.article.text, "four" in v.article.text) for v in held] == [
        (True, False), (False, True)
    ]  # fmt: skip
    assert all("newsletter" not in v.article.text for v in held)
    assert "four" in found(store) and "three" not in found(store)


def test_a_text_that_was_updated_is_not_read_before_its_update(store: Archive, page: Path) -> None:
    write(page, "nine", "updated: 2024-03-20\n")
    store.add([page])
    assert "nine" in found(store) and "nine" in found(store, Filters(as_of=date(2024, 3, 20)))
    assert "nine" not in found(store, Filters(as_of=date(2024, 3, 19)))


def test_a_page_that_is_filled_anew_each_day_is_read_by_its_own_days(
    store: Archive, tmp_path: Path
) -> None:
    head = (
        "---\nurl: https://tide.example/today\npublished: 2024-03-{day:02}\ntitle: Harbour\n---\n"
    )
    path = tmp_path / "today.md"
    for day, dead in ((4, "three"), (5, "four")):
        path.write_text(head.format(day=day) + BODY.format(dead=dead))
        store.add([path])
    assert "three" in found(store, Filters(as_of=date(2024, 3, 4)))
    assert "four" in found(store, Filters(as_of=date(2024, 3, 5)))
    assert "three" not in found(store, Filters(as_of=date(2024, 3, 5)))


def test_an_old_text_saved_elsewhere_leaves_the_history_as_it_is(
    store: Archive, tmp_path: Path, page: Path
) -> None:
    for dead in ("two", "three", "four"):
        write(page, dead)
        store.add([page])
    write(tmp_path / "old.md", "two")
    store.add([tmp_path / "old.md"])
    assert len(store.versions(store.article("crane.md").id)) == 3


def test_removing_an_article_removes_its_versions(store: Archive, page: Path) -> None:
    for dead in ("three", "four"):
        write(page, dead)
        store.add([page])
    store.remove("crane.md")
    assert (store.count(), found(store)) == (0, "")


def test_versions_are_found_alike_by_the_index_and_by_comparing_everything(
    tmp_path: Path, store: Archive, page: Path
) -> None:
    for dead, extra in (("three", ""), ("four", "updated: 2024-03-06\n")):
        write(page, dead, extra)
        store.add([page])
    # A second opening cannot own the index: it compares every vector.
    with Archive.open(tmp_path / "archive") as other:
        for filters in (None, Filters(as_of=date(2024, 3, 5)), Filters(as_of=date(2024, 3, 7))):
            assert found(other, filters) == found(store, filters)

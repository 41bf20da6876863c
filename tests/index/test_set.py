"""What a person sets of articles wins, is found by, and outlasts every later ingest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.errors import InputError
from index.filters import Filters

STORY = (
    "The mayor of {0} said that the bridge over the river would open again. It was shut for two "
    "years after a flood took a pier of it away, and {0} made do with a ferry that seldom ran."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for town in ("Arle", "Brenn", "Calder"):
        (made / f"{town}.txt").write_text(f"A bridge for {town} at last\n\n{STORY.format(town)}\n")
    return made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as made:
        yield made


def state(store: Archive, name: str) -> tuple[Any, ...]:
    article = store.article(name)
    return article.published.label(), article.outlet, article.authors


def test_a_report_names_what_stayed_without_a_day_or_an_outlet(
    store: Archive, folder: Path
) -> None:
    report = store.add([folder])
    titles = [f"A bridge for {town} at last" for town in ("Arle", "Brenn", "Calder")]
    assert [t for _, t in report.undated] == [t for _, t in report.without_outlet] == titles
    store.set(["Arle.txt"], {"published": "2021-05-04"})
    store.set(["Brenn.txt"], {"outlet": "The Tide"})
    again = store.add([folder])  # files that had not to be read again count too
    assert [t for _, t in again.undated] == titles[1:]
    assert [t for _, t in again.without_outlet] == [titles[0], titles[2]]
    dry = store.add([folder / "Calder.txt"], {"outlet": "The Ebb"}, dry=True)
    assert ([t for _, t in dry.undated], dry.without_outlet) == ([titles[2]], [])


def test_what_is_set_is_found_and_outlasts_ingest_and_reindex(store: Archive, folder: Path) -> None:
    store.add([folder])
    fields = {"published": "2021-05-04", "outlet": "The Tide", "authors": ["Ada Moss", "Bo Ray"]}
    (made,) = store.set(["Arle.txt"], fields)
    assert made.published.stamp
    wanted = ("4 May 2021", "The Tide", ("Ada Moss", "Bo Ray"))
    assert state(store, "Arle.txt") == wanted
    assert made.how("outlet").how == made.published.stamp.found.how == "supplied"
    hits = store.search("bridge", Filters(outlets=("The Tide",)))
    assert {h.article.id for h in hits} == {made.id}
    assert store.count() == 3
    report = store.add([folder])
    assert (report.added, report.updated, report.unchanged) == (0, 0, 3)
    assert store.article("Arle.txt").id == made.id
    store.reindex("static")
    assert state(store, "Arle.txt") == wanted
    store.remove("Arle.txt")
    store.add([folder])
    assert state(store, "Arle.txt") == wanted


def test_it_wins_over_what_the_page_and_the_sidecar_say(store: Archive, folder: Path) -> None:
    page = folder / "page.html"
    page.write_text(
        '<html lang="en"><head><title>Quay</title><meta property="og:site_name" content="Echo">'
        '<meta property="article:published_time" content="2020-01-02"></head><body><article>'
        f"<h1>Quay bridge opens</h1><p>{STORY.format('Quay')}</p></article></body></html>"
    )
    side = folder / "Arle.txt.meta.json"
    side.write_text('{"outlet": "The Ebb", "published": "2020-01-02"}')
    store.add([folder])
    assert state(store, "page.html")[:2] == ("2 January 2020", "Echo")
    store.set(["page.html", "Arle.txt"], {"published": "2020-02-03", "outlet": "The Tide"})
    store.set(["page.html"], {"language": "fr"})  # beside what was said before
    for _ in range(2):
        assert state(store, "page.html")[:2] == ("3 February 2020", "The Tide")
        assert state(store, "Arle.txt")[:2] == ("3 February 2020", "The Tide")
        assert store.article("page.html").language == "fr"
        side.write_text('{"outlet": "The Ebb", "published": "2020-01-03"}')
        page.write_text(page.read_text().replace("Quay bridge", "The Quay bridge"))
        store.add([folder], {"outlet": "Given to all"})


def test_a_correction_keeps_it_and_both_versions_have_it(store: Archive, folder: Path) -> None:
    store.add([folder])
    path = folder / "Arle.txt"
    path.write_text(path.read_text().replace("two years", "three years"))
    assert store.add([path]).updated == 1
    store.set(["Arle.txt"], {"published": "2021-05-04", "outlet": "The Tide"})
    versions = store.versions(store.article("Arle.txt").id)
    assert len(versions) == 2
    assert {v.article.outlet for v in versions} == {"The Tide"}
    assert "three years" in store.article("Arle.txt").text
    path.write_text(path.read_text().replace("three years", "four years"))
    assert store.add([path]).updated == 1
    assert state(store, "Arle.txt")[:2] == ("4 May 2021", "The Tide")
    assert len(store.versions(store.article("Arle.txt").id)) == 3
    assert store.count() == 3


def test_setting_the_same_again_changes_nothing(store: Archive, folder: Path) -> None:
    store.add([folder])
    (first,) = store.set(["Arle.txt"], {"outlet": "The Tide"})
    (again,) = store.set(["Arle.txt"], {"outlet": "The Tide"})
    assert first == again
    assert store.count() == 3


def test_copies_stay_copies(store: Archive, folder: Path) -> None:
    (folder / "copy.txt").write_text(f"Bridge to open\n\n{STORY.format('Arle')}\n")
    store.add([folder])
    store.set(["Arle.txt"], {"outlet": "Northwire", "published": "2021-05-04"})
    store.set(["copy.txt"], {"outlet": "The Tide", "published": "2021-05-05"})
    told = [c.outlet for c in store.copies(store.article("copy.txt").id) if c.outlet]
    assert told == ["Northwire", "The Tide"]


@pytest.mark.parametrize(
    ("name", "towns"),
    [
        ("in/*.txt", "Arle Brenn Calder"),
        ("[AB]*.txt", "Arle Brenn"),
        ("in", "Arle Brenn Calder"),
        ("A bridge for Brenn at last", "Brenn"),
        ("many.jsonl", "T1 T2"),
        ("many.jsonl:2", "T2"),
        ("many.jsonl:*", "T1 T2"),
    ],
)
def test_many_at_once(
    store: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, towns: str
) -> None:
    monkeypatch.chdir(folder.parent)
    rows = [json.dumps({"title": f"T{n}", "text": STORY.format(f"T{n}")}) for n in (1, 2)]
    (folder.parent / "many.jsonl").write_text("\n".join(rows))
    store.add([folder, folder.parent / "many.jsonl"])
    changed = store.set([name], {"outlet": "Northwire"})
    assert sorted(a.text.split()[3] for a in changed) == towns.split()
    held = [store.article(i) for i, _ in store.articles()]
    assert sorted(a.text.split()[3] for a in held if a.outlet) == towns.split()


def test_lines_that_shift_keep_what_was_said_of_them(store: Archive, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [json.dumps({"title": f"T{n}", "text": STORY.format(f"T{n}")}) for n in (1, 2, 3)]
    path.write_text("\n".join(rows[1:]))
    store.add([path])
    store.set(["many.jsonl:1"], {"outlet": "Northwire"})
    path.write_text("\n".join(rows))
    store.add([path])
    held = {store.article(i).title: store.article(i).outlet for i, _ in store.articles()}
    assert held == {"T1": None, "T2": "Northwire", "T3": None}


def test_missing_spares_what_is_known(store: Archive, folder: Path) -> None:
    store.add([folder])
    store.set(["Arle.txt"], {"outlet": "The Tide"})
    store.set(["*.txt"], {"outlet": "Northwire", "published": "2021-05-04"}, missing=True)
    assert state(store, "Arle.txt")[:2] == ("4 May 2021", "The Tide")
    assert state(store, "Brenn.txt")[:2] == ("4 May 2021", "Northwire")


@pytest.mark.parametrize(
    ("names", "fields", "said"),
    [
        (["Arle.txt"], {"colour": "red"}, "'colour' is no field"),
        (["Arle.txt"], {}, "There is nothing to set"),
        (["Arle.txt"], {"published": "2021-31-05"}, "not a date"),
        (["Arle.txt"], {"published": "2921-05-05"}, "future"),
        (["Arle.txt"], {"language": "Klingon!"}, "no language"),
        (["Arle.txt"], {"url": "quay"}, "no web address"),
        (["*.txt"], {"title": "One"}, "3 articles cannot have one title"),
        (["Arle.txt", "Zed.txt"], {"outlet": "The Tide"}, "No article is called 'Zed.txt'"),
        (["Z*"], {"outlet": "The Tide"}, "No article fits"),
        ([""], {"outlet": "The Tide"}, "articles are called"),
    ],
)
def test_what_cannot_be_set_changes_nothing(
    store: Archive, folder: Path, names: list[str], fields: dict[str, Any], said: str
) -> None:
    store.add([folder])
    before = list(store.articles())
    with pytest.raises(InputError, match=said):
        store.set(names, fields)
    assert list(store.articles()) == before

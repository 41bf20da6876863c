"""What an outlet's articles share leaves all of them, in whatever order they came."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive

CALL = "Sign up for our newsletter to have the harbour news of the Tide in your inbox each morning."
PORTS = ("Arle", "Brenn", "Calder", "Orrin", "Sund", "Vik", "Lomm", "Tarn")
# What a reporter writes again with every turn of a story: it is story all the same.
BACKGROUND = "The ferries have not run since a storm broke the long pier on the second of January."


def write(folder: Path, port: str, outlet: str = "The Tide", call: str = CALL) -> Path:
    path = folder / f"{port}-{outlet.rsplit(maxsplit=1)[-1]}.md"
    path.write_text(
        f"---\ntitle: Ferry to {port} waits\noutlet: {outlet}\npublished: 2024-01-08\n---\n"
        f"The ferry to {port} stayed in the harbour on Monday, and its {len(port)} sailors went home.\n\n"
        f"{BACKGROUND}\n\n{call}\n\n"
        f"In {port} the shops were short of {port.lower()} bread, said a baker of the town.\n"
    )
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_a_call_that_repeats_leaves_every_article_also_those_that_came_first(
    folder: Path, tmp_path: Path
) -> None:
    paths = [write(folder, port) for port in PORTS]
    with Archive.open(tmp_path / "a", create=True) as store:
        for path in paths:
            store.add([path])
        for path in paths:
            article = store.article(path.name)
            assert CALL not in article.text
            assert CALL in [r.text for r in article.removed]
            assert BACKGROUND in article.text
        assert not [h for h in store.search("newsletter in your inbox") if CALL in h.text]
        again = store.add([folder])
        assert (again.added, again.updated, again.unchanged) == (0, 0, len(PORTS))


def test_the_order_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    call = "Our reporters look at what the harbour is going to do with its old cranes."
    paths = [write(folder, port, call=call) for port in PORTS]
    texts = []
    for name, order in (("one", paths), ("two", paths[::-1])):
        with Archive.open(tmp_path / name, create=True) as store:
            for path in order:
                store.add([path])
            texts.append([store.article(p.name).to_dict() for p in paths])
    assert texts[0] == texts[1]


def test_what_another_outlet_prints_once_is_its_story(folder: Path, tmp_path: Path) -> None:
    call = "Our reporters look at what the harbour is going to do with its old cranes."
    for port in PORTS:
        write(folder, port, call=call)
    alone = write(folder, "Arle", "The Ebb", call)
    with Archive.open(tmp_path / "a", create=True) as store:
        store.add([folder])
        assert call in store.article(alone.name).text


def test_quotes_still_match_after_a_line_has_left(folder: Path, tmp_path: Path) -> None:
    paths = [write(folder, port) for port in PORTS]
    with Archive.open(tmp_path / "a", create=True) as store:
        store.add(paths)
        for path in paths:
            article = store.article(path.name)
            spans = store.sentences(article.id)
            words = [article.text[s.start : s.end] for s in spans]
            assert any(w.startswith("In ") and w.endswith("town.") for w in words)
            assert all(w == w.strip() and w for w in words)

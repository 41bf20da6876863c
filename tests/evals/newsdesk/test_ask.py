"""Questions on two invented articles, through the whole product, and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evals import bench_newsdesk
from evals.newsdesk import answers, ask, data, funnel, held
from index.archive import Archive
from index.errors import InputError
from tests.evals.newsdesk import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("newsdesk")


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[data.Page]:
    return data.pages(made.write(folder))


@pytest.fixture(scope="module")
def archive(folder: Path, pages: list[data.Page]) -> Iterator[Archive]:
    with held.archive(held.corpus(pages, folder, 0), folder / "work") as opened:
        yield opened


@pytest.fixture(scope="module")
def found(archive: Archive, pages: list[data.Page]) -> list[ask.Outcome]:
    return list(ask.outcomes(archive, pages))


def test_every_sentence_comes_into_the_archive(archive: Archive, pages: list[data.Page]) -> None:
    inside = held.articles(pages, archive)
    assert held.lost(pages, inside) == []
    library = replace(pages[1], sentences=("Nothing of this was printed.",) * 4)
    assert held.lost([library], inside) == ["Nothing of this was printed."]


def test_an_archive_of_other_articles_is_told(archive: Archive, pages: list[data.Page]) -> None:
    with pytest.raises(InputError, match="--work"):
        held.articles([replace(pages[0], url="https://www.northwire.example/none")], archive)


def test_the_archive_is_made_once(folder: Path, pages: list[data.Page], archive: Archive) -> None:
    with held.archive(held.corpus(pages, folder, 0), folder / "work") as again:
        assert again.folder == archive.folder
        assert again.articles() == archive.articles()


def test_a_plain_question_gets_through_every_stage(found: list[ask.Outcome]) -> None:
    closed = found[0]
    assert closed.right[0]
    assert closed.first
    assert all(closed.stages)
    assert any(right for _, right in closed.evidence)
    assert closed.certain == (True,) * len(closed.quotes)
    assert closed.took > 0


def test_nothing_that_is_shown_answers_a_question_without_an_answer(
    found: list[ask.Outcome],
) -> None:
    silent = [o for o in found if not o.item.answerable]
    assert len(silent) == 3
    assert not any(right for o in silent for right in o.right)
    assert all(o.declined == (not o.quotes) for o in silent)


def test_uncertain_counts_once_as_shown_and_once_as_declined(found: list[ask.Outcome]) -> None:
    closed = found[0]
    unsure = replace(closed, certain=(False,) * len(closed.quotes))
    near = replace(unsure, item=replace(closed.item, kind="near_miss"), right=(False,))
    lines = {row[0]: row[1:] for row in answers.table([unsure, near]).body}
    assert lines["answerable: first quote answers"][0] == "1.000"
    assert lines["answerable: first quote answers"][3] == "0.000"
    assert lines["near misses: declined"][0] == "0.000"
    assert lines["near misses: declined"][3] == "1.000"
    assert lines["answerable: shown as uncertain"][0] == "1.000"


def test_the_funnel_only_narrows(found: list[ask.Outcome]) -> None:
    table = funnel.table(found)
    counts = [int(row[-1].split("(")[1].rstrip(")")) for row in table.body[:4]]
    assert counts[0] == 5
    assert counts == sorted(counts, reverse=True)


def test_tables_are_made_again_from_what_was_kept(
    tmp_path: Path,
    found: list[ask.Outcome],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "rows.jsonl"
    assert list(ask.keep(path, found)) == found
    assert [o.evidence for o in ask.kept(path)] == [o.evidence for o in found]
    monkeypatch.setattr("sys.argv", ["bench_newsdesk", "--again", str(path)])
    bench_newsdesk.main()
    out = capsys.readouterr().out
    for line in answers.table(found).lines():
        assert line in out
    assert "expected calibration error" in out

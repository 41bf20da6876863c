"""The table as text and as Markdown, with what is said below it."""

from __future__ import annotations

from pathlib import Path

from evals.retrieval.data import Question
from evals.retrieval.rows import OURS, rows
from evals.retrieval.runs import Result
from evals.retrieval.score import Judged
from evals.retrieval.table import (
    BEGIN,
    END,
    LEGEND,
    date_free_table,
    differences,
    quiz_table,
    write_section,
)  # fmt: skip

BY_NAME = {row.name: row for row in rows()}
ASKED = tuple(Question(str(n), "?", "2022-06-20", ("x",), own=n < 2) for n in range(4))


def result(name: str, *ranks: int) -> Result:
    judged = tuple(Judged(r, (r == 1, 0 < r <= 5, r > 0), 2, 1, 5) for r in ranks)
    return Result(BY_NAME[name], judged, (1.0, 2.0, 3.0, 100.0), 300.0, 12.0, False)


def test_every_row_has_a_name_of_its_own_and_ours_is_among_them() -> None:
    assert len(BY_NAME) == len(rows())
    assert BY_NAME[OURS].main
    assert any(not row.ours for row in rows())
    assert all(("day filter" in r.name) == bool(r.options.get("day_filter")) for r in rows())


def test_the_quiz_table_gives_recall_over_all_and_over_own() -> None:
    table = quiz_table([result("bm25s", 1, 3, 0, 20)], ASKED, ["A note."])
    cells = dict(zip(table.head, table.body[0], strict=True))
    assert (cells["@1"], cells["@5"], cells["@20"]) == ("0.250", "0.500", "0.750")
    assert (cells["own @1"], cells["own @5"]) == ("0.500", "1.000")
    assert (cells["110 w"], cells["2,200 w"]) == ("0.250", "0.750")
    assert (cells["14 d"], cells["after"]) == ("0.400", "0.200")
    assert cells["p50 ms"] == "2"
    assert table.notes == (*LEGEND, "A note.")
    assert len({len(line) for line in table.lines()[2:4]}) == 1


def test_ours_is_held_against_the_best_that_is_not() -> None:
    results = [
        result("bm25s", 1, 0, 0, 0), result("dense, exact", 1, 1, 0, 0), result(OURS, 1, 1, 1, 0),
    ]  # fmt: skip
    table = differences(results)
    assert [row[0] for row in table.body] == ["bm25s", "dense, exact"]
    assert table.body[1][1].startswith("+0.250 [")
    assert "0.750 against 0.500" in table.notes[0]
    assert "(dense, exact): +50.0% (wanted +25%: reached)" in table.notes[0]


def test_rows_that_a_corpus_lacks_are_left_blank() -> None:
    table = date_free_table(
        {
            "squad2": [result(OURS, 1, 1, 1, 1), result("bm25s", 1, 1, 0, 0)],
            "xquad-ru": [result(OURS, 0, 0, 1, 1)],
        }
    )
    assert table.body[0] == (OURS, "1.000", "-", "0.500", "-")
    assert table.body[1][0:2] == ("bm25s", "0.500")
    assert table.body[1][3:] == ("-", "-")


def test_the_section_is_put_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "retrieval.md"
    path.write_text(f"# Retrieval\n\n{BEGIN}\nold\n{END}\n\nafter\n")
    write_section(path, ["| a |", r"\1"])
    write_section(path, ["| b |", r"\1"])
    text = path.read_text()
    assert text == f"# Retrieval\n\n{BEGIN}\n\n| b |\n\\1\n{END}\n\nafter\n"
    bare = tmp_path / "new.md"
    write_section(bare, ["x"])
    assert bare.read_text() == f"{BEGIN}\n\nx\n{END}\n"
    other = tmp_path / "other.md"
    other.write_text("# Mine\n")
    write_section(other, ["x"])
    assert other.read_text().startswith("# Mine\n\n" + BEGIN)

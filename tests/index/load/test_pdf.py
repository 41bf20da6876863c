from __future__ import annotations

from pathlib import Path

from index.load import Block, Raw, read
from index.load.pdf_lines import Line, paragraphs
from tests.index.load import make

WORDS = (
    "The council of Arlemouth said on Monday that the harbour wall would be raised by two metres "
    "after the storms of last winter had broken the ferry pier and flooded the lower town twice."
).split()


def wrapped(words: list[str], width: int = 80) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def body(path: Path, pages: list[list[str]]) -> list[str]:
    path.write_bytes(make.pdf(pages))
    [raw] = read(path, {})
    assert isinstance(raw, Raw), raw
    assert isinstance(raw.body, tuple)
    return [block.text for block in raw.body]


def test_lines_become_paragraphs_again(tmp_path: Path) -> None:
    one, two = " ".join(WORDS), " ".join(reversed(WORDS)) + "."
    page = [*wrapped(one.split()), "", *wrapped(two.split())]
    assert body(tmp_path / "a.pdf", [page]) == [one, two]


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    lines = wrapped(WORDS)
    assert body(tmp_path / "a.pdf", [lines[:1], lines[1:]]) == [" ".join(WORDS)]


def test_running_heads_and_feet_are_kept_once_and_cut_no_sentence(tmp_path: Path) -> None:
    lines = wrapped(WORDS)
    pages = [
        ["The Arle Courier | page 1", "", *lines[:1]],
        ["The Arle Courier | page 2", "", *lines[1:]],
    ]
    assert body(tmp_path / "a.pdf", pages) == [" ".join(WORDS), "The Arle Courier | page 1"]


def test_words_that_were_cut_are_mended_and_hyphens_are_kept(tmp_path: Path) -> None:
    lines = [
        "The well-known harbour engineer said on Monday that the wall would be fin-",
        "ished by spring, as the council had asked for in the plan of the well-",
        "known engineer.",
    ]
    assert body(tmp_path / "a.pdf", [lines]) == [
        "The well-known harbour engineer said on Monday that the wall would be finished by spring,"
        " as the council had asked for in the plan of the well-known engineer."
    ]


def test_file_names_and_dates_of_the_file_are_no_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make.pdf([wrapped(WORDS)], title="wall_final.docx"))
    [raw] = read(path, {})
    assert isinstance(raw, Raw)
    assert raw.header == {"authors": ["Jo Lind"]}


def test_large_and_bold_lines_are_headings() -> None:
    def line(text: str, y: float, size: float = 10, bold: bool = False) -> Line:
        return Line(text, 50, 50 + 5 * len(text), y, y + size, size, bold, 800)

    page = [
        line("Harbour wall to rise", 700, 20), line("The wall rises by two metres this year, it was", 660),
        line("said on Monday.", 648), line("A quiet crowd", 630, 10, True), line("Nobody came to look at it.", 612),
    ]  # fmt: skip
    assert paragraphs([page]) == (
        Block("Harbour wall to rise", 1), Block("The wall rises by two metres this year, it was said on Monday."),
        Block("A quiet crowd", 2), Block("Nobody came to look at it."),
    )  # fmt: skip
    assert paragraphs([]) == ()

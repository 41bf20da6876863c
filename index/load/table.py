"""Tables: CSV and TSV, a row an article, columns named by their first row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from index.errors import UnreadableError
from index.load.encoding import MARKS, charset_of, decode
from index.load.records import document
from index.load.source import MAX_BYTES, MIB, Found, Part, Source, brief, lines, mine

SEPARATORS = ",;\t|"
MAX_COLUMNS = 1000


def read_csv(source: Source, options: Mapping[str, Any], part: Part, separator: str = "") -> Found:
    """Rows as records. An item is named by the number of its row, the names being row 1."""
    head = source.head()
    if any(head.startswith(mark) for mark, name in MARKS if name != "utf-8-sig"):
        raise UnreadableError("a table in UTF-16 or UTF-32; save it as UTF-8")
    declared = str(options.get("encoding") or source.charset)
    guessed = "" if declared else charset_of(head)
    # The limit is the process's own; it stays what the largest article needs.
    csv.field_size_limit(max(MAX_BYTES, csv.field_size_limit()))
    any_row = False
    with source.opener() as stream:
        texts = _Texts(stream, declared or guessed)
        for number, row in _rows(texts, separator):
            mended, texts.mended = texts.mended or guessed, ""
            any_row = True
            if not mine(number, part):
                continue
            if isinstance(row, str):
                yield source.failure(row, str(number))
            else:
                yield document(source, row, options, str(number), mended)
    if not any_row:
        raise UnreadableError("there is no row below the names")


def _rows(texts: _Texts, separator: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Each row that is not blank, by name, or why it cannot be read."""
    first = next(texts, "")
    sign = separator or _separator(first)
    try:
        names = [name.strip() for name in next(csv.reader([first], delimiter=sign), [])]
    except csv.Error as error:
        raise UnreadableError(f"its first row cannot be read ({brief(error)})") from error
    if not first.strip():
        raise UnreadableError("the file is empty")
    if not any(names):
        raise UnreadableError("its first row names nothing")
    if len(names) > MAX_COLUMNS:
        raise UnreadableError(f"it has {len(names):,} columns; is its first row a row of names?")
    rows = csv.reader(texts, delimiter=sign)
    number = 1
    while True:
        number += 1
        try:
            row = next(rows, None)
        except (csv.Error, UnreadableError) as error:
            yield number, f"the row cannot be read ({brief(error)})"
            if texts.ended:
                return
            continue
        if row is None:
            return
        while len(row) > len(names) and not row[-1].strip():
            row.pop()
        if not any(cell.strip() for cell in row):
            continue
        if len(row) == len(names):
            yield number, dict(zip(names, row, strict=True))
        else:
            yield number, f"the row has {len(row)} fields and the first row names {len(names)}"


def read_tsv(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """As `read_csv`, with tabs between the fields."""
    yield from read_csv(source, options, part, "\t")


class _Texts:
    """The lines of a table as text, an error for each that cannot be read, then on."""

    def __init__(self, stream: BinaryIO, charset: str) -> None:
        self._lines = lines(stream)
        self._charset = charset
        self.ended = False
        self.mended = ""  # what was done to bytes of the lines of a row

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            number, line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        if line is None:
            raise UnreadableError(f"line {number} is longer than {MAX_BYTES // MIB} MiB")
        if number > 1 and b"\0" not in line:
            try:  # nearly all lines: the rest is for those that need a mark or a charset
                return line.decode("utf-8")
            except UnicodeDecodeError:
                pass
        if not line.strip():
            return "\n"
        text, mended = decode(line, self._charset, guessing=False)
        self.mended = mended or self.mended
        return text


def _separator(first: str) -> str:
    """The sign that stands most often between the names."""
    return max(SEPARATORS, key=first.count)

"""What reading gives: raw documents, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from index.place import place

Kind = Literal["text", "markdown", "html", "blocks"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading of the raw page, in order. `level` 0 is a paragraph.

    `caption` is True where the mark-up says that it belongs to a picture or a table, `listed`
    where it is a row of a table or stands in a list: it needs no full stop. `placed` is True
    where the mark-up sets it among the paragraphs of the story, which speaks for it.
    """

    text: str
    level: int = 0
    caption: bool = False
    listed: bool = False
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """One document as it came. `item` tells the articles of one file apart ("" where one).

    `body` is a str for "text" and "markdown", bytes for "html" and blocks for "blocks" (formats
    whose own mark-up tells paragraphs and headings). `known` is what was supplied beside the body
    and wins over all else: options over a sidecar file, that over front matter or the fields of a
    record. `header` is what the format's own header says, under the same names, and `header_name`
    what that header is called for people ("its NITF header"). Where the charset of a text had to
    be guessed, `header["encoding"]` names the guess.
    """

    path: str
    item: str
    kind: Kind
    body: str | bytes | tuple[Block, ...]
    known: Mapping[str, Any] = field(default_factory=dict)
    header: Mapping[str, Any] = field(default_factory=dict)
    header_name: str = "its header"

    @property
    def place(self) -> str:
        """Where it came from, for people: "wire.jsonl:7", "week.zip!inner/page.html"."""
        return place(self.path, self.item)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a part of one, that did not become an article, and why.

    `link` is the web address where the whole of it stands, "" where none is known; `file` is the
    file that it is a part of, "" where it is a file itself.
    """

    origin: str
    reason: str
    link: str = ""
    file: str = field(default="", compare=False)

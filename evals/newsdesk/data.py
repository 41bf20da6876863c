"""Newsdesk as it is kept: an article a line, its sentences, and what is asked and claimed of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals.sources import SHARED
from index.errors import InputError

FOLDER = SHARED / "data" / "newsdesk"
# Questions in the wording of those of set S, but of the opposite truth, which newsdesk has not.
TWINS = Path(__file__).parent / "twins.jsonl"
ASKED = ("answerable", "near_miss", "false_premise", "follow_up")
CLAIMED = ("supported", "refuted", "unsupported")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked or claimed of an article.

    `text` is the question or the claim, `before` the question that a follow-up comes after.
    `marked` are the numbers of the sentences: those that answer (`best` and `also`), the nearest
    one where none does, or those that a claim is held against; `answer` is the shortest answer as a
    sentence words it. `twin` tells whether it was written as the opposite of another item in the same
    wording; `changed` what is wrong in a claim; `standalone` is a follow-up written out.
    """

    kind: str
    text: str
    marked: tuple[int, ...]
    twin: bool = False
    before: str = ""
    changed: str = ""
    answer: str = ""
    standalone: str = ""

    @property
    def renewed(self) -> bool:
        """Whether a "follow-up" stands alone, and must take nothing from the question before it."""
        return self.kind == "follow_up" and self.text == self.standalone

    @property
    def answerable(self) -> bool:
        return self.kind in ("answerable", "follow_up")


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its items; `group` is the set that it belongs to."""

    id: str
    url: str
    outlet: str
    published: str
    title: str
    sentences: tuple[str, ...]
    group: str
    items: tuple[Item, ...]

    def marked(self, item: Item) -> list[str]:
        """The sentences that the item marks."""
        return [self.sentences[number] for number in item.marked]

    def asked(self) -> list[Item]:
        return [item for item in self.items if item.kind in ASKED]

    def claimed(self) -> list[Item]:
        return [item for item in self.items if item.kind in CLAIMED]


def pages(path: Path, sets: Collection[str] = ()) -> list[Page]:
    """The articles of a file, or those of the named `sets`. Raises InputError where it is missing
    or a line is no such article."""
    if not path.is_file():
        raise InputError(f"{path} is not there; name the file with --file.")
    found = list(_pages(path))
    if unknown := set(sets) - {page.group for page in found}:
        raise InputError(f"{path} has no set {', '.join(sorted(unknown))}; leave it out of --sets.")
    return [page for page in found if not sets or page.group in sets]


def with_twins(found: Sequence[Page]) -> list[Page]:
    """The pages with our own twins of their questions."""
    more: dict[str, list[Item]] = {}
    for line in TWINS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        more.setdefault(row["article"], []).append(_item({**row, "twin_of": row["item"]}))
    return [replace(page, items=(*page.items, *more.get(page.id, ()))) for page in found]


def _pages(path: Path) -> Iterator[Page]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            yield _page(row)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}: this is no newsdesk article ({error})."
            ) from None


def _page(row: dict[str, Any]) -> Page:
    page = Page(
        row["id"], row["url"], row["outlet"], row["published"], row["title"],
        tuple(row["sentences"]), row.get("set", ""), tuple(_item(item) for item in row["items"]),
    )  # fmt: skip
    if any(not 0 <= n < len(page.sentences) for item in page.items for n in item.marked):
        raise ValueError("an item marks a sentence that the article does not have")
    return page


def _item(row: dict[str, Any]) -> Item:
    marks = ("best", "also", "nearest", "by", "near")
    return Item(
        row["kind"], row.get("q") or row["claim"],
        tuple(number for name in marks for number in row.get(name, ())),
        "twin_of" in row, row.get("before", ""), row.get("changed", ""),
        row.get("answer", ""), row.get("standalone", ""),
    )  # fmt: skip

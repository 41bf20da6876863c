"""The words that this room goes by, read from `words.toml` as stems."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.words import stems
from rag.question.verbs import verbs

Stems = frozenset[str]
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Verbs that stay as they are in the past, or that no rule of spelling shows.
PAST = frozenset(
    "set cut cost came went ran made got sued felled saw drew hit shut told heard".split()
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`alike` are words that are asked with for one thing, and all that it is told with, `groups` kinds of people and things, `opposed`
    pairs that cannot both be so, `units` what an amount is counted in by the words that ask it,
    `roles` which (family, row) of things that are done with what is counted a stem tells of."""

    alike: tuple[tuple[Stems, Stems], ...]
    groups: tuple[Stems, ...]
    anybody: Stems
    opposed: tuple[tuple[Stems, Stems], ...]
    units: dict[str, Stems]
    irregular: dict[str, str]
    roles: dict[str, frozenset[tuple[int, int]]]

    def with_like(self, words: set[str]) -> set[str]:
        """`words` and every other word for the same things."""
        return words.union(*(told for asked, told in self.alike if asked & words))

    def group(self, words: set[str]) -> frozenset[int]:
        """Which kinds of people and things are named, as row numbers."""
        return frozenset(n for n, row in enumerate(self.groups) if row & words)


@cache
def vocabulary() -> Vocabulary:
    read = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    irregular = {
        form: base for word, row in read["irregular"].items() for base in stems(word)
        for form in _stems(row)
    }  # fmt: skip
    return Vocabulary(
        tuple(
            (_stems(row["asked"]), _stems([*row["asked"], *row.get("also", ())]))
            for row in read["alike"]
        ),
        tuple(_stems(row) for row in read["groups"]),
        _stems(read["anybody"]),
        tuple(
            (_rooted(row["one"], irregular), _rooted(row["other"], irregular))
            for row in read["opposed"]
        ),
        {name: _stems(row) for name, row in read["units"].items()},
        irregular,
        _roles(read["roles"], irregular),
    )


def _roles(
    families: dict[str, list[list[str]]], irregular: dict[str, str]
) -> dict[str, frozenset[tuple[int, int]]]:
    out: dict[str, frozenset[tuple[int, int]]] = {}
    for family, rows in enumerate(families.values()):
        for number, row in enumerate(rows):
            for stem in _rooted(row, irregular):
                out[stem] = out.get(stem, frozenset()) | {(family, number)}
    return out


def roots(text: str) -> list[str]:
    """Stems of the content words in order, with irregular forms under the plain one."""
    irregular = vocabulary().irregular
    return [irregular.get(s, s) for s in stems(text)]


def forms(text: str) -> set[str]:
    """Stems of the content words and what irregular ones are forms of."""
    return {*stems(text), *roots(text)}


def is_past(word: str) -> bool:
    """Whether a word in small letters looks like a verb of what was done: "asked", "took", "cut"."""
    if not word.islower():
        return False
    irregular = vocabulary().irregular
    known = any(stem in irregular or stem.removeprefix("re") in irregular for stem in stems(word))
    formed = word.endswith("ed") and len(word) > 4 and word not in verbs().not_past
    return formed or word in PAST or known


def _rooted(words: list[str], irregular: dict[str, str]) -> Stems:
    return frozenset(irregular.get(s, s) for s in _stems(words))


def _stems(words: list[str]) -> Stems:
    return frozenset(s for word in words for s in stems(word))

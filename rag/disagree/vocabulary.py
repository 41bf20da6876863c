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
    "set cut cost came went ran made got sued felled saw drew hit shut told heard died".split()
)


MONEY = frozenset(
    stems(
        "cost price pay paid spend spent worth revenue budget fine fee salary wage income rent acquire buy bought money sum loan"
        " damage sale profit loss earn fund aid raise bail ransom reward compensation offer bid bounty grant debt sell sold fined charge"
    )
)
PERCENT = frozenset(stems("share percent percentage proportion turnout rate"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`alike` are words that are asked with for one thing, and all that it is told with, `anybody` words
    for people of any kind, `opposed` pairs that cannot both be so, `irregular` forms by the plain one."""

    alike: tuple[tuple[Stems, Stems], ...]
    anybody: Stems
    opposed: tuple[tuple[Stems, Stems], ...]
    irregular: dict[str, str]

    def with_like(self, words: set[str]) -> set[str]:
        """`words` and every other word for the same things."""
        return words.union(*(told for asked, told in self.alike if asked & words))


@cache
def vocabulary() -> Vocabulary:
    read = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    irregular = {
        form: base for word, row in read["irregular"].items() for base in stems(word)
        for form in stems(row)
    }  # fmt: skip
    return Vocabulary(
        tuple((frozenset(stems(a)), frozenset(stems(f"{a} {b}"))) for a, b in read["alike"]),
        frozenset(stems(read["anybody"])),
        tuple(
            (
                frozenset(irregular.get(s, s) for s in stems(a)),
                frozenset(irregular.get(s, s) for s in stems(b)),
            )
            for a, b in read["opposed"]
        ),
        irregular,
    )


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

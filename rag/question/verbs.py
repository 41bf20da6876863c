"""The forms of English verbs, both ways: from a rule of spelling and a table of what no rule makes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True, eq=False)
class Verbs:
    """Known verbs: `only` are hardly ever nouns; `pasts` and `thirds` lead from a form to its
    base form."""

    only: frozenset[str]
    both: frozenset[str]
    irregular: dict[str, str]
    doubling: frozenset[str]
    british: frozenset[str]
    with_k: frozenset[str]
    not_past: frozenset[str]
    pasts: dict[str, str]
    thirds: dict[str, str]

    def base(self, word: str) -> bool:
        """Whether a word in lower case is the base form of a known verb."""
        return word in self.only or word in self.both

    def past(self, base: str) -> str:
        """Simple past of any base form: "resign" -> "resigned"."""
        return self.irregular.get(base) or self._regular(base)

    def third(self, base: str) -> str:
        """What "it" does: "carry" -> "carries"."""
        if base in ("be", "have"):
            return {"be": "is", "have": "has"}[base]
        if base.endswith(("s", "x", "z", "ch", "sh", "o")):
            return base + "es"
        return base[:-1] + "ies" if _consonant_y(base) else base + "s"

    def is_past(self, word: str) -> bool:
        """Whether a word can be a simple past; one in -ed that is not known counts."""
        return word in self.pasts or (
            len(word) > 4 and word.endswith("ed") and word not in self.not_past
        )

    def _regular(self, base: str) -> str:
        if base.endswith("e"):
            return base + "d"
        return base[:-1] + "ied" if _consonant_y(base) else self._grown(base) + "ed"

    def _grown(self, base: str) -> str:
        """With its last consonant doubled where -ed asks for it."""
        if base in self.with_k:
            return base + "k"
        if base in self.doubling or base in self.british or _short(base):
            return base + base[-1]
        return base


@cache
def verbs() -> Verbs:
    """The English table."""
    raw = tomllib.loads((Path(__file__).parent / "verbs.toml").read_text(encoding="utf-8"))
    irregular = raw["past"]
    ending = {k: frozenset(v.split()) for k, v in raw["ending"].items()}
    both = frozenset(raw["base"]["also"].split())
    only = frozenset(raw["base"]["only"].split()) - both
    only |= frozenset(irregular) - both
    table = Verbs(
        only, both, irregular, ending["doubling"], ending["british"], ending["k"],
        ending["not_past"], {}, {},
    )  # fmt: skip
    for base in sorted(only | both, key=len, reverse=True):
        table.pasts[table.past(base)] = base
        table.thirds[table.third(base)] = base
    return table


def _consonant_y(base: str) -> bool:
    return len(base) > 1 and base[-1] == "y" and base[-2] not in VOWELS


def _short(base: str) -> bool:
    """One syllable that ends in a single vowel and a consonant: "stop", "plan", but not "fix"."""
    if len(base) < 3 or base[-1] in VOWELS + "wxyh" or base[-2] not in VOWELS:
        return False
    before = base[:-2]
    if before in ("qu", "squ"):
        return True
    return not any(c in VOWELS or c == "y" for c in before)

"""A time expression as it stands in a text, and what its slots say."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from index.dates.language import Language


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression as it stands: what it says, not yet what it means.

    `rule` is one of those in the language files, or "date" where `day` is the full date said.
    `sense` is the word before it that changes its meaning ("since", "until"), "" where none, and
    `said` that word as said, in lower case; `hedged`: with "around" or "at least" between them.
    """

    start: int
    end: int
    rule: str
    slots: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    sense: str = ""
    possessive: bool = False
    said: str = ""
    hedged: bool = False


def part(phrase: Phrase, lang: Language) -> str:
    """Which part of the whole is said, as `reckoning.part_of` takes it; "" where none is."""
    for slot, table in (
        ("part", lang.parts),
        ("season", lang.seasons),
        ("portion", lang.portions),
    ):
        if slot in phrase.slots:
            return table.get(words(phrase.slots[slot]), "")
    return ""


def count(slots: dict[str, str], lang: Language) -> tuple[int | None, bool]:
    """How many, and whether anybody counted. "The past week" is one, "recent weeks" are open."""
    said = words(slots.get("number", ""))
    if not said:
        single = slots.get("unit", "") in lang.singular
        return (1, True) if single else (None, False)
    if said in lang.few:
        return lang.few[said], False
    return (int(said) if said.isdigit() else lang.numbers[said]), True


def month(word: str, lang: Language) -> int:
    """1 to 12."""
    return lang.months[word.rstrip(".")]


def day(word: str) -> int:
    """The number in "3rd"."""
    return int("".join(c for c in word if c.isdigit()))


def words(said: str) -> str:
    """With single spaces."""
    return " ".join(said.split())

"""What a language calls its days: one TOML file a language beside this module, and how it is read.

A file names months, weekdays, units and numbers, and lists phrases as templates ("{number} {unit}
ago") with the rule that each stands for. Rules are the same for all languages; adding a language
is adding a file. An unknown language is read for dates with the month in letters and ISO dates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from index.dates.cues import Tense, read_tense
from index.dates.patterns import DIGITS, first_words, one_of, opens, pieces, slots

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a time: what it means, and a pattern with a named group for each slot.

    The pattern is for text in lower case.
    """

    rule: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language. Keys are in lower case; weekdays count from 0, Monday.

    There is one object a language, so that it can be a key.
    """

    code: str
    capital_names: bool
    numeric_order: str  # "dmy", "mdy" or "" where 03/04/2019 is open
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    few: Mapping[str, int]
    units: Mapping[str, str]
    singular: frozenset[str]  # of `units`: its first word of each
    which: Mapping[str, int]
    nth: Mapping[str, int]  # "first" is 1, "last" -1
    days: Mapping[str, int]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    portions: Mapping[str, str]  # "1/2" is the first half
    before: Mapping[str, str]
    names: re.Pattern[str]
    fiction: re.Pattern[str]  # what frames a sentence as told in a book, a film, a game
    back_before: re.Pattern[str]  # around a time, these point back to a year told before
    back_after: re.Pattern[str]
    recurring: frozenset[str]
    articles: frozenset[str]
    of_words: frozenset[str]
    year_words: frozenset[str]  # before a number these make it a year
    in_words: frozenset[str]
    on_words: frozenset[str]  # of these, what may stand before a weekday
    list_words: frozenset[str]  # before the last of several
    function_words: frozenset[str]
    not_a_count: re.Pattern[str]
    range_words: frozenset[str]
    weak_range: frozenset[str]
    labels: Mapping[str, Any]
    tense: Tense
    starts: Mapping[str, tuple[Phrase, ...]] = field(repr=False)
    # Where in lower case a phrase begins, and where four digits do, which are its group 1. It
    # matches the character before, so that the search can run from one mark or space to the next.
    opens: re.Pattern[str] = field(repr=False)
    before_ends: frozenset[str]  # the last words of `before`
    # One of `before` and what may stand between it and a time, to the end: "since at least".
    between: re.Pattern[str] = field(repr=False)
    between_ends: frozenset[str]  # its last words
    longest_before: int = 3  # words


@cache
def known_languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in HERE.glob("??.toml")))


def language(code: str | None) -> Language | None:
    """The language of an ISO 639-1 code ("en", "en-GB"), or None where there is no file for it."""
    short = (code or "").lower().replace("_", "-").split("-")[0]
    return _load(short) if short in known_languages() else None


def whole_names(named: Mapping[str, int]) -> tuple[str, ...]:
    """The names of the months, or the weekdays, of one language, in order and none cut short."""
    first: dict[int, str] = {}
    for word, number in named.items():
        first.setdefault(number, word)
    return tuple(first.values())


@cache
def zones() -> tuple[Mapping[str, int], Mapping[str, str]]:
    """Zone names in lower case: those of a fixed offset in minutes, and those of an IANA zone."""
    table = tomllib.loads((HERE / "zones.toml").read_text(encoding="utf-8"))
    return table["fixed"], table["named"]


@cache
def _load(code: str) -> Language:
    raw = tomllib.loads((HERE / f"{code}.toml").read_text(encoding="utf-8"))
    months = {w: n for n, words in enumerate(raw["months"], 1) for w in words}
    weekdays = {w: n for n, words in enumerate(raw["weekdays"]) for w in words}
    units = {w: unit for unit, words in raw["units"].items() for w in words}
    said = slots(raw, months, units)
    starts: dict[str, list[Phrase]] = {}
    rows: list[list[str]] = []
    for entry in raw["phrases"]:
        tokens = entry["say"].split()
        row = pieces(tokens, said)
        phrase = Phrase(entry["rule"], re.compile("".join(row)))
        for word in first_words(tokens, said):
            starts.setdefault(word, []).append(phrase)
        rows.append([re.sub(r"\(\?P<\w+>", "(?:", piece) for piece in row])
    return Language(
        code=raw["code"],
        capital_names=raw["capital_names"],
        numeric_order=raw["numeric_order"],
        months=months,
        weekdays=weekdays,
        numbers=raw["numbers"],
        few=raw["few"],
        units=units,
        singular=frozenset(words[0] for words in raw["units"].values()),
        which=raw["which"],
        nth=raw["nth"],
        days=raw["days"],
        parts=raw["parts"],
        seasons=raw["seasons"],
        portions=raw["portions"],
        before=raw["before"],
        names=re.compile(rf"\b{one_of(raw['names'])}\b", re.IGNORECASE),
        fiction=re.compile(raw["fiction"], re.IGNORECASE),
        back_before=re.compile(raw["back_before"], re.IGNORECASE),
        back_after=re.compile(raw["back_after"], re.IGNORECASE),
        recurring=frozenset(raw["recurring"]),
        articles=frozenset(raw["articles"]),
        of_words=frozenset(raw["of_words"]),
        year_words=frozenset(raw["year_words"]),
        in_words=frozenset(raw["in_words"]),
        on_words=frozenset(raw["on_words"]),
        list_words=frozenset(raw["list_words"]),
        function_words=frozenset(raw["function_words"]),
        not_a_count=re.compile(rf"\s?(?:%|{one_of(raw['not_a_count'])}\b)", re.IGNORECASE),
        range_words=frozenset(raw["range"]["words"]) | {"-", "–", "—"},
        weak_range=frozenset(raw["range"]["weak"]),
        labels=raw["labels"],
        tense=read_tense(raw["tense"]),
        starts={word: tuple(phrases) for word, phrases in starts.items()},
        opens=opens([w for w in starts if w != DIGITS], rows),
        before_ends=_last_words(raw["before"]),
        between=_between(raw),
        between_ends=_last_words(w for some in raw["between_before"].values() for w in some),
        longest_before=max(len(words.split()) for words in raw["before"]),
    )


def _last_words(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words)[-1] for words in listed)


def _between(raw: Mapping[str, Any]) -> re.Pattern[str]:
    between = raw["between_before"]
    return re.compile(
        rf"\b(?P<before>{one_of(raw['before'])})\s{{1,3}}"
        rf"(?:(?P<loose>{one_of(between['loose'])})|{one_of(between['within'])})\s{{1,3}}$",
        re.IGNORECASE,
    )

"""The words by which questions speak of time, from when.toml beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.dates.language import Language
from index.dates.patterns import one_of

REACH = 40  # characters
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that lead an expression in: before it, or as its own first words."""

    ends: re.Pattern[str]
    opens: re.Pattern[str]

    def start(self, text: str, start: int) -> int | None:
        """Where they begin, for an expression that begins at `start`; None where they are not."""
        if self.opens.match(text, start):
            return start
        near = max(0, start - REACH)
        found = self.ends.search(text[near:start])
        return near + found.start() if found else None


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One language's table."""

    as_of: Lead
    week_of: Lead
    against: Lead
    either_side: Lead
    up_to: Lead
    same_time: Lead
    same_after: re.Pattern[str]  # "today" after "a year ago"
    before_last: re.Pattern[str]  # for the text after a weekday
    or_earlier: re.Pattern[str]  # for the text after a time
    foretold: re.Pattern[str]
    superlative: re.Pattern[str]
    either: re.Pattern[str]  # "or 2015" after a year; its group 1 is the year
    determiners: frozenset[str]
    happens: frozenset[str]
    no_day: frozenset[str]
    published: re.Pattern[str]  # for the text before an expression
    stands: re.Pattern[str]
    past: re.Pattern[str]
    asks: tuple[str, ...]
    asked: tuple[str, ...]  # small words that also ask
    signs: tuple[str, ...]
    elsewhere: tuple[str, ...]  # time words that in other languages are something else
    shift: Mapping[str, list[str]]  # words that tell a time by its distance from another
    now: Mapping[str, int]  # word for the present -> days back that it reaches
    says_now: re.Pattern[str]
    small: re.Pattern[str]  # months and weekdays that somebody wrote without their capital


@cache
def words_of(lang: Language) -> Words | None:
    """The table of a language, or None where when.toml has none for it."""
    tables = tomllib.loads((Path(__file__).parent / "when.toml").read_text(encoding="utf-8"))
    raw = tables.get(lang.code)
    if raw is None:
        return None
    year = r"((?:1[5-9]|20)\d\d)(?![\w%])(?![.,]\d)"
    return Words(
        as_of=_lead(raw["as_of"]),
        week_of=_lead(raw["week_of"]),
        against=_lead(raw["against"]),
        either_side=_lead(raw["either_side"]),
        up_to=_lead(raw["up_to"]),
        same_time=_lead(raw["same_time"]),
        same_after=_after(raw["same_after"]),
        before_last=_after(raw["before_last"]),
        or_earlier=_after(raw["or_earlier"]),
        foretold=_stems(raw["foretold"]),
        superlative=re.compile(raw["superlative"], re.IGNORECASE),
        either=re.compile(rf"\s{_any(raw['either'])}\s{year}", re.IGNORECASE),
        determiners=frozenset(raw["determiners"]),
        happens=frozenset(raw["happens"]),
        no_day=frozenset(raw["no_day"]),
        published=re.compile(raw["published"], re.IGNORECASE),
        stands=re.compile(raw["stands"], re.IGNORECASE),
        past=re.compile(raw["past"], re.IGNORECASE),
        **{name: tuple(raw[name]) for name in ("asks", "asked", "signs", "elsewhere")},
        shift=raw["shift"],
        now=raw["now"],
        says_now=re.compile(rf"(?<![\w-]){_any(raw['now'])}(?![\w-])", re.IGNORECASE),
        small=_small(lang, raw["either_case"]) if lang.capital_names else NEVER,
    )


def _any(words: Iterable[str]) -> str:
    return one_of(words) if words else "(?!)"


def _lead(words: list[str]) -> Lead:
    said = rf"\b{_any(words)}\s"
    return Lead(re.compile(said + "$", re.IGNORECASE), re.compile(said, re.IGNORECASE))


def _after(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf",?\s{_any(words)}\b", re.IGNORECASE)


def _stems(words: list[str]) -> re.Pattern[str]:
    """Whole words, and those that begin with one that ends in a hyphen."""
    stems = [word.removesuffix("-") for word in words if word.endswith("-")]
    whole = [word for word in words if not word.endswith("-")]
    return re.compile(rf"\b(?:{_any(stems)}|{_any(whole)}\b)", re.IGNORECASE)


def _small(lang: Language, either_case: list[str]) -> re.Pattern[str]:
    """Those that are also other words, or cut short, only beside a day or a year."""
    short = {w for w in lang.months if any(o != w and o.startswith(w) for o in lang.months)}
    unsure = short | set(either_case)
    sure = {w for w in lang.months if w not in unsure} | {w for w in lang.weekdays if len(w) > 5}
    year = r"(?=\.?\s(?:\d{1,2},?\s)?(?:1[5-9]|20)\d\d\b)"
    return re.compile(rf"\b(?:{_any(sure)}\b|(?<=\d\s){_any(unsure)}\b|{_any(unsure)}\b{year})")

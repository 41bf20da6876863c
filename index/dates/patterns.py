"""Patterns made of the words and phrases that a language file lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

GAP = r"\s{1,3}"  # bounded, so that a run of spaces cannot make matching slow
DIGITS = "#"  # stands for "a number in digits" where phrases are looked up by their first word


def one_of(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, the longest first.

    Words that begin alike share their beginning in it: that is several times as fast.
    """
    return any_of([GAP if c == " " else re.escape(c) for c in word] for word in words)


def any_of(written: Iterable[list[str]]) -> str:
    """A pattern that matches any of these rows of pieces; what they share is matched once."""
    tree: dict[str, Any] = {}
    for pieces in written:
        at = tree
        for piece in pieces:
            at = at.setdefault(piece, {})
        at[""] = {}
    return f"(?:{_branches(tree)})"


def _branches(tree: Mapping[str, Any]) -> str:
    made = []
    for first in sorted(tree, reverse=True):  # "", where a row ends, comes last
        pieces, after = first, tree[first]
        while len(after) == 1:
            (piece,) = after
            pieces, after = pieces + piece, after[piece]
        made.append(pieces + (f"(?:{_branches(after)})" if after else ""))
    return "|".join(made)


def month_pattern(months: Mapping[str, int]) -> str:
    """Any of the names; a dot belongs to one that is cut short ("Jan."), not to "January."."""
    short = [w for w in months if any(o != w and o.startswith(w) for o in months)]
    whole = [w for w in months if w not in short]
    return rf"(?:{one_of(whole)}|{one_of(short)}\b\.?)" if short else one_of(whole)


def slots(raw: Mapping[str, Any], months: Mapping[str, int], units: Mapping[str, str]) -> Any:
    """Slot name -> (pattern, first words), for a language file."""
    ordinal = f"(?:{'|'.join(map(re.escape, raw['ordinals']))})?" if raw["ordinals"] else ""
    numbers = {**raw["numbers"], **raw["few"]}
    weekdays = raw["spoken_weekdays"]

    def words(table: Iterable[str], tail: str = "") -> tuple[str, list[str]]:
        listed = list(table)
        return one_of(listed) + tail, [re.split(r"[\s-]", w)[0] for w in listed]

    year = r"(?:1[5-9]|20)\d\d(?![\d%])(?![.,]\d)"
    number, first = words(numbers)
    link = one_of(raw["range"]["words"])
    return {
        "month": (month_pattern(months), list(months)),
        "until_month": (month_pattern(months), list(months)),
        "weekday": words(weekdays),
        "day": (rf"\d{{1,2}}{ordinal}(?![\d%:])(?![.,]\d)", [DIGITS]),
        "until_day": (rf"\d{{1,2}}{ordinal}(?![\d%:])(?![.,]\d)", [DIGITS]),
        "year": (year, [DIGITS]),
        "decade": (r"(?:1[5-9]|20)\d0s", [DIGITS]),
        "short_decade": (r"(?:[2-9]0)(?!\d)", [DIGITS]),
        "number": (rf"(?:\d{{1,3}}|{number})", [DIGITS, *first]),
        "unit": words(units),
        "which": words(raw["which"]),
        "nth": words(raw["nth"]),
        "day_word": words(raw["days"]),
        "part": words(raw["parts"]),
        "season": words(raw["seasons"]),
        "portion": words(raw["portions"]),
        "part_of_day": words(raw["parts_of_day"]),
        "to": (rf"(?:\s?[-–—]\s?|{GAP}{link}{GAP})", []),
    }


def _element(token: str, known: Any) -> tuple[str, list[str], bool]:
    optional = token.endswith("?") and len(token) > 1
    bare = token[:-1] if optional else token
    if bare == ",":
        return r"\s?,", [], optional
    if bare.startswith("{"):
        name = bare[1:-1]
        pattern, first = known[name]
        return (pattern if name == "to" else f"(?P<{name}>{pattern})"), first, optional
    choices = bare.split("|")
    return one_of(choices), choices, optional


def opens(words: list[str], rows: list[list[str]]) -> re.Pattern[str]:
    """A pattern that finds where one of these phrases begins, or four digits (its group 1) do.

    It matches the character before, so that the search runs from one mark or space to the next.
    `words` are the first words: they are looked at by themselves, since most words are no such.
    What is surely in a word is told by a set of letters, which is faster than asking for a class.
    """
    return re.compile(
        rf"[^a-z0-9_](?={one_of(words)}\b|\d)(?<=\W)(?=(\d{{4}})?)(?:(?={any_of(rows)})|(?=\d{{4}}))"
    )


def pieces(tokens: list[str], known: Any) -> list[str]:
    """The pattern of a phrase, a piece for each token; `known` are the slots."""
    made_of: list[str] = []
    for at, token in enumerate(tokens):
        made, _, optional = _element(token, known)
        after = tokens[at + 1].rstrip("?") if at + 1 < len(tokens) else ""
        tight = after in ("", ",", "{to}") or token in ("{to}",)
        # "mid-January" is written with a hyphen, "30 years" with spaces; "16. Oktober" with a dot.
        gap = r"[\s-]{1,3}" if token.startswith("{part}") else r"\.?" + GAP
        if optional and at + 1 == len(tokens):
            made_of.append(f"(?:{GAP}{made})?")
        elif optional:
            made_of.append(f"(?:{made}{'' if tight else gap})?")
        else:
            last = at + 2 == len(tokens) and tokens[-1].endswith("?")
            made_of.append(made + ("" if tight or last else gap))
    return [*made_of, r"(?!\w)"]


def first_words(tokens: list[str], known: Any) -> set[str]:
    """The words, or DIGITS, that the phrase can begin with."""
    firsts: set[str] = set()
    for token in tokens:
        _, first, optional = _element(token, known)
        firsts.update(first)
        if not optional:
            break
    return firsts

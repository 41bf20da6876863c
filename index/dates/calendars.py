"""How pages of many languages write days: names of months and weekdays, words beside them, order.

A language with a file of its own (`index.dates.language`) is known better than this; the table here
only serves the days that pages state.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.dates.language import known_languages, language

HERE = Path(__file__).parent


@cache
def month_names() -> Mapping[str, int]:
    """The names of months in every language that is known, in lower case, numbered from 1."""
    return _named("months", 1)


@cache
def weekday_names() -> Mapping[str, int]:
    """The names of weekdays in every language that is known, in lower case; Monday is 0."""
    return _named("weekdays", 0)


def opening_weekday(text: str) -> int | None:
    """The weekday that a text opens with ("Tue, 5 March"), Monday 0; None where it opens with none.

    "Mar 5" is a day in March, though a Tuesday elsewhere.
    """
    found = re.match(r"\s*([^\W\d_]{2,12})\b", text)
    name = found[1].lower() if found else ""
    return None if name in month_names() else weekday_names().get(name)


@cache
def words(name: str) -> tuple[str, ...]:
    """What stands beside a day in any language: "published", "updated", "fillers" or "bylines"."""
    made: list[str] = []
    for code in known_languages():
        found = language(code)
        made += found.labels[name] if found else []
    for row in _table()["language"].values():
        made += row.get(name, [])
    return tuple(dict.fromkeys(made))


def numeric_order(tag: str | None, url: str | None = None) -> str:
    """How a language, of a place ("en-GB") or not, writes a day in figures: "dmy", "mdy" or "".

    Where English is meant, a country's ending of the address goes before the place: many systems
    write "en-US" on pages from everywhere.
    """
    if not tag:
        return ""
    short, _, place = tag.replace("_", "-").partition("-")
    order: Mapping[str, str] = _table()["order"]
    if short.lower() == "en":
        ending = (_host(url).rpartition(".")[2]).lower()
        place = _table()["domains"].get(ending, place.upper()[:2])
        return order.get(f"en-{place}", order["en"])
    return "dmy"


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # "http://[" and the like
        return ""


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((HERE / "calendars.toml").read_text(encoding="utf-8"))


def _named(table: str, first: int) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for code in known_languages():
        known = language(code)
        names |= getattr(known, table) if known else {}
    for row in _table()["language"].values():
        for number, listed in enumerate(_split(row[table]), first):
            for name in listed:
                names.setdefault(name, number)
    return names


def _split(rows: Iterable[str]) -> Iterable[list[str]]:
    return (row.split() for row in rows)

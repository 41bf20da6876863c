"""By which words an article may tell of an event, from befalls.toml and alike.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.words import stems


@dataclass(frozen=True, slots=True, eq=False)
class Befalls:
    """One such event. `told` finds the words for it; `who` says that "who arrested Ito?" takes it
    for granted, `done` that somebody else does it to the person."""

    name: str
    told: re.Pattern[str]
    who: bool
    done: bool


@cache
def befalls() -> dict[str, Befalls]:
    """Base form of a verb -> what befalls the person."""
    raw = tomllib.loads((Path(__file__).parent / "befalls.toml").read_text(encoding="utf-8"))
    out = {}
    for name, entry in raw.items():
        words = "|".join(re.escape(w) for w in sorted(entry["told"], key=len, reverse=True))
        event = Befalls(
            name,
            re.compile(rf"(?<![\w’'-])(?:{words})(?![\w-])", re.IGNORECASE),
            entry.get("who", False),
            entry.get("done", False),
        )
        out.update(dict.fromkeys(entry["asked"].split(), event))
    return out


@cache
def alike(verb: str) -> frozenset[str]:
    """The stems of the words by which an event can be told, for the stem of its verb."""
    return frozenset().union(*(group for group in _groups() if verb in group))


@cache
def _groups() -> tuple[frozenset[str], ...]:
    raw = tomllib.loads((Path(__file__).parent / "alike.toml").read_text(encoding="utf-8"))
    return tuple(frozenset(stems(line)) for line in raw["groups"].splitlines())

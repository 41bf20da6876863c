"""The small words by which English asks, points back and leaves out, from english.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Set = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Lists in lower case; what each is for stands in the data file."""

    wh: Set
    do: Set
    be: Set
    have: Set
    modals: Set
    auxiliaries: Set
    he: Set
    she: Set
    it: Set
    they: Set
    pronouns: Set
    subject_forms: Set
    possessives: Set
    alone: Set
    reflexive: Set
    pointing: Set
    openers: Set
    adverbs: Set
    prepositions: Set
    located: Set
    clauses: Set
    determiners: Set
    numerals: Set
    first_person: Set
    indefinite: Set
    conjunctions: Set
    adjectives: Set
    adjective_endings: tuple[str, ...]
    placing: Set
    places: Set
    bodies: Set
    people: Set
    events: Set
    degrees: Set
    expletive_verbs: Set
    light: Set
    quantities: Set
    moving: Set
    textual: Set
    doing: Set
    units: Set
    concerning: Set
    no_premise: Set
    things: Set
    prefixes: Set
    leading: Set
    heading: Set
    idle: Set
    occasions: Set
    passing: Set


@cache
def words() -> Words:
    """The English lists."""
    raw = tomllib.loads((Path(__file__).parent / "english.toml").read_text(encoding="utf-8"))
    lists = {k: frozenset(v if isinstance(v, list) else v.split()) for k, v in raw.items()}
    lists["auxiliaries"] = lists["do"] | lists["be"] | lists["have"] | lists["modals"]
    lists["pronouns"] = lists["he"] | lists["she"] | lists["it"] | lists["they"]
    values = {name: lists[name] for name in Words.__annotations__ if name != "adjective_endings"}
    return Words(**values, adjective_endings=tuple(raw["adjective_endings"]))

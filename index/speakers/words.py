"""The words of one language that tell who speaks, read once from its data file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

LANGUAGES = MappingProxyType({"en": "english"})  # ISO 639-1 code -> folder of word lists

JOINED = MappingProxyType(
    {
        "pronouns": "he she it they",
        "small": "prepositions determiners coordinators",
        "leads": "opens_sentence coordinators adverbs",
        "verbs": "say clause quote framing",
        "triggers": "verbs participle according_first",
        "alone": "say clause framing inverted participle according_first",
        "nouns": "roles bodies documents titles generic",
        "never_names": "determiners opens_sentence subordinators first_person",
    }
)
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, in lower case; what each list is for stands in the data file beside it."""

    say: Words
    clause: Words
    quote: Words
    evidence: Words
    mind: Words
    participle: Words
    speaking: Words
    inverted: Words
    frames: dict[str, Words]
    idioms: dict[str, Words]
    nounlike: Words
    modals: Words
    auxiliaries: Words
    be: Words
    negations: Words
    adverbs: Words
    subordinators: Words
    mere: Words
    relatives: Words
    coordinators: Words
    prepositions: Words
    within_name: Words
    determiners: Words
    breaks: Words
    apart: Words
    numerals: Words
    inside: Words
    reduced: Words
    left_over: Words
    beside: Words
    both: str
    first_person: Words
    definite: str
    indefinite: Words
    negated: tuple[str, ...]
    opens_sentence: Words
    complements: Words
    he: Words
    she: Words
    it: Words
    they: Words
    his: Words
    her: Words
    men: Words
    women: Words
    time: Words
    not_speakers: Words
    not_heads: Words
    roles: Words
    bodies: Words
    documents: Words
    not_alone: Words
    generic: Words
    firms: Words
    civic: Words
    titles: Words
    month_names: Words
    denies: Words
    impersonal: Words
    occasions: Words
    suffixes: Words
    according: tuple[tuple[str, ...], ...]
    nothing: tuple[tuple[str, ...], ...]
    question: Words
    answer: Words
    interviewee: str
    interviewed: tuple[tuple[str, ...], ...]
    quoted_as: tuple[Words, str, Words]
    late: str
    by: Words
    means: Words
    infinitive: Words
    endings: tuple[str, ...]
    past: tuple[str, ...]
    adverbial: tuple[str, ...]
    ongoing: tuple[str, ...]
    third: tuple[str, ...]
    possessive: tuple[str, ...]

    pronouns: Words  # that may stand for a speaker
    small: Words  # what no name ends with
    leads: Words  # what may stand before the subject of a clause
    according_first: Words
    nothing_first: Words
    verbs: Words  # every form that may report speech with a subject of its own
    nouns: Words  # what a speaker may be
    never_names: Words  # written with a capital only at the head of a sentence
    triggers: Words  # without one of these a sentence names no speaker
    alone: Words  # those of them that can name one where nothing is quoted
    written: Words  # the same as they are written past the first word of a sentence


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """The words of an ISO 639-1 language, English where none is known; None if there are none."""
    name = LANGUAGES.get((language or "en").split("-")[0].lower())
    if name is None:
        return None
    folder = files(__package__) / name
    data: dict[str, Any] = {}
    for part in ("verbs", "grammar", "nouns", "people"):
        data |= tomllib.loads((folder / f"{part}.toml").read_text(encoding="utf-8"))
    flat = {
        k: v for table in ("verbs", "grammar", "nouns", "people") for k, v in data[table].items()
    }
    flat["framing"] = " ".join(data["frames"])
    flat["according_first"] = " ".join(phrase.split()[0] for phrase in flat["according"])
    flat["nothing_first"] = " ".join(phrase.split()[0] for phrase in flat["nothing"])
    for key, joined in JOINED.items():
        flat[key] = " ".join(flat[part] for part in joined.split())
    # There a verb has no capital ("the State Department"); in a headline these may have one.
    headed = f"{flat['participle']} {flat['according_first']}"
    flat["written"] = f"{flat['alone']} {headed.title()} {headed.upper()}"
    values: dict[str, Any] = {}
    for key, kind in Lexicon.__annotations__.items():
        if key in ("frames", "idioms"):
            values[key] = {verb: frozenset(after.split()) for verb, after in data[key].items()}
        elif key in ("according", "nothing", "interviewed"):
            values[key] = tuple(tuple(phrase.split()) for phrase in flat[key])
        elif key == "quoted_as":
            before, word, verb = flat[key]
            values[key] = (frozenset(before.split()), word, frozenset(verb.split()))
        elif kind == "str":
            values[key] = flat[key]
        elif kind == "Words":
            values[key] = frozenset(flat[key].split())
        else:
            values[key] = tuple(flat[key].split())
    return Lexicon(**values)

"""The words of a language by which a clause looks back or ahead, as patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.dates.patterns import one_of

STRONG = ("open", "future", "present", "past")
SETS = (
    "loosens", "plans", "speech", "causes", "deadline", "done", "terms", "waits", "turns", "onward",
    "backward", "opening",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tense:
    """Words that say whether a clause looks back or ahead."""

    # Groups: open, future, present, past, weak_future, weak_past. It matches the character before as well.
    cues: re.Pattern[str]
    announces: re.Pattern[str]  # the plainest of what looks ahead
    loosens: frozenset[str]  # between a verb and a time, these let the time belong elsewhere
    plans: frozenset[str]  # between a verb and a time: "announced the decision to close on ..."
    undoes: re.Pattern[str]  # before a verb, these take its past away ("to be released")
    helps: re.Pattern[str]  # before a verb in its plain form, these make it no present
    causes: frozenset[str]  # look ahead, but give a reason after a past ("shut due to snow")
    stands: re.Pattern[str]  # directly before a time: it is still to come
    is_to_be: re.Pattern[str]  # directly after it, where nothing else tells its side
    deadline: frozenset[str]  # of the words before a time: "by"
    done: frozenset[str]  # in the clause before a deadline, these tell it as over
    terms: frozenset[str]  # ... but not beside these
    waits: frozenset[str]  # of the words before a time: what is not so until then begins then
    negated: re.Pattern[str]  # its group "rest" is what follows the negation
    turns: frozenset[str]  # words at which a negation ends
    backward: frozenset[str]  # of the words before a time: since then, which is over
    opening: frozenset[str]  # of these words: as `onward`, where nothing stands before
    onward: frozenset[str]  # of the words before a time: from then on, which is still to come
    speech: frozenset[str]
    ahead: re.Pattern[str]
    conditional: re.Pattern[str]


def read_tense(raw: Mapping[str, Any]) -> Tense:
    """The table `tense` of a language file."""

    def ending(endings: list[str]) -> str:
        return rf"[^\W\dA-Z]\w+{one_of(endings)}\b" if endings else r"(?!)"

    def cue(words: list[str]) -> str:
        """'ll clings to the word before it, so it needs no bound on its left."""
        clinging = [w for w in words if not w[0].isalnum()]
        free = [w for w in words if w[0].isalnum()]
        return rf"(?:\b{one_of(free)}\b" + (rf"|{one_of(clinging)}\b)" if clinging else ")")

    def after_mark(words: list[str]) -> str:
        """The same for what stands after one character that is no letter."""
        if not words:
            return r"(?!)"
        free = one_of(w for w in words if w[0].isalnum())
        clinging = (
            rf"(?<={re.escape(w[0])}){re.escape(w[1:])}" for w in words if not w[0].isalnum()
        )
        return rf"(?:{'|'.join([free, *clinging])})\b"

    def weak(side: str) -> str:
        return (
            rf"(?P<weak_{side}>{ending(raw[side + '_endings'])}|{after_mark(raw['weak_' + side])})"
        )

    cues = "|".join(
        [
            *(rf"(?P<{kind}>{after_mark(raw[kind])})" for kind in STRONG),
            weak("future"),
            weak("past"),
        ]
    )
    return Tense(
        cues=re.compile(
            rf"[^a-zA-Z0-9_](?<=\W)(?:{cues})"
        ),  # as written: "Will" is a name, "May" a month
        announces=re.compile(cue(raw["announces"])),
        undoes=re.compile(rf"\b{one_of(raw['undoes'])}\s$"),
        helps=re.compile(rf"\b{one_of(raw['helps'])}\s$" if raw["helps"] else r"(?!)"),
        is_to_be=re.compile(raw["is_to_be"], re.IGNORECASE),
        stands=re.compile(raw["stands"], re.IGNORECASE),
        negated=re.compile(raw["negated"], re.IGNORECASE),
        **{name: frozenset(raw[name]) for name in SETS},
        ahead=re.compile(cue(raw["ahead"])),
        conditional=re.compile(cue(raw["conditional"])),
    )

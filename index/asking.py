"""What kind of answer a question asks for, and whether a sentence holds one."""

from __future__ import annotations

import re
from typing import Literal

from index.dates.language import language, whole_names
from index.figures import figures, spans
from index.words import names, stems

Kind = Literal["who", "when", "where", "how many", "why", "yes/no", "what"]

KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("how many", re.compile(r"\bhow (?:many|much|long|old|far|big|large|often)\b|\bwhat (?:number|share|percentage|proportion|figure|toll|turnout|fee|price)\b|\bdeath toll\b", re.I)),
    ("who", re.compile(r"^(?:\W*\w+\W+){0,2}?\W*who(?:m|se)?\b|\bwhich (?:person|official|minister|president|leader|country|countries|outlet|agency|agencies|company|companies|firm|bank|club|team|party|union|charity|airline|newspaper|university)\b|\bwhat (?:country|agency|body|club|team|party)\b", re.I)),
    ("when", re.compile(r"^(?:\W*\w+\W+){0,2}?\W*when\b|\b(?:what|which) (?:day|date|year|month|time)\b|\bsince when\b", re.I)),
    ("where", re.compile(r"^(?:\W*\w+\W+){0,2}?\W*where\b|\b(?:what|which) (?:city|town|place|province|region|location)\b", re.I)),
    ("why", re.compile(r"\bwhy\b|\bwhat (?:caused|prompted|reason)\b|\bfor what reason\b|\bhow come\b", re.I)),
    ("yes/no", re.compile(r"^\s*(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should)\b", re.I)),
)  # fmt: skip
TIME = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august"
    r"|september|october|november|december|(?:jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.? \d+|may \d+|\d+ may"
    r"|(?:19|20)\d\d|yesterday|today|tomorrow|tonight|last (?:week|month|year|night)|next (?:week|month|year)"
    r"|this (?:week|month|year)|(?:days?|weeks?|months?|years?|hours?) (?:ago|later|earlier|after|before)"
    r"|a (?:day|week|month|year) (?:after|before|ago)|morning|evening|midnight|noon|end of the)\b",
    re.I,
)
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|as a result|in order to|aimed at|so that|in response|after|over|amid|prompt(?:ed|ing)"
    r"|caused?|citing|to (?:prevent|avoid|protect|press|halt|stop|eliminate|drive|remove|clear|discuss|fill)|since|in protest|fears?|for fear|blam\w+)\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:in|at|to|from|near|outside|inside|across|over|of|into|towards?|around|east|west|north|south)\s+(?:the\s+)?(?:[\w-]+\s){0,2}?[A-Z]"
)


NOUN = re.compile(
    r"\b(?:which|what|whose|how many|how much)\s+(?:other\s+)?(?P<noun>(?!is\b|are\b|was\b|were\b|did\b|does\b|do\b"
    r"|has\b|have\b|had\b|will\b|would\b|can\b|could\b|should\b|made\b|caused\b|became\b|happened\b)[a-z-]+"
    r"(?:\s+(?!is\b|are\b|was\b|were\b|did\b|does\b|do\b|has\b|have\b|had\b|will\b|would\b|of\b|in\b|on\b|at\b|to\b|for\b|by\b)[a-z-]+)?)",
    re.I,
)
ENGLISH = language("en")
assert ENGLISH  # it comes with the package
MONTHS, WEEKDAYS = whole_names(ENGLISH.months), whole_names(ENGLISH.weekdays)
CALENDAR = frozenset(stems(" ".join([*MONTHS, *WEEKDAYS]).title()))
MONTH_YEAR = re.compile(
    rf"\b(?:({'|'.join(MONTHS)})\s+)?(?:\d{{1,2}},?\s+)?((?:19|20)\d\d)\b", re.I
)


# How long something goes on is also told by when it ends.
UNTIL = re.compile(r"\b(?:until|till|through(?:out)?|indefinitely)\b", re.I)
LASTING = re.compile(r"\bhow long\b", re.I)
SAYING = re.compile(
    r"\b(?:say|said|says|tell|told|views?|explain|describe|claim|claimed|argue|respond|react|think|call"
    r"|warn|according to|insist|deny|denied|dismiss|report|estimate|account|reason did)\b",
    re.I,
)


def _new_names(question: str, sentence: str) -> set[str]:
    """Names in the sentence that the question did not bring; a weekday or a month is none."""
    return names(sentence) - set(stems(question)) - CALENDAR


def asks_for_words(question: str) -> bool:
    """Whether the question asks what somebody said, so that it matters who speaks."""
    return bool(SAYING.search(question))


def noun(question: str) -> list[str]:
    """Stems of the thing asked for: "which architect" -> architect; [] where none is named."""
    found = NOUN.search(question)
    generic = {
        "number",
        "share",
        "figur",
        "percentag",
        "proport",
        "time",
        "day",
        "date",
        "year",
        "kind",
    }
    return [s for s in stems(found["noun"]) if s not in generic] if found else []


def is_present(question: str) -> bool:
    """Whether the question asks for how things stand, so that the newest word counts most.

    It is what the search reads too: "now" and its like, or the present tense and no other time.
    """
    from index.search.when import read  # late: the search asks this module in its turn

    return read(question, None).present


def months(question: str) -> set[tuple[int, int]]:
    """(year, month) of each dated expression; month 0 where only the year is named."""
    return {
        (int(y), MONTHS.index(m.lower()) + 1 if m else 0) for m, y in MONTH_YEAR.findall(question)
    }


def kind(question: str) -> Kind:
    """The kind of answer asked for; "what" where nothing tells."""
    return next((name for name, pattern in KINDS if pattern.search(question)), "what")


def holds(asked: Kind, question: str, sentence: str) -> bool:
    """Whether `sentence` holds something of the kind asked for that the question did not say."""
    if asked == "how many":
        said = {f.value for f in figures(question)}
        if LASTING.search(question) and (spans(sentence) or UNTIL.search(sentence)):
            return True
        return any(f.value not in said for f in figures(sentence)) or bool(
            re.search(
                r"\b(?:several|dozens|hundreds|thousands|millions|both|no|few|handful|none|limited)\b",
                sentence,
                re.I,
            )
        )
    if asked == "when":
        return bool(TIME.search(sentence))
    if asked == "why":
        return bool(CAUSE.search(sentence))
    if asked == "where":
        return bool(PLACE.search(sentence)) and bool(_new_names(question, sentence))
    if asked == "who":
        return bool(_new_names(question, sentence)) or bool(
            re.search(
                r"\b(?:minister|president|official|spokes\w+|source|leader|forces|envoy)s?\b",
                sentence,
            )
        )
    return True

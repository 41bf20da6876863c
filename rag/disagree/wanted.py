"""What a question wants: a figure of which unit, a day, a name, or how something stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index import asking
from index.words import asked_about, names, stems
from rag.disagree.vocabulary import MONEY, PERCENT, roots, vocabulary

Want = Literal["figure", "day", "name", "state"]

# Up to the first word in the plural: "postal votes", "people".
COUNTED = re.compile(
    r"\bhow (?:many|much)\s+(?:other\s+|more\s+)?(?P<noun>(?:[\w’'-]+\s+){0,2}?(?:people|children|men|women|police|personnel|staff|[\w’'-]*[^\Ws]s)\b(?:\s+(?!has\b|was\b|is\b|does\b|as\b|this\b)[\w’'-]*[^\Ws]s\b)?|[\w’'-]+)",
    re.I,
)
# "By the UN's count", "does the UN say": who counts, not what is counted.
COUNTER = re.compile(
    r"\b(?:according to|does|do|did|by|and by|and)\s+(?:the\s+)?(?P<a>[A-Z][\w.’'-]*?(?:\s+[A-Z][\w.’'-]*?)*?)(?:['’]s(?:\s+(?:count|figure|estimate|number|tally|own))?(?=\W)|\s*(?:say|says|said|think|believe|estimate|claim|report|put|count)\b)"
)
AUXILIARY = re.compile(
    r"(?:will|would|is|are|was|were|did|do|does|has|have|had|can|could|should|of|the|a|an|money)\b",
    re.I,
)
AMOUNT = re.compile(
    r"\bhow (?:much|long|far|tall|high|wide|deep|old|big|large|heavy|fast)\b|\bwhat (?:age|percentage|share|proportion|sum|amount|number|price|figure|toll|turnout)\b"
    r"|\bwhat(?:['’]s| is| was| were| are)\s+(?:[\w’'.-]+\s+){0,6}?(?:revenue|cost|costs|price|budget|population|turnout|toll|number|size|length|height|value|worth|rate"
    r"|profit|loss|share|percentage|fine|fee|salary|age|score|temperature|magnitude|capacity|sales|attendance|deficit|surplus|debt|wages?|income|rent|weight|speed|area)\b|\bdeath toll\b",
    re.I,
)
OLD = re.compile(r"\bhow old\b|\bwhat age\b|\bage (?:is|was|of)\b", re.I)
LONG = re.compile(r"\bhow (?:far|tall|high|wide|deep)\b|\bwhat (?:height|distance|length)\b", re.I)
WHEN = re.compile(
    r"\b(?:release|premiere|opening|launch|start|end|birth|publication|air|wedding|election|closing)\s+dates?\b"
    r"|\bdate (?:of|for|did|was|is)\b|\b(?:what|which) (?:day|date|year|month)\b",
    re.I,
)
OF_THE = re.compile(r"^of\s+(?:the|these|those|its|their|his|her)\s+", re.I)
NUMBER = re.compile(r"\b\d+\b")
AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|plan\w*|expect\w*|forecast\w*|predict\w*)\b", re.I
)
PAST = re.compile(r"\b(?:did|was|were|had|has|have)\b", re.I)
# "... when the dam burst": what is asked is told of before it, or after it where it comes first.
SUBORDINATE = re.compile(
    r"(?:,\s*|\s)(?:when|while|before|after|since|because|although|though|once|until)\s", re.I
)
# Of these there is one: whoever else is named for it is named against the first.
SINGLE = re.compile(
    r"\b(?:w[io]n(?:s|ner|ning)?|acquir\w+|bought|buys?|purchas\w+|direct(?:s|ed|or)|elected|appointed|succe\w+|replac\w+"
    r"|heads?|headed|leads?|leader|led|presidents?|prime minister|chief executive|CEO|capital|champion|manager|coach|chair\w*|captain"
    r"|invent\w+|discover\w+|wrote|written|author|compos\w+|found(?:ed|er)|assassinat\w+|killed|shot|scored|holds?|held|controls?|controlled|in charge|runs|awarded|first|most|largest|biggest|highest|"
    r"host(?:s|ed|ing)?|born|signed|crowned|nominated|designed|painted|mayor|minister|owns?|owned|sings?|sang|played|plays|located|location)\b",
    re.I,
)


@dataclass(frozen=True)
class Wanted:
    """`unit` is what a figure must be counted in ("" a bare count, None anything).

    `noun` are the stems of what is counted, `predicate` those that say what is told of it with
    their like, `names` who and what is named and `numbers` the figures of its name and time; `about`
    says for people what is counted, "" where the question has no word for it; `single` whether but
    one name can be right, `ahead` whether it asks of what is to come.
    """

    question: str
    want: Want
    unit: str | None
    noun: frozenset[str]
    predicate: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    about: str
    single: bool
    ahead: bool

    @property
    def words(self) -> frozenset[str]:
        """Every stem of the question that a sentence about it can share."""
        told = (s for s in asked_about(self.question) if not s.isdigit())
        return frozenset(told) - asking.CALENDAR

    @property
    def remaining(self) -> bool:
        """Whether it asks how long something goes on from now."""
        return self.unit == "day" and not PAST.search(self.question)

    def like(self, words: set[str]) -> set[str]:
        """`words` and those for the same things."""
        return vocabulary().with_like(words)


@lru_cache(maxsize=256)
def wanted(question: str) -> Wanted:
    """Read from the words of the question alone."""
    counted = COUNTED.search(question)
    named = counted["noun"] if counted and not AUXILIARY.match(counted["noun"]) else ""
    noun = frozenset(stems(named))
    want, unit = _kind(question, bool(named))
    main = _main(question) if named else question
    plain = set(asked_about(main)) - names(question) - asking.CALENDAR - {"sinc"}
    predicate = vocabulary().with_like({s for s in plain if not s.isdigit()})
    predicate |= {root for stem in predicate for root in roots(stem)}
    counters = {n for m in COUNTER.finditer(question) for n in names(f"x {m['a']}")}
    named_in = frozenset(names(question)) - counters - asking.CALENDAR
    return Wanted(
        question, want, unit, noun, frozenset(predicate), named_in,
        frozenset(NUMBER.findall(question)), OF_THE.sub("", named), bool(SINGLE.search(question)),
        bool(AHEAD.search(question)),
    )  # fmt: skip


def _main(question: str) -> str:
    """The clause that counts: "How many had left when the dam burst?" asks how many had left."""
    counted = COUNTED.search(question)
    return SUBORDINATE.split(question[counted.start() :])[0] if counted else question


def _kind(question: str, counted: bool) -> tuple[Want, str | None]:
    kind = asking.kind(question)
    words = set(stems(question))
    if OLD.search(question):
        return "figure", "age"
    if LONG.search(question):
        return "figure", "m"
    if asking.LASTING.search(question):
        return "figure", "day"
    if kind == "when" or (kind != "how many" and WHEN.search(question)):
        return "day", None  # "How many were there when it opened?" asks for no day
    if counted and re.search(r"\bhow many\b", question, re.I):
        return "figure", ""
    if AMOUNT.search(question) or counted:
        if PERCENT & words:
            return "figure", "%"
        if MONEY & words:
            return "figure", "money"
        return "figure", None
    if kind in ("who", "where") or re.match(
        r"\W*(?:in |at |to |from |by |for )?(?:which|what|who|whose)\b", question, re.I
    ):
        return "name", None
    return "state", None

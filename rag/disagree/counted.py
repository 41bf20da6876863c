"""What a figure counts: the noun after it, and the words that narrow it to some of them.

The words that narrow won 17 of 170 invented pairs that can both be so; the three plainest of these
patterns alone ("foreign students", "over 70", "with measles") only 3.
"""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import pairwise

from index.figures import Figure
from index.words import names, stems
from rag.disagree.doing import LINK, asked_with
from rag.disagree.said import Said
from rag.disagree.vocabulary import WORD, forms, vocabulary
from rag.disagree.wanted import COUNTED, Wanted

MOST = 30  # figures of a sentence that are looked at
PLURAL = re.compile(
    r"\s+(?:(?!(?:of|in|at|on|to|from|by|for|with|and|or|so|were|was|are|is|had|have|has|who|that|after|as|per)\b)[\w’'-]+\s+){0,2}?(people|children|men|women|police|personnel|(?!(?:was|is|has|as|this|its|his|us|across|less|days|always)\b)[\w’'-]*[^\Ws]s)\b"
)
PEOPLE = re.compile(
    r"(?:ers|ors|ists|ants|ees|ians|ents|men|children|folk|crew|police|personnel|staff)$"
)
# "96,000 people over 70", "17 people with measles", "12 men who had slept there": some of them.
AGED = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,2}?(?P<some>(?:aged|over|under|above|below|older than|younger than)\s+\d+)"
)
OF_SOME = re.compile(
    r"\s+(?:(?!(?:was|were|is|are|had|have|has)\b)[\w’'-]+\s+){1,3}?(?:who(?:se)?|that|with|without|from|among)\s+(?P<some>[^,;.]{3,60})"
)
# "17 aboard were schoolchildren": what some of them are.
ARE = re.compile(
    r"\b(?:were|are)\s+(?:(?![\w’'-]*(?:ed|en|ing)\b|(?:in|at|on|by|from|among|the)\b)[\w’'-]+\s+)?"
    r"(?P<some>\w*(?:children|men|women)|(?!(?:always|overseas|perhaps|sometimes|abroad)\b)[\w’'-]{2,}[^\Ws]s)\s*(?:[,.;]|$)"
)
# "Live in tents", "treated at home": some of those who live or are treated.
DWELL = re.compile(
    r"\b(?:liv(?:es?|ed|ing)|sle(?:ep|eps|eping|pt)|shelter\w*|stay\w*|hous(?:ed|ing)|treated|cared for)\s+(?:in|at|under|with)\s+"
    r"(?!(?:the|an?|its|their)\b)(?P<some>[a-z][\w-]+)"
)
# What may stand after a verb and says nothing of whom it is true.
HOW = re.compile(
    r"(?:\w+(?:ly|ed|ing)|there|here|today|tonight|overnight|again|also|too|so|far|together|home|out|up|down|away|early|late|when|while|because"
    r"|if|but|and|or|than|that|who|which|then|now|still|the|an?|this|last|next|each|every|per|their|his|her|its|no|not|at|more|only|just|alone)"
)
# "In care homes the virus killed 480", "Among women": of all that is told after it.
FRONT_CLASS = re.compile(
    r"(?:In|At|Among|Inside|On)\s+(?P<some>(?!the\b|an?\b|recent\b|past\b)(?:[a-z-]+\s+){0,2}?(?!(?:days|weeks|months|years|hours|reports|statements|minutes)\b)[a-z-]+[^\Ws]s)\b"
)
# One end of them, or their middle, is not all of them.
EXTREME = re.compile(r"\b(?:youngest|eldest|oldest|average|median|minimum|maximum)\b", re.I)
SEXES = re.compile(
    r"\b(?:wom[ae]n|men|boys?|girls?|children|pensioners|teenagers|adults|males?|females?)\b", re.I
)
PART = r"(?:north|south|east|west|northern|southern|eastern|western|central|centre|capital|coast|coastal|rural|urban|outskirts|suburbs?|countryside|interior)"
PART_OF = re.compile(
    rf"\b(?P<part>{PART}(?:[\s-]{PART})?)(?:\s+(?:half|part|area|areas|region|regions))?\s+(?:of\s+)?(?:the\s+)?(?P<whole>[A-Z][\w-]+)"
)
PART_HAD = re.compile(rf"\b(?P<whole>[A-Z][\w-]+)['’]s?\s+(?P<part>{PART}(?:[\s-]{PART})?)\b")


def counted(figure: Figure) -> str | None:
    """The word in the plural that follows a figure, as what it counts; None where none does."""
    found = PLURAL.match(figure.follows)
    return found[1] if found else None


def counts(word: str, asked: Wanted, clause: Set[str]) -> bool:
    """Whether a figure for this can be one for what the question counts.

    People are counted for what is not people ("votes") only by a clause that speaks of it too:
    "11,940 people gave her their votes".
    """
    if asked.unit != "" or word[0].isupper() or not asked.noun:
        return True
    people = vocabulary().anybody
    found = COUNTED.search(asked.question)
    of_people = bool(asked.noun & people) or bool(found and PEOPLE.search(found["noun"]))
    if set(stems(word)) & people:
        return of_people or bool(clause & asked.noun)
    if set(stems(word)) & (asked.noun | asked.predicate):
        return True
    return bool(asked.noun & people and PEOPLE.search(word))


def narrowed(
    said: Said, figure: Figure, unit: str, clause: tuple[int, int], asked: Wanted
) -> frozenset[str]:
    """Stems of the words that say of which of those asked about the figure is, as far as seen.

    "2,600 foreign students", "17 people with measles", "the north of Castara": {"foreign"}, ...
    What the question says itself narrows nothing.
    """
    text = said.text[clause[0] : clause[1]]
    after = said.text[figure.end : clause[1]]
    some: list[str] = []
    if not unit and (noun := PLURAL.match(after)):
        some.append(after[: noun.end() if noun[1][0].isupper() else noun.start(1)])
    if not unit:
        some += [m["some"] for p in (AGED, OF_SOME) if (m := p.match(after))]
    if (m := ARE.search(after)) and not asked.noun & set(stems(m["some"])):
        some.append(m["some"])
    some += [m["some"] for m in [FRONT_CLASS.match(said.text)] if m and clause[0] == 0]
    some += _how_done(after, asked)
    some += [m["some"] for m in DWELL.finditer(text)]
    if unit:
        some += [*SEXES.findall(text), *EXTREME.findall(text)]
    elif (kind := counted(figure)) and SEXES.fullmatch(kind):
        some.append(kind)
    for pattern in (PART_OF, PART_HAD):
        some += [
            m["part"] for m in pattern.finditer(text) if names(f"x {m['whole']}") & asked.names
        ]
    said_already = asked.words | asked.predicate | asked.names | vocabulary().anybody
    return frozenset(s for words in some for s in stems(words) if not s.isdigit()) - said_already


def _how_done(after: str, asked: Wanted) -> list[str]:
    """What stands right behind the verb that the question asks with: "voted yes", "work nights"."""
    verbs = asked_with(asked.question)
    words = list(WORD.finditer(after))
    return [
        following[0]
        for word, following in pairwise(words)
        if verbs & forms(word[0])
        and after[word.end() : following.start()].isspace()
        and following[0].islower()
        and not HOW.fullmatch(following[0])
        and not LINK.fullmatch(following[0])
    ]

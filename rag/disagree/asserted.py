"""What a sentence asserts, what a denial denies, and which of two people a clause is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.figures import Figure
from index.words import names, stems
from rag.disagree.vocabulary import WORD, is_past, roots

# From these on nothing is told as so, up to the end of the clause.
IF = r"(?:if|unless|whether|provided that|in case|in the event|assuming)"
MAY = r"(?:would|could|(?-i:may)|might|threaten(?:s|ed|ing)?)"
END = r"(?:[,;](?!\d)|\.\s|\b(?:while|but|although|whereas)\b|$)"
UNREAL = re.compile(rf"\b(?:{IF}|{MAY})\b", re.I)
UNREAL_AHEAD = re.compile(rf"\b{IF}\b", re.I)
CLOSES = re.compile(END)
# "That X had been done", "having done", "to do": where the verb of what is denied stands.
AUXILIARY = re.compile(
    r"\b(?:had|has|have|having|was|were|is|are|been|be|being|to|will|would|could|did)\s+"
    r"(?:(?:\w+ly|not|never|also|ever|already|again)\s+)*(?!been\b|be\b|had\b|have\b|to\b|not\b|an?\b|the\b|in\b|on\b|at\b)(?P<verb>[^\W\d_]{3,})"
)
NOW_DOING = re.compile(r"^\W*(?:(?:ever|again|also|personally)\s+)?(?P<verb>[^\W\d_]{2,}ing)\b")
# What one means to do is said by the verb after it.
MEANS = frozenset(
    stems(
        "plan planned intend intended want wanted try tried aim hope seek sought mean meant going began begin said told"
        " reported claimed alleged accused suggested able about"
    )
)
SUBJECT = re.compile(r"^\W*(?:[\w’'-]+\s+){0,5}?(?:that|as)\s+(?P<who>[^.;]*)")
PRONOUN = re.compile(r"^\W*(?:he|she|it|they)\b", re.I)
RUN = re.compile(
    r"(?P<in>\b(?:in|at|of|from|near|for|to|by|with|against|over)\s+(?:the\s+)?)?"
    r"(?P<name>(?<!\w)[A-Z][\w’'-]+(?:\s+(?:de|von|van|al|bin)?\s?[A-Z][\w’'-]+)*)"
)
TITLES = frozenset(
    stems(
        "mr mrs ms dr sir mayor president minister prime general governor senator king queen judge professor captain"
        " colonel pope bishop deputy chancellor councillor secretary the"
    )
)
RELATIVE = re.compile(r"\s*(?:who|which)\b")
ELIDED = re.compile(
    r"\s*(?:and\s+|then\s+)*(?:has|had|have|was|were|is|are|did|does)\s|\s*(?P<verb>[^\W\d_]+)\b"
)


@lru_cache(maxsize=512)
def asserted(text: str, ahead: bool = False) -> str:
    """`text` with what stands under "if", "would", "may" or "threatened" blanked, as long as it was.

    With `ahead`, where what is to come is asked about, only what stands under "if" is.
    """
    out, at = [], 0
    for match in (UNREAL_AHEAD if ahead else UNREAL).finditer(text):
        if match.start() < at:
            continue
        closes = CLOSES.search(text, match.end())
        end = closes.start() if closes else len(text)
        out += [text[at : match.start()], " " * (end - match.start())]
        at = end
    return "".join([*out, text[at:]])


def denied_verb(after: str) -> frozenset[str]:
    """The verb of what is denied, as stems, from the words after "denied"; empty: none is seen."""
    first = NOW_DOING.match(after)
    found = [first["verb"]] if first else []
    found += [m["verb"] for m in AUXILIARY.finditer(after)]
    found += [m[0] for m in WORD.finditer(after) if is_past(m[0])]
    for word in found:
        told = frozenset(roots(word))
        if told and not told & MEANS and not set(stems(word)) & MEANS:
            return told
    return frozenset()


def denied_subject(before: str, after: str) -> str:
    """Of whom it is denied, as words: who denies it, where only "it" or "he" stands for them."""
    that = SUBJECT.match(after)
    if not that or PRONOUN.match(that["who"]):
        return before
    verb = AUXILIARY.search(that["who"])
    past = next((m for m in WORD.finditer(that["who"]) if is_past(m[0])), None)
    ends = [m.start() for m in (verb, past) if m]
    return that["who"][: min(ends)] if ends else that["who"]


def people_in(text: str) -> list[frozenset[str]]:
    """Stems of each name in order, without titles; not names of where or whose something is."""
    found = [frozenset(names(f"x {m['name']}")) - TITLES for m in RUN.finditer(text) if not m["in"]]
    return [run for run in found if run]


def one_person(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be of one: either in full, or a part of the other."""
    return one <= other or other <= one


def aged(text: str, figure: Figure) -> frozenset[str]:
    """The name nearest to an age in its sentence, as stems; none where nobody is named."""
    runs = [(m, frozenset(names(f"x {m['name']}")) - TITLES) for m in RUN.finditer(text)]
    near = [
        (max(figure.start - m.end(), m.start() - figure.end), stem)
        for m, stem in runs if stem and not m["in"]
    ]  # fmt: skip
    return min(near, key=lambda n: n[0])[1] if near else frozenset()


def anyone_shared(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> bool:
    """Whether some name of one list can be of somebody in the other."""
    return any(one_person(a, b) for a in ones for b in others)


def subject_before(clause: str, before: str) -> str:
    """The words that a clause without a subject of its own takes for one; "" where it has one.

    "Who" follows the name right before it; "and lost" goes on with whom the sentence is about.
    """
    if RELATIVE.match(clause):
        last = before.rstrip(" ,;").rpartition(",")[2]
        runs = [m["name"] for m in RUN.finditer(last)]
        return runs[-1] if runs else " ".join(last.split()[-2:])
    elided = ELIDED.match(clause)
    if before and elided and (not elided["verb"] or is_past(elided["verb"])):
        runs = [m["name"] for m in RUN.finditer(before) if not m["in"]]
        return runs[0] if runs else ""
    return ""

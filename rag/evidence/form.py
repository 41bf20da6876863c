"""What the form of a question demands of a sentence: who must speak, and of what a figure counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.figures import figures
from index.static import vectors
from index.words import TOKEN, stems

SAY = (
    r"(?:say|said|tell|told|think|call|describe|argue|respond|react|warn|insist|deny|dismiss|report|estimate"
    r"|claim|announce|promise|write|wrote|want|ask|demand|accuse|explain|reply|answer)"
)
SPEAKERS = (
    re.compile(rf"\b(?:did|does|do|has|have|had|would)\s(?P<who>[^?]{{2,80}}?)\s{SAY}\b", re.I),
    re.compile(
        r"\b(?:according to|in the (?:view|words|estimate|opinion) of|by the account of)\s(?P<who>[^?,]{2,80})",
        re.I,
    ),
)
AUXILIARY = r"(?:will|would|is|are|was|were|did|do|does|has|have|had|can|could)"
COUNTED = re.compile(
    rf"\bhow (?:many|much)\s(?P<noun>(?!{AUXILIARY}\b)[\w’'-]+(?:\s(?!{AUXILIARY}\b|(?:of|in|on|at|to|for|by|from"
    r"|that|who)\b)[\w’'-]+){0,3})",
    re.I,
)
# What is counted is a plural, and what follows it in the question is no part of it.
PLURAL = re.compile(
    r"people|men|women|children|personnel|police|staff|crew|aircraft|sheep|percent|[a-z-]*[a-rt-z]s"
)
CLAUSE = re.compile(r"[,;:.]|\s[–—-]\s")
NEAR = 6  # words behind a figure among which stands what it counts
OWN = 4  # of these, the ones that belong to it for sure
# What a country and its people are called: "Turkey" and "Turkish", "Syria" and "Syrians".
TAILS = frozenset(("", "a", "n", "an", "ian", "ish", "es", "ey", "y", "i", "e", "en"))
LEAST = 4  # letters that both must begin with
ALIKE = 0.4  # cosine of two single words of one meaning, "soldiers" and "troops"


@dataclass(frozen=True, slots=True)
class Count:
    """What a sentence counts, against what is asked.

    `same`: a figure of the thing asked for; `other`: figures only of another's, "33 Turkish
    troops" where the Syrian ones are asked for. Neither where the question counts nothing.
    """

    same: bool = False
    other: bool = False


def speaker(question: str) -> list[str]:
    """Stems of whose words are asked for: "What did the mayor say" -> mayor; [] for nobody's."""
    for pattern in SPEAKERS:
        if found := pattern.search(question):
            return list(dict.fromkeys(stems(found["who"])))
    return []


def count(question: str, sentence: str) -> Count:
    """Whether the figures of a sentence that the question does not give are of what it counts."""
    asked = COUNTED.search(question)
    if not asked:
        return Count()
    words = TOKEN.findall(asked["noun"]) or [""]
    at = next((n for n, word in enumerate(words) if PLURAL.fullmatch(word)), 0)
    before, head = words[:at], words[at]
    owners = {s for word in before if word[0].isupper() for s in stems(word)}
    said = {f.value for f in figures(question)}
    same = alike = other = False
    for figure in figures(sentence):
        if figure.value in said:
            continue
        behind = CLAUSE.split(sentence[figure.end : figure.end + 60], maxsplit=1)[0]
        after = TOKEN.findall(behind)[:NEAR]
        named = {s for word in after[:OWN] if word[0].isupper() for s in stems(word)}
        if owners and named and not any(one_country(o, n) for o in owners for n in named):
            other = True
            continue
        same = same or bool(set(stems(head)) & set(stems(" ".join(after))))
        alike = alike or (not same and _alike(head, after[:OWN]))
    return Count(same, other and not same and not alike)


def one_country(one: str, other: str) -> bool:
    """Whether two stems are one, or a country's name and what its people are called."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    return one == other or (same >= LEAST and {one[same:], other[same:]} <= TAILS)


def _alike(head: str, words: list[str]) -> bool:
    if not head or not words:
        return False
    made = vectors([head.lower(), *(word.lower() for word in words)])
    return bool((made[1:] @ made[0]).max() > ALIKE)
